"""A small month to pick a day from: a grid of numbers with a cursor on one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tuiwork.text.calendar import MONTHS, WEEKDAYS
from tuiwork.tui.keys import DAY_KEYS, bindings
from tuiwork.tui.layouts.weeks import DAYS, moved, weeks_of

CELL = 4
"""Cells of a day."""
LEAD = 4
"""Cells of the number of a week."""
HEAD = 2
"""Lines above the weeks: the month, and the days of the week."""
WEEKS = 6


class Days(Widget, can_focus=True):
    """Shows the month of the day under its cursor; `busy` days have a dot, days on which
    `is_worked` says no are dim."""

    ALLOW_SELECT = False
    BINDING_GROUP_TITLE = "Calendar"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(DAY_KEYS))
    COMPONENT_CLASSES: ClassVar[set[str]] = {"days--cursor"}
    DEFAULT_CSS = f"""
    Days {{
        width: {LEAD + DAYS * CELL};
        height: {HEAD + WEEKS};
        & > .days--cursor {{ background: $cursor-blurred; }}
        &:focus > .days--cursor {{ background: $cursor; }}
        &:ansi > .days--cursor {{ text-style: underline; }}
        &:ansi:focus > .days--cursor {{
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: not dim;
        }}
    }}
    """

    @dataclass
    class Moved(Message):
        """The cursor was moved to another day by hand."""

        day: date

    class Chosen(Message):
        """Somebody wants the day under the cursor."""

    class Cleared(Message):
        """Somebody wants no day at all."""

    @dataclass
    class Typed(Message):
        """Somebody goes on with words instead."""

        character: str

    def __init__(
        self,
        today: date,
        signs: Mapping[str, str],
        *,
        busy: Mapping[date, int],
        is_worked: Callable[[date], bool],
    ) -> None:
        super().__init__()
        self._today = today
        self._day = today
        self._signs = signs
        self._busy = busy
        self._is_worked = is_worked

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return self._day

    def show(self, day: date) -> None:
        """Put the cursor on a day."""
        if day != self._day:
            self._day = day
            self.refresh()

    def move(self, days: int = 0, months: int = 0) -> None:
        """Move the cursor as a person does."""
        self.pick(moved(self._day, days, months))

    def pick(self, day: date) -> None:
        """Put the cursor on a day as a person does."""
        self.show(day)
        self.post_message(self.Moved(day))

    def action_day(self, days: int) -> None:
        self.move(days)

    def action_today(self) -> None:
        self.pick(self._today)

    def action_clear(self) -> None:
        self.post_message(self.Cleared())

    def on_key(self, event: events.Key) -> None:
        """Take letters that are no keys here for words."""
        if (
            event.is_printable
            and event.character
            and event.key not in self._bindings.key_to_bindings
        ):
            event.stop()
            self.post_message(self.Typed(event.character))

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is None or at.x < LEAD or at.y < HEAD:
            return
        week, column = at.y - HEAD, (at.x - LEAD) // CELL
        weeks = weeks_of(self._day)
        day = weeks[week][column] if week < len(weeks) and column < DAYS else None
        if day is not None:
            event.stop()
            self.pick(day)
            if event.chain == 2:
                self.post_message(self.Chosen())

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def render(self) -> Content:
        """The month and its weeks, with the number that each week has in the year."""
        return Content("\n").join(self._lines())

    def _lines(self) -> Iterator[Content]:
        month = f"{MONTHS[self._day.month - 1].capitalize()} {self._day.year}"
        yield Content.assemble(" " * LEAD, " ", (month, "bold"))
        names = "".join(f"{name[:2]:>{CELL - 1}} " for name in WEEKDAYS)
        yield Content.styled(" " * LEAD + names, "$dim")
        for week in weeks_of(self._day):
            thursday = week[3]
            number = "" if thursday is None else str(thursday.isocalendar().week)
            lead = Content.styled(f"{number:>{LEAD - 2}}  ", "$dim")
            yield Content.assemble(lead, *(self._cell(day) for day in week))

    def _cell(self, day: date | None) -> Content:
        if day is None:
            return Content(" " * CELL)
        dot = self._signs["dot"] if self._busy.get(day) else " "
        number = Content.styled(f"{day.day:>{CELL - 1}}", self._tone(day))
        cell = Content.assemble(number, (dot, "$dim"))
        if day != self._day:
            return cell
        return cell.stylize_before(self.get_visual_style("days--cursor"))

    def _tone(self, day: date) -> str:
        if day == self._today:
            return "bold $today"
        if day == self._day:
            return "bold"
        inside = day.month == self._day.month
        return "" if inside and self._is_worked(day) else "$dim"
