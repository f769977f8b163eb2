"""The card of the tour in a corner of the Work view; it takes no focus and no key away."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from tuiwork.tui.content import plain


class TourCard(Container):
    """Shows a step of the tour; invisible but for the card itself."""

    DEFAULT_CSS = """
    TourCard {
        layer: tour;
        dock: bottom;
        align: left bottom;
        width: 1fr;
        height: auto;
        margin: 0 0 1 1;
        visibility: hidden;
        & > Static {
            visibility: visible;
            width: 44;
            height: auto;
            padding: 0 1;
            background: $panel;
            border: round $focus;
            border-title-color: $focus;
            border-subtitle-color: $dim;
        }
    }
    """

    def compose(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        self.display = False

    def show(self, title: str, text: Content, hint: str) -> None:
        """Show a step."""
        card = self.query_one(Static)
        card.border_title = plain(title)
        card.border_subtitle = plain(hint)
        card.update(text)
        self.display = True

    def hide(self) -> None:
        """Take the card away."""
        self.display = False
