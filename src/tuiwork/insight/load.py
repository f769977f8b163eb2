"""Who has how much to do in which week, against the hours they have."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from tuiwork.dataclass import dataclass
from tuiwork.insight.effort import remaining
from tuiwork.insight.pace import monday_of
from tuiwork.insight.working_days import WorkingDays
from tuiwork.model.person import Person
from tuiwork.model.task import Task, due_day
from tuiwork.model.workspace import Workspace

WEEKS = 6
"""How many weeks are looked at, this one first."""

Level = Literal["away", "none", "light", "fair", "full", "over"]


class Part(NamedTuple):
    """What one task takes of a week, in hours; `guessed` where it has no estimate.

    `corrected` is the same with estimate × factor.
    """

    id: str
    hours: float
    corrected: float
    guessed: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One week of a person, or of the team: the hours there are, and what takes them."""

    week: date
    capacity: float
    parts: tuple[Part, ...] = ()

    @property
    def hours(self) -> float:
        """The load in hours."""
        return sum(part.hours for part in self.parts)

    @property
    def corrected(self) -> float:
        """The load with every estimate × the factor of its type."""
        return sum(part.corrected for part in self.parts)

    @property
    def free(self) -> float:
        """The capacity that is left; below 0 where there is more to do than hours."""
        return self.capacity - self.hours

    @property
    def share(self) -> float | None:
        """Utilisation: load ÷ capacity; None without any capacity."""
        return self.hours / self.capacity if self.capacity else None

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(part.id for part in self.parts)

    @property
    def guessed(self) -> int:
        """How many tasks have no estimate."""
        return sum(part.guessed for part in self.parts)

    @property
    def level(self) -> Level:
        """How full the week is, for showing: over above 100 %, full above 80, fair above 50."""
        hours, share = self.hours, self.share
        if share is None:
            return "over" if hours else "away"
        if not hours:
            return "none"
        # Rounded, so that fifths of an hour that make up the whole week do not count as more.
        share = round(share, 9)
        return (
            "over" if share > 1 else "full" if share > 0.8 else "fair" if share > 0.5 else "light"
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A person's weeks, and the open tasks they own that are due on no day.

    `known` is false for an owner who is no person of the workspace, `assumed` says that the hours
    are those of the workspace's working week because nobody wrote the person's.
    """

    handle: str
    name: str
    cells: tuple[Cell, ...]
    undated: tuple[Part, ...] = ()
    known: bool = True
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """The heatmap: people by handle, each with the same weeks; `unowned` tasks are nobody's."""

    weeks: tuple[date, ...]
    rows: tuple[Row, ...]
    unowned: tuple[str, ...] = ()

    def row(self, handle: str) -> Row | None:
        """One person's row."""
        return next((one for one in self.rows if one.handle == handle), None)

    @property
    def team(self) -> tuple[Cell, ...]:
        """The weeks of all together."""
        return tuple(
            Cell(
                week,
                sum(row.cells[at].capacity for row in self.rows),
                tuple(part for row in self.rows for part in row.cells[at].parts),
            )
            for at, week in enumerate(self.weeks)
        )

    @property
    def guessed(self) -> tuple[str, ...]:
        """The tasks without an estimate that were counted with the default one."""
        parts = [part for row in self.rows for cell in row.cells for part in cell.parts]
        parts += [part for row in self.rows for part in row.undated]
        return tuple(dict.fromkeys(part.id for part in parts if part.guessed))


def load(
    workspace: Workspace, today: date, weeks: int = WEEKS, people: Collection[str] | None = None
) -> Load:
    """The load of everybody, or of some, from this week on.

    Remaining estimates are spread evenly over the owner's working days from today, or a later
    start, to the due date; where there is no such day, they fall in the week of the due date.
    Overdue work falls in this week. Work without a due date is listed apart.
    """
    monday = monday_of(today)
    weeks = min(weeks, (date.max - monday).days // 7 + 1)
    mondays = tuple(monday + timedelta(7 * at) for at in range(weeks))
    owners: dict[str, _Owner] = {
        handle: _Owner(workspace, person, today, weeks)
        for handle, person in workspace.people.items()
        if people is None or handle in people
    }
    unowned = []
    for tasks in workspace.open_in.values():
        for task in tasks:
            handle = task.owner
            if handle is None:
                unowned.append(task.id)
                continue
            if handle not in owners:
                if people is not None and handle not in people:
                    continue
                owners[handle] = _Owner(workspace, None, today, weeks)
            owners[handle].take(workspace, task)
    rows = [owner.row(workspace, handle, mondays) for handle, owner in sorted(owners.items())]
    return Load(mondays, tuple(rows), tuple(unowned))


class _Owner:
    """What is gathered for one person."""

    def __init__(
        self, workspace: Workspace, person: Person | None, today: date, weeks: int
    ) -> None:
        calendar = workspace.settings.calendar
        self.person = person
        self.days = WorkingDays(calendar.days, person.absences if person else ())
        self.today, self.monday = today.toordinal(), monday_of(today).toordinal()
        mondays = (self.monday + 7 * at for at in range(weeks))
        self.whole_weeks = [self.days.count(monday, monday + 6) for monday in mondays]
        self.parts: list[list[Part]] = [[] for _ in range(weeks)]
        self.undated: list[Part] = []

    def take(self, workspace: Workspace, task: Task) -> None:
        id_, due, start = task.id, due_day(task), task.moment("start")
        minutes, corrected, guessed = remaining(workspace, task)
        hours, corrected_hours = minutes / 60, corrected / 60
        if due is None:
            self.undated.append(Part(id_, hours, corrected_hours, guessed))
            return
        first = self.today if start is None else max(self.today, start.toordinal())
        for at, share in self._spread(first, due.toordinal()):
            self.parts[at].append(Part(id_, hours * share, corrected_hours * share, guessed))

    def _spread(self, first: int, due: int) -> Iterator[tuple[int, float]]:
        """Which share of work falls in which week, by its number from this one."""
        weeks, first = self.whole_weeks, min(first, due)
        at, end = max(0, (first - self.monday) // 7), max(0, (due - self.monday) // 7)
        total = 0 if at == end else self.days.count(first, due)
        if not total:
            if end < len(weeks):
                yield end, 1.0
            return
        for week in range(at, min(end + 1, len(weeks))):
            monday = self.monday + 7 * week
            if first <= monday and monday + 6 <= due:
                here = weeks[week]
            else:
                here = self.days.count(max(first, monday), min(due, monday + 6))
            if here:
                yield week, here / total

    def row(self, workspace: Workspace, handle: str, mondays: Sequence[date]) -> Row:
        person, known = self.person, self.person is not None
        cells = tuple(
            Cell(monday, capacity(workspace, person, monday), tuple(parts))
            for monday, parts in zip(mondays, self.parts, strict=True)
        )
        assumed = person is not None and person.hours is None
        name = person.title if person else handle
        return Row(handle, name, cells, tuple(self.undated), known, assumed)


def capacity(workspace: Workspace, person: Person | None, monday: date) -> float:
    """The hours of a week for tasks: weekly hours − absence − protected time, never below 0.

    An absence takes the share of the week's working days that it lies on. Where nobody wrote a
    person's hours, they are those of the workspace's working week; who is no person has none.
    """
    if person is None:
        return 0.0
    calendar = workspace.settings.calendar
    usual = len(calendar.days) * calendar.hours_per_day
    hours = usual if person.hours is None else person.hours
    present = WorkingDays(calendar.days, person.absences).present(monday)
    return max(0.0, hours * present - sum(one.hours for one in person.protected))
