"""The forecast of whatever is under the cursor, or shown, in a panel of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tuiwork.insight.forecast import Forecast
from tuiwork.tui.planning.forecast_text import forecast_lines
from tuiwork.tui.widgets.dialog import Dialog

WIDTH = 56
"""Cells of its lines."""


class ForecastPanel(Dialog[None]):
    """Two dates and the weeks behind them; escape leaves."""

    DEFAULT_CSS = """
    ForecastPanel > .dialog { max-width: 64; }
    ForecastPanel VerticalScroll { height: auto; max-height: 75vh; margin: 1 0; }
    """

    def __init__(
        self, title: str, found: Forecast, signs: Mapping[str, str], end: date | None = None
    ) -> None:
        super().__init__(f"Forecast of {title}")
        self._lines = forecast_lines(found, WIDTH, signs, end)
        self.hint_words = {"dialog.cancel": "close"}

    def body(self) -> Iterator[Widget]:
        with VerticalScroll() as scroll:
            yield Static(Content("\n").join(self._lines))
        yield scroll
