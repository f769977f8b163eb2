"""What the keys do to initiatives: write down, answer, record how it goes, close."""

from __future__ import annotations

from collections.abc import Iterator

from textual import work

from tuiwork.insight.initiatives.conditions import quality
from tuiwork.insight.initiatives.standing import standing
from tuiwork.insight.why import goal_links
from tuiwork.model.fields import OUTCOMES
from tuiwork.model.gates import DECISION, PILOT, Question, current_gate, gate, preflight_parts
from tuiwork.model.ids import slug
from tuiwork.model.initiative import Initiative
from tuiwork.model.initiative_fields import OBSTACLES
from tuiwork.model.subject import Subject
from tuiwork.tui import prompts
from tuiwork.tui.asking import Job
from tuiwork.tui.planning import recording_forms as forms
from tuiwork.tui.planning.advancing import Advancing
from tuiwork.tui.planning.forecasting import Forecasting
from tuiwork.tui.planning.goals_served import GoalsServed
from tuiwork.tui.planning.initiative_forms import ROWS, every_field, new_row
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.ask import Ask
from tuiwork.tui.widgets.pick import Choice, Pick
from tuiwork.verbs.initiatives.beginning import add_initiative, close_initiative
from tuiwork.verbs.initiatives.recording import QUALITY_NAMES, note_obstacle, quality_step

FOR_ONE = frozenset(
    {"answer", "advance", "stage", "checkin", "reflect", "obstacle", "practice", "quality", "close",
     "fields", "add_row", "preflight", "why", "editor", "forecast"}
)  # fmt: skip
"""The actions that are about one initiative."""


class InitiativeVerbs(Advancing, Forecasting):
    """The initiatives with the keys that change the one under the cursor."""

    def why_not(self, action: str) -> str | None:
        """Why an action cannot be done to a group; None where it can."""
        if action in FOR_ONE and self.current is None:
            return "That is about one initiative; put the cursor on it."
        return super().why_not(action)

    @property
    def subject(self) -> Subject | None:
        one = self.current
        return Subject("initiative", one.slug) if one is not None else None

    def look_for(self, name: str) -> None:
        """Show the rows anew, with the cursor on this one."""
        raise NotImplementedError

    @asks
    async def action_add(self) -> None:
        made: list[str] = []

        def question(told: str | None, problem: str) -> Ask:
            return prompts.ask_text(
                "Write down an initiative", "a title is enough", told or "", problem, "write down"
            )

        def job(title: str) -> Job:
            made[:] = [slug(title)]
            return lambda session: session.do(add_initiative, title)

        if await self._answer(question, job):
            self.look_for(made[0])

    @asks
    async def action_fields(self) -> None:
        if one := self.current:
            await self._fill(one, one.title, every_field(one))

    @asks
    async def action_add_row(self) -> None:
        if one := self.current:
            choices = [Choice(table, words) for table, words in ROWS.items()]
            table = await self._ask(Pick(f"Add to “{one.title}”", choices))
            if table is not None:
                await self._fill(one, f"Add {ROWS[table]}", list(new_row(table)))

    @asks
    async def action_answer(self) -> None:
        one = self.current
        if one is None:
            return
        question = next(self._blank_questions(one), None)
        if question is None:
            self.work_app.tell("No question is blank here.")
        else:
            await self._answer_question(one, question)

    def _blank_questions(self, one: Initiative) -> Iterator[Question]:
        """The blank questions of its gate, then those it was forced over, then of its launch."""
        settings = self.workspace.settings
        here = current_gate(settings, one)
        yield from here.blanks if here is not None else ()
        forced = standing(self.workspace, one.slug, self.actor.today).forced
        skipped = {key for step in forced for key in step.blanks}
        for name in (DECISION, PILOT):
            for question in gate(settings, one, name).blanks:
                if question.key in skipped:
                    yield question
        for part in preflight_parts(settings, one) if one.stage == "decided" else ():
            yield from part.blanks

    @asks
    async def action_checkin(self) -> None:
        if one := self.current:
            await self._record(one, forms.ask_check_in, forms.check_in_by_form)

    @asks
    async def action_reflect(self) -> None:
        if one := self.current:
            await self._record(one, forms.ask_loop, forms.loop_by_form)

    @asks
    async def action_practice(self) -> None:
        if one := self.current:
            await self._record(one, forms.ask_practice, forms.practice_by_form)

    @asks
    async def action_obstacle(self) -> None:
        one = self.current
        if one is None:
            return
        choices = [Choice(kind, kind) for kind in OBSTACLES]
        kind = await self._ask(Pick(f"What kind of thing hinders “{one.title}”?", choices))
        if kind is not None:
            await self._answer(
                lambda text, problem: prompts.ask_text(
                    f"What stands in the way? ({kind})", "", text or "", problem, "note it"
                ),
                lambda text: lambda session: session.do(note_obstacle, one.slug, kind, text),
            )

    @asks
    async def action_quality(self) -> None:
        one = self.current
        if one is None:
            return
        found = quality(one)
        done = {step.step for step in found.done} if found is not None else set()
        choices = [
            Choice(str(number), f"{number:>2} {name}")
            for number, name in enumerate(QUALITY_NAMES, 1)
            if number not in done
        ]
        if not choices:
            self.work_app.tell("All fourteen steps are done.")
            return
        chosen = await self._ask(Pick(f"Which step of “{one.title}” is done?", choices))
        if chosen is None:
            return
        step = int(chosen)
        await self._answer(
            lambda text, problem: Ask(
                QUALITY_NAMES[step - 1],
                text or "",
                hint="by what one sees it: words, or a link",
                problem=problem,
                accept="done",
            ),
            lambda text: lambda session: session.do(quality_step, one.slug, step, text),
        )

    @asks
    async def action_close(self) -> None:
        one = self.current
        if one is None:
            return
        if one.is_closed:
            self.work_app.tell(f"“{one.title}” is closed already.")
            return
        choices = [Choice(outcome, outcome) for outcome in OUTCOMES]
        outcome = await self._ask(Pick(f"How does “{one.title}” end?", choices))
        if outcome is not None:
            await self._answer(
                lambda text, problem: Ask(
                    f"{one.title}: {outcome}",
                    text or "",
                    hint="a word on it, for those who look back",
                    problem=problem,
                    accept="close",
                ),
                lambda text: lambda session: session.do(close_initiative, one.slug, outcome, text),
            )

    @work(exit_on_error=False)
    async def action_why(self) -> None:
        one = self.current
        if one is None:
            return
        workspace, today = self.workspace, self.actor.today
        links = await self.work_app.desk.look(
            lambda: {name: goal_links(workspace, name, today) for name in one.goals}
        )
        self.app.push_screen(GoalsServed(one.title, links, self.signs))

    @work(exit_on_error=False)
    async def action_editor(self) -> None:
        if self.current is not None:
            await self.work_app.edit_file(self.current.path)
