"""When each task was begun and finished, told by its log, and the days between."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple

from tuiwork.insight.once import once
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category, Workflow
from tuiwork.model.workspace import Workspace
from tuiwork.text.course import KEPT, course
from tuiwork.text.dates import on_clock
from tuiwork.text.zones import zone_named


class Days(NamedTuple):
    """When a task was begun and finished. Where its log is out of order, it tells neither."""

    started: date | None = None
    finished: date | None = None
    ordered: bool = True


class _Reading:
    """How the logs of one workflow are read. Compared by identity, which is what makes it fast."""

    __slots__ = ("begun", "done", "dropped", "zone")

    def __init__(self, workflow: Workflow, zone: tzinfo | None) -> None:
        of = {category: set[str | None]() for category in Category}
        for status in workflow.statuses:
            of[status.category].add(status.name)
        self.begun = of[Category.ACTIVE] | of[Category.BLOCKED]
        self.done, self.dropped = of[Category.DONE], of[Category.DROPPED]
        self.zone = zone


_reading = lru_cache(256)(_Reading)


@once
def _readings(workspace: Workspace) -> dict[str, _Reading]:
    settings = workspace.settings
    zone = zone_named(settings.timezone)
    return {
        folder: _reading(settings.workflow(one.workflow), zone)
        for folder, one in workspace.lists.items()
    }


def days_of(workspace: Workspace, task: Task) -> Days:
    """When a task was begun and finished; of a dropped one, neither."""
    reading = _readings(workspace).get(task.folder)
    if reading is None:
        reading = _reading(workspace.workflow_of(task), zone_named(workspace.settings.timezone))
    return _days(task.log or "", task.status, reading)


def started(workspace: Workspace, task: Task) -> date | None:
    """The day of the first log entry into an active or blocked status.

    A task that was created in such a status was started then. One that was done without a start
    counts as started on the day it was finished.
    """
    return days_of(workspace, task).started


def finished(workspace: Workspace, task: Task) -> date | None:
    """The day of the last log entry into a done status; a reopen clears it."""
    return days_of(workspace, task).finished


@lru_cache(KEPT)
def _days(log: str, status: str | None, reading: _Reading) -> Days:
    if status in reading.dropped:
        return Days()
    if " status " not in log and status not in reading.begun:
        return Days()  # Most logs say no more than that a task was created.
    facts = course(log)
    if not facts.ordered:
        return Days(ordered=False)
    begun: datetime | None = None
    over: datetime | None = None
    if (facts.statuses[0].before if facts.statuses else status) in reading.begun:
        begun = facts.created
    for at, _, after in facts.statuses:
        if after in reading.done:
            over = over or at
            continue
        over = None
        if begun is None and after in reading.begun:
            begun = at
    if status not in reading.done:
        over = None
    return Days(_day(begun or over, reading.zone), _day(over, reading.zone))


def _day(at: datetime | None, zone: tzinfo | None) -> date | None:
    return None if at is None else on_clock(at, zone).date()


def day_created(workspace: Workspace, task: Task) -> date | None:
    """The day a task was created, by its front matter, else by its log."""
    at = task.created or course(task.log or "").created
    if at is None or at.tzinfo is None:
        return None if at is None else at.date()
    return _day(at, zone_named(workspace.settings.timezone))


def cycle_time(workspace: Workspace, task: Task) -> int | None:
    """Finish date − start date + 1, in days; None unless finished."""
    days = days_of(workspace, task)
    if days.finished is None or days.started is None:
        return None
    return (days.finished - days.started).days + 1


def lead_time(workspace: Workspace, task: Task) -> int | None:
    """Finish date − created date + 1, in days; None unless finished."""
    end, created = finished(workspace, task), day_created(workspace, task)
    return None if end is None or created is None else (end - created).days + 1


def age(workspace: Workspace, task: Task, today: date) -> int | None:
    """Today − start date + 1, in days; None unless started and not finished."""
    days = days_of(workspace, task)
    if days.started is None or days.finished is not None or not workspace.is_open(task):
        return None
    return (today - days.started).days + 1


@once
def in_progress(workspace: Workspace) -> tuple[Task, ...]:
    """The work in progress: tasks started and not finished, by path.

    A task whose status says so counts also where no log tells when it was started.
    """
    under_way = (Category.ACTIVE, Category.BLOCKED)
    found = [
        task
        for tasks in workspace.open_in.values()
        for task in tasks
        if started(workspace, task) is not None or workspace.category(task) in under_way
    ]
    return tuple(sorted(found, key=lambda one: one.path))


@once
def out_of_order(workspace: Workspace) -> tuple[Task, ...]:
    """The tasks whose logs are out of order, by path: no number of days counts them."""
    found = [one for one in workspace.tasks.values() if not days_of(workspace, one).ordered]
    return tuple(sorted(found, key=lambda one: one.path))


@once
def finishes(workspace: Workspace) -> tuple[tuple[date, Task], ...]:
    """Every finished task with the day it was finished, the earliest first."""
    found = [
        (end, task)
        for task in workspace.tasks.values()
        if (end := finished(workspace, task)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one[0], one[1].path)))
