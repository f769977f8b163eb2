"""Capturing: quick add lines become tasks, several lines as one Change."""

from __future__ import annotations

from collections.abc import Sequence

from tuiwork.errors import Ambiguous, Refused
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.document import Document
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import read_document
from tuiwork.text.quickadd.parse import QuickAdd, parse_quick_add
from tuiwork.verbs.editing import SUBJECT, diary
from tuiwork.verbs.tasks import add

INBOX = "inbox"
"""The slug of the list that takes what names none, where there is one."""


def capture(
    workspace: Workspace,
    actor: Actor,
    lines: Sequence[str],
    folder: str | None = None,
    notes: str = "",
) -> Change:
    """New tasks from quick add lines, in the list each names, else in `folder`, else in the inbox.

    Words that named nothing stay in the title and are told in the Change's notices. Raises Refused
    for a line without a title or a list, Ambiguous for a word that could mean several things.
    """
    files: list[FileChange] = []
    ids: list[str] = []
    notices: list[str] = []
    added: list[Document] = []
    for line in lines:
        parsed = parse_quick_add(workspace, line, actor.today, me=actor.handle)
        place = _place(workspace, parsed, folder)
        change = add(workspace, actor, parsed.title, place, parsed.fields, notes)
        documents = {one.path: _read(one) for one in change.files}
        workspace = workspace.replace(documents)
        added += [one for one in documents.values() if one is not None]
        files += change.files
        ids += change.ids
        notices += parsed.leftovers
    if not added:
        raise Refused("there is nothing to add; expected a title")
    where = workspace.lists[added[0].folder].title if len(added) == 1 else ""
    message = diary("Added", added, f"to {where}" if where else "")
    return Change(message[:SUBJECT], tuple(files), tuple(ids), tuple(notices))


def _place(workspace: Workspace, parsed: QuickAdd, folder: str | None) -> str:
    if parsed.ambiguous:
        raise Ambiguous(parsed.ambiguous[0], ())
    if not parsed.title.strip():
        raise Refused("the line has no title; say what has to be done")
    place = parsed.place or folder
    if place is not None:
        return place
    inboxes = [one.folder for one in workspace.lists.values() if one.slug == INBOX]
    if len(inboxes) == 1:
        return inboxes[0]
    if len(workspace.lists) == 1:
        return next(iter(workspace.lists))
    names = ", ".join(f"/{one.name}" for one in list(workspace.lists.values())[:6])
    if not names:
        raise Refused("there is no list yet; `tuiwork init` makes a first one")
    raise Refused(f"say which list it goes to, for example {names}")


def _read(file: FileChange) -> Task | None:
    document = read_document(file.path, file.after or "")[0]
    return document if isinstance(document, Task) and document.kind is Kind.TASK else None
