"""Resolving: choosing between the value that is shown and the one a merge kept."""

from __future__ import annotations

from typing import Any

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.document import Document
from tuiwork.model.fields import field_of
from tuiwork.model.log import Entry, changed
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.edit import edit
from tuiwork.text.merging.conflicts import DELETED, PLACE, conflicts_in
from tuiwork.text.merging.resolve import Choice, resolve
from tuiwork.text.source import Malformed
from tuiwork.text.values import show_value
from tuiwork.verbs.editing import diary, text_of


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
) -> Change:
    """A document without one of its kept values: what is shown stays (`kept`), the `other` is
    taken, or a third `value` is written. `index` counts the field's kept values from 0."""
    document = find_document(workspace, name)
    kept = [one for one in conflicts_in(document) if one.field == field]
    if not 0 <= index < len(kept):
        fields = sorted({one.field for one in conflicts_in(document)})
        there = f"; it keeps others of {', '.join(fields)}" if fields else "; it keeps none"
        raise Refused(f"“{document.title}” keeps no other value of {field}{there}")
    before = text_of(workspace, document.path)
    try:
        after = resolve(document.path, before, field, choice, index, value)
        chosen = kept[index].other if choice == "other" else value
        if after is not None and choice != "kept":
            entries = _entries(actor, document, field, kept[index].kept, chosen)
            after = edit(document.path, after, entries=entries)
    except Malformed as error:
        raise Refused(f"{document.path} {error.message}; mend it first") from None
    what = document.id if isinstance(document, Task) else document.slug
    message = diary(f"Resolved {field} of", [document])
    files = _files(workspace, document, before, after, field, choice, chosen)
    return Change(message, files, (what,))


def _entries(actor: Actor, document: Document, field: str, before: Any, after: Any) -> list[Entry]:
    known = field_of(document.kind, field)
    if known is None or not known.event:
        return []
    old, new = (None if one is None else show_value(known, one) for one in (before, after))
    return [changed(actor.now, actor.handle, field, old, new)]


def _files(
    workspace: Workspace,
    document: Document,
    before: str,
    after: str | None,
    field: str,
    choice: Choice,
    chosen: Any,
) -> tuple[FileChange, ...]:
    if field == PLACE and choice != "kept" and after is not None:
        folder = workspace.find_list(str(chosen)).folder
        moved = f"{folder}/{document.path.rpartition('/')[2]}"
        return (FileChange(document.path, before, None), FileChange(moved, None, after))
    if after is None and field != DELETED:
        raise Refused(f"“{document.title}” cannot be removed by choosing its {field}")
    return (FileChange(document.path, before, after),)
