"""What the keys do to goals: ask in a form, then do the verb; a refused form is asked again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tuiwork.insight.goals.standing import ResultStanding, Standing, standing
from tuiwork.model.change import Actor, Change
from tuiwork.model.goal import Goal
from tuiwork.model.subject import Subject
from tuiwork.model.workspace import Workspace
from tuiwork.tui.goal_form import ask_goal, goal_by_form
from tuiwork.tui.planning import goal_forms, result_forms
from tuiwork.tui.planning.forecasting import Forecasting
from tuiwork.tui.planning.result_forms import Told
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.form import Form
from tuiwork.tui.widgets.pick import Choice, Pick
from tuiwork.verbs import goal_life

Verb = Callable[[Workspace, Actor, Told], Change]


class GoalVerbs(Forecasting):
    """A view on which goals can be chosen; subclasses say which one stands under the cursor."""

    @property
    def reference(self) -> str:
        """The goal under the cursor, or `goal/key-result`; nothing where there is none."""
        raise NotImplementedError

    @property
    def subject(self) -> Subject | None:
        return Subject("goal", self.reference) if self.reference else None

    @property
    def goal(self) -> Goal | None:
        """The goal under the cursor, also of its key result."""
        return self.workspace.goals.get(self.reference.partition("/")[0])

    @property
    def _standing(self) -> Standing | None:
        goal = self.goal
        if goal is None:
            self.work_app.tell("Put the cursor on a goal first.")
            return None
        return standing(self.workspace, goal, self.actor.today)

    async def _by_form(self, question: Callable[[Told, str], Form], verb: Verb) -> None:
        """Ask with a form, and do what it was told."""
        await self._answer(
            lambda told, problem: question(told or {}, problem),
            lambda told: lambda session: session.do(verb, told),
        )

    @asks
    async def action_checkin(self) -> None:
        """Ask for the value of a key result, how sure somebody is, and a note."""
        found = await self._typed_result("Check in which key result?")
        if found is None:
            return
        today = self.actor.today
        goal = self.workspace.goals[found.reference.partition("/")[0]]
        expected = standing(self.workspace, goal, today).expected
        await self._by_form(
            lambda told, problem: result_forms.ask_checkin(found, expected, today, told, problem),
            partial(result_forms.check_in, reference=found.reference),
        )

    @asks
    async def action_benchmark(self) -> None:
        """Ask what others reached meanwhile."""
        found = await self._result("Compare which key result?")
        if found is not None:
            await self._by_form(
                lambda told, problem: result_forms.ask_benchmark(found, told, problem),
                partial(result_forms.compare, found=found),
            )

    async def _typed_result(self, title: str) -> ResultStanding | None:
        found = await self._result(title, typed=True)
        if found is not None and found.key_result.measure:
            words = f"“{found.key_result.title}” is worked out from tasks"
            self.work_app.tell(f"{words}; there is nothing to check in.")
            return None
        return found

    async def _result(self, title: str, *, typed: bool = False) -> ResultStanding | None:
        """The key result under the cursor; on a goal, the one that somebody picks of it."""
        stands = self._standing
        if stands is None:
            return None
        for one in stands.key_results:
            if one.reference == self.reference:
                return one
        some = [one for one in stands.key_results if not (typed and one.key_result.measure)]
        if not some:
            key = self.work_app.key_of("goals.result")
            self.work_app.tell(f"“{stands.goal.title}” has none yet; {key} adds one.")
            return None
        choices = [Choice(one.reference, one.key_result.title) for one in some]
        chosen = choices[0].key if len(choices) == 1 else await self._ask(Pick(title, choices))
        return next((one for one in some if one.reference == chosen), None)

    @asks
    async def action_add_goal(self) -> None:
        """Ask for a new goal in a form."""
        await self._by_form(
            lambda told, problem: ask_goal(self.workspace, self.actor, told, problem), goal_by_form
        )

    @asks
    async def action_add_result(self) -> None:
        """Ask for a new key result of the goal under the cursor."""
        if (stands := self._standing) is not None:
            goal = stands.goal
            await self._by_form(
                lambda told, problem: result_forms.ask_result(goal, told, problem),
                partial(result_forms.add_result, goal=goal.slug),
            )

    @asks
    async def action_edit_goal(self) -> None:
        """Ask for the fields of the goal under the cursor."""
        if (stands := self._standing) is not None:
            goal = stands.goal
            await self._by_form(
                lambda told, problem: goal_forms.ask_fields(self.workspace, goal, told, problem),
                partial(goal_forms.change_fields, goal=goal.slug),
            )

    @asks
    async def action_state(self) -> None:
        """Ask how the goal is in somebody's eyes, why, and until when; or let its numbers speak."""
        if (stands := self._standing) is None:
            return
        goal, today = stands.goal, self.actor.today
        state = await self._ask(goal_forms.ask_state(stands))
        if state == goal_forms.BY_NUMBERS:
            self.work_app.do(goal_life.clear_state, goal.slug)
        elif state is not None:
            await self._by_form(
                lambda told, problem: goal_forms.ask_state_note(goal, state, today, told, problem),
                partial(goal_forms.say_state, goal=goal.slug, state=state),
            )

    @asks
    async def action_close_goal(self) -> None:
        """Ask what came of the goal, and close it."""
        if (stands := self._standing) is not None:
            goal = stands.goal
            await self._by_form(
                lambda told, problem: goal_forms.ask_close(goal, told, problem),
                partial(goal_forms.close_goal, goal=goal.slug),
            )

    @asks
    async def action_carry(self) -> None:
        """Ask for the period in which the goal goes on, and whether its tasks come along."""
        if (stands := self._standing) is None:
            return
        goal, today = stands.goal, self.actor.today
        period = goal_forms.next_period(self.workspace, goal)
        await self._by_form(
            lambda told, problem: goal_forms.ask_carry(self.workspace, goal, today, told, problem),
            partial(goal_forms.carry_over, goal=goal.slug, period=period),
        )
