"""What people changed without tuiwork: the log entries those changes leave, and the diary line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.document import Document
from tuiwork.model.fields import fields_of
from tuiwork.model.kinds import Kind
from tuiwork.model.log import Entry, changed
from tuiwork.model.place import TaskList
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import read_document
from tuiwork.text.edit import edit
from tuiwork.text.log import entries_of
from tuiwork.text.values import show_value
from tuiwork.verbs.editing import diary

MOVED = "moved"

Texts = Mapping[str, str | None]


def note_outside(workspace: Workspace, actor: Actor, before: Texts, now: Texts) -> Change:
    """The Change that adds to hand-edited files the log entries their changes should have left.

    `before` and `now` are the committed texts and those on disk. Files that need no entry are
    not part of it.
    """
    del workspace
    files: list[FileChange] = []
    documents: list[Document] = []
    read = {path: _read(path, text) for path, text in now.items()}
    old_ones = {path: _read(path, before.get(path)) for path in now}
    moved = _moved(old_ones, read)
    for path, text in now.items():
        old, new = moved.get(path, old_ones[path]), read[path]
        if new is None and old in moved.values():
            continue
        documents += [one for one in (new or old,) if one is not None]
        if old is None or new is None or text is None:
            continue
        entries = _missing(actor, old, new)
        if entries:
            files.append(FileChange(path, text, edit(path, text, entries=entries)))
    ids = tuple(one.id if isinstance(one, Task) else one.slug for one in documents)
    return Change(outside_message(documents), tuple(files), ids)


def outside_message(documents: Sequence[Document]) -> str:
    """The diary line of edits that were made without tuiwork."""
    if not documents:
        return "Edited outside tuiwork"
    return diary("Edited outside tuiwork:", documents).replace(" tasks:", ":")


def _read(path: str, text: str | None) -> Document | None:
    return None if text is None else read_document(path, text)[0]


def _moved(
    before: Mapping[str, Document | None], now: Mapping[str, Document | None]
) -> dict[str, Document]:
    """What lay elsewhere before, by the path it has now: a task is the one with its id."""
    gone = {old.id: old for path, old in before.items() if isinstance(old, Task) and not now[path]}
    return {
        path: gone[new.id]
        for path, new in now.items()
        if isinstance(new, Task) and before[path] is None and new.id in gone
    }


def _missing(actor: Actor, old: Document, new: Document) -> list[Entry]:
    """An entry for each changed field that leaves one, unless the log tells of it already."""
    told = {entry.event for entry in entries_of(new)[len(entries_of(old)) :]}
    places = [TaskList(f"{one.folder}/list.toml", Kind.LIST, {}).name for one in (old, new)]
    step = changed(actor.now, actor.handle, MOVED, *places)
    moved = [step] if places[0] != places[1] and MOVED not in told else []
    return moved + [
        changed(
            actor.now,
            actor.handle,
            key,
            show_value(field, old.fields[key]) if key in old.fields else None,
            show_value(field, new.fields[key]) if key in new.fields else None,
        )
        for key, field in fields_of(new.kind).items()
        if field.event and key not in told and old.fields.get(key) != new.fields.get(key)
    ]
