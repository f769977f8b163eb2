"""Resolving: choosing between the value that is shown and the one a merge kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tuiwork.dataclass import dataclass
from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.document import Document
from tuiwork.model.fields import field_of
from tuiwork.model.log import Entry, changed
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text import toml
from tuiwork.text.document import read_document
from tuiwork.text.edit import edit
from tuiwork.text.merging.conflicts import DELETED, NOTES, PLACE, Conflict, conflicts_in
from tuiwork.text.merging.resolve import Choice, resolve
from tuiwork.text.source import Malformed
from tuiwork.text.values import parse_value, show_value
from tuiwork.verbs.editing import diary, text_of
from tuiwork.verbs.outside import MOVED


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is done about one kept value; `index` counts those of the field from 0."""

    field: str
    choice: Choice
    index: int = 0
    value: Any = None


def find_document(workspace: Workspace, name: str) -> Document:
    """The document that a path or the beginning of a task's id names. Raises Refused."""
    return workspace.documents.get(name) or workspace.task(name)


def choose(
    workspace: Workspace,
    actor: Actor,
    name: str,
    field: str,
    choice: Choice,
    *,
    index: int = 0,
    value: Any = None,
    text: str | None = None,
) -> Change:
    """A document without one of its kept values: what is shown stays (`kept`), the `other` is
    taken, or a third `value` is written. `index` counts the field's kept values from 0; `text` is
    the document's as it was when somebody chose, if that was a while ago."""
    document = find_document(workspace, name)
    kept = [one for one in conflicts_in(document) if one.field == field]
    if not 0 <= index < len(kept):
        fields = sorted({one.field for one in conflicts_in(document)})
        there = f"; it keeps others of {', '.join(fields)}" if fields else "; it keeps none"
        raise Refused(f"“{document.title}” keeps no other value of {field}{there}")
    return _settle(workspace, actor, document, [Chosen(field, choice, index, value)], text)


def choose_all(workspace: Workspace, actor: Actor, name: str, choice: Choice) -> Change:
    """A document without any kept value: all that is shown stays, or all others are taken.

    Raises Refused where several others of one field wait.
    """
    document = find_document(workspace, name)
    fields = [one.field for one in conflicts_in(document)]
    if not fields:
        raise Refused(f"“{document.title}” keeps no other value")
    several = [one for one in fields if fields.count(one) > 1 and one != NOTES]
    if choice == "other" and several:
        raise Refused(
            f"“{document.title}” keeps {fields.count(several[0])} other values of {several[0]}; "
            f"choose one of them with `tuiwork resolve {name} {several[0]} --take --number N`"
        )
    return _settle(workspace, actor, document, [Chosen(one, choice) for one in sorted(fields)])


def choose_seen(
    workspace: Workspace,
    actor: Actor,
    seen: Conflict,
    choice: Choice,
    *,
    value: Any = None,
    text: str | None = None,
) -> Change:
    """The same for a conflict as somebody saw it. Raises Refused where it changed since."""
    document = workspace.documents.get(seen.path)
    same = [one for one in conflicts_in(document) if one.field == seen.field] if document else []
    places = [at for at, one in enumerate(same) if _is_same(one, seen)]
    if document is None or not places:
        raise Refused("this was changed or chosen meanwhile; look again")
    chosen = Chosen(seen.field, choice, places[0], value)
    return _settle(workspace, actor, document, [chosen], text)


def read_value(workspace: Workspace, actor: Actor, conflict: Conflict, words: str) -> Any:
    """A third value that was typed for the field of a conflict, of the type that it has.

    Raises Refused with what was expected.
    """
    document = workspace.documents[conflict.path]
    if conflict.field == PLACE:
        return workspace.find_list(words).name
    known = field_of(document.kind, conflict.field)
    if known is not None:
        flow = workspace.workflow_of(document) if isinstance(document, Task) else None
        return parse_value(workspace, known, words, actor.today, me=actor.handle, workflow=flow)
    types = {type(one) for one in (conflict.kept, conflict.other) if one is not None}
    if not types or str in types:
        return words
    try:
        value = toml.load(f"value = {' '.join(words.split())}\n")["value"]
    except (Malformed, KeyError):
        value = None
    numbers = {int, float}
    if type(value) in types or (type(value) in numbers and types & numbers):
        return value
    like = show_value(None, conflict.kept if conflict.kept is not None else conflict.other)
    raise Refused(f"{conflict.field}: “{words}” will not do; expected something like {like}")


def _is_same(one: Conflict, seen: Conflict) -> bool:
    return all(
        toml.canonical(a) == toml.canonical(b)
        for a, b in ((one.kept, seen.kept), (one.other, seen.other))
    )


def _settle(
    workspace: Workspace,
    actor: Actor,
    document: Document,
    choices: Sequence[Chosen],
    text: str | None = None,
) -> Change:
    path = document.path
    before = text_of(workspace, path) if text is None else text
    after: str | None = before
    folder = document.folder
    for one in choices:
        current = read_document(path, after)[0] if after is not None else None
        kept = (
            [each for each in conflicts_in(current) if each.field == one.field] if current else []
        )
        if after is None or one.index >= len(kept):
            continue  # What belongs together was chosen together.
        taken = kept[one.index].other if one.choice == "other" else one.value
        try:
            after = resolve(path, after, one.field, one.choice, one.index, one.value)
            if after is not None and one.choice != "kept":
                entries = _entries(actor, document, one.field, kept[one.index].kept, taken)
                after = edit(path, after, entries=entries)
        except Malformed as error:
            raise Refused(f"{path} {error.message}; mend it first") from None
        if after is None and one.field != DELETED:
            raise Refused(f"“{document.title}” cannot be removed by choosing its {one.field}")
        if one.field == PLACE and one.choice != "kept":
            folder = workspace.find_list(str(taken)).folder
    what = document.id if isinstance(document, Task) else document.slug
    fields = ", ".join(dict.fromkeys(one.field for one in choices))
    message = diary(f"Resolved {fields} of", [document])
    return Change(message, _files(document, before, after, folder), (what,))


def _entries(actor: Actor, document: Document, field: str, before: Any, after: Any) -> list[Entry]:
    if field == PLACE:
        return [changed(actor.now, actor.handle, MOVED, before, after)]
    known = field_of(document.kind, field)
    if known is None or not known.event:
        return []
    old, new = (None if one is None else show_value(known, one) for one in (before, after))
    return [changed(actor.now, actor.handle, field, old, new)]


def _files(
    document: Document, before: str, after: str | None, folder: str
) -> tuple[FileChange, ...]:
    if after is None or folder == document.folder:
        return (FileChange(document.path, before, after),)
    moved = f"{folder}/{document.path.rpartition('/')[2]}"
    return (FileChange(document.path, before, None), FileChange(moved, None, after))
