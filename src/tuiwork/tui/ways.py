"""The ways to what was found: where the Work view has to look, or which file has to be opened."""

from __future__ import annotations

from tuiwork.dataclass import dataclass
from tuiwork.insight.findable import Entry
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.query.parse import parse_query
from tuiwork.text.query.tree import QueryError
from tuiwork.tui.places import ALL, VIEW

_FILTERS = {
    Kind.GOAL: "goal",
    Kind.PERSON: "owner",
    Kind.CUSTOMER: "customer",
    Kind.INITIATIVE: "initiative",
}
"""What has no view of its own yet is seen as its tasks."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where to look, through which filter, at closed tasks too or not, and at which task; or with
    a `path`, the file to open instead."""

    place: str = ALL
    filter: str = ""
    closed: bool = False
    task: str | None = None
    path: str | None = None


def way_to(workspace: Workspace, entry: Entry) -> Way:
    """The way to a thing that was found."""
    document = entry.document
    if isinstance(document, Task):
        closed = not workspace.is_open(document)
        return Way(document.folder, closed=closed, task=document.id)
    if document.kind in (Kind.SPACE, Kind.LIST):
        return Way(document.folder)
    if document.kind is Kind.VIEW:
        return Way(f"{VIEW}{document.slug}")
    key = _FILTERS.get(document.kind)
    if key is None:
        return Way(path=document.path)
    name = f"{document.slug}/{entry.part}" if entry.part else document.slug
    return Way(filter=f"{key}:{quoted(name)}")


def quoted(name: str) -> str:
    """A name as a query takes it."""
    try:
        parsed = parse_query(f"goal:{name}")
    except QueryError:
        parsed = None
    if parsed is not None and [one.values for one in parsed.terms] == [(name,)]:
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
