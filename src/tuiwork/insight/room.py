"""Room in a period: the hours people have, what is planned on their days already, and what the
initiatives that are about to be taken on need on top."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tuiwork.dataclass import dataclass
from tuiwork.insight.capacity import needs_of
from tuiwork.insight.lenses import below
from tuiwork.insight.load import load
from tuiwork.insight.pace import monday_of
from tuiwork.model.document import Document
from tuiwork.model.goal import period_days
from tuiwork.model.plan import Plan
from tuiwork.model.subject import Subject
from tuiwork.model.workspace import Workspace

LONGEST = 60
"""Periods that end more weeks ahead than this are not looked at."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A person's hours in a period: what there is, what is planned, what is needed on top."""

    handle: str
    capacity: float
    planned: float
    needed: float

    @property
    def share(self) -> float | None:
        """(planned + needed) ÷ capacity; None without any capacity."""
        return (self.planned + self.needed) / self.capacity if self.capacity else None

    @property
    def is_over(self) -> bool:
        # Rounded, so that hours that are just enough are.
        return round(self.planned + self.needed - self.capacity, 9) > 0


@dataclass(frozen=True, slots=True)
class Room:
    """The hours of everybody in the weeks of a period that are not over, and of all together."""

    period: str
    weeks: tuple[date, ...]
    people: tuple[Taken, ...]

    @property
    def team(self) -> Taken:
        """All together."""
        rows = self.people
        return Taken(
            "", sum(one.capacity for one in rows), sum(one.planned for one in rows),
            sum(one.needed for one in rows),
        )  # fmt: skip

    @property
    def over(self) -> tuple[Taken, ...]:
        """The people who would have more to do than hours."""
        return tuple(one for one in self.people if one.is_over)


def room(workspace: Workspace, period: str, today: date, initiatives: Iterable[str] = ()) -> Room:
    """The room in a period with these initiatives taken on.

    Capacity and planned work are those of the load, in the weeks that begin in the period and are
    not over. An initiative needs its hours a week in those of them that it runs in; its own tasks
    do not count beside, as the hours are meant to be spent on them.
    """
    mondays = _mondays(period, today)
    if not mondays:
        return Room(period, (), ())
    needed: dict[str, float] = {}
    inside: set[str] = set()
    for name in dict.fromkeys(initiatives):
        initiative = workspace.initiatives.get(name)
        needs = needs_of(initiative) if initiative else ()
        if initiative is None or not needs:
            continue
        weeks = sum(_runs_in(initiative, monday) for monday in mondays)
        for need in needs:
            needed[need.person] = needed.get(need.person, 0.0) + need.hours * weeks
        inside |= {task.id for task in below(workspace, Subject("initiative", name))}
    ahead = (mondays[-1] - monday_of(today)).days // 7 + 1
    rows = {one.handle: one.cells for one in load(workspace, today, ahead).rows}
    people = []
    for handle in sorted({*rows, *needed}):
        cells = [one for one in rows.get(handle, ()) if one.week in mondays]
        planned = sum(part.hours for one in cells for part in one.parts if part.id not in inside)
        capacity = sum(one.capacity for one in cells)
        people.append(Taken(handle, capacity, planned, needed.get(handle, 0.0)))
    return Room(period, mondays, tuple(people))


def initiatives_in(plan: Plan | None) -> tuple[str, ...]:
    """The initiatives that are in a plan."""
    items = plan.of_state("in") if plan else ()
    subjects = [one.subject for one in items]
    return tuple(one.name for one in subjects if one and one.kind == "initiative")


def _mondays(period: str, today: date) -> tuple[date, ...]:
    """The Mondays of a period from this week on; none for one that is over or far ahead."""
    days = period_days(period)
    if days is None:
        return ()
    first = max(days[0].toordinal(), monday_of(today).toordinal())
    last = days[1].toordinal()
    if last - monday_of(today).toordinal() > 7 * LONGEST:
        return ()
    begin = first + (-(first - 1)) % 7
    return tuple(date.fromordinal(number) for number in range(begin, last + 1, 7))


def _runs_in(initiative: Document, monday: date) -> bool:
    """Whether an initiative runs in a week; one without a start or an end always has."""
    start, end = initiative.moment("start"), initiative.moment("end")
    if start is not None and date(start.year, start.month, start.day) > monday + timedelta(6):
        return False
    return end is None or date(end.year, end.month, end.day) >= monday
