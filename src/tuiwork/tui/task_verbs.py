"""What the keys do to tasks: ask where something has to be asked, then do the verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from textual import work
from textual.screen import ModalScreen

from tuiwork.errors import TuiworkError
from tuiwork.insight.why import why
from tuiwork.model.change import Actor, Change
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.tui import prompts
from tuiwork.tui.quick_add import ask_quick_add
from tuiwork.tui.why_screen import WhyScreen
from tuiwork.verbs import placing, states, tasks
from tuiwork.verbs.capture import capture

if TYPE_CHECKING:
    from textual.screen import Screen

    from tuiwork.tui.app import TuiworkApp

    _Base = Screen[None]
else:
    _Base = object

P = ParamSpec("P")
R = TypeVar("R")


class TaskVerbs(_Base):
    """The actions of a screen that has `chosen` tasks, a `workspace` and an `actor`."""

    _signs: Mapping[str, str]

    if TYPE_CHECKING:

        @property
        def chosen(self) -> Sequence[Task]: ...
        @property
        def workspace(self) -> Workspace: ...
        @property
        def actor(self) -> Actor: ...
        @property
        def folder(self) -> str | None: ...
        @property
        def _app(self) -> TuiworkApp: ...

    def _do(
        self,
        verb: Callable[Concatenate[Workspace, Actor, P], Change],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        self._app.do(verb, *args, **kwargs)

    @property
    def _ids(self) -> list[str]:
        return [task.id for task in self.chosen]

    async def _ask(self, question: ModalScreen[R | None]) -> R | None:
        return cast("R | None", await self.app.push_screen_wait(cast("Any", question)))

    # Without a question

    def action_done(self) -> None:
        if self.chosen:
            self._do(states.done, self._ids)

    def action_start(self) -> None:
        if self.chosen:
            self._do(states.start, self._ids)

    def action_reopen(self) -> None:
        if self.chosen:
            self._do(states.reopen, self._ids)

    def action_drop(self) -> None:
        if self.chosen:
            self._do(states.drop, self._ids)

    def action_remove(self) -> None:
        if self.chosen:
            self._do(tasks.remove, self._ids)

    def action_undo(self) -> None:
        self._app.take_back(redo=False)

    def action_redo(self) -> None:
        self._app.take_back(redo=True)

    def tick(self, id_: str, number: int) -> None:
        """Tick a step of a task's checklist the other way."""
        self._do(tasks.check_item, id_, number)

    def action_rank(self, step: int) -> None:
        """Move the task one place down or up in its list."""
        if len(self.chosen) != 1:
            return
        task = self.chosen[0]
        shown = [
            one
            for one in self.workspace.tasks_in.get(task.folder, ())
            if self.workspace.is_open(one) or one.id == task.id
        ]
        at = next(at for at, one in enumerate(shown) if one.id == task.id) + step
        if 0 <= at < len(shown):
            beside = shown[at].id
            self._do(placing.rank, task.id, after=beside if step > 0 else None,
                     before=None if step > 0 else beside)  # fmt: skip

    def action_copy(self) -> None:
        if self.chosen:
            self.app.copy_to_clipboard(" ".join(self._ids))
            self.app.notify(f"Copied {' '.join(self._ids)}", markup=False)

    def action_why(self) -> None:
        if self.chosen:
            answer = why(self.workspace, self.chosen[0], self.actor.today)
            self.app.push_screen(WhyScreen(answer, self._signs))

    # With a question

    @work
    async def action_add(self) -> None:
        line = await self._ask(ask_quick_add(self.workspace, self.actor, self.folder))
        if line:
            self._do(capture, [line], self.folder)

    @work
    async def action_status(self) -> None:
        if self.chosen:
            ids = self._ids
            await self._set(
                ids, "status", prompts.ask_status(self.workspace, self.chosen, self._signs)
            )

    @work
    async def action_owner(self) -> None:
        if self.chosen:
            await self._set(self._ids, "owner", prompts.ask_owner(self.workspace, self.chosen))

    @work
    async def action_priority(self) -> None:
        if self.chosen:
            await self._set(self._ids, "priority", prompts.ask_priority(self.chosen, self._signs))

    async def _set(self, ids: list[str], key: str, question: ModalScreen[str | None]) -> None:
        value = await self._ask(question)
        if value is not None:
            set_to = None if value == prompts.NOBODY else value
            self._do(tasks.set_fields, ids, [prompts.assignment(key, set_to)])

    @work
    async def action_goals(self) -> None:
        if self.chosen:
            ids = self._ids
            goals = await self._ask(prompts.ask_goals(self.workspace, self.chosen))
            if goals is not None:
                self._do(tasks.set_fields, ids, [prompts.assignment("goals", list(goals) or None)])

    @work
    async def action_due(self) -> None:
        if self.chosen:
            ids = self._ids
            words = await self._ask(prompts.ask_due(self.workspace, self.actor, self.chosen))
            if words is not None:
                due = prompts.due_assignment(self.workspace, self.actor, words)
                self._do(tasks.set_fields, ids, [due])

    @work
    async def action_move(self) -> None:
        if self.chosen:
            ids = self._ids
            folder = await self._ask(prompts.ask_list(self.workspace, self.chosen))
            if folder:
                self._do(placing.move, ids, folder)

    @work
    async def action_block(self) -> None:
        if not self.chosen:
            return
        ids = self._ids
        if all(self.workspace.category(task) is Category.BLOCKED for task in self.chosen):
            self._do(states.unblock, ids)
            return
        about = prompts.about(self.chosen)
        reason = await self._ask(prompts.ask_text(f"Why is {about} blocked?", "waiting for …"))
        if reason:
            self._do(states.block, ids, reason)

    @work
    async def action_comment(self) -> None:
        if self.chosen:
            ids = self._ids
            about = prompts.about(self.chosen)
            text = await self._ask(
                prompts.ask_text(f"Comment on {about}", "what the others should know")
            )
            if text:
                self._do(tasks.comment, ids, text)

    @work
    async def action_title(self) -> None:
        if len(self.chosen) == 1:
            task = self.chosen[0]
            title = await self._ask(prompts.ask_text("Title", "", task.title))
            if title and title != task.title:
                self._do(tasks.set_fields, [task.id], [prompts.assignment("title", title)])

    @work
    async def action_editor(self) -> None:
        if len(self.chosen) == 1:
            try:
                await self._app.edit_file(self.chosen[0].path)
            except TuiworkError as error:
                self._app.complain(error)
