"""References between documents that lead nowhere, and what they may be meant to name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator

from tuiwork.dataclass import dataclass
from tuiwork.model.document import Document
from tuiwork.model.fields import Field, Type, fields_of
from tuiwork.model.kinds import Kind
from tuiwork.model.names import suggestion
from tuiwork.model.workspace import SHORTEST_PREFIX, Workspace

MANY_NAMES = 1_000
"""So many names are too many to be compared with one that is none of them."""

_REFERENCES = (Type.NAME, Type.TASK, Type.GOAL)
_FIELDS = {
    kind: tuple(field for field in fields_of(kind).values() if field.type in _REFERENCES)
    for kind in Kind
}


@dataclass(frozen=True, slots=True)
class Reference:
    """What a field of a document names."""

    field: Field
    name: str

    @property
    def what(self) -> str:
        """The kind of thing it names, in a word."""
        return self.field.names.value if self.field.names else self.field.type.value


class Dangling:
    """Finds the references of a workspace's documents that lead nowhere; each name is looked up
    once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[tuple[Type, Kind | None, str], bool] = {}

    def of(self, document: Document) -> Iterator[Reference]:
        """Those of a document, each once."""
        for field in _FIELDS[document.kind]:
            if field.key not in document.fields:
                continue
            names = document.names(field.key) if field.many else (document.text(field.key) or "",)
            for name in dict.fromkeys(names):
                if name and not self._leads_somewhere(field, name):
                    yield Reference(field, name)

    def _leads_somewhere(self, field: Field, name: str) -> bool:
        if field.type is Type.TASK:
            return name in self._workspace.tasks
        known = field.type, field.names, name
        if known not in self._known:
            self._known[known] = _leads_somewhere(self._workspace, field, name)
        return self._known[known]


def _leads_somewhere(workspace: Workspace, field: Field, name: str) -> bool:
    if field.type is Type.GOAL:
        return workspace.key_result(name) is not None
    if field.names is None:
        return True
    return name in workspace.slugs(field.names)


def spelt_otherwise(workspace: Workspace, reference: Reference) -> str | None:
    """The one thing that is named by the beginning of its id, or in other letter case."""
    name = reference.name.casefold()
    if reference.field.type is Type.TASK:
        ids = workspace.ids
        at = bisect_left(ids, name)
        found = [one for one in ids[at : at + 2] if one.startswith(name)]
        return found[0] if len(found) == 1 and len(name) >= SHORTEST_PREFIX else None
    found = [one for one in _names(workspace, reference.field) if one.casefold() == name]
    return found[0] if len(found) == 1 else None


def nearest(workspace: Workspace, reference: Reference) -> str:
    """The end of a sentence that offers what a reference may be meant to name."""
    meant = spelt_otherwise(workspace, reference)
    if meant is not None:
        return f"; did you mean {meant}?"
    names = () if reference.field.type is Type.TASK else _names(workspace, reference.field)
    return suggestion(reference.name, names) if len(names) < MANY_NAMES else ""


def _names(workspace: Workspace, field: Field) -> Collection[str]:
    if field.type is not Type.GOAL:
        return workspace.slugs(field.names) if field.names else ()
    goals = workspace.goals.values()
    return [
        *workspace.goals,
        *(f"{goal.slug}/{one.id}" for goal in goals for one in goal.key_results),
    ]
