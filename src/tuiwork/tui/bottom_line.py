"""The bottom line: the keys that work here, and always the one that shows them all."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Horizontal
from textual.widgets import Static

from tuiwork.tui.content import put
from tuiwork.tui.keys import HELP, HINTS
from tuiwork.tui.widgets.help import Display, key_hints, one_line

GAP = 2
"""Cells between two hints."""


class BottomLine(Horizontal):
    """Shows hints, as many as fit; the key of the help is always among them."""

    DEFAULT_CSS = """
    BottomLine {
        height: 1;
        background: $surface;
        padding: 0 1;
        & > Static { width: auto; height: 1; color: $dim; text-wrap: nowrap; }
        & > .bottom--keys { width: 1fr; }
    }
    """

    def compose(self) -> ComposeResult:
        yield Static(classes="bottom--keys")
        yield Static(classes="bottom--help")

    def show(self, active: Mapping[str, ActiveBinding], display: Display) -> None:
        """Show the hints of what can be pressed."""
        helping = {key: one for key, one in active.items() if one.binding.id == HELP}
        others = {key: one for key, one in active.items() if key not in helping}
        help_ = one_line(key_hints(helping, display, HINTS))
        room = self.size.width - help_.cell_length - GAP
        hints = one_line(key_hints(others, display, HINTS), room, GAP)
        put(self.query_one(".bottom--help", Static), help_)
        put(self.query_one(".bottom--keys", Static), hints)
