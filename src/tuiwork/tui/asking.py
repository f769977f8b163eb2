"""A view that asks before it acts: an answer that will not do is asked again, with its words."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.screen import ModalScreen

from tuiwork.errors import TuiworkError
from tuiwork.model.change import Change
from tuiwork.tui.view import View

if TYPE_CHECKING:
    from tuiwork.session import Session

R = TypeVar("R")
Question = Callable[[R | None, str], ModalScreen[R | None]]
"""The question, given the answer that did not do, if there was one, and why."""
Job = Callable[["Session"], Change]


class Asking(View):
    """The part of a view that asks. Whoever calls it is an action that `asks`."""

    async def _ask(self, question: ModalScreen[R | None]) -> R | None:
        return cast("R | None", await self.app.push_screen_wait(cast("Any", question)))

    async def _answer(
        self, question: Question[R], job: Callable[[R], Job], paths: Collection[str] = ()
    ) -> bool:
        """Ask and do what the answer says; one that cannot be done is asked again, and kept.

        Return whether there was an answer.
        """
        answer: R | None = None
        problem = ""
        while True:
            answer = await self._ask(question(answer, problem))
            if answer is None:
                return False
            try:
                await self.work_app.carry_out(job(answer), paths)
            except TuiworkError as error:
                problem = error.message
            else:
                return True
