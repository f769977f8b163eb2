"""The list of the heatmap: its cursor goes from week to week as well as from row to row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType

from tuiwork.tui.keys import bindings
from tuiwork.tui.planning.heat_lines import CHOSEN, NAME, WEEK, Weeks, Window, draw, weeks_in
from tuiwork.tui.planning.team_keys import LOAD_LIST_KEYS
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.lines import FromLines, Lines
from tuiwork.tui.widgets.rows import Row, State


class HeatLines(Lines):
    """Rows of weeks. `window` says which weeks are shown, and which one the cursor is in."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(LOAD_LIST_KEYS))
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"tone--{CHOSEN}"}
    DEFAULT_CSS = f"""
    HeatLines {{
        & > .tone--{CHOSEN} {{ background: $focus; color: $background; }}
        &:ansi > .tone--{CHOSEN} {{ text-style: reverse; }}
    }}
    """

    @dataclass
    class WeekMoved(FromLines):
        """Other weeks are shown, or the cursor is in another one."""

    def __init__(self, signs: Mapping[str, str], week: int) -> None:
        super().__init__(can_mark=False, signs=signs, id="rows")
        self.window = Window(at=week)
        self._weeks = week + 1

    def take_weeks(self, weeks: int) -> None:
        """Have the cursor go about in so many weeks."""
        self._weeks = weeks
        self._go_to_week(self.window.at)

    def action_week(self, step: int) -> None:
        self._go_to_week(self.window.at + step)

    def _go_to_week(self, at: int) -> None:
        shown = weeks_in(self.row_width) if self.row_width else self._weeks
        window = self.window.moved(at, self._weeks, shown)
        if window != self.window:
            self.window = window
            self.redraw()
            self.post_message(self.WeekMoved(self))

    def draw_row(self, row: Row, width: int, state: State) -> Sequence[Line]:
        window = self.window if state.cursor else self.window._replace(at=-1)
        return [draw(row.value, width, window, self._signs)]

    def _component_style(self, *names: str) -> Style:
        # The week under the cursor stands out from the row under it.
        is_chosen = f"tone--{CHOSEN}" in names
        kept = (one for one in names if not (is_chosen and one == "lines--cursor"))
        return super()._component_style(*kept)

    def on_resize(self) -> None:
        super().on_resize()
        if self.row_width:
            self._go_to_week(self.window.at)
        self.post_message(self.WeekMoved(self))

    def on_click(self, event: events.Click) -> None:
        super().on_click(event)
        at = event.get_content_offset(self)
        week = -1 if at is None else (at.x - self._gutter - NAME) // WEEK
        if week >= 0 and self.row is not None and isinstance(self.row.value, Weeks):
            self._go_to_week(self.window.first + week)
