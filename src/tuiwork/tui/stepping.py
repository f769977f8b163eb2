"""What the keys do to the steps of a checklist: each answer, and each key, is one Change."""

from __future__ import annotations

from textual import work
from textual.geometry import Region
from textual.screen import ModalScreen

from tuiwork.errors import TuiworkError
from tuiwork.model.task import Task
from tuiwork.text.checklist import ChecklistItem
from tuiwork.tui.later import checklists, prompts
from tuiwork.tui.task_verbs import TaskVerbs
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.inline import LEAST, Inline


class Stepping(TaskVerbs):
    """A screen with the keys for checklists."""

    @property
    def _step(self) -> tuple[Task, ChecklistItem] | None:
        """The task under the cursor, and the step of it that has the focus."""
        step = self.steps.step if self.steps is not None else None
        return (self.current, step) if self.current is not None and step is not None else None

    @asks
    async def action_add_step(self) -> None:
        """Ask for one step after the other, until the person leaves."""
        task = self.current
        asked = task is not None
        while task is not None and asked:
            asked = await self._answer(
                lambda text, problem: prompts.ask_text(
                    f"Add a step to {prompts.about([task])}",
                    "what is to be done",
                    text or "",
                    problem,
                    "add",
                ),
                lambda text: lambda session: session.do(checklists.add_item, task.id, text),
                [task.path],
            )
        steps = self.steps
        if steps is not None and steps.display and self.focused is steps.parent:
            steps.focus()

    @asks
    async def action_rename_step(self) -> None:
        if (found := self._step) is not None:
            task, step = found
            await self._answer(
                lambda text, problem: self._words_of(step, text, problem),
                lambda text: (
                    lambda session: session.do(
                        checklists.rename_item, task.id, step.number, text, step.text
                    )
                ),
                [task.path],
            )

    def _words_of(
        self, step: ChecklistItem, text: str | None, problem: str
    ) -> ModalScreen[str | None]:
        """The words of a step where they stand; in a dialog where they are too many, or something
        is to be said."""

        def place() -> Region | None:
            return self.steps.step_region if self.steps is not None else None

        region = place()
        if region is not None and region.width >= LEAST and not problem:
            return Inline("Step", step.text, place)
        return prompts.ask_text("Step", initial=text or step.text, problem=problem)

    def action_remove_step(self) -> None:
        if (found := self._step) is not None:
            task, step = found
            self._do(checklists.remove_item, task.id, step.number, step.text)

    @work(group="do", exit_on_error=False)
    async def action_move_step(self, by: int) -> None:
        """Move the step further down, or up; it is shown there at once."""
        found, steps = self._step, self.steps
        before = steps.carry(by) if steps is not None and found is not None else None
        if found is None or steps is None or before is None:
            return
        task, step = found
        to = step.number + by
        try:
            await self.work_app.carry_out(
                lambda session: session.do(
                    checklists.move_item, task.id, step.number, to, step.text
                )
            )
        except TuiworkError as error:
            steps.show(before, anew=False)
            self.work_app.complain(error)
