"""The answer to “why?”: from the task up to the objective and its purpose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tuiwork.insight.why import Why
from tuiwork.tui.keys import WHY_KEYS, bindings
from tuiwork.tui.why_text import why_in_full
from tuiwork.tui.widgets.dialog import Dialog
from tuiwork.tui.widgets.hanging import Hanging


class WhyScreen(Dialog[None]):
    """The chain of one task, or the honest word that there is none."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(WHY_KEYS))
    DEFAULT_CSS = """
    WhyScreen VerticalScroll { height: auto; max-height: 60vh; margin: 1 0; }
    """

    def __init__(self, answer: Why, signs: Mapping[str, str]) -> None:
        super().__init__("Why")
        self._answer = answer
        self._signs = signs
        self.hint_words = {"dialog.cancel": "close"}

    def body(self) -> Iterator[Widget]:
        with VerticalScroll():
            yield Static(Hanging(why_in_full(self._answer, self._signs)))

    async def action_goals(self) -> None:
        """Close, and ask for the goals below."""
        self.dismiss(None)
        await self.app.run_action("screen.goals")
