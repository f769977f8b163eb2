"""The verbs on the checklist in a task's notes: each changes one step of one task."""

from __future__ import annotations

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.checklist import (
    ChecklistItem,
    add_step,
    checklist,
    move_step,
    remove_step,
    rename_step,
    tick,
)
from tuiwork.text.source import cut
from tuiwork.verbs.editing import Edit, change_of, diary, text_of

LONGEST = 30
"""Characters of a step that the diary tells."""


def check_item(
    workspace: Workspace, actor: Actor, id_: str, number: int, done: bool | None = None
) -> Change:
    """One step of a task's checklist, from 1, ticked or not; without `done`, the other way."""
    del actor
    task, notes, step = _step(workspace, id_, number, None)
    wanted = not step.done if done is None else done
    past = f"{'Ticked' if wanted else 'Unticked'} {_quoted(step.text)} of"
    return _changed(workspace, task, past, tick(notes, number, wanted))


def add_item(workspace: Workspace, actor: Actor, id_: str, text: str) -> Change:
    """One more open step at the end of a task's checklist, which begins with it where there is
    none."""
    del actor
    task = workspace.task(id_)
    words = _words(text)
    notes = add_step(_notes(workspace, task), words)
    return _changed(workspace, task, f"Added the step {_quoted(words)} to", notes)


def rename_item(
    workspace: Workspace, actor: Actor, id_: str, number: int, text: str, was: str | None = None
) -> Change:
    """One step of a task's checklist in other words. `was` is what somebody saw it say."""
    del actor
    task, notes, step = _step(workspace, id_, number, was)
    words = _words(text)
    notes = rename_step(notes, number, words) if words != step.text else notes
    return _changed(workspace, task, f"Renamed the step {_quoted(words)} of", notes)


def remove_item(
    workspace: Workspace, actor: Actor, id_: str, number: int, was: str | None = None
) -> Change:
    """A task's checklist without one step. `was` is what somebody saw it say."""
    del actor
    task, notes, step = _step(workspace, id_, number, was)
    past = f"Removed the step {_quoted(step.text)} of"
    return _changed(workspace, task, past, remove_step(notes, number))


def move_item(
    workspace: Workspace, actor: Actor, id_: str, number: int, to: int, was: str | None = None
) -> Change:
    """One step of a task's checklist at another place of it. `was` is what somebody saw it say."""
    del actor
    task, notes, step = _step(workspace, id_, number, was)
    _check_number(task, notes, to)
    past = f"Moved the step {_quoted(step.text)} of"
    return _changed(workspace, task, past, move_step(notes, number, to - number))


def _changed(workspace: Workspace, task: Task, past: str, notes: str) -> Change:
    return change_of(workspace, diary(past, [task]), [Edit(task, notes=notes)])


def _notes(workspace: Workspace, task: Task) -> str:
    return cut(task.path, text_of(workspace, task.path)).notes


def _step(
    workspace: Workspace, id_: str, number: int, was: str | None
) -> tuple[Task, str, ChecklistItem]:
    """The task, its notes and the step. Refused where there is none, or not the one that was."""
    task = workspace.task(id_)
    notes = _notes(workspace, task)
    _check_number(task, notes, number)
    step = checklist(notes)[number - 1]
    if was not in (None, step.text):
        raise Refused(
            f"step {number} of “{task.title}” says “{step.text}” meanwhile; look at it once more"
        )
    return task, notes, step


def _check_number(task: Task, notes: str, number: int) -> None:
    count = len(checklist(notes))
    if not 1 <= number <= count:
        raise Refused(f"“{task.title}” has {count} checklist steps; there is no step {number}")


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise Refused("a step needs some words")
    return words


def _quoted(text: str) -> str:
    return f"“{text[:LONGEST]}”"
