"""The values that are edited where they are seen, or picked from a month: the title, the dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.screen import ModalScreen

from tuiwork.model.change import Change
from tuiwork.model.fields import Field, field_of
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.tui.asking import Job
from tuiwork.tui.copying import Copying
from tuiwork.tui.held import Held
from tuiwork.tui.later import date_prompt, prompts, tasks
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.inline import LEAST, Inline

if TYPE_CHECKING:
    from tuiwork.session import Session


class Editing(Copying):
    """A screen with the keys for the title and the due date."""

    @asks
    async def action_title(self) -> None:
        """Edit the title under the cursor; marks are not about it, and stay."""
        task = self.current or (self.chosen[0] if len(self.chosen) == 1 else None)
        if task is None or task.id not in self.workspace.tasks:
            return
        task, marks = self.workspace.tasks[task.id], self.marks
        await self._set(
            "title", lambda text, problem: self._title_question(task, text, problem), [task]
        )
        self.mark(marks)

    def _title_question(
        self, task: Task, text: str | None, problem: str
    ) -> ModalScreen[str | None]:
        """The title over the line where it stands; in a dialog where there is no room for that,
        or something to be said."""

        def place() -> Region | None:
            here = self.current is not None and self.current.id == task.id
            return self.title_region if here else None

        region = place()
        if region is not None and region.width >= LEAST and not problem:
            return Inline("Title", task.title, place)
        return prompts.ask_text("Title", initial=text or task.title, problem=problem)

    @asks
    async def action_due(self) -> None:
        if chosen := self.chosen:
            field = field_of(Kind.TASK, "due")
            assert field is not None
            await self._set_date(chosen, field)

    async def _set_date(self, chosen: Sequence[Task], field: Field) -> None:
        """Ask for a date of tasks, and set it."""
        held = Held(chosen, field.key)

        def job(words: str) -> Job:
            def do(session: Session) -> Change:
                date = date_prompt.date_assignment(session.workspace, session.actor(), field, words)
                held.check(session.workspace, date.value)
                return session.do(tasks.set_fields, held.ids, [date])

            return do

        await self._answer(
            lambda words, problem: date_prompt.ask_date(
                self.workspace, self.actor, chosen, field, self._signs, words or "", problem
            ),
            job,
            held.paths,
        )
