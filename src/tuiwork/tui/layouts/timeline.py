"""The timeline: from start to due of each task on a scale of days, weeks or months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from tuiwork.dataclass import dataclass
from tuiwork.model.task import Task, due_day, is_milestone
from tuiwork.text.calendar import MONTHS


class Zoom(StrEnum):
    """How much time is on the screen."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"

    @property
    def width(self) -> tuple[int, int]:
        """The cells that so many days take."""
        return {Zoom.WEEK: (4, 1), Zoom.MONTH: (1, 1), Zoom.QUARTER: (1, 3)}[self]

    @property
    def step(self) -> timedelta:
        """How far one step to the side goes."""
        return timedelta({Zoom.WEEK: 2, Zoom.MONTH: 7, Zoom.QUARTER: 28}[self])


class Extent(Protocol):
    """How much time is on the screen: the cells that so many days take."""

    @property
    def width(self) -> tuple[int, int]: ...


@dataclass(frozen=True, slots=True)
class Scale:
    """Which day stands in the first of so many cells, and how wide a day is."""

    first: date
    zoom: Extent
    cells: int

    def cell(self, day: date) -> int:
        """The cell in which a day begins; it may lie outside."""
        cells, days = self.zoom.width
        return (day - self.first).days * cells // days

    def day(self, cell: int) -> date:
        """The first day that begins in a cell or after it."""
        cells, days = self.zoom.width
        return self.first + timedelta(-(-cell * days // cells))

    @property
    def mondays(self) -> list[int]:
        """The cells in which weeks begin."""
        ahead = (7 - self.first.weekday()) % 7
        beyond = (self.day(self.cells) - self.first).days
        return [self.cell(self.first + timedelta(day)) for day in range(ahead, beyond, 7)]


@dataclass(frozen=True, slots=True)
class Span:
    """The days a task takes: both included. A `point` has a due day and no beginning; so has a
    `milestone`, which takes no time at all."""

    start: date
    end: date
    point: bool = False
    milestone: bool = False


def span_of(task: Task) -> Span | None:
    """The days from a task's start to its due day; None where it has neither.

    One that only starts goes on for that day; one that is due before it starts is shown from the
    earlier day to the later, as a person would see the mistake. A milestone lies on its due day,
    whenever work on it starts.
    """
    due, start = due_day(task), task.moment("start")
    if due is not None and is_milestone(task):
        return Span(due, due, point=True, milestone=True)
    begin = start.date() if isinstance(start, datetime) else start
    if begin is None and due is None:
        return None
    if begin is None or due is None:
        day = begin or due
        assert day is not None
        return Span(day, day, point=due is not None)
    return Span(min(begin, due), max(begin, due))


def first_day(today: date, zoom: Zoom, shifted: int = 0) -> date:
    """The day a timeline begins with: some days back from today, on a monday."""
    back = {Zoom.WEEK: 3, Zoom.MONTH: 10, Zoom.QUARTER: 21}[zoom]
    day = today - timedelta(back) + shifted * zoom.step
    return day - timedelta(day.weekday())


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a span lies on a scale: from cell `start` up to, not with, `end`; and what is cut."""

    start: int
    end: int
    before: bool
    after: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it is to be seen."""
        return self.start >= self.end


def bar_of(span: Span, scale: Scale) -> Bar:
    """The part of a span that a scale shows; a day is at least a cell wide."""
    start = scale.cell(span.start)
    end = max(scale.cell(span.end + timedelta(1)), start + 1)
    return Bar(
        max(start, 0),
        min(end, scale.cells),
        before=start < 0,
        after=end > scale.cells,
    )


def ruler(scale: Scale) -> tuple[str, str]:
    """Two lines over the bars: the months, and below them the days, or the mondays."""
    days = _days(scale)
    months = [day for day in days if day == scale.first or day.day == 1]
    marked = [day for day in days if scale.zoom is Zoom.WEEK or day.weekday() == 0]
    return (
        labelled([(scale.cell(day), _month(day, scale.first)) for day in months], scale.cells),
        labelled([(scale.cell(day), str(day.day)) for day in marked], scale.cells),
    )


def _days(scale: Scale) -> list[date]:
    last = scale.day(max(scale.cells - 1, 0))
    return [scale.first + timedelta(days) for days in range((last - scale.first).days + 1)]


def _month(day: date, first: date) -> str:
    name = MONTHS[day.month - 1][:3]
    return f"{name} {day.year}" if day.month == 1 or day == first else name


def labelled(labels: Sequence[tuple[int, str]], cells: int) -> str:
    """Labels at their cells; one that would touch the one before it, or be cut, is left out."""
    line = ""
    for cell, words in labels:
        if (not line or cell > len(line)) and cell + len(words) <= cells:
            line = line.ljust(cell) + words
    return line.ljust(cells)


def in_order(tasks: Sequence[Task]) -> list[Task]:
    """The tasks that have a span by when it begins, then those without as they came."""
    dated = [(span, task) for task in tasks if (span := span_of(task)) is not None]
    dated.sort(key=lambda pair: (pair[0].start, pair[0].end))
    known = {task.id for _, task in dated}
    return [task for _, task in dated] + [task for task in tasks if task.id not in known]
