"""Handoffs across a workspace: which wait for an answer, how long, and how complete they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from tuiwork.model.settings import Calendar
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.handoffs import Answer, Handoff, handoffs_in

PATIENCE = timedelta(days=1)
"""The working time after which a handoff without an answer is about to be forgotten."""


class Handed(NamedTuple):
    """A task and one of its handoffs."""

    task: Task
    handoff: Handoff

    def waited(self, now: datetime) -> timedelta:
        """The time from the handoff to its answer, or until now."""
        return max((self.handoff.answered_at or now) - self.handoff.at, timedelta())


class Completeness(NamedTuple):
    """The tasks of all handoffs, once for each, and of those that lack something."""

    all: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """Handoffs with context, next action and due ÷ all handoffs; None where there are none."""
        return 1 - len(self.lacking) / len(self.all) if self.all else None


def pending_of(workspace: Workspace, task: Task) -> Handoff | None:
    """The handoff of an open task that nobody has answered yet."""
    last = handoffs_in(task.log)[-1:]
    return last[0] if last and last[0].answer is None and workspace.is_open(task) else None


def pending_handoffs(workspace: Workspace, receiver: str | None = None) -> list[Handed]:
    """The handoffs that wait for an answer, or for that of one person, the oldest first."""
    found = [
        Handed(task, handoff)
        for tasks in workspace.open_in.values()
        for task in tasks
        if (handoff := pending_of(workspace, task)) is not None
        and receiver in (None, handoff.receiver)
    ]
    return sorted(found, key=lambda one: (one.handoff.at, one.task.id))


def every_handoff(workspace: Workspace) -> Iterator[Handed]:
    """All handoffs of all tasks, also of closed ones."""
    for task in workspace.tasks.values():
        for handoff in handoffs_in(task.log):
            yield Handed(task, handoff)


def accepted(workspace: Workspace) -> list[Handed]:
    """The handoffs that were accepted: what each `waited` is the handoff wait."""
    return [one for one in every_handoff(workspace) if one.handoff.answer is Answer.ACCEPTED]


def completeness(handed: Iterable[Handed]) -> Completeness:
    """How many handoffs say the context, the next action and when that is due."""
    every = list(handed)
    lacking = (one.task.id for one in every if not one.handoff.is_complete)
    return Completeness(tuple(one.task.id for one in every), tuple(lacking))


def is_dropping(workspace: Workspace, handoff: Handoff, now: datetime) -> bool:
    """Whether a handoff waits for more than one working day: a ball about to be dropped."""
    calendar = workspace.settings.calendar
    return handoff.answer is None and working_time(calendar, handoff.at, now) > PATIENCE


def working_time(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """The time between two moments that lies on working days, on the clock of `end`.

    From Friday 15:00 to Monday 15:00 is one day.
    """
    zone = end.tzinfo or UTC
    first, last = start.astimezone(zone).replace(tzinfo=None), end.replace(tzinfo=None)
    if last <= first:
        return timedelta()
    weeks, _ = divmod((last - first).days, 7)
    total = weeks * len(calendar.days) * timedelta(days=1)
    first += timedelta(weeks=weeks)
    return total + sum(
        (
            _overlap(day, first, last)
            for day in _days(first, last)
            if day.weekday() in calendar.days
        ),
        timedelta(),
    )


def _days(first: datetime, last: datetime) -> Iterator[date]:
    for number in range((last.date() - first.date()).days + 1):
        yield first.date() + timedelta(number)


def _overlap(day: date, first: datetime, last: datetime) -> timedelta:
    begins = datetime.combine(day, time())
    return min(last, begins + timedelta(days=1)) - max(first, begins)
