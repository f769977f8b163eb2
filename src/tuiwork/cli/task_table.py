"""Tasks as a table: id, state, priority, title, list, owner, due, estimate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from tuiwork.cli.output import Line, Output, Span
from tuiwork.cli.table import Column, table
from tuiwork.model.document import Moment
from tuiwork.model.task import Task, is_overdue
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace

COLUMNS = (
    Column(),
    Column(),
    Column(),
    Column(grows=True),
    Column(spare=3),
    Column(spare=1),
    Column(right=True),
    Column(right=True, spare=2),
)

_STYLES = {
    "active": "accent",
    "waiting": "amber",
    "blocked": "red",
    "done": "green",
    "urgent": "bold red",
    "high": "amber",
}


def task_table(
    output: Output, workspace: Workspace, tasks: Sequence[Task], now: datetime
) -> list[Line]:
    """The lines of a table of tasks; the list is told where they lie in several."""
    several = len({task.folder for task in tasks}) > 1
    state, due = state_of(output, workspace), due_of(workspace, now)
    rows = [
        [
            (workspace.short(task.id), "accent"),
            state(task),
            _styled(output, task.priority),
            task.title,
            (task.folder.rpartition("/")[2], "dim") if several else "",
            task.owner or "",
            due(task),
            (task.text("estimate") or "", "dim"),
        ]
        for task in tasks
    ]
    return table(COLUMNS, rows, output.width)


def _styled(output: Output, meaning: str) -> Span:
    return output.sign(meaning), _STYLES.get(meaning, "")


def state_of(output: Output, workspace: Workspace) -> Callable[[Task], Span]:
    """What gives the sign of a task's state, worked out once for each list and status."""
    known: dict[tuple[str, str | None], Span] = {}

    def state(task: Task) -> Span:
        place = (task.folder, task.status)
        if place not in known:
            known[place] = _styled(output, state_name(workspace, task))
        return known[place]

    return state


def state_name(workspace: Workspace, task: Task) -> str:
    """The name of a task's sign: its category, or `waiting` where nobody works on active work."""
    category = workspace.category(task)
    status = workspace.workflow_of(task).status(task.status)
    waits = status is not None and status.wait and category is Category.ACTIVE
    return "waiting" if waits else str(category)


def due_of(workspace: Workspace, now: datetime) -> Callable[[Task], Span]:
    """What gives the words for a task's due date; `!` marks what is overdue."""
    from tuiwork.text.dates import on_clock, short_date

    today = now.date()
    known: dict[tuple[Moment, bool], Span] = {}

    def words(value: Moment, overdue: bool) -> Span:
        here = value
        if isinstance(value, datetime) and value.tzinfo is not None:
            here = on_clock(value, now.tzinfo)
        said = short_date(here, today)
        if overdue:
            return f"! {said}", "red"
        return said, "amber" if day_of(here) == today else ""

    def due(task: Task) -> Span:
        value = task.due
        if value is None:
            return ""
        place = (value, is_overdue(task, now) and workspace.is_open(task))
        if place not in known:
            known[place] = words(*place)
        return known[place]

    return due


def day_of(value: date) -> date:
    """The day of a date or moment."""
    return value.date() if isinstance(value, datetime) else value
