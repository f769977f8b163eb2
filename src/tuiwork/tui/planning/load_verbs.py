"""What the keys of the load do: suppose, ask whether there is room, make it real, and set hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.getters import query_one

from tuiwork.errors import Refused, TuiworkError
from tuiwork.insight.load import Load
from tuiwork.model.change import Change
from tuiwork.tui.asking import Asking, Job
from tuiwork.tui.later import prompts, tasks
from tuiwork.tui.planning import load_prompts, person_form
from tuiwork.tui.planning.heat import HeatLines
from tuiwork.tui.planning.what_if import WhatIf, joined, suppose, without_given
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.typing_ahead import asks

if TYPE_CHECKING:
    from tuiwork.session import Session


class LoadVerbs(SideScreen, Asking):
    """The load with its keys. Subclasses show it, and what is supposed in its place."""

    heat = query_one("#rows", HeatLines)

    def __init__(self, title: str, signs: Mapping[str, str]) -> None:
        super().__init__(title, signs)
        self._then = Load((), ())
        self._what: WhatIf | None = None

    @property
    def _ids(self) -> list[str]:
        """The tasks behind what is under the cursor."""
        raise NotImplementedError

    # What if

    def _suppose(self, line: str) -> None:
        self.work_app.supposed = line
        self.show_rows()

    @asks
    async def action_suppose(self) -> None:
        line = await self._ask(load_prompts.ask_what_if(self.workspace, self.work_app.supposed))
        if line is not None:
            self._suppose(line.strip())

    @asks
    async def action_room(self) -> None:
        problem, name = "", None
        while True:
            name = await self._ask(load_prompts.ask_initiative(self.workspace, name, problem))
            if name is None:
                return
            line = joined(self.work_app.supposed, f"+{name}")
            try:
                suppose(self.workspace, line)
            except Refused as error:
                problem = error.message
            else:
                self._suppose(line)
                return

    @asks
    async def action_give(self) -> None:
        ids = self._ids
        if not ids:
            self.work_app.tell("No task falls in here.")
            return
        workspace = self.workspace
        id_ = ids[0]
        if len(ids) > 1:
            chosen = await self._ask(load_prompts.ask_task(workspace, ids))
            if chosen is None:
                return
            id_ = chosen
        at = self.heat.window.at
        handle = await self._ask(load_prompts.ask_receiver(workspace, self._then, id_, at))
        if handle is not None:
            part = f"{workspace.short(id_)} > {handle}"
            self._suppose(joined(self.work_app.supposed, part))

    def why_not(self, action: str) -> str | None:
        if action == "make_real" and not (self._what and self._what.given):
            give = self.work_app.key_of("load.give")
            return f"No task is supposed to be somebody else's; {give} supposes that of one."
        return super().why_not(action)

    @work(group="do", exit_on_error=False)
    async def action_make_real(self) -> None:
        if self._what is None:
            return
        by_person: dict[str, list[str]] = {}
        for id_, handle in self._what.given.items():
            by_person.setdefault(handle, []).append(id_)
        for handle, ids in by_person.items():
            job = partial(_give, ids=ids, handle=handle)
            try:
                await self.work_app.carry_out(job)
            except TuiworkError as error:
                self.work_app.complain(error)
                return
        self._suppose(without_given(self.work_app.supposed))

    # People

    @asks
    async def action_person(self) -> None:
        handle = self.heat.key
        if handle not in self.workspace.people:
            handle = await self._ask(load_prompts.ask_whom(self.workspace))
        person = self.workspace.people.get(handle or "")
        if person is None:
            return

        def job(answers: Mapping[str, str]) -> Job:
            def do(session: Session) -> Change:
                return session.do(person_form.set_by_form, person.handle, answers)

            return do

        await self._answer(
            lambda answers, problem: person_form.ask_person(
                self.workspace, self.actor, person, answers or {}, problem
            ),
            job,
            [person.path],
        )

    @asks
    async def action_add_person(self) -> None:
        await self._answer(
            lambda answers, problem: person_form.ask_new_person(answers or {}, problem),
            lambda answers: lambda session: session.do(person_form.add_by_form, answers),
        )


def _give(session: Session, ids: Sequence[str], handle: str) -> Change:
    return session.do(tasks.set_fields, ids, [prompts.assignment("owner", handle)])
