"""Taking an initiative on: the gate it stands before, what has to stop, how sure people are."""

from __future__ import annotations

from collections.abc import Sequence

from tuiwork.dataclass import dataclass
from tuiwork.errors import TuiworkError
from tuiwork.insight.initiatives.preflight import Preflight, preflight
from tuiwork.model.fields import STAGES
from tuiwork.model.gates import gates_between
from tuiwork.model.initiative import RUNNING, Initiative
from tuiwork.tui import prompts
from tuiwork.tui.planning.filling import Filling
from tuiwork.tui.planning.gate_screen import (
    GO,
    PASS,
    QUESTION,
    SHORT,
    GateScreen,
    act_rows,
    gate_rows,
    preflight_title,
    question_of,
)
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.ask import Ask
from tuiwork.tui.widgets.pick import Choice, Pick
from tuiwork.verbs.initiatives.advancing import Held, NeedsStop, advance, what_has_to_stop


@dataclass(frozen=True, slots=True)
class _Launch:
    """What was said before an initiative goes on."""

    reason: str = ""
    stops: tuple[str, ...] = ()
    confidence: float | None = None


class Advancing(Filling):
    """The part of the initiatives that takes them from stage to stage."""

    @asks
    async def action_advance(self) -> None:
        one = self.current
        if one is None:
            return
        if one.stage in ("everyday", "closed"):
            id_ = "initiative.stage" if one.is_closed else "initiative.close"
            what = "takes it up again" if one.is_closed else "closes it"
            self.work_app.tell(
                f"“{one.title}” is {one.stage} already; {self.work_app.key_of(id_)} {what}."
            )
            return
        await self._take_on(one.slug, STAGES[STAGES.index(one.stage) + 1])

    @asks
    async def action_stage(self) -> None:
        one = self.current
        if one is None:
            return
        choices = [Choice(name, name) for name in STAGES if name not in (one.stage, "closed")]
        chosen = await self._ask(Pick(f"“{one.title}” is {one.stage}; take it to", choices))
        if chosen is not None:
            await self._take_on(one.slug, chosen)

    @asks
    async def action_preflight(self) -> None:
        one = self.current
        while one is not None:
            found = await self._preflight(one)
            rows = list(gate_rows(found.parts, found.short, found.unknown))
            screen = GateScreen(preflight_title(one.title, found), rows, self.signs)
            chosen = await self._ask(screen)
            if chosen is None:
                return
            await self._follow(one, chosen, found)
            one = None if chosen.startswith(SHORT) else self._again(one)

    async def _take_on(self, slug: str, target: str) -> None:
        """Ask what has to be asked, then take it to a stage."""
        said = await self._what_is_said(slug, target)
        if said is None:
            return
        try:
            await self.work_app.carry_out(
                lambda session: session.do(
                    advance,
                    slug,
                    target,
                    force=bool(said.reason),
                    reason=said.reason,
                    stops=said.stops,
                    confidence=said.confidence,
                )
            )
        except (Held, NeedsStop):
            await self._take_on(slug, target)
        except TuiworkError as error:
            self.work_app.complain(error)

    async def _what_is_said(self, slug: str, target: str) -> _Launch | None:
        """The reason for going on over blanks, what stops, and how sure people are; None where
        they do not go on."""
        reason = await self._pass_gate(slug, target)
        if reason is None:
            return None
        one = self.workspace.initiatives.get(slug)
        if one is None or target not in RUNNING or one.is_running:
            return _Launch(reason)
        stopped = await self._what_stops(slug, target, reason)
        if stopped is None:
            return None
        reason, stops = stopped
        if one.confidence is not None:
            return _Launch(reason, stops)
        sure = await self._ask(_ask_confidence(one))
        if sure is None:
            return None
        return _Launch(reason, stops, float(sure) if sure.strip() else None)

    async def _pass_gate(self, slug: str, target: str) -> str | None:
        """Show the gates on the way until they hold no more; the reason where they did."""
        while (one := self.workspace.initiatives.get(slug)) is not None:
            gates = gates_between(self.workspace.settings, one, target)
            starts = target in RUNNING and not one.is_running
            found = await self._preflight(one) if starts else Preflight((), ())
            if not gates and not starts:
                return ""
            held = any(gate.blanks for gate in gates)
            rows = [
                *gate_rows((*gates, *found.parts), found.short, found.unknown),
                *act_rows(held, target),
            ]
            title = f"“{one.title}” from {one.stage} to {target}"
            screen = GateScreen(title, rows, self.signs, at=None if held else GO)
            chosen = await self._ask(screen)
            if chosen is None or chosen == GO:
                return None if chosen is None else ""
            if chosen == PASS:
                reason = await self._ask(_ask_reason("Why over what is blank?"))
                if reason is not None:
                    return reason
            else:
                await self._follow(one, chosen, Preflight((*gates, *found.parts), found.short))
                if chosen.startswith(SHORT):
                    return None
        return None

    async def _follow(self, one: Initiative, key: str, found: Preflight) -> None:
        """Answer the question that was chosen, or show the work of who has too little time."""
        if key.startswith(QUESTION):
            await self._answer_question(one, question_of(found.parts, key))
        elif key.startswith(SHORT):
            ids = next(who.ids for who in found.short if key == f"{SHORT}{who.person}")
            await self.work_app.see_tasks(ids)

    async def _what_stops(
        self, slug: str, target: str, reason: str
    ) -> tuple[str, tuple[str, ...]] | None:
        """What stops for it, with the reason where nothing does; None where they do not go on."""
        stops: list[str] = []
        while True:
            held = await self._held_back(slug, target, stops)
            if held is None:
                return reason, tuple(stops)
            chosen = await self._ask(self._ask_stop(held))
            if chosen is None:
                return None
            if chosen != PASS:
                stops.append(chosen)
                continue
            told = reason or await self._ask(_ask_reason("Why does nothing stop?"))
            if told is not None:
                return told, tuple(stops)

    async def _held_back(self, slug: str, target: str, stops: Sequence[str]) -> NeedsStop | None:
        workspace, actor = self.workspace, self.actor
        return await self.work_app.desk.look(
            lambda: what_has_to_stop(workspace, actor, slug, target, stops)
        )

    def _ask_stop(self, held: NeedsStop) -> Pick:
        known = self.workspace.initiatives
        choices = [
            Choice(name, known[name].title, known[name].stage)
            for name in held.candidates
            if name in known
        ]
        choices.append(Choice(PASS, "Nothing stops, and say why"))
        return Pick("What stops for it?", choices, problem="\n".join(held.reasons))

    async def _preflight(self, one: Initiative) -> Preflight:
        workspace, today = self.workspace, self.actor.today
        return await self.work_app.desk.look(lambda: preflight(workspace, one, today))

    def _again(self, one: Initiative) -> Initiative | None:
        """The same initiative as it is by now."""
        return self.workspace.initiatives.get(one.slug)


def _ask_reason(title: str) -> Ask:
    return prompts.ask_text(title, "it stays visible until they are answered", accept="go on")


def _ask_confidence(one: Initiative) -> Ask:
    def validate(text: str) -> str | None:
        digits = text.strip()
        fine = not digits or (digits.isascii() and digits.isdigit() and int(digits) <= 100)
        return None if fine else "a number from 0 to 100, or nothing"

    title = f"How sure are you that “{one.title}” will last, 0 to 100?"
    return Ask(title, hint="nothing, where nobody can say", validate=validate)
