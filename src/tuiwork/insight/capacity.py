"""What if: the load with other people and other work, and whether an initiative fits in. Nothing is
written: a supposed change is a workspace of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from tuiwork.dataclass import dataclass, replace
from tuiwork.errors import Ambiguous, Refused
from tuiwork.insight.load import Cell, Load, Part, Row, load
from tuiwork.insight.pace import monday_of
from tuiwork.insight.working_days import WorkingDays
from tuiwork.model.document import Document
from tuiwork.model.ids import slug
from tuiwork.model.kinds import Kind
from tuiwork.model.person import HOURS_IN_A_WEEK, Person
from tuiwork.model.subject import Subject
from tuiwork.model.workspace import Workspace

USUAL_WEEKS = 8
"""How long an initiative without an end needs people for."""
AHEAD = 26
"""How many weeks ahead a start is looked for."""


@dataclass(frozen=True, slots=True)
class Need:
    """Hours of a person that something takes every week."""

    person: str
    hours: float


@dataclass(frozen=True, slots=True)
class Short:
    """A week in which somebody has fewer hours left than are needed of them."""

    person: str
    week: date
    needed: float
    free: float
    ids: tuple[str, ...]

    @property
    def by(self) -> float:
        return self.needed - self.free


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether needs fit in from week `asked` on, for so many weeks, and else from which week.

    `start` is the Monday of the first week that they fit in from, None where there is none within
    half a year. `short` says who would be short, and when, if it started in week `asked`.
    """

    asked: date
    weeks: int
    start: date | None
    short: tuple[Short, ...]

    @property
    def now(self) -> bool:
        return not self.short


def with_person(workspace: Workspace, handle: str, hours: float) -> Workspace:
    """The workspace with one more person, or with other hours for one who is there."""
    if not 0 <= hours <= HOURS_IN_A_WEEK:
        raise Refused(f"{hours:g} hours a week; expected 0 to {HOURS_IN_A_WEEK}")
    name = slug(handle)
    found = workspace.people.get(name)
    if found is None:
        found = Person(f"people/{name}.md", Kind.PERSON, {"name": handle})
    return workspace.replace({found.path: replace(found, fields={**found.fields, "hours": hours})})


def without(workspace: Workspace, word: str) -> Workspace:
    """The workspace without one task, or without all tasks of an initiative."""
    name = _initiative(workspace, word)
    if name is None:
        return workspace.replace({workspace.task(word).path: None})
    tasks = [one for one in workspace.tasks.values() if one.text("initiative") == name]
    return workspace.replace({one.path: None for one in tasks})


def _initiative(workspace: Workspace, word: str) -> str | None:
    """The initiative that a word names; None where it names a task. Raises Refused."""
    if word in workspace.initiatives:
        return word
    try:
        workspace.task(word)
    except Ambiguous:
        raise
    except Refused:
        try:
            return workspace.find_named(Kind.INITIATIVE, word)
        except Ambiguous:
            raise
        except Refused:
            raise Refused(f"“{word}” is neither a task nor an initiative") from None
    return None


def assigned(workspace: Workspace, id_: str, handle: str) -> Workspace:
    """The workspace in which a task is somebody else's."""
    task, person = workspace.task(id_), workspace.find_person(handle)
    fields = {**task.fields, "owner": person.handle}
    return workspace.replace({task.path: replace(task, fields=fields)})


def needs_of(initiative: Document) -> tuple[Need, ...]:
    """What an initiative needs of people every week, by its `needs`."""
    found: dict[str, float] = {}
    for row in initiative.tables("needs"):
        person, hours = row.get("person"), _number(row.get("hours_per_week"))
        if isinstance(person, str) and hours is not None and hours > 0:
            found[person] = found.get(person, 0.0) + hours
    return tuple(Need(person, hours) for person, hours in found.items())


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value)


def fits(
    workspace: Workspace,
    needs: Sequence[Need],
    today: date,
    *,
    weeks: int = USUAL_WEEKS,
    asked: date | None = None,
    ahead: int = AHEAD,
) -> Fit:
    """Whether everybody has the hours needed left in each of the weeks, week by week.

    The first week looked at is this one or that of `asked`. Of somebody who is away for part of a
    week only that part of the hours is needed. Who is no person of the workspace has no hours.
    """
    first = max(monday_of(today), monday_of(asked or today))
    skipped = (first - monday_of(today)).days // 7
    people = {need.person for need in needs}
    known = load(workspace, today, skipped + ahead + weeks, people)
    short = [
        one
        for need in needs
        for one in _shortages(workspace, known.row(need.person), need, known.weeks)
    ]
    at_week = {(one.week - first).days // 7 for one in short}
    starts = range(min(ahead, len(known.weeks) - skipped))
    start = next((at for at in starts if at_week.isdisjoint(range(at, at + weeks))), None)
    at_once = sorted(
        (one for one in short if 0 <= (one.week - first).days // 7 < weeks),
        key=lambda one: (one.week, one.person),
    )
    return Fit(
        first, weeks, None if start is None else first + timedelta(7 * start), tuple(at_once)
    )


def _shortages(
    workspace: Workspace, row: Row | None, need: Need, mondays: Sequence[date]
) -> Iterator[Short]:
    """The weeks in which somebody is short."""
    if row is None or not row.known:
        yield from (Short(need.person, monday, need.hours, 0.0, ()) for monday in mondays)
        return
    absences = workspace.people[need.person].absences
    days = WorkingDays(workspace.settings.calendar.days, absences)
    for cell in row.cells:
        needed = need.hours * days.present(cell.week)
        # Rounded, so that hours that are just enough are.
        if needed and round(needed - cell.free, 9) > 0:
            yield Short(need.person, cell.week, needed, cell.free, cell.ids)


def fits_initiative(workspace: Workspace, name: str, today: date) -> Fit:
    """Whether an initiative's needs fit in from this week on, until its end.

    Its own tasks do not count against it: the hours it needs are meant to be spent on them.
    """
    initiative = workspace.initiatives[name]
    needs = needs_of(initiative)
    if not needs:
        raise Refused(
            f"“{initiative.title}” does not say whom it needs;"
            ' add needs = [{ person = "…", hours_per_week = 4 }]',
            initiative.path,
        )
    return fits(without(workspace, name), needs, today, weeks=_weeks(initiative, today))


def with_needs(workspace: Workspace, found: Load, name: str, today: date) -> Load:
    """A load with the hours that an initiative needs every week on top, from this week until its
    end, as `fits_initiative` asks for them.

    They are parts whose id is the initiative's reference. Of somebody who is away for part of a
    week only that part of the hours is needed.
    """
    initiative = workspace.initiatives[name]
    reference = Subject("initiative", name).reference
    last = monday_of(today) + timedelta(7 * (_weeks(initiative, today) - 1))
    rows = {row.handle: row for row in found.rows}
    for need in needs_of(initiative):
        person = workspace.people.get(need.person)
        days = WorkingDays(workspace.settings.calendar.days, person.absences if person else ())
        empty = Row(
            need.person, need.person, tuple(Cell(week, 0.0) for week in found.weeks), known=False
        )
        row = rows.get(need.person, empty)
        cells = []
        for cell in row.cells:
            hours = need.hours * days.present(cell.week) if cell.week <= last else 0.0
            part = Part(reference, hours, hours, guessed=False)
            cells.append(replace(cell, parts=(*cell.parts, part)) if hours else cell)
        rows[need.person] = replace(row, cells=tuple(cells))
    return replace(found, rows=tuple(rows[handle] for handle in sorted(rows)))


def _weeks(initiative: Document, today: date) -> int:
    end, start = initiative.moment("end"), initiative.moment("start")
    if end is None:
        return USUAL_WEEKS
    last = date(end.year, end.month, end.day)
    first = today if start is None else max(today, date(start.year, start.month, start.day))
    return max(1, min(AHEAD, (monday_of(last) - monday_of(first)).days // 7 + 1))
