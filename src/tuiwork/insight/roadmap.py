"""The roadmap: initiatives and milestones over the coming quarters, and dates that cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from tuiwork.dataclass import dataclass
from tuiwork.insight.circles import find_circles
from tuiwork.model.document import Document
from tuiwork.model.goal import goal_days
from tuiwork.model.task import is_milestone
from tuiwork.model.workspace import Workspace

MONTHS = 12
"""The months a roadmap looks ahead, unless asked otherwise."""


RowKind = Literal["initiative", "milestone", "goal"]
FlagKind = Literal["cycle", "too early", "ends before it starts", "unknown"]

Shading = Callable[[date], float | None]
"""How full the week that begins on a Monday is: load ÷ capacity, None where nobody knows."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that cannot be as it is written. `names` are the initiatives it is about."""

    kind: FlagKind
    words: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An initiative from start to end, a milestone or a goal's end on one day.

    `state` is the stage of an initiative or the status of a milestone; `after` are the names of
    what it comes after; `flags` say what is wrong with it.
    """

    kind: RowKind
    name: str
    title: str
    owner: str | None
    start: date | None
    end: date | None
    state: str = ""
    after: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of the roadmap: its name and its first day."""

    name: str
    first: date


@dataclass(frozen=True, slots=True)
class Roadmap:
    """What lies between two days. `rows` are in the order of their starts, milestones and the ends
    of goals behind the initiatives; `undated` are initiatives without a start or an end; `flags`
    are all that is wrong, also outside. `weeks` holds how full each week is, by its Monday."""

    first: date
    last: date
    quarters: tuple[Quarter, ...]
    rows: tuple[Row, ...]
    undated: tuple[Row, ...]
    flags: tuple[Flag, ...]
    weeks: tuple[tuple[date, float], ...] = ()

    def place(self, day: date, cells: int) -> int:
        """The cell, from 0, of a day on a line of so many cells; days outside are at its ends."""
        length = (self.last - self.first).days + 1
        return min(cells - 1, max(0, (day - self.first).days * cells // length))


def roadmap(
    workspace: Workspace,
    today: date,
    months: int = MONTHS,
    shading: Shading | None = None,
    *,
    first: date | None = None,
) -> Roadmap:
    """The initiatives that are not closed, the open milestones and the ends of open goals, for so
    many months from `first` on, else from the first day of this quarter."""
    first = first or date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    last = _months_later(first, months) - timedelta(1)
    flags = find_flags(workspace)
    every = [_initiative(one, flags) for one in _open(workspace)]
    rows = [one for one in every if one.start and one.end and _meets(one, first, last)]
    rows.sort(key=lambda one: (one.start or first, one.end or last, one.name))
    days = [one for one in _days(workspace) if _meets(one, first, last)]
    days.sort(key=lambda one: (one.end or last, one.kind, one.name))
    undated = tuple(one for one in every if one.start is None or one.end is None)
    return Roadmap(
        first, last, tuple(_quarters(first, last)), (*rows, *days), undated, flags,
        tuple(_weeks(first, last, shading)),
    )  # fmt: skip


def find_flags(workspace: Workspace) -> tuple[Flag, ...]:
    """What cannot be among the initiatives: circles, each named in full; a start before the end of
    what it comes after; an end before its own start; and what is not there."""
    known = workspace.initiatives
    edges = {name: one.names("after") for name, one in known.items()}
    flags = []
    for circle in find_circles(edges):
        ring = " → ".join([*circle, circle[0]])
        flags.append(Flag("cycle", f"each waits for the next: {ring}", tuple(circle)))
    for name, one in sorted(known.items()):
        start, end = _day(one, "start"), _day(one, "end")
        if start and end and end < start:
            words = f"“{one.title}” ends on {end}, before it starts on {start}"
            flags.append(Flag("ends before it starts", words, (name,)))
        for before in edges[name]:
            flags += _too_early(known, name, before)
    return tuple(flags)


def _too_early(known: Mapping[str, Document], name: str, before: str) -> Iterator[Flag]:
    one, other = known[name], known.get(before)
    if other is None:
        words = f"“{one.title}” comes after “{before}”, which does not exist"
        yield Flag("unknown", words, (name,))
        return
    start, end = _day(one, "start"), _day(other, "end")
    if start and end and start <= end and name != before:
        words = f"“{one.title}” starts on {start}, before “{other.title}” ends on {end}"
        yield Flag("too early", words, (name, before))


def _open(workspace: Workspace) -> list[Document]:
    return [one for one in workspace.initiatives.values() if one.text("stage") != "closed"]


def _initiative(one: Document, flags: Sequence[Flag]) -> Row:
    mine = tuple(flag for flag in flags if one.slug in flag.names and _is_about(flag, one.slug))
    return Row(
        "initiative", one.slug, one.title, one.text("owner"), _day(one, "start"), _day(one, "end"),
        one.text("stage") or "candidate", one.names("after"), mine,
    )  # fmt: skip


def _is_about(flag: Flag, name: str) -> bool:
    """Whether a flag stands at an initiative; a start that is too early stands at the later one."""
    return flag.kind == "cycle" or flag.names[0] == name


def _days(workspace: Workspace) -> Iterator[Row]:
    """The milestones that are still to be reached, and the last days of open goals."""
    for tasks in workspace.open_in.values():
        for task in tasks:
            if is_milestone(task) and task.due is not None:
                day, status = _day(task, "due"), task.status or "todo"
                yield Row("milestone", task.id, task.title, task.owner, day, day, status)
    for goal in workspace.goals.values():
        days = goal_days(goal)
        if days is not None and not goal.is_closed:
            yield Row("goal", goal.slug, goal.title, goal.owner, days[1], days[1], "goal")


def _meets(row: Row, first: date, last: date) -> bool:
    """Whether a row has a day in common with the roadmap, also one that is the wrong way round."""
    days = sorted(day for day in (row.start, row.end) if day is not None)
    return bool(days) and days[0] <= last and days[-1] >= first


def _quarters(first: date, last: date) -> Iterator[Quarter]:
    day = first
    while day <= last:
        yield Quarter(f"{day.year:04}-Q{(day.month + 2) // 3}", day)
        day = _months_later(day, 3)


def _weeks(first: date, last: date, shading: Shading | None) -> Iterator[tuple[date, float]]:
    if shading is None:
        return
    for number in range(first.toordinal() - first.weekday(), last.toordinal() + 1, 7):
        monday = date.fromordinal(number)
        share = shading(monday)
        if share is not None:
            yield monday, share


def _months_later(day: date, months: int) -> date:
    """The first of the month that lies so many months ahead; the end of the calendar at most."""
    month = day.month - 1 + months
    year = day.year + month // 12
    return date(year, month % 12 + 1, 1) if year <= date.max.year else date.max


def _day(document: Document, key: str) -> date | None:
    value = document.moment(key)
    return value.date() if isinstance(value, datetime) else value
