"""What is noted of the work without a view of its own: steps done, time worked, how goals stand."""

from __future__ import annotations

from tuiwork.text.checklist import checklist
from tuiwork.tui.later import prompts
from tuiwork.tui.task_verbs import TaskVerbs
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.ways import Way
from tuiwork.tui.widgets.pick import Choice, Pick


class NotingVerbs(TaskVerbs):
    """A screen on which such things can be noted; most of them from the palette."""

    @asks
    async def action_step(self) -> None:
        """Ask which step of a task's checklist, and tick it the other way."""
        if len(self.chosen) != 1:
            return
        task = self.chosen[0]
        choices = [
            Choice(str(one.number), one.text, "done" if one.done else "")
            for one in checklist(task.notes or "")
        ]
        if not choices:
            self.work_app.tell("It has no checklist; lines such as `- [ ] call back` make one.")
            return
        number = await self._ask(Pick(f"Tick a step of {prompts.about([task])}", choices))
        if number is not None:
            self.tick(task.id, int(number))

    @asks
    async def action_time(self) -> None:
        """Ask how long the actor worked on a task, and for what."""
        if len(self.chosen) != 1:
            return
        from tuiwork.verbs.timing import log_time

        task = self.chosen[0]

        def note(words: str) -> tuple[str, str]:
            duration, _, what = words.strip().partition(" ")
            return duration, what.strip()

        await self._answer(
            lambda words, problem: prompts.ask_text(
                f"Time worked on {prompts.about([task])}",
                "45m, 1h30m … and what for",
                words or "",
                problem,
                "note",
            ),
            lambda words: lambda session: session.do(log_time, task.id, *note(words)),
        )

    @asks
    async def action_checkin(self) -> None:
        """Ask for a key result and its value of today."""
        from tuiwork.tui.goal_form import check_in_words, key_results

        choices = key_results(self.workspace, self.chosen)
        if not choices:
            self.work_app.tell("No open goal has a key result yet; `tuiwork goal kr` adds one.")
            return
        name = await self._ask(Pick("Check in which key result?", choices))
        if name is None:
            return
        label = next(one.label for one in choices if one.key == name)
        await self._answer(
            lambda words, problem: prompts.ask_text(
                f"{label} today",
                "a number, and what stands behind it",
                words or "",
                problem,
                "note",
            ),
            lambda words: lambda session: session.do(check_in_words, name, words),
        )

    @asks
    async def action_add_goal(self) -> None:
        """Ask for a new goal in a form."""
        from tuiwork.tui.goal_form import ask_goal, goal_by_form

        await self._answer(
            lambda told, problem: ask_goal(self.workspace, self.actor, told or {}, problem),
            lambda told: lambda session: session.do(goal_by_form, told),
        )

    @asks
    async def action_align(self) -> None:
        """Tell how much of the work serves a goal, and show the part that is asked for."""
        from tuiwork.insight.aligning import alignments
        from tuiwork.tui.goal_form import ask_alignment

        workspace, today = self.workspace, self.actor.today
        found = await self.work_app.desk.look(lambda: alignments(workspace, today))
        query = await self._ask(ask_alignment(found))
        if query is not None:
            self.work_app.action_work()
            await self.work_app.go_to(Way(filter=query))
