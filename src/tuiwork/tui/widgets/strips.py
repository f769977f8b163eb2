"""Rows turned into what the terminal shows, each drawn once for as long as it stays the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from tuiwork.text.clean import safe
from tuiwork.tui.widgets.columns import Line, cut
from tuiwork.tui.widgets.rows import Row, State

Draw: TypeAlias = Callable[[Row, int, State], Sequence[Line]]
"""Row, width in cells and state → the row's lines, top to bottom, made of (text, tone)."""

MARGIN = 1
"""Blank cells between a row and the scrollbar."""

REMEMBERED = 512
"""Drawn rows that are kept: several screens full."""

TONES = ("accent", "strong", "overdue", "today", "done", "blocked", "dim")
LOOKS = frozenset({"lines--cursor", "lines--header", *(f"tone--{tone}" for tone in TONES)})
"""The component classes a list has to have, for `LOOKS_CSS` inside its own rule."""

LOOKS_CSS = """
    & > .lines--header { color: $dim; text-style: bold; }
    & > .lines--cursor { background: $cursor-blurred; }
    &:focus > .lines--cursor { background: $cursor; }
    &:ansi:focus > .lines--cursor {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: not dim;
    }
    & > .tone--accent { color: $focus; }
    & > .tone--strong { text-style: bold; }
    & > .tone--overdue { color: $overdue; }
    & > .tone--today { color: $today; }
    & > .tone--done { color: $done; }
    & > .tone--blocked { color: $blocked; }
    & > .tone--dim { color: $dim; text-style: $dim-style; }
"""


class Strips:
    """Draws rows of one height behind a gutter with the cursor's bar and the mark.

    `style` gives the Rich style of component classes. All text passes `safe` here, whoever made
    it: nothing reaches a list by another way.
    """

    def __init__(
        self,
        draw: Draw,
        style: Callable[..., Style],
        signs: Mapping[str, str],
        *,
        row_height: int,
        gutter: int,
    ) -> None:
        self._draw = draw
        self._style = style
        self._signs = signs
        self._row_height = row_height
        self._gutter = gutter
        self._tones: dict[tuple[str, bool, bool], Style] = {}
        self._drawn: LRUCache[tuple[str, int, State], tuple[Row, list[Strip]]]
        self._drawn = LRUCache(REMEMBERED)

    def forget(self) -> None:
        """Draw everything anew from now on."""
        self._tones.clear()
        self._drawn.clear()

    def row(self, row: Row, width: int, state: State) -> list[Strip]:
        """Return the row's strips, one for each of its lines."""
        known = self._drawn.get((row.key, width, state))
        if known is None or known[0] != row:
            known = self._drawn[(row.key, width, state)] = (row, self._strips(row, width, state))
        return known[1]

    def blank(self, width: int) -> Strip:
        """Return an empty line."""
        return Strip.blank(width, self._tone("", Row(""), State()))

    def words(self, words: str, y: int, width: int) -> Strip:
        """Return line `y` of what stands in place of rows, below a blank line."""
        lines = words.splitlines()
        if not 0 < y <= len(lines):
            return self.blank(width)
        line = [(" " * self._gutter + safe(lines[y - 1]), "dim")]
        return self._strip(cut(line, width, self._signs["cut"]), width, Row(""), State())

    def _strips(self, row: Row, width: int, state: State) -> list[Strip]:
        lines = self._draw(row, width - self._gutter - MARGIN, state)
        bar = self._signs["cursor"] if state.cursor else " "
        strips = []
        for number in range(self._row_height):
            sign = self._signs["mark"] if state.marked and number == 0 else " "
            gutter = (bar + sign).ljust(self._gutter), "accent"
            line = lines[number] if number < len(lines) else ()
            strips.append(self._strip([gutter, *line], width, row, state))
        return strips

    def _strip(self, line: Line, width: int, row: Row, state: State) -> Strip:
        strip = Strip(Segment(safe(text), self._tone(tone, row, state)) for text, tone in line)
        return strip.adjust_cell_length(width, self._tone("", row, state))

    def _tone(self, tone: str, row: Row, state: State) -> Style:
        look = (tone, row.header, state.cursor)
        if look not in self._tones:
            names = ["lines--header"] if row.header and tone != "dim" else []
            names += [f"tone--{name}" for name in tone.split()]
            names += ["lines--cursor"] if state.cursor else []
            self._tones[look] = self._style(*names)
        return self._tones[look]
