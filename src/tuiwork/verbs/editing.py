"""What all verbs share: turning edits of documents into one Change with its diary line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tuiwork.dataclass import dataclass, field, replace
from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.document import Document
from tuiwork.model.fields import field_of
from tuiwork.model.ids import slug
from tuiwork.model.log import Entry, changed
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import parse_fields
from tuiwork.text.edit import edit
from tuiwork.text.source import Malformed, cut
from tuiwork.text.values import show_value
from tuiwork.verbs.rules import check_fields

SUBJECT = 72
"""The length a commit's first line keeps to."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of one document: keys set (None removes), log entries, notes, a new place."""

    document: Document
    fields: Mapping[str, object | None] = field(default_factory=dict)
    entries: Sequence[Entry] = ()
    notes: str | None = None
    folder: str | None = None


def change_of(
    workspace: Workspace,
    message: str,
    edits: Iterable[Edit],
    *,
    notices: Iterable[str] = (),
) -> Change:
    """One Change for all the edits. Raises Refused when a file cannot be read as a document."""
    files: list[FileChange] = []
    ids: list[str] = []
    for one in edits:
        files += _files(workspace, one)
        ids.append(one.document.id if isinstance(one.document, Task) else one.document.slug)
    return Change(message, tuple(files), tuple(ids), tuple(notices))


def _files(workspace: Workspace, one: Edit) -> list[FileChange]:
    path = one.document.path
    text = text_of(workspace, path)
    try:
        before = _as_loaded(text, one)
        after = edit(path, before, one.fields, one.entries, one.notes)
    except Malformed as error:
        raise Refused(f"{path} {error.message}; mend it first", path, error.line) from None
    if one.folder is None or one.folder == one.document.folder:
        return [FileChange(path, before, after)]
    moved = _free_path(workspace, one.document, one.folder)
    return [FileChange(path, before, None), FileChange(moved, None, after)]


def _as_loaded(text: str, one: Edit) -> str:
    """A document's text with what is about to change as it was when somebody decided so.

    What changed on disk since then is a difference to this text, which the store merges in, or
    refuses to overwrite.
    """
    document = one.document
    now = replace(document, fields=parse_fields(document.path, text))
    since = {
        key: document.value(key) for key in one.fields if now.value(key) != document.value(key)
    }
    notes = document.notes
    if one.notes is None or notes is None or notes == cut(document.path, text).notes:
        return edit(document.path, text, since)
    return edit(document.path, text, since, notes=notes)


def _free_path(workspace: Workspace, document: Document, folder: str) -> str:
    """Where a document lies after a move: under its own name, unless another one has it there."""
    path = f"{folder}/{document.path.rpartition('/')[2]}"
    if path in workspace.documents and isinstance(document, Task):
        path = f"{folder}/{document.id}-{slug(document.title)}.md"
    return path


def field_edit(
    workspace: Workspace,
    actor: Actor,
    document: Document,
    fields: Mapping[str, object | None],
    entries: Sequence[Entry] = (),
    folder: str | None = None,
) -> Edit:
    """The edit that gives a document these values, with the log entries such changes leave."""
    different = {key: value for key, value in fields.items() if document.value(key) != value}
    if isinstance(document, Task):
        there = f"{folder or document.folder}/{document.path.rpartition('/')[2]}"
        check_fields(workspace, replace(document, path=there), different)
    events = [
        changed(
            actor.now,
            actor.handle,
            key,
            _word(document, key, document.value(key)),
            _word(document, key, value),
        )
        for key, value in different.items()
        if (field := field_of(document.kind, key)) is not None and field.event
    ]
    return Edit(document, different, [*events, *entries], folder=folder)


def _word(document: Document, key: str, value: object) -> str | None:
    return None if value is None else show_value(field_of(document.kind, key), value)


def text_of(workspace: Workspace, path: str) -> str:
    """The text of a document as it is on disk now. Raises Refused when it is gone or unreadable."""
    try:
        return workspace.read(path)
    except FileNotFoundError:
        raise Refused(f"{path} is gone; somebody moved or removed it") from None
    except Malformed as error:
        raise Refused(f"{path} {error.message}", path, error.line) from None


def diary(past: str, documents: Sequence[Document], rest: str = "") -> str:
    """The diary line of a change: what happened, to what. One line of at most 72 characters."""
    if len(documents) == 1:
        what = f"“{_one_line(documents[0].title)}”"
    else:
        titles = "; ".join(_one_line(document.title) for document in documents[:4])
        what = f"{len(documents)} tasks: {titles}"
    line = " ".join(part for part in (past, what, rest) if part)
    if len(line) <= SUBJECT:
        return line
    spare = SUBJECT - len(past) - len(rest) - 4 - bool(rest)
    return " ".join(
        part for part in (past, what[: max(12, spare)].rstrip(" “”") + "…", rest) if part
    )[:SUBJECT]


def _one_line(text: str) -> str:
    return " ".join(text.split())
