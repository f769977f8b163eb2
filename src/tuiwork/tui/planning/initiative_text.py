"""The page of one initiative as text: what it is, how it stands, what was learned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from textual.content import Content

from tuiwork.insight.initiatives import conditions
from tuiwork.insight.initiatives.balance import LEAST
from tuiwork.insight.initiatives.standing import GRAVE, Standing
from tuiwork.insight.why import goal_links
from tuiwork.model.gates import Gate
from tuiwork.model.goal import State
from tuiwork.model.initiative_rows import CheckIn
from tuiwork.text.dates import short_date
from tuiwork.text.sparkline import sparkline
from tuiwork.tui.content import plain
from tuiwork.tui.pane_text import led, wrapped
from tuiwork.tui.tones import STATES
from tuiwork.tui.why_text import bar

LEAD = 13
"""Cells of the word before a fact."""
MOST_TASKS = 12
LAST_CHECK_INS = 6

_CATEGORIES = {"active": "$focus", "blocked": "$blocked", "done": "$done"}


def page_lines(
    here: Standing, width: int, signs: Mapping[str, str], *, ascii_only: bool = False
) -> list[Content]:
    """Everything about an initiative; what there is nothing of is left out."""
    page = _Page(here, width, signs, ascii_only)
    parts = (page.head(), page.attention(), page.goals(), page.gate(), page.facts(),
             page.adoption(), page.learning(), page.tasks(), page.notes())  # fmt: skip
    lines: list[Content] = []
    for part in parts:
        told = list(part)
        if told:
            lines += [Content("")] * bool(lines) + told
    return lines


class _Page:
    """Draws the parts of one page at one width."""

    def __init__(
        self, here: Standing, width: int, signs: Mapping[str, str], ascii_only: bool
    ) -> None:
        self._here, self._width, self._signs = here, width, signs
        self._ascii_only = ascii_only

    def _fact(self, key: str, words: str, style: str = "") -> Iterator[Content]:
        """A word before what it is about; nothing where that is not known."""
        for line in led(key.ljust(LEAD), words, self._width, "") if words else ():
            yield line.stylize(style, LEAD) if style else line

    def _signed(self, sign: str, words: str, style: str) -> Iterator[Content]:
        yield from led(f"{self._signs[sign]} ", words, self._width, style)

    def _day(self, day: date | None) -> str:
        return short_date(day, self._here.today) if day else ""

    def head(self) -> Iterator[Content]:
        """Its title, stage and time, why there is it, and who stands behind it."""
        here, one = self._here, self._here.initiative
        yield from wrapped(one.title, self._width, "bold")
        state = here.health
        if state is not State.UNKNOWN:
            yield Content.styled(f"{self._signs[state.value]} {state.value}", STATES[state])
        stage = f"closed, {one.outcome or 'without a word'}" if one.is_closed else one.stage
        span = " – ".join(map(self._day, (one.start, one.end))) if one.start or one.end else ""
        words = filter(None, (stage, one.approach, span, one.text("theme")))
        yield from wrapped(", ".join(words), self._width, "")
        days = ", ".join(f"{stage} {count} d" for stage, count in here.days.items())
        yield from wrapped(days, self._width, "$dim") if days else ()
        if why := one.text("why"):
            yield Content("")
            yield from wrapped(f"“{why}”", self._width, "italic")
            yield Content("")
        for key in ("owner", "sponsor", "lead", "facilitator"):
            yield from self._fact(key, self._name(one.text(key)))

    def _name(self, handle: str | None) -> str:
        person = self._here.workspace.people.get(handle or "")
        return person.title if person else handle or ""

    def attention(self) -> Iterator[Content]:
        """The signals, and the steps that were forced over what is blank still."""
        for signal in self._here.signals:
            if signal.rule != "forced":
                grave = signal.rule in GRAVE
                sign, style = ("off track", "$overdue") if grave else ("at risk", "$today")
                yield from self._signed(sign, f"{signal.rule}: {signal.words}", style)
        for one in self._here.forced:
            words = f"forced to {one.stage} without {', '.join(one.blanks)}"
            yield from self._signed("problem", words, "$overdue")
            yield from led("    ", f"{one.by}: {one.reason}", self._width, "")

    def goals(self) -> Iterator[Content]:
        """The goals it names, each with its progress."""
        here = self._here
        for name in here.initiative.goals:
            links = goal_links(here.workspace, name, here.today)
            if not links:
                yield from self._fact("goal", f"{name}, which leads nowhere", "$blocked")
                continue
            yield from self._fact("goal", links[0].title)
            objective = next((link for link in links if link.kind == "objective"), links[0])
            progress = links[0].progress
            if progress is not None:
                drawn = bar(progress, objective.expected, self._signs)
                yield Content.assemble(" " * LEAD, drawn, (f"  {progress:.0%}", "bold"))

    def gate(self) -> Iterator[Content]:
        """The gate of its stage, question by question."""
        if self._here.gate is not None:
            yield from gate_lines(self._here.gate, self._width, self._signs)

    def facts(self) -> Iterator[Content]:
        """What it needs to last."""
        one, today = self._here.initiative, self._here.today
        weakest, quality = conditions.weakest(one), conditions.quality(one)
        levels = ", ".join(f"{name} {level}" for name, level in one.readiness.items())
        yield from self._fact("readiness", levels)
        if weakest is not None:
            style = "$today" if weakest.level < 2 else ""
            yield from self._fact("", f"weakest: {weakest.words}", style)
        if step := one.next_step:
            rank = f"result ÷ effort {step.rank:.2g}" if step.rank is not None else ""
            due = f"by {self._day(step.due)}" if step.due else ""
            words = ", ".join(filter(None, (step.what, step.owner, due, rank)))
            late = step.due is not None and step.due < today and not one.is_closed
            yield from self._fact("next step", words, "$overdue" if late else "bold")
            yield from self._fact("help from", step.help_from)
        for need in one.needs:
            who = need.person or need.skill or "?"
            yield from self._fact("needs", f"{who} {need.hours:g} h a week")
        for row in one.behaviours:
            yield from self._fact("behaviour", ": ".join(filter(None, (row.who, row.what))))
            rest = "; ".join(filter(None, (row.when, row.observed, row.means)))
            yield from self._fact("", rest, "$dim")
        for part in one.practice:
            when = part.slot or self._day(part.date) or "no day"
            yield from self._fact("practice", f"{part.what} ({when})")
        yield from self._groups()
        yield from self._fact("steps", quality.words if quality else "")
        share, balance = self._here.balance.share, self._here.balance
        if share is not None:
            style = "$today" if balance.warned else ""
            yield from self._fact("build, embed", balance.words, style)
            yield Content.assemble(" " * LEAD, bar(share, LEAST, self._signs))

    def _groups(self) -> Iterator[Content]:
        one = self._here.initiative
        if one.groups:
            found = conditions.coverage(one, self._here.today)
            yield from self._fact("groups", found.words, "$today" if found.waiting else "")
            for question in found.open_questions:
                yield from led(" " * LEAD + "? ", question, self._width, "$dim")

    def adoption(self) -> Iterator[Content]:
        """How many do it and what came of it, check-in by check-in."""
        here, one = self._here, self._here.initiative
        found = here.adoption
        if found.points or one.text("adoption_measure"):
            style = "$done" if found.adopted else ""
            words = found.words + (", adopted" if found.adopted else "")
            yield from self._fact("adoption", words, style)
            yield from self._fact("", one.text("adoption_measure") or "", "$dim")
        trail = [point.share for point in found.points]
        if len(trail) > 1:
            bars = sparkline(trail, ascii_only=self._ascii_only)
            yield Content.assemble(" " * LEAD, (bars, "$focus"))
        if here.effect is not None:
            yield from self._fact("effect", here.effect.words)
            yield from self._fact("", here.effect.measure, "$dim")
        for check in one.check_ins[-LAST_CHECK_INS:]:
            yield from led(f"{self._day(check.date):>11}  ", check_words(check), self._width, "")

    def learning(self) -> Iterator[Content]:
        """What stands in the way, what was tried, what was learned."""
        one, today = self._here.initiative, self._here.today
        for kind, some in conditions.obstacle_tally(one.obstacles).items():
            yield from self._fact("obstacles", f"{kind} {len(some)}", "$today")
            for row in some:
                yield from self._fact("", row.what)
        if one.loops:
            found = conditions.loops(one, today)
            yield from self._fact("loops", found.words)
            for loop in sorted(one.loops, key=lambda loop: bool(loop.learned)):
                words = f"{loop.action}: {loop.learned}" if loop.learned else loop.action
                again = f" (again {self._day(loop.next)})" if loop.next else ""
                sign, style = ("done", "") if loop.learned else ("todo", "$today")
                lead = f"{'':<{LEAD}}{self._signs[sign]} "
                yield from led(lead, words + again, self._width, style)
        for lesson in conditions.lessons(one):
            yield from self._fact(f"went {lesson.went}", f"{lesson.phase} {lesson.text}".strip())

    def tasks(self) -> Iterator[Content]:
        """Its tasks: how many are open, blocked and done, and the open ones."""
        here = self._here
        if not here.tasks:
            return
        categories = [here.workspace.category(task).value for task in here.tasks]
        done, blocked = categories.count("done"), categories.count("blocked")
        counts = [(len(here.open_tasks), "open"), (blocked, "blocked"), (done, "done")]
        told = ", ".join(f"{count} {word}" for count, word in counts if count)
        yield from self._fact("tasks", f"{len(here.tasks)}: {told}" if told else "none open")
        for task in here.open_tasks[:MOST_TASKS]:
            category = here.workspace.category(task).value
            owner = f"  {task.owner}" if task.owner else ""
            sign = f"{'':<{LEAD}}{self._signs[category]} "
            style = _CATEGORIES.get(category, "")
            yield from led(sign, f"{task.title}{owner}", self._width, style)
        more = len(here.open_tasks) - MOST_TASKS
        if more > 0:
            yield from self._fact("", f"and {more} more", "$dim")

    def notes(self) -> Iterator[Content]:
        """What people wrote about it, but for the lessons, which are told above."""
        notes, _, _ = (self._here.initiative.notes or "").partition("## Lessons")
        for line in notes.strip().split("\n") if notes.strip() else ():
            yield from wrapped(line, self._width, "$dim") if line else (Content(""),)


def gate_lines(gate: Gate, width: int, signs: Mapping[str, str]) -> Iterator[Content]:
    """A gate: how much is answered, then the questions, those that are blank with what to fill."""
    count = f"{len(gate.answered)} of {len(gate.questions)}"
    style = "$today" if gate.blanks else "$done"
    yield Content.assemble(plain(f"{gate.name} gate  ").stylize("bold"), (count, style))
    for one in gate.questions:
        sign, style = ("done", "$done") if one.is_answered else ("todo", "$today")
        yield from led(f"{signs[sign]} ", one.words, width, style if one.blanks else "")
        if one.blanks:
            yield from led("  ", f"blank: {', '.join(one.blanks)}", width, "$today")


def check_words(one: CheckIn) -> str:
    """A check-in on a line: how many use it, the effect, the pulse, what hinders."""
    return "; ".join(_check_parts(one))


def _check_parts(one: CheckIn) -> Iterable[str]:
    if one.using is not None:
        yield f"{one.using:g}" + (f" of {one.expected:g}" if one.expected else "")
    if one.cases and one.faster is not None:
        yield f"{one.faster:g} of {one.cases:g} faster"
    if one.value is not None:
        yield f"value {one.value:g}"
    if one.pulse is not None:
        yield f"pulse {one.pulse:g}"
    if one.obstacles:
        yield one.obstacles
