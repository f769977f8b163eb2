"""A person's day: what is overdue, due, under way, blocked, and what others handed to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from tuiwork.insight.handoffs import pending_handoffs
from tuiwork.model.document import Document
from tuiwork.model.task import PRIORITIES, Task, due_day, is_overdue
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.text.log import parse_log

HANDED = "handed to you"
PARTS = (HANDED, "overdue", "due today", "in progress", "blocked")
"""What makes a task part of a day; the first that holds counts."""
HANDED_DAYS = 7
"""Days for which a task that somebody handed over counts as new to its owner."""


def day_of_person(workspace: Workspace, owner: str | None, now: datetime) -> dict[str, list[Task]]:
    """The open tasks of a person's day by what makes them part of it, each once, the most pressing
    first; everybody's with None. What waits to be accepted is known where logs are loaded."""
    parts: dict[str, list[Task]] = {part: [] for part in PARTS}
    parts[HANDED] = [one.task for one in pending_handoffs(workspace, owner)]
    pending = {task.id for task in parts[HANDED]}
    for task in sorted(_open_of(workspace, owner), key=lambda one: _urgency(one)):
        category = workspace.category(task)
        if task.id in pending:
            continue
        if is_overdue(task, now):
            parts["overdue"].append(task)
        elif due_day(task) == now.date():
            parts["due today"].append(task)
        elif category is Category.ACTIVE:
            parts["in progress"].append(task)
        elif category is Category.BLOCKED:
            parts["blocked"].append(task)
    return parts


def handed_to(workspace: Workspace, owner: str, now: datetime) -> Mapping[str, str]:
    """The open tasks that others gave to a person in the last seven days: id to who gave it."""
    since = now - timedelta(HANDED_DAYS)
    given = {task.id: _giver(task, owner, since) for task in _open_of(workspace, owner)}
    return {id_: giver for id_, giver in given.items() if giver is not None}


def _giver(task: Document, owner: str, since: datetime) -> str | None:
    """Who made the person the owner of a task last, if that was somebody else, after a moment."""
    for item in reversed(parse_log(task.log or "")):
        entry = item.entry
        if entry is not None and entry.event == "owner":
            after = entry.change[1] if entry.change else None
            other = after == owner and entry.by != owner
            return entry.by if other and entry.at >= since else None
    return None


def _open_of(workspace: Workspace, owner: str | None) -> Iterable[Task]:
    return (
        task
        for tasks in workspace.open_in.values()
        for task in tasks
        if owner is None or task.owner == owner
    )


def _urgency(task: Task) -> tuple[date, int, str, str]:
    return due_day(task) or date.max, PRIORITIES.index(task.priority), task.rank, task.id
