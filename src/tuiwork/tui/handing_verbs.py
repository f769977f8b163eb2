"""What the keys do to hand tasks over, and to answer when somebody did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tuiwork.insight.handoffs import pending_of
from tuiwork.model.task import Task
from tuiwork.text.handoffs import ACCEPT, RETURN
from tuiwork.tui.later import handing, handing_form, prompts
from tuiwork.tui.task_verbs import TaskVerbs
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.form import Form


class HandingVerbs(TaskVerbs):
    """A screen with the keys for handing over.

    What was written of a handoff and given up is there again when the same tasks are handed over.
    """

    _given_up: tuple[tuple[str, ...], Mapping[str, str]] = ((), {})

    @asks
    async def action_hand(self) -> None:
        """Hand tasks over; those that were handed to who looks can also be answered."""
        if not (chosen := self.chosen):
            return
        answer: str | None = None
        if all(map(self._is_mine, chosen)):
            answer = await self._ask(handing_form.ask_answer(chosen))
            if answer is None:
                return
        if answer == ACCEPT:
            self._do(handing.accept, [task.id for task in chosen])
        elif answer == RETURN:
            await self._give_back(chosen)
        else:
            await self._hand_over(chosen)

    def action_take_over(self) -> None:
        if self.chosen:
            self._do(handing.accept, self._ids)

    @asks
    async def action_give_back(self) -> None:
        if chosen := self.chosen:
            await self._give_back(chosen)

    def _is_mine(self, task: Task) -> bool:
        """Whether a task was handed to who looks, and waits for their answer."""
        pending = pending_of(self.workspace, task)
        return pending is not None and pending.receiver == self.actor.handle

    async def _hand_over(self, chosen: Sequence[Task]) -> None:
        ids = tuple(task.id for task in chosen)
        draft = self._given_up[1] if self._given_up[0] == ids else {}
        asked: list[Form] = []

        def question(answers: Mapping[str, str] | None, problem: str) -> Form:
            given = draft if answers is None else answers
            asked.append(
                handing_form.ask_handoff(self.workspace, self.actor, chosen, given, problem)
            )
            return asked[-1]

        self._given_up = (), {}
        await self._answer(
            question,
            lambda answers: lambda session: session.do(handing_form.hand_by_form, ids, answers),
            [task.path for task in chosen],
        )
        if asked[-1].given_up:
            self._given_up = ids, asked[-1].given_up

    async def _give_back(self, chosen: Sequence[Task]) -> None:
        ids = [task.id for task in chosen]
        await self._answer(
            lambda why, problem: prompts.ask_text(
                f"Why does {prompts.about(chosen)} go back?",
                "what is missing, or who should have it",
                why or "",
                problem,
                "give back",
            ),
            lambda why: lambda session: session.do(handing.give_back, ids, why),
        )
