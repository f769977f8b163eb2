"""The lines of the roadmap: bars and milestones on a scale, what stands above and below them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from tuiwork.dataclass import dataclass
from tuiwork.insight.load import Level
from tuiwork.insight.pace import monday_of
from tuiwork.insight.roadmap import Row as Planned
from tuiwork.text.calendar import MONTHS
from tuiwork.text.clean import safe
from tuiwork.tui.layouts.timeline import Bar, Scale, Span, bar_of, labelled
from tuiwork.tui.planning.drawing import merged
from tuiwork.tui.widgets.columns import Line, Part, cut, length

TITLE, LEAST, MOST = 0.3, 20, 40
"""The share of a line that a title takes, and the cells it takes at least and at most."""
STAGE = 13
"""Cells of the stage, where there is room for it."""
WIDE = 100
LEAST_WORDS = 8
"""Cells that what a row comes after is written into at least."""
LOAD_TONES: Mapping[Level, str] = {"over": "overdue", "full": "today", "fair": ""}


class Reach(StrEnum):
    """How much time is on the screen."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def width(self) -> tuple[int, int]:
        """The cells that so many days take."""
        return {Reach.MONTH: (1, 1), Reach.QUARTER: (1, 3), Reach.YEAR: (1, 7)}[self]

    @property
    def step(self) -> timedelta:
        """How far one step to the side goes."""
        return timedelta({Reach.MONTH: 14, Reach.QUARTER: 42, Reach.YEAR: 91}[self])

    @property
    def back(self) -> timedelta:
        """How much of the past is shown."""
        return timedelta({Reach.MONTH: 14, Reach.QUARTER: 49, Reach.YEAR: 119}[self])


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the roadmap with its sign, the tone of what it says, and how it stands in a word;
    `note` where it has no bar."""

    row: Planned
    sign: str
    tone: str
    stands: str
    note: str = ""


class RoadLines:
    """Draws the rows for a first day and a reach. `titles` are those of the initiatives."""

    def __init__(
        self,
        signs: Mapping[str, str],
        today: date,
        reach: Reach,
        shifted: int = 0,
        titles: Mapping[str, str] | None = None,
    ) -> None:
        day = today - reach.back + shifted * reach.step
        self._first = monday_of(day)
        self._signs = signs
        self._today = today
        self._reach = reach
        self._titles = titles or {}

    def scale(self, width: int) -> tuple[int, Scale]:
        """The cells before the bars, and the scale of what is left."""
        room = max(LEAST, min(MOST, int(width * TITLE))) + 1
        room += STAGE + 1 if width >= WIDE else 0
        return room, Scale(self._first, self._reach, max(width - room, 1))

    def ruler(self, width: int) -> tuple[Line, Line]:
        """Quarters above months; where there is room for days, months above mondays."""
        room, scale = self.scale(width)
        firsts = [day for day in _days(scale) if day.day == 1]
        opening = [day for day in firsts if _opens(day)]
        if self._reach is Reach.MONTH:
            upper = _labels(scale, firsts, _month)
            lower = [(cell, str(scale.day(cell).day)) for cell in scale.mondays]
        else:
            upper = _labels(scale, opening, lambda day: f"{day.year}-Q{(day.month + 2) // 3}")
            lower = _labels(scale, firsts, lambda day: MONTHS[day.month - 1][:3])
        blank = (" " * room, "")
        return (
            [blank, (labelled(upper, scale.cells), "strong")],
            [blank, (labelled(lower, scale.cells), "dim")],
        )

    def load(self, levels: Mapping[date, Level], width: int) -> Line:
        """How full the weeks of everybody together are, by their Mondays."""
        room, scale = self.scale(width)
        title = "team’s hours"
        cells: list[Part] = [(title.ljust(room)[:room], "dim")]
        for cell in range(scale.cells):
            level = levels.get(monday_of(scale.day(cell)))
            sign = " " if level is None else self._signs[f"load {level}"]
            cells.append((sign, "dim" if level is None else LOAD_TONES.get(level, "dim")))
        return merged(cells)

    def draw(self, shown: Shown, width: int) -> Line:
        """A row: its sign and title, its stage, its bar."""
        room, scale = self.scale(width)
        stage = STAGE if width >= WIDE else 0
        space = room - 1 - (stage + 1 if stage else 0)
        title: list[Part] = [(f"{shown.sign} ", shown.tone), (safe(shown.row.title), "")]
        line = _padded(cut(title, space, self._signs["cut"]), space + 1)
        if stage:
            words: list[Part] = [(safe(shown.stands), "dim")]
            line += _padded(cut(words, stage, self._signs["cut"]), stage + 1)
        if shown.note:
            return [*line, *cut([(shown.note, "today")], scale.cells, self._signs["cut"])]
        return [*line, *merged(self._bar(shown, scale))]

    def _bar(self, shown: Shown, scale: Scale) -> list[Part]:
        signs, row = self._signs, shown.row
        cells = [(" ", "dim")] * scale.cells
        for day in _days(scale):
            if _opens(day):
                cells[scale.cell(day)] = (signs["week"], "dim")
        today = scale.cell(self._today)
        if 0 <= today < scale.cells:
            cells[today] = (signs["today"], "today")
        first, last = row.start or row.end or self._today, row.end or row.start or self._today
        point = row.kind != "initiative"
        bar = bar_of(Span(min(first, last), max(first, last), point, point), scale)
        if bar.is_empty:
            at, sign = (0, "before") if bar.before else (scale.cells - 1, "after")
            cells[at] = (signs[sign], "dim")
            return cells
        tone = "overdue" if row.flags else shown.tone
        for cell in range(bar.start, bar.end):
            cells[cell] = (signs["bar done"], tone)
        if point:
            cells[bar.start] = (signs["milestone"], tone)
        if bar.before:
            cells[bar.start] = (signs["before"], tone)
        if bar.after:
            cells[bar.end - 1] = (signs["after"], tone)
        self._write_after(cells, shown, bar)
        return cells

    def _write_after(self, cells: list[Part], shown: Shown, bar: Bar) -> None:
        """Write what a row comes after behind its bar, else before it, as far as there is room."""
        row = shown.row
        if not row.after:
            return
        names = ", ".join(self._titles.get(one, one) for one in row.after)
        tone = "overdue" if any(one.kind != "ends before it starts" for one in row.flags) else "dim"
        words: Line = [(safe(f"{self._signs['before first']} {names}"), tone)]
        left, right = bar.start - 1, len(cells) - bar.end - 1
        if right >= min(LEAST_WORDS, length(words)):
            words = cut(words, right, self._signs["cut"])
            cells[bar.end + 1 : bar.end + 1 + length(words)] = words
        elif left >= LEAST_WORDS:
            words = cut(words, left, self._signs["cut"])
            cells[left - length(words) : left] = words


def _labels(
    scale: Scale, days: Sequence[date], name: Callable[[date], str]
) -> list[tuple[int, str]]:
    """The names of days at their cells; that of the first cell, too, where there is room."""
    labels = [(scale.cell(day), name(day)) for day in days]
    first = name(scale.first)
    if not labels or labels[0][0] > len(first):
        labels.insert(0, (0, first))
    return labels


def _days(scale: Scale) -> list[date]:
    last = scale.day(max(scale.cells - 1, 0))
    return [scale.first + timedelta(at) for at in range((last - scale.first).days + 1)]


def _opens(day: date) -> bool:
    """Whether a quarter begins on a day."""
    return day.day == 1 and day.month % 3 == 1


def _month(day: date) -> str:
    name = MONTHS[day.month - 1][:3]
    return f"{name} {day.year}" if day.month == 1 else name


def _padded(line: Line, width: int) -> list[Part]:
    return [*line, (" " * max(width - length(line), 0), "")]
