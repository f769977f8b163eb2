"""What the keys do to the rest of a task: any field by its name, and its ties to other tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuiwork.text.keys import find_field
from tuiwork.text.values import parse_assignments, show_value
from tuiwork.tui.asking import Job
from tuiwork.tui.attaching_verbs import AttachingVerbs
from tuiwork.tui.held import Held
from tuiwork.tui.later import field_prompts, linking, prompts, task_form, tasks, ties
from tuiwork.tui.noting_verbs import NotingVerbs
from tuiwork.tui.picking import Picking
from tuiwork.tui.stepping import Stepping
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.ask import Ask
from tuiwork.tui.widgets.pick import Pick

if TYPE_CHECKING:
    from tuiwork.model.change import Change
    from tuiwork.session import Session


class FieldVerbs(AttachingVerbs, NotingVerbs, Picking, Stepping):
    """A screen with the keys for what has no key of its own."""

    @asks
    async def action_new(self) -> None:
        folder = self.folder
        await self._answer(
            lambda told, problem: task_form.ask_new(
                self.workspace, self.actor, folder, told, problem
            ),
            lambda answers: lambda session: session.do(task_form.add_from_form, answers, folder),
        )

    @asks
    async def action_fields(self) -> None:
        if chosen := self.chosen:
            ids = self._ids
            await self._answer(
                lambda _, problem: task_form.ask_all(self.workspace, self.actor, chosen, problem),
                lambda answers: lambda session: session.do(task_form.change_by_form, ids, answers),
                [task.path for task in chosen],
            )

    @asks
    async def action_set(self) -> None:
        """Ask which field, and for its value in words; nothing takes it away."""
        if not (chosen := self.chosen):
            return
        key = await self._ask(field_prompts.ask_field(self.workspace, chosen))
        if key is None:
            return
        settings = self.workspace.settings
        field = find_field(settings, key)
        assert field is not None
        if await self._pick(chosen, field):
            return
        now = show_value(field, chosen[0].value(field.key)) if len(chosen) == 1 else ""
        held = Held(chosen, "folder" if key == "list" else field.key)

        def job(words: str) -> Job:
            def do(session: Session) -> Change:
                actor = session.actor()
                assignments = parse_assignments(
                    session.workspace, [f"{key}={words}"], actor.today, me=actor.handle
                )
                held.check(session.workspace, assignments[0].value)
                return session.do(tasks.set_fields, held.ids, assignments)

            return do

        await self._answer(
            lambda words, problem: Ask(
                f"{field.label} of {prompts.about(chosen)}",
                now if words is None else words,
                hint="nothing takes it away",
                problem=problem,
                accept="set",
            ),
            job,
            held.paths,
        )

    @asks
    async def action_tie(self) -> None:
        """Ask what the tasks are to which other one, and tie them."""
        if not (chosen := self.chosen):
            return
        relation = await self._ask(ties.ask_relation(chosen))
        if relation is None:
            return
        ids = [task.id for task in chosen]
        await self._answer(
            lambda _, problem: ties.ask_task(
                self.workspace, chosen, linking.Relation(relation), problem
            ),
            lambda target: (
                lambda session: session.do(linking.link, ids, linking.Relation(relation), target)
            ),
        )

    @asks
    async def action_untie(self) -> None:
        """Ask which tie of the tasks to undo, and undo it."""
        chosen = self.chosen
        choices = ties.tied(self.workspace, chosen)
        if not choices:
            self.work_app.tell("It is tied to no other task.")
            return
        ids = [task.id for task in chosen]

        def job(tie: str) -> Job:
            relation, _, target = tie.partition(" ")
            return lambda session: session.do(
                linking.unlink, ids, linking.Relation(relation), target
            )

        title = f"{prompts.about(chosen)} no longer"
        await self._answer(lambda _, problem: Pick(title, choices, problem=problem), job)
