"""What the keys do to tasks: ask where something has to be asked, then do the verb."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from textual import work

from tuiwork.insight.questions import asked_about
from tuiwork.insight.why import Link, candidates, why
from tuiwork.model.change import Actor, Change
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.tui.asking import Asking, Job, Question
from tuiwork.tui.held import Held
from tuiwork.tui.later import (
    capture,
    checklists,
    linking,
    placing,
    prompts,
    questions,
    quick_add,
    states,
    tasks,
    why_screen,
)
from tuiwork.tui.task_screen import TaskScreen
from tuiwork.tui.typing_ahead import asks

if TYPE_CHECKING:
    from tuiwork.session import Session

P = ParamSpec("P")


class TaskVerbs(TaskScreen, Asking):
    """A screen with the keys that change tasks: the marked ones, else the one under the cursor."""

    def _do(
        self,
        verb: Callable[Concatenate[Workspace, Actor, P], Change],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        self.work_app.do(verb, *args, **kwargs)

    @property
    def _ids(self) -> list[str]:
        return [task.id for task in self.chosen]

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

    def tick(self, id_: str, number: int) -> None:
        """Tick a step of a task's checklist the other way."""
        self._do(checklists.check_item, id_, number)

    def action_rank(self, step: int) -> None:
        """Move the task one place down or up in its list."""
        if len(self.chosen) != 1:
            return
        if self.is_ordered:
            down, up = map(self.work_app.key_of, ("task.rank.down", "task.rank.up"))
            self.work_app.tell(f"What is shown is sorted; {down} and {up} order a list's tasks.")
            return
        task = self.chosen[0]
        shown = [
            one
            for one in self.workspace.tasks_in.get(task.folder, ())
            if self.workspace.is_open(one) or one.id == task.id
        ]
        at = next(at for at, one in enumerate(shown) if one.id == task.id) + step
        if 0 <= at < len(shown):
            after, before = (shown[at].id, None) if step > 0 else (None, shown[at].id)
            self._do(placing.rank, task.id, after=after, before=before)

    def action_why(self) -> None:
        if self.chosen:
            task, today = self.chosen[0], self.actor.today
            answer, asked = (
                why(self.workspace, task, today),
                asked_about(self.workspace, task, today),
            )
            self.app.push_screen(why_screen.WhyScreen(answer, self._signs, asked))

    def action_tie_nearest(self) -> None:
        """Tie each of the tasks to the open goal that is nearest to it."""
        near = {task.id: self.nearest(task) for task in self.chosen}
        wanted = {id_: links[0].id for id_, links in near.items() if links}
        if wanted:
            self._do(linking.tie_each, wanted)
        elif near:
            self.work_app.tell("No open goal shares a word with it.")

    def nearest(self, task: Task) -> tuple[Link, ...]:
        """The open goals that are nearest to a task."""
        return candidates(self.workspace, task, self.actor.today)

    def action_lens(self) -> None:
        """See what the tasks serve."""
        if self.chosen:
            self.work_app.see_plan(self._ids)

    def action_history(self) -> None:
        if self.chosen:
            self.work_app.show_past_of(self.chosen[0])

    # With a question

    async def _set(
        self, key: str, question: Question[str], tasks_: Sequence[Task] | None = None
    ) -> None:
        """Ask for a value of the chosen tasks, or of others, and set it."""
        held = Held(self.chosen if tasks_ is None else tasks_, key)

        def job(answer: str) -> Job:
            value = None if answer == prompts.NOBODY else answer

            def do(session: Session) -> Change:
                held.check(session.workspace, value)
                return session.do(tasks.set_fields, held.ids, [prompts.assignment(key, value)])

            return do

        await self._answer(question, job, held.paths)

    @asks
    async def action_add(self) -> None:
        folder = self.folder
        await self._answer(
            lambda line, problem: quick_add.ask_quick_add(
                self.workspace, self.actor, folder, line or "", problem
            ),
            lambda lines: lambda session: session.do(capture.capture, lines.split("\n"), folder),
        )

    @asks
    async def action_status(self) -> None:
        if chosen := self.chosen:
            await self._set(
                "status",
                lambda _, problem: prompts.ask_status(self.workspace, chosen, self._signs, problem),
            )

    @asks
    async def action_owner(self) -> None:
        if chosen := self.chosen:
            await self._set(
                "owner", lambda _, problem: prompts.ask_owner(self.workspace, chosen, problem)
            )

    @asks
    async def action_priority(self) -> None:
        if chosen := self.chosen:
            await self._set(
                "priority", lambda _, problem: prompts.ask_priority(chosen, self._signs, problem)
            )

    @asks
    async def action_move(self) -> None:
        if chosen := self.chosen:
            held = Held(chosen, "folder")

            def job(folder: str) -> Job:
                def do(session: Session) -> Change:
                    held.check(session.workspace, folder)
                    return session.do(placing.move, held.ids, folder)

                return do

            await self._answer(
                lambda _, problem: prompts.ask_list(self.workspace, chosen, problem),
                job,
                held.paths,
            )

    @asks
    async def action_block(self) -> None:
        if not (chosen := self.chosen):
            return
        ids = self._ids
        if all(self.workspace.category(task) is Category.BLOCKED for task in chosen):
            self._do(states.unblock, ids)
            return
        about = prompts.about(chosen)
        await self._answer(
            lambda reason, problem: prompts.ask_text(
                f"Why is {about} blocked?", "waiting for …", reason or "", problem, "block"
            ),
            lambda reason: lambda session: session.do(states.block, ids, reason),
        )

    @asks
    async def action_comment(self) -> None:
        if chosen := self.chosen:
            ids = self._ids
            about = prompts.about(chosen)
            await self._answer(
                lambda text, problem: prompts.ask_text(
                    f"Comment on {about}", "what others should know", text or "", problem, "say it"
                ),
                lambda text: lambda session: session.do(tasks.comment, ids, text),
            )

    @asks
    async def action_ask_why(self) -> None:
        """Ask what to ask about the first of the tasks, and file it to whoever owns its goal."""
        if chosen := self.chosen:
            id_ = chosen[0].id
            await self._answer(
                lambda text, problem: prompts.ask_text(
                    f"Why {prompts.about(chosen[:1])}?",
                    "what you want to know of whoever owns its goal",
                    text or "",
                    problem,
                    "ask",
                ),
                lambda text: lambda session: session.do(questions.ask_why, id_, text),
            )

    @asks
    async def action_answer_why(self) -> None:
        """Ask for the answer to what is asked about the first of the tasks."""
        if chosen := self.chosen:
            id_ = chosen[0].id
            await self._answer(
                lambda text, problem: prompts.ask_text(
                    f"Why {prompts.about(chosen[:1])}", "because …", text or "", problem, "answer"
                ),
                lambda text: lambda session: session.do(questions.answer_why, id_, text),
            )

    @work(exit_on_error=False)
    async def action_editor(self) -> None:
        if len(self.chosen) == 1:
            await self.work_app.edit_file(self.chosen[0].path)
