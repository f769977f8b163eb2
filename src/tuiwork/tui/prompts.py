"""What the Work view asks before it acts: pickers and one-line questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from tuiwork.errors import Refused
from tuiwork.model.change import Actor
from tuiwork.model.fields import field_of
from tuiwork.model.kinds import Kind
from tuiwork.model.task import PRIORITIES, Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import describe_date
from tuiwork.text.values import Assignment, parse_value
from tuiwork.tui.content import plain
from tuiwork.tui.widgets.ask import Ask
from tuiwork.tui.widgets.pick import Choice, Pick, PickMany

NOBODY = "-"


def about(tasks: Sequence[Task]) -> str:
    """What a question is about: the one task's title, or how many."""
    return tasks[0].title if len(tasks) == 1 else f"{len(tasks)} tasks"


def ask_status(workspace: Workspace, tasks: Sequence[Task], signs: Mapping[str, str]) -> Pick:
    """Which status; those that the workflows of all the tasks have."""
    workflows = [workspace.workflow_of(task) for task in tasks]
    shared = [
        status
        for status in workflows[0].statuses
        if all(workflow.status(status.name) for workflow in workflows)
    ]
    choices = [
        Choice(one.name, f"{signs[one.category.value]} {one.name}", one.category.value)
        for one in shared
    ]
    return Pick(f"Status of {about(tasks)}", choices, at=tasks[0].status)


def ask_owner(workspace: Workspace, tasks: Sequence[Task]) -> Pick:
    """Whose it is."""
    choices = [
        Choice(person.handle, person.title, person.handle) for person in workspace.people.values()
    ]
    choices.append(Choice(NOBODY, "Nobody"))
    return Pick(f"Owner of {about(tasks)}", choices, at=tasks[0].owner)


def ask_priority(tasks: Sequence[Task], signs: Mapping[str, str]) -> Pick:
    """How pressing it is."""
    choices = [Choice(one, f"{signs.get(one, ' '):<2} {one}") for one in PRIORITIES]
    return Pick(f"Priority of {about(tasks)}", choices, at=tasks[0].priority)


def ask_list(workspace: Workspace, tasks: Sequence[Task]) -> Pick:
    """Where it is to lie."""
    choices = [Choice(one.folder, one.title, one.name) for one in workspace.lists.values()]
    return Pick(f"Move {about(tasks)} to", choices, at=tasks[0].folder)


def ask_goals(workspace: Workspace, tasks: Sequence[Task]) -> PickMany:
    """Which open goals and key results it serves."""
    choices = []
    for goal in workspace.goals.values():
        if goal.is_closed:
            continue
        choices.append(Choice(goal.slug, goal.title, goal.text("period") or ""))
        choices += [
            Choice(f"{goal.slug}/{one.id}", f"  {one.title}", goal.title)
            for one in goal.key_results
        ]
    ticked = tasks[0].goals if len(tasks) == 1 else ()
    return PickMany(f"Goals of {about(tasks)}", choices, ticked=ticked)


def ask_due(workspace: Workspace, actor: Actor, tasks: Sequence[Task]) -> Ask:
    """When it is due, in words; an empty answer takes the date away."""
    field = field_of(Kind.TASK, "due")
    assert field is not None

    def preview(words: str) -> Content:
        if not words.strip():
            return Content.styled("no due date", "$dim")
        try:
            value = parse_value(workspace, field, words, actor.today)
        except Refused as error:
            return plain(error.message).stylize("$today")
        return plain(describe_date(value, actor.today))

    def validate(words: str) -> str | None:
        try:
            parse_value(workspace, field, words, actor.today) if words.strip() else None
        except Refused as error:
            return error.message
        return None

    return Ask(
        f"{about(tasks)} is due", hint="friday, +3d, 14 june, eom …", preview=preview,
        validate=validate,
    )  # fmt: skip


def due_assignment(workspace: Workspace, actor: Actor, words: str) -> Assignment:
    """The assignment that an answer to `ask_due` means."""
    field = field_of(Kind.TASK, "due")
    assert field is not None
    value = parse_value(workspace, field, words, actor.today) if words.strip() else None
    return Assignment(field, "=", value)


def assignment(key: str, value: object | None) -> Assignment:
    """The assignment of a value to a field of tasks."""
    field = field_of(Kind.TASK, key)
    assert field is not None
    return Assignment(field, "=", value)


def ask_text(title: str, hint: str, initial: str = "") -> Ask:
    """A line of text that must not be empty."""
    return Ask(
        title, initial, hint=hint, validate=lambda text: None if text.strip() else "say something"
    )
