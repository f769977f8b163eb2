"""What the Work view asks before it acts: pickers and one-line questions.

Each takes the `problem` that an earlier answer ran into, to be asked again with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from tuiwork.model.alignment import leads_to_goal
from tuiwork.model.fields import field_of
from tuiwork.model.kinds import Kind
from tuiwork.model.task import PRIORITIES, Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.clean import safe
from tuiwork.text.keys import find_field, known_keys
from tuiwork.text.meaning import place_titles
from tuiwork.text.values import Assignment
from tuiwork.text.width import fit
from tuiwork.tui.widgets.ask import Ask
from tuiwork.tui.widgets.pick import Choice, Pick, PickMany

NOBODY = "-"
LONGEST = 48
"""Cells of a title that a question shows."""


def about(tasks: Sequence[Task]) -> str:
    """What a question is about: the one task's title, or how many."""
    if len(tasks) != 1:
        return f"{len(tasks)} tasks"
    return f"“{fit(safe(tasks[0].title), LONGEST)}”"


def ask_status(
    workspace: Workspace, tasks: Sequence[Task], signs: Mapping[str, str], problem: str = ""
) -> Pick:
    """Which status; those that the workflows of all the tasks have."""
    workflows = [workspace.workflow_of(task) for task in tasks]
    shared = [
        status
        for status in workflows[0].statuses
        if all(workflow.status(status.name) for workflow in workflows)
    ]
    choices = [
        Choice(one.name, f"{signs[one.category.value]} {one.name}", _hint(one.name, one.category))
        for one in shared
    ]
    return Pick(f"Status of {about(tasks)}", choices, at=tasks[0].status, problem=problem)


def _hint(name: str, category: str) -> str:
    return "" if name == category else category


def ask_owner(workspace: Workspace, tasks: Sequence[Task], problem: str = "") -> Pick:
    """Whose it is."""
    choices = [
        Choice(person.handle, person.title, person.handle) for person in workspace.people.values()
    ]
    choices.append(Choice(NOBODY, "Nobody"))
    at = tasks[0].owner or NOBODY
    return Pick(f"Owner of {about(tasks)}", choices, at=at, problem=problem)


def ask_priority(tasks: Sequence[Task], signs: Mapping[str, str], problem: str = "") -> Pick:
    """How pressing it is."""
    choices = [Choice(one, f"{signs.get(one, ' '):<2} {one}") for one in PRIORITIES]
    return Pick(f"Priority of {about(tasks)}", choices, at=tasks[0].priority, problem=problem)


def ask_list(workspace: Workspace, tasks: Sequence[Task], problem: str = "") -> Pick:
    """Where it is to lie."""
    choices = [
        Choice(folder, one.title, place_titles(workspace, folder.rpartition("/")[0]))
        for folder, one in workspace.lists.items()
    ]
    return Pick(f"Move {about(tasks)} to", choices, at=tasks[0].folder, problem=problem)


def ask_goals(workspace: Workspace, tasks: Sequence[Task], problem: str = "") -> PickMany:
    """Which open goals and key results they serve; ticked are those that all of them name."""
    ticked = shared_goals(workspace, tasks)
    choices = goal_choices(workspace)
    return PickMany(f"Goals of {about(tasks)}", choices, ticked=ticked, problem=problem)


def goal_choices(workspace: Workspace) -> list[Choice]:
    """The open goals, each with its key results below it."""
    choices = []
    for goal in workspace.goals.values():
        if goal.is_closed:
            continue
        choices.append(Choice(goal.slug, goal.title, goal.text("period") or ""))
        choices += [
            Choice(f"{goal.slug}/{one.id}", f"  {one.title}", goal.title)
            for one in goal.key_results
        ]
    return choices


def shared_goals(workspace: Workspace, tasks: Sequence[Task]) -> tuple[str, ...]:
    """The open goals that all the tasks name."""
    return tuple(
        goal
        for goal in tasks[0].goals
        if leads_to_goal(workspace, goal) and all(goal in task.goals for task in tasks[1:])
    )


def assignment(key: str, value: object | None) -> Assignment:
    """The assignment of a value to a field of tasks; None clears it."""
    return _assignment(key, "=", value)


def _assignment(key: str, op: Literal["=", "+=", "-="], value: object | None) -> Assignment:
    field = field_of(Kind.TASK, key)
    assert field is not None
    return Assignment(field, op, value)


def ask_text(
    title: str, hint: str = "", initial: str = "", problem: str = "", accept: str = "ok"
) -> Ask:
    """A line of text that must not be empty."""
    return Ask(
        title,
        initial,
        hint=hint,
        validate=lambda text: None if text.strip() else "say something",
        problem=problem,
        accept=accept,
    )


ORDERS = ("due", "priority", "status", "owner", "list", "title", "created", "start", "estimate")
"""What tasks are mostly sorted and grouped by."""


def ask_order(workspace: Workspace, title: str, now: str, *, directions: bool) -> Pick:
    """By which field, in which direction if that makes a difference; or by none."""
    keys = [*ORDERS, *(key for key in known_keys(workspace.settings) if key not in ORDERS)]
    choices = [Choice(NOBODY, "As in the lists", "no order")]
    for key in keys:
        field = find_field(workspace.settings, key)
        label = field.label if field is not None else key
        choices.append(Choice(key, label, key))
        if directions:
            choices.append(Choice(f"-{key}", f"{label}, the last first", f"-{key}"))
    return Pick(title, choices, at=now or NOBODY)
