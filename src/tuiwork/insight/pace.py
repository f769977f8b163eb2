"""How many tasks are finished a week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tuiwork.dataclass import dataclass
from tuiwork.insight.flow import finishes
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace

WINDOW = 90
"""The days that numbers about flow look back on, today counted."""


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week by its Monday, and the ids of what was finished in it.

    `complete` says that it is over and that the window begins no later than it does.
    """

    monday: date
    ids: tuple[str, ...]
    complete: bool

    @property
    def count(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Throughput:
    """Tasks finished per ISO week, the earliest week first, each week of the window there."""

    weeks: tuple[Week, ...]

    @property
    def complete(self) -> tuple[Week, ...]:
        """The weeks that can be compared."""
        return tuple(week for week in self.weeks if week.complete)

    @property
    def mean(self) -> float | None:
        """Tasks finished in complete weeks ÷ complete weeks; None without any."""
        weeks = self.complete
        return sum(week.count for week in weeks) / len(weeks) if weeks else None

    @property
    def ids(self) -> tuple[str, ...]:
        """Everything finished in the window."""
        return tuple(id_ for week in self.weeks for id_ in week.ids)


def monday_of(day: date) -> date:
    """The Monday of a day's ISO week."""
    return day - timedelta(day.weekday())


def window_start(today: date) -> date:
    """The first day of the window that ends today."""
    return date.fromordinal(max(1, today.toordinal() - WINDOW + 1))


def throughput(
    workspace: Workspace,
    today: date,
    tasks: Iterable[Task] | None = None,
    since: date | None = None,
) -> Throughput:
    """Tasks finished per ISO week, of these or of all, in the last 90 days or since a day.

    No week counts before that of the first finish among them that a log tells.
    """
    counted = None if tasks is None else {task.id for task in tasks}
    ends = [
        (end, task.id)
        for end, task in finishes(workspace)
        if end <= today and (counted is None or task.id in counted)
    ]
    if not ends:
        return Throughput(())
    since = window_start(today) if since is None else since
    since = max(since, monday_of(ends[0][0]))
    found: dict[date, list[str]] = {}
    for end, id_ in ends:
        if end >= since:
            found.setdefault(monday_of(end), []).append(id_)
    first = monday_of(since)
    mondays = [first + timedelta(7 * n) for n in range((today - first).days // 7 + 1)]
    return Throughput(
        tuple(
            Week(one, tuple(found.get(one, ())), since <= one and (today - one).days > 6)
            for one in mondays
        )
    )
