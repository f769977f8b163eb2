"""What the keys do to the plan of a period: each answer is one Change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tuiwork.insight.plans import LIVED
from tuiwork.model.plan import State
from tuiwork.model.subject import Subject, read_subject
from tuiwork.model.workspace import Workspace
from tuiwork.tui import prompts
from tuiwork.tui.asking import Job
from tuiwork.tui.planning import decision_forms
from tuiwork.tui.planning.period_rows import Item, Period
from tuiwork.tui.planning.plan_part import PlanPart, ask_day, day_meant
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets import pick
from tuiwork.verbs.plans import Choice, decide, rank_item, review_plan

SAID: Mapping[State, str] = {
    "in": "In the plan",
    "waiting": "It waits",
    "declined": "Declined",
}


class PeriodVerbs(PlanPart):
    """A screen with the plan of a period."""

    @property
    def period(self) -> str:
        """The period that is looked at."""
        raise NotImplementedError

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        raise NotImplementedError

    @property
    def found(self) -> Period | None:
        """The period as it is shown."""
        raise NotImplementedError

    def _decided(
        self, item: Item, state: State, reason: str = "", target: date | None = None
    ) -> Job:
        subject, period = item.standing.subject, self.period
        assert subject is not None
        choice = Choice(subject, state, reason, target=target)
        return lambda session: session.do(decide, period, [choice])

    def action_put(self, state: State) -> None:
        """Take the item in, or let it wait; what was said of it stays."""
        item = self.current
        if item is None or item.standing.subject is None:
            return
        choice = Choice(item.standing.subject, state, item.standing.item.reason)
        self.work_app.do(decide, self.period, [choice])

    @asks
    async def action_decline(self) -> None:
        item = self.current
        if item is None:
            return
        title = f"Why is “{item.standing.title}” declined?"
        await self._answer(
            lambda text, problem: prompts.ask_text(
                title, "for whoever asked for it", text or item.standing.item.reason, problem,
                "decline",
            ),
            lambda text: self._decided(item, "declined", text),
        )  # fmt: skip

    @asks
    async def action_drop(self) -> None:
        item = self.current
        if item is None:
            return
        if item.standing.item.state != "in":
            self.work_app.tell("Only what is in the plan can be dropped from it.")
            return
        title = f"Why is “{item.standing.title}” dropped? It waits from now on"
        await self._answer(
            lambda text, problem: prompts.ask_text(
                title, "what came between", text or "", problem, "drop"
            ),
            lambda text: self._decided(item, "waiting", text),
        )

    @asks
    async def action_target(self) -> None:
        item = self.current
        if item is None:
            return
        if item.standing.item.state != "in":
            self.work_app.tell("Only what is in the plan has a target date.")
            return

        def job(words: str) -> Job:
            day = day_meant(self.workspace, self.actor, words)
            return self._decided(item, "in", item.standing.item.reason, day)

        title, now = f"“{item.standing.title}” should be done", item.standing.item.target
        await self._answer(
            lambda words, problem: ask_day(
                self.workspace, self.actor, title, now, self.signs, words or "", problem
            ),
            job,
        )

    def action_rank(self, step: int) -> None:
        """Move the item down or up among those of which the same became."""
        item, found = self.current, self.found
        if item is None or found is None or item.standing.subject is None:
            return
        state = item.standing.item.state
        beside = [one for one in found.items if one.item.state == state]
        at = item.number - 1 + step
        if not 0 <= at < len(beside) or (other := beside[at].subject) is None:
            return
        subject, period = item.standing.subject, self.period
        if step > 0:
            self.work_app.do(rank_item, period, subject, after=other)
        else:
            self.work_app.do(rank_item, period, subject, before=other)

    @asks
    async def action_add(self) -> None:
        found, period = self.found, self.period
        known = {one.item.of for one in found.items} if found is not None else set()
        choices = candidates(self.workspace, known)
        if not choices:
            self.work_app.tell("Everything there is has its place in the plan.")
            return

        def job(chosen: tuple[str, ...]) -> Job:
            subjects = [one for one in map(read_subject, chosen) if one is not None]
            made = [Choice(one, "in") for one in subjects]
            return lambda session: session.do(decide, period, made)

        await self._answer(
            lambda chosen, problem: pick.PickMany(
                f"Put in the plan of {period}", choices, ticked=chosen or (), problem=problem
            ),
            job,
        )

    @asks
    async def action_review(self) -> None:
        period = self.period
        if self.found is None or self.found.plan is None:
            self.work_app.tell(f"There is no plan of {period} to look at.")
            return
        await self._answer(
            lambda text, problem: prompts.ask_text(
                f"What do you see in the plan of {period}?", "in a sentence", text or "", problem,
                "say it",
            ),
            lambda text: lambda session: session.do(review_plan, period, text),
        )  # fmt: skip

    @asks
    async def action_record(self) -> None:
        """Write down a decision about the item, with what is known of it filled in."""
        item, found = self.current, self.found
        if item is None or found is None:
            return
        row, days = item.standing.item, found.days
        review = row.revisit or (days[1] if days else None)
        known = {
            decision_forms.TITLE: f"{item.standing.title} in {self.period}",
            decision_forms.CHOICE: SAID[row.state],
            decision_forms.CONTEXT: row.reason,
            decision_forms.REVIEW: str(max(review, self.actor.today)) if review else "",
        }

        def job(told: Mapping[str, str]) -> Job:
            return lambda session: session.do(decision_forms.decision_by_form, known, told)

        await self._answer(
            lambda told, problem: decision_forms.ask_decision(
                self.workspace, self.actor, known, told or {}, problem
            ),
            job,
        )


def candidates(workspace: Workspace, known: set[str]) -> list[pick.Choice]:
    """What could be put in a plan: initiatives, goals and open tasks that are not `known`."""
    found = [
        pick.Choice(Subject("initiative", slug).reference, one.title, "initiative")
        for slug, one in workspace.initiatives.items()
        if one.text("stage") not in LIVED
    ]
    found += [
        pick.Choice(Subject("goal", one.key).reference, one.label, one.hint or "goal")
        for one in prompts.goal_choices(workspace)
    ]
    found += [
        pick.Choice(Subject("task", task.id).reference, task.title, workspace.short(task.id))
        for tasks in workspace.open_in.values()
        for task in tasks
    ]
    return [one for one in found if one.key not in known]
