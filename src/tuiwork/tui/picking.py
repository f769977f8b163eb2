"""Picking: the keys that ask for what a field can name, and set it on all chosen tasks at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuiwork.model.fields import Field, Type
from tuiwork.model.task import Task
from tuiwork.text.keys import PLACE, find_field
from tuiwork.text.values import FLAGS, Assignment
from tuiwork.tui.asking import Job
from tuiwork.tui.editing import Editing
from tuiwork.tui.held import Held
from tuiwork.tui.later import field_prompts, prompts, tasks
from tuiwork.tui.typing_ahead import asks

if TYPE_CHECKING:
    from tuiwork.model.change import Change
    from tuiwork.session import Session


class Picking(Editing):
    """A screen on which every field that takes names or dates is picked."""

    @asks
    async def action_pick(self, key: str) -> None:
        """Ask for the values of one field of the chosen tasks, and set them."""
        field = find_field(self.workspace.settings, key)
        if field is not None and (chosen := self.chosen):
            await self._pick(chosen, field)

    @asks
    async def action_goals(self) -> None:
        field = find_field(self.workspace.settings, "goals")
        if field is not None and (chosen := self.chosen):
            await self._pick(chosen, field)

    async def _pick(self, chosen: Sequence[Task], field: Field) -> bool:
        """Ask for the values of a field in the way it is picked; return whether it is."""
        if field.type is Type.DATE and not field.many:
            await self._set_date(chosen, field)
        elif not field_prompts.can_pick(field):
            return False
        elif field.key != "tags" and not field_prompts.choices_of(self.workspace, chosen, field):
            self.work_app.tell(f"There is nothing yet that {field.label.casefold()} could be.")
        elif field.many:
            await self._pick_many(chosen, field)
        else:
            await self._pick_one(chosen, field)
        return True

    async def _pick_one(self, chosen: Sequence[Task], field: Field) -> None:
        is_flag = field.type is Type.FLAG
        held = Held(chosen, "folder" if field is PLACE else field.key)

        def job(answer: str) -> Job:
            value = (
                None
                if answer == prompts.NOBODY
                else FLAGS.get(answer, answer)
                if is_flag
                else answer
            )

            def do(session: Session) -> Change:
                held.check(session.workspace, value)
                return session.do(tasks.set_fields, held.ids, [Assignment(field, "=", value)])

            return do

        await self._answer(
            lambda _, problem: field_prompts.ask_one(
                self.workspace, chosen, field, self._signs, problem
            ),
            job,
            held.paths,
        )

    async def _pick_many(self, chosen: Sequence[Task], field: Field) -> None:
        ids = [task.id for task in chosen]
        before = field_prompts.shared(self.workspace, chosen, field)
        await self._answer(
            lambda _, problem: field_prompts.ask_many(self.workspace, chosen, field, problem),
            lambda after: (
                lambda session: session.do(
                    tasks.set_fields, ids, field_prompts.changes(field, before, after)
                )
            ),
            [task.path for task in chosen],
        )
