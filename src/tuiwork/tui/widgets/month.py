"""A month: a grid of days with what lies on them, and one cursor that stands on a day and a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tuiwork.text.calendar import MONTHS, WEEKDAYS
from tuiwork.text.clean import safe
from tuiwork.tui.keys import MONTH_KEYS, bindings
from tuiwork.tui.widgets.columns import Line, cut, length
from tuiwork.tui.widgets.rows import Row, State
from tuiwork.tui.widgets.strips import LOOKS, LOOKS_CSS, Draw

DAYS = 7
HEAD = 2
"""Lines above the grid: the month, and the days of the week."""


class Month(Widget, can_focus=True):
    """Shows the weeks of one month. It draws each row as one line, as wide as a day."""

    ALLOW_SELECT = False
    BINDING_GROUP_TITLE = "Calendar"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(MONTH_KEYS))
    COMPONENT_CLASSES: ClassVar[set[str]] = set(LOOKS)
    DEFAULT_CSS = f"""
    Month {{
        height: 1fr;
        background: $background;
        color: $foreground;
        {LOOKS_CSS}
    }}
    """

    class CursorMoved(Message):
        """The cursor stands on another day or row."""

    class Opened(Message):
        """Someone wants to see inside the row under the cursor."""

    class MarksChanged(Message):
        """Other rows are marked than before."""

    def __init__(self, draw: Draw, signs: Mapping[str, str], *, id: str | None = None) -> None:  # noqa: A002
        self._tones: dict[tuple[str, bool], Style] = {}
        super().__init__(id=id)
        self._draw = draw
        self._signs = signs
        self._days: Mapping[date, Sequence[Row]] = {}
        self._today = date.min
        self._day = date.min
        self._at = 0
        self._marks: frozenset[str] = frozenset()

    # What it shows

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return self._day

    @property
    def row(self) -> Row | None:
        """The row under the cursor; None on a day that has none."""
        rows = self._days.get(self._day, ())
        return rows[min(self._at, len(rows) - 1)] if rows else None

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor."""
        return self.row.key if self.row is not None else None

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, day after day."""
        return tuple(row for day in sorted(self._days) for row in self._days[day])

    @property
    def marks(self) -> frozenset[str]:
        """The keys of the marked rows."""
        return self._marks

    def show(self, days: Mapping[date, Sequence[Row]], today: date, shifted: int) -> None:
        """Show what lies on each day; the cursor stays on its row, or else on its day.

        `shifted` says how many months from today's the cursor is to be, if it is not there yet.
        """
        key = self.key
        self._days = days
        self._today = today
        month = _month(today, shifted)
        if (self._day.year, self._day.month) != (month.year, month.month):
            self._day = today if not shifted else month
            self._at = 0
        elif key is not None:
            self.move_to(key)
        self.refresh()

    def redraw(self) -> None:
        """Draw everything anew."""
        self.refresh()

    def mark(self, keys: Iterable[str]) -> None:
        """Mark exactly these rows."""
        marks = frozenset(keys)
        if marks != self._marks:
            self._marks = marks
            self.refresh()
            self.post_message(self.MarksChanged())

    def move_to(self, key: str) -> bool:
        """Put the cursor on the row with this key; return whether there is one."""
        for day, rows in self._days.items():
            for at, row in enumerate(rows):
                if row.key == key:
                    self._go(day, at)
                    return True
        return False

    # Moving about

    def action_day(self, days: int) -> None:
        self._go(self._day + timedelta(days), 0)

    def action_row(self, step: int) -> None:
        """To the next row of the day; past its end, to the same day of another week."""
        rows = self._days.get(self._day, ())
        at = min(self._at, max(len(rows) - 1, 0)) + step
        if 0 <= at < len(rows):
            self._go(self._day, at)
        else:
            day = self._day + timedelta(DAYS * step)
            self._go(day, 0 if step > 0 else max(len(self._days.get(day, ())) - 1, 0))

    def action_open(self) -> None:
        if self.row is not None:
            self.post_message(self.Opened())

    def action_mark(self) -> None:
        if self.key is not None:
            self.mark(self._marks ^ {self.key})

    def action_unmark(self) -> None:
        self.mark(())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave Escape to the screen while there is no mark to clear."""
        return bool(self._marks) if action == "unmark" else True

    def _go(self, day: date, at: int) -> None:
        if (day, at) != (self._day, self._at):
            self._day, self._at = day, at
            self.refresh()
            self.post_message(self.CursorMoved())

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is None or at.y < HEAD:
            return
        line, column = (at.y - HEAD) // self._cell_height, at.x // self._cell_width
        if column < DAYS and line < len(self._weeks):
            event.stop()
            self._go(self._weeks[line][column], max((at.y - HEAD) % self._cell_height - 1, 0))
            if event.chain == 2:
                self.action_open()

    # Drawing

    @property
    def _weeks(self) -> list[list[date]]:
        first = self._day.replace(day=1)
        start = first - timedelta(first.weekday())
        weeks = [[start + timedelta(DAYS * week + day) for day in range(DAYS)] for week in range(6)]
        return [week for week in weeks if week[0] <= first or week[0].month == first.month]

    @property
    def _cell_width(self) -> int:
        return max(self.size.width // DAYS, 3)

    @property
    def _cell_height(self) -> int:
        return max((self.size.height - HEAD) // max(len(self._weeks), 1), 1)

    def render_line(self, y: int) -> Strip:
        """Return one line: the head, or a line through the days of a week."""
        if self._day == date.min or y >= HEAD + self._cell_height * len(self._weeks):
            return Strip.blank(self.size.width, self.rich_style)
        if y < HEAD:
            return self._head(y)
        week, line = divmod(y - HEAD, self._cell_height)
        strips = [self._cell(day, line) for day in self._weeks[week]]
        return Strip.join(strips).adjust_cell_length(self.size.width, self.rich_style)

    def _head(self, y: int) -> Strip:
        if y == 0:
            month = f" {MONTHS[self._day.month - 1].capitalize()} {self._day.year}"
            return self._strip([(month, "strong")], self.size.width)
        width = self._cell_width
        names = [(f" {name[: width - 2]}".ljust(width), "dim") for name in WEEKDAYS]
        return self._strip(names, self.size.width)

    def _cell(self, day: date, line: int) -> Strip:
        width = self._cell_width
        here = day == self._day
        rows = self._days.get(day, ())
        if line == 0:
            return self._strip(self._number(day, len(rows)), width, cursor=here)
        top = self._first_shown(rows) if here else 0
        at = top + line - 1
        if at >= len(rows):
            return self._strip([], width, cursor=here)
        row = rows[at]
        chosen = here and row is self.row
        gutter = self._signs["cursor"] if chosen else self._gutter(row)
        drawn = self._draw(row, width - 2, State(chosen, row.key in self._marks))
        return self._strip([(gutter, "accent"), *(drawn[0] if drawn else ())], width, cursor=here)

    def _gutter(self, row: Row) -> str:
        return self._signs["mark"] if row.key in self._marks else " "

    def _first_shown(self, rows: Sequence[Row]) -> int:
        """The row of the day under the cursor that is drawn first, so that the cursor's is seen."""
        room = self._cell_height - 1
        return max(min(self._at, len(rows) - 1) - room + 1, 0)

    def _number(self, day: date, count: int) -> Line:
        tone = "today strong" if day == self._today else ""
        if day.month != self._day.month:
            tone = "dim"
        more = count - (self._cell_height - 1)
        return [(f" {day.day}", tone), (f"  +{more}" if more > 0 else "", "dim")]

    def _strip(self, line: Line, width: int, *, cursor: bool = False) -> Strip:
        shown = cut(line, width, self._signs["cut"])
        blank = (" " * (width - length(shown)), "")
        segments = [
            Segment(safe(text), self._tone(tone, cursor=cursor)) for text, tone in (*shown, blank)
        ]
        return Strip(segments).adjust_cell_length(width, self._tone("", cursor=cursor))

    def _tone(self, tone: str, *, cursor: bool) -> Style:
        look = (tone, cursor)
        if look not in self._tones:
            names = [f"tone--{name}" for name in tone.split()]
            names += ["lines--cursor"] if cursor else []
            self._tones[look] = self.get_visual_style(*names).rich_style
        return self._tones[look]

    def notify_style_update(self) -> None:
        """Forget the old colours."""
        super().notify_style_update()
        self._tones.clear()


def _month(today: date, shifted: int) -> date:
    """The first day of the month that many months from today's."""
    years, month = divmod(today.year * 12 + today.month - 1 + shifted, 12)
    return date(years, month + 1, 1)
