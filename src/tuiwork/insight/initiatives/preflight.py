"""Before a launch: what has to be answered, and whether the people it needs have the hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tuiwork.dataclass import dataclass
from tuiwork.insight.load import Load, Row, load
from tuiwork.insight.pace import monday_of
from tuiwork.model.gates import Gate, preflight_parts
from tuiwork.model.initiative import Initiative
from tuiwork.model.workspace import Workspace

LOOK_AHEAD = 4
"""So many weeks from the start are looked at, beside those until then."""
FARTHEST = 26


@dataclass(frozen=True, slots=True)
class Short:
    """A person who is needed and has too little time: in which week, with how many hours to do,
    of how many there are. `needed` are those that the initiative adds; `ids` the tasks."""

    person: str
    week: date
    hours: float
    capacity: float
    needed: float
    ids: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """Load ÷ capacity without the initiative; None without any capacity."""
        return self.hours / self.capacity if self.capacity else None

    @property
    def words(self) -> str:
        """“sara has 46 h of 30 h (153 %) in the week of 2026-06-15”."""
        share = "" if self.share is None else f" ({round(100 * self.share)} %)"
        words = f"{self.person} has {self.hours:.3g} h of {self.capacity:.3g} h{share}"
        words += f" in the week of {self.week}"
        return f"{words}, and {self.needed:.3g} h more with it" if self.needed else words


@dataclass(frozen=True, slots=True)
class Preflight:
    """The three parts, and who is short of time. Green only when nothing is left of either."""

    parts: tuple[Gate, ...]
    short: tuple[Short, ...]
    unknown: tuple[str, ...] = ()

    @property
    def is_green(self) -> bool:
        return not self.short and all(not part.blanks for part in self.parts)


def preflight(workspace: Workspace, initiative: Initiative, today: date) -> Preflight:
    """Three questions before a launch (owner and means, expectations and skills, signs of use),
    and the people it needs who have more to do than hours. `unknown` are needed people whom the
    workspace does not know."""
    unknown = (one.person for one in initiative.needs if one.person not in workspace.people)
    return Preflight(
        preflight_parts(workspace.settings, initiative),
        short_of_time(workspace, initiative, today),
        tuple(dict.fromkeys(name for name in unknown if name)),
    )


def short_of_time(workspace: Workspace, initiative: Initiative, today: date) -> tuple[Short, ...]:
    """The needed people who are above 100 % in a week, each with the fullest one.

    The weeks are those from this one to the fourth from the initiative's start. Before the start,
    and once it runs, its hours are not added: then its tasks say what it takes.
    """
    needs: dict[str, float] = {}
    for one in initiative.needs:
        if one.person in workspace.people:
            needs[one.person] = needs.get(one.person, 0.0) + one.hours
    if not needs:
        return ()
    start = max(today, initiative.start or today)
    weeks = (monday_of(start) - monday_of(today)).days // 7 + LOOK_AHEAD
    found = load(workspace, today, min(weeks, FARTHEST), set(needs))
    adds_from = date.max if initiative.is_running else monday_of(start)
    return tuple(_short(found, needs, adds_from))


def _short(found: Load, needs: dict[str, float], adds_from: date) -> Iterable[Short]:
    for person, hours in sorted(needs.items()):
        row = found.row(person)
        over = [] if row is None else _over(row, hours, adds_from)
        if over:
            yield max(over, key=lambda one: one.hours + one.needed - one.capacity)


def _over(row: Row, hours: float, adds_from: date) -> list[Short]:
    weeks = (
        Short(
            row.handle,
            cell.week,
            cell.hours,
            cell.capacity,
            hours if cell.week >= adds_from else 0.0,
            cell.ids,
        )
        for cell in row.cells
    )
    return [one for one in weeks if round(one.hours + one.needed - one.capacity, 9) > 0]


def overloaded(workspace: Workspace, initiative: Initiative, today: date) -> tuple[Short, ...]:
    """Those needed people whose own load alone is above 100 % in such a week."""
    found = short_of_time(workspace, initiative, today)
    return tuple(one for one in found if round(one.hours - one.capacity, 9) > 0)
