"""The end of every verb that writes: save, record, and say in one line what happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tuiwork.cli.output import Line, error_object
from tuiwork.errors import NotRecorded
from tuiwork.model.attachment import is_attachment, size_words
from tuiwork.model.change import Change
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace

if TYPE_CHECKING:
    from tuiwork.cli.call import Call

Past = str | Callable[[Workspace, Task], str]
"""What happened to a task, in the past tense, or what says so for each task."""


def finish(call: Call, past: Past, change: Change) -> None:
    """Save and record a Change; with --dry-run, show its difference instead.

    Raises NotRecorded after saying what was saved.
    """
    before = call.session.workspace
    if call.arguments.flag("--dry-run"):
        show_difference(call, before, change)
        return
    written = call.session.apply(change)
    commit, failure = None, None
    try:
        recorded = call.session.record(foreground=call.at_terminal)
        commit = next((one.commit for one in reversed(recorded) if one.commit), None)
    except NotRecorded as error:
        failure = error
    for notice in written.notices:
        call.output.talk(notice)
    if call.json:
        answer: dict[str, Any] = {"changed": changed(before, call.session.workspace, written)}
        answer |= {"commit": commit, "recorded": failure is None}
        answer |= {"error": error_object(failure)} if failure else {}
        call.output.document(**answer)
    else:
        tell(call, past, before, written)
    if failure:
        raise failure


def tell(call: Call, past: Past, before: Workspace, change: Change) -> None:
    """One line for each thing changed: its id, what happened to it, its title; without a word for
    what happened, the Change's own diary line."""
    if change.is_empty:
        call.output.talk("nothing changed")
        return
    if not past:
        call.output.line(change.message)
        return
    after = call.session.workspace
    call.output.lines([_told(before, after, id_, past) for id_ in change.ids])


def _told(before: Workspace, after: Workspace, id_: str, past: Past) -> Line:
    task = after.tasks.get(id_) or before.tasks.get(id_)
    if task is not None:
        words = past if isinstance(past, str) else past(after, task)
        return [(before.short(id_), "accent"), f" {words}  {task.title}"]
    goal = after.key_result(id_) or before.key_result(id_)
    return [(id_, "accent"), f" {past}  {goal[0].title if goal else ''}"]


def changed(before: Workspace, after: Workspace, change: Change) -> list[dict[str, Any]]:
    """The files of a Change as the JSON contract has them, with their whole texts; of attachments
    there are only the sizes."""
    rows: list[dict[str, Any]] = []
    for file in change.files:
        document = after.documents.get(file.path) or before.documents.get(file.path)
        name = document.id if isinstance(document, Task) else document.slug if document else None
        if file.before == file.after:
            continue
        if is_attachment(file.path):
            sizes = (_size(file.before), _size(file.after))
            rows.append(
                {"id": None, "path": file.path, "bytes_before": sizes[0], "bytes": sizes[1]}
            )
            continue
        rows.append({"id": name, "path": file.path, "before": file.before, "after": file.after})
    return rows


def _size(text: str | None) -> int | None:
    return None if text is None else len(text.encode("utf-8", "surrogateescape"))


def show_difference(call: Call, before: Workspace, change: Change) -> None:
    """What a Change would do, as a difference of lines."""
    if call.json:
        made = before.replace(_documents(change))
        rows = changed(before, made, change)
        call.output.document(changed=rows, commit=None, recorded=False, dry_run=True)
        return
    for notice in change.notices:
        call.output.talk(notice)
    if change.is_empty:
        call.output.talk("nothing would change")
    for file in change.files:
        call.output.lines(difference(file.path, file.before, file.after))


def _documents(change: Change) -> dict[str, Any]:
    from tuiwork.text.document import read_document

    return {
        file.path: None if file.after is None else read_document(file.path, file.after)[0]
        for file in change.files
    }


def difference(path: str, before: str | None, after: str | None) -> list[Line]:
    """The unified difference of one file, as lines to show; of an attachment, its size."""
    if is_attachment(path):
        pairs = (("-", _size(before)), ("+", _size(after)))
        return [
            [(f"{sign} {path}  {size_words(size)}", _STYLES[sign])]
            for sign, size in pairs
            if size is not None
        ]
    from difflib import unified_diff

    old = path if before is not None else "/dev/null"
    new = path if after is not None else "/dev/null"
    lines = unified_diff(
        (before or "").split("\n"), (after or "").split("\n"), old, new, lineterm=""
    )
    return [[(line, _STYLES.get(line[:1], ""))] for line in lines]


_STYLES = {"+": "green", "-": "red", "@": "dim"}
