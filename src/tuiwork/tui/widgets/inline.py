"""Editing a line where it stands: an input over what is shown, and nothing else of a dialog."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.geometry import Region
from textual.widgets import Input, Static

from tuiwork.text.clean import safe
from tuiwork.tui.widgets.ask import Ask

LEAST = 12
"""Cells that a text needs to be edited where it stands."""

Place = Callable[[], Region | None]
"""Where on the screen the text stands now, None where it cannot be seen whole."""


class Inline(Ask):
    """Ask for one line right at `place`; gives the text, or None when the person left."""

    DEFAULT_CSS = """
    Inline {
        background: transparent;
        align: left top;
        layers: base keys;
        & > Input, & > Input:focus { position: absolute; background: $panel; }
        & > .dialog--problem { display: none; }
        & > .dialog--hints {
            layer: keys; dock: bottom; height: 1; padding: 0 1; background: $surface;
            width: 100%; text-align: left; text-wrap: nowrap;
        }
    }
    """

    def __init__(self, title: str, initial: str, place: Place) -> None:
        super().__init__(title, initial, accept="save")
        self._place = place
        self.hint_words["dialog.cancel"] = "leave it"

    def compose(self) -> ComposeResult:
        yield Input(safe(self._initial), select_on_focus=False)
        yield Static(classes="dialog--problem")
        yield Static(classes="dialog--hints")

    def on_mount(self) -> None:
        self.settle()

    def on_resize(self) -> None:
        self.call_after_refresh(self.settle)

    def settle(self) -> None:
        """Go where the text stands now; stay where it is out of sight."""
        region = self._place()
        if region is not None:
            written = self.query_one(Input)
            written.styles.offset = (region.x, region.y)
            written.styles.width = region.width
