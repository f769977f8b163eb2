"""The answer to “why?”: from the task up to the objective and its purpose, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tuiwork.insight.questions import Asked
from tuiwork.insight.why import Why
from tuiwork.tui.keys import WHY_KEYS, bindings
from tuiwork.tui.why_text import question_entries, why_in_full
from tuiwork.tui.widgets.dialog import Dialog
from tuiwork.tui.widgets.hanging import Hanging


class WhyScreen(Dialog[None]):
    """The chain of one task, or the honest word that there is none; below it, the questions about
    it that nobody answered."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(WHY_KEYS))
    DEFAULT_CSS = """
    WhyScreen VerticalScroll { height: auto; max-height: 60vh; margin: 1 0; }
    """

    def __init__(self, answer: Why, signs: Mapping[str, str], asked: Sequence[Asked] = ()) -> None:
        super().__init__("Why")
        self._answer = answer
        self._asked = asked
        self._signs = signs
        self.hint_words = {"dialog.cancel": "close"}

    def body(self) -> Iterator[Widget]:
        groups = why_in_full(self._answer, self._signs)
        groups += [question_entries(one) for one in self._asked]
        with VerticalScroll():
            yield Static(Hanging(groups))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer an answer where something is asked, and the nearest goal where there is one."""
        if action == "answer":
            return bool(self._asked)
        if action == "tie":
            return bool(self._answer.candidates) and not self._answer.run
        return super().check_action(action, parameters)

    async def action_goals(self) -> None:
        """Close, and ask for the goals below."""
        await self._go_on("goals")

    async def action_tie(self) -> None:
        """Close, and tie the task to the goal nearest to it."""
        await self._go_on("tie_nearest")

    async def action_ask(self) -> None:
        """Close, and ask for the question."""
        await self._go_on("ask_why")

    async def action_answer(self) -> None:
        """Close, and ask for the answer."""
        await self._go_on("answer_why")

    async def _go_on(self, action: str) -> None:
        self.dismiss(None)
        await self.app.run_action(f"screen.{action}")
