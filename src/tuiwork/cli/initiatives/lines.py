"""Initiatives as lines on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from tuiwork.cli.output import Line, Output, Span
from tuiwork.cli.reasons import STATE_STYLES
from tuiwork.cli.table import Column, table
from tuiwork.insight.initiatives import conditions
from tuiwork.insight.initiatives.portfolio import APPROACH_NOTES, Portfolio, claims
from tuiwork.insight.initiatives.preflight import Preflight
from tuiwork.insight.initiatives.standing import Standing
from tuiwork.model.gates import Gate
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import short_date

_PLAIN = (Column(), Column(grows=True))
_STEPS = (Column(right=True), Column(grows=True), Column(), Column(spare=1))
_NOTE_WORDS = {
    "where": "where we use it",
    "works": "when it works",
    "fails": "when it does not",
    "next": "where next",
    "resources": "what it takes",
}


def sign_of(output: Output, here: Standing) -> Span:
    """The sign of an initiative's health."""
    state = str(here.health)
    return output.sign(state), STATE_STYLES.get(state, "")


def overview_lines(output: Output, rows: Sequence[Standing], today: date) -> list[Line]:
    """One line an initiative: health, name, title, stage, owner, when, what wants attention."""
    columns = (
        Column(), Column(), Column(grows=True), Column(), Column(spare=2), Column(spare=3),
        Column(spare=1),
    )  # fmt: skip
    cells: list[list[Span]] = [
        [
            sign_of(output, here),
            (here.initiative.slug, "accent"),
            here.initiative.title,
            here.initiative.stage,
            here.initiative.owner or "",
            (_span(here, today), "dim"),
            (here.signals[0].words if here.signals else "", "amber"),
        ]
        for here in rows
    ]
    return table(columns, cells, output.width)


def stage_words(rows: Sequence[Standing]) -> str:
    """How many there are in each stage: “implementing 1, pilot 1”."""
    counts = Counter(here.initiative.stage for here in rows)
    return ", ".join(f"{stage} {count}" for stage, count in counts.items())


def _span(here: Standing, today: date) -> str:
    start, end = here.initiative.start, here.initiative.end
    if start is None and end is None:
        return ""
    return " – ".join("" if day is None else short_date(day, today) for day in (start, end))


def gate_lines(output: Output, gate: Gate) -> list[Line]:
    """A gate: the count with the names of the blanks, then question by question."""
    head: Line = [(f"{gate.name}  ", "bold"), (gate.words, "amber" if gate.blanks else "green")]
    rows: list[list[Span]] = [
        [
            (output.sign("done"), "green") if one.is_answered else (output.sign("todo"), "amber"),
            one.key,
            one.words,
            ("" if one.is_answered else ", ".join(one.blanks), "amber"),
        ]
        for one in gate.questions
    ]
    columns = (Column(), Column(), Column(grows=True), Column())
    return [head, *table(columns, rows, output.width)]


def show_lines(output: Output, here: Standing) -> list[Line]:
    """Everything about one initiative."""
    one, today = here.initiative, here.today
    facts = [one.stage, one.owner or "nobody owns it", one.approach or "", _span(here, today)]
    if one.is_closed:
        facts[0] = f"closed, {one.outcome or 'without a word'}"
    lines: list[Line] = [
        [sign_of(output, here), "  ", (one.title, "bold"), (f"  {one.slug}", "dim")],
        ["   " + "   ".join(filter(None, facts))],
    ]
    lines += [[f"   {one.text('why')}"]] if one.text("why") else []
    lines += [[(f"   {each.rule}: ", "amber"), each.words] for each in here.signals]
    lines.append([])
    if here.gate is not None:
        lines += [*gate_lines(output, here.gate), []]
    lines += [
        [(f"forced to {each.stage} without {', '.join(each.blanks)}", "red"),
         f"  {each.by}: {each.reason}"]
        for each in here.forced
    ]  # fmt: skip
    rows: list[list[Span]] = [[(key, "dim"), words] for key, words in _facts(here) if words]
    lines += table(_PLAIN, rows, None)
    return lines


def _facts(here: Standing) -> Iterable[tuple[str, str]]:
    one, today = here.initiative, here.today
    weakest, quality = conditions.weakest(one), conditions.quality(one)
    step, tally = one.next_step, conditions.obstacle_tally(one.obstacles)
    yield "next step", _step_words(here)
    yield "help from", step.help_from if step else ""
    yield "readiness", weakest.words if weakest else ""
    yield "groups", conditions.coverage(one, today).words if one.groups else ""
    for question in conditions.coverage(one, today).open_questions:
        yield "open question", question
    for behaviour in one.behaviours:
        yield "behaviour", ": ".join(filter(None, (behaviour.who, behaviour.what)))
    for part in one.practice:
        yield "practice", f"{part.what} ({part.slot or part.date or 'no day'})"
    yield "adoption", here.adoption.words + (", adopted" if here.adoption.adopted else "")
    yield "effect", here.effect.words if here.effect else ""
    yield "build and embed", here.balance.words if here.balance.share is not None else ""
    yield "obstacles", ", ".join(f"{kind} {len(some)}" for kind, some in tally.items())
    yield "loops", conditions.loops(one, today).words if one.loops else ""
    for loop in one.loops:
        yield "  learned" if loop.learned else "  open", loop.learned or loop.action
    for lesson in conditions.lessons(one):
        yield f"went {lesson.went} {lesson.phase}".rstrip(), lesson.text
    yield "steps", quality.words if quality else ""
    yield "tasks", f"{len(here.tasks)}, {len(here.open_tasks)} open" if here.tasks else "none"
    yield "stages", ", ".join(f"{stage} {days} d" for stage, days in here.days.items())


def _step_words(here: Standing) -> str:
    step = here.initiative.next_step
    if step is None:
        return ""
    due = f"by {short_date(step.due, here.today)}" if step.due else ""
    rank = f"result ÷ effort {step.rank:.2g}" if step.rank is not None else ""
    return ", ".join(filter(None, (step.what, step.owner, due, rank)))


def preflight_lines(output: Output, found: Preflight) -> list[Line]:
    """The three parts, then who is short of time, then the answer."""
    lines: list[Line] = []
    for part in found.parts:
        lines += [*gate_lines(output, part), []]
    lines += [[("over capacity  ", "red"), one.words] for one in found.short]
    lines += [[("unknown  ", "amber"), f"nobody is called {name}"] for name in found.unknown]
    green = found.is_green
    return [*lines, [("ready to launch", "green") if green else ("not ready yet", "amber")]]


def portfolio_lines(output: Output, workspace: Workspace, found: Portfolio) -> list[Line]:
    """The initiatives one by one, then what they tell together."""
    columns = (
        Column(), Column(), Column(), Column(right=True, spare=3), Column(grows=True),
        Column(spare=1), Column(spare=4), Column(spare=5), Column(spare=2),
    )  # fmt: skip
    rows: list[list[Span]] = [
        ["", "", ("stage", "dim"), ("days", "dim"), ("attention", "dim"), ("adoption", "dim"),
         ("effect", "dim"), ("embed", "dim"), ("next step", "dim")]
    ]  # fmt: skip
    rows += [_row(output, here) for here in found.rows]
    lines = table(columns, rows, output.width)
    steps = conditions.ranked_steps(
        here.initiative for here in found.rows if not here.initiative.is_closed
    )
    if steps:
        lines += [[], [("next steps, most visible result for the least effort first", "bold")]]
        ranked: list[list[Span]] = [
            [f"{step.rank:.2g}" if step.rank else "–", step.what, step.owner, (one.slug, "accent")]
            for one, step in steps
        ]
        lines += table(_STEPS, ranked, output.width)
    return [*lines, [], *table(_PLAIN, _together(workspace, found), output.width)]


def _row(output: Output, here: Standing) -> list[Span]:
    last, share, step = here.adoption.last, here.balance.share, here.initiative.next_step
    gone = here.days_in_stage
    return [
        sign_of(output, here),
        (here.initiative.slug, "accent"),
        here.initiative.stage,
        "" if gone is None else str(gone),
        ("; ".join(one.words for one in here.signals[:2]), "amber"),
        f"{last.using:g} of {last.expected:g}" if last else "",
        here.effect.words if here.effect else "",
        "" if share is None else (f"{share:.2f}", "amber" if here.balance.warned else ""),
        (step.what if step else "", "dim"),
    ]


def _together(workspace: Workspace, found: Portfolio) -> list[list[Span]]:
    counts = ", ".join(f"{step.stage} {len(step.ids)}" for step in found.funnel if step.ids)
    days = ", ".join(f"{step.stage} {step.days.show()}" for step in found.funnel if step.days.n)
    running = f"{len(found.focus.running)}"
    running += f" of at most {found.focus.limit}" if found.focus.limit else ""
    claimed = claims(workspace)
    hours = ", ".join(
        f"{name} {hours:g}" + (f" of {claimed.of[name]:g}" if name in claimed.of else "")
        for name, hours in claimed.by_person.items()
    )
    years = ", ".join(f"{year or '?'} {rate.words}" for year, rate in found.by_year.items())
    off = found.calibration
    points = "" if off.value is None else f"{round(100 * off.value):+d} points (n={off.n})"
    pairs = [
        ("funnel", counts),
        ("median days", days),
        ("running", running),
        ("hours a week", f"{claimed.hours:g} ({hours})" if hours else ""),
        ("implementation rate", found.rate.words),
        ("by year", years),
        ("confidence - rate", points or f"- (n={off.n})"),
        ("habit", found.habit.words if found.habit else ""),
    ]
    return [[(key, "dim"), words] for key, words in pairs if words]


def approach_lines(output: Output, found: Portfolio) -> list[Line]:
    """The four approaches: who takes them, how often it lasted, what the workspace notes."""
    lines: list[Line] = []
    for one in found.approaches:
        names = ", ".join(one.ids) or "nobody takes it"
        lines.append([(one.name, "bold"), f"  {names}", (f"  {one.rate.words}", "dim")])
        rows: list[list[Span]] = [
            [(f"  {_NOTE_WORDS[key]}", "dim"), one.notes.get(key, "–")] for key in APPROACH_NOTES
        ]
        lines += [*table(_PLAIN, rows, output.width), []]
    lines += [[(found.habit.words, "amber")]] if found.habit else []
    return lines
