"""What stands behind a goal or a key result: why it matters, how it stands, the work behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from textual.content import Content

from tuiwork.insight.goals.serving import Work
from tuiwork.insight.goals.tree import GoalNode, ResultNode
from tuiwork.insight.goals.words import (
    benchmark_words,
    last_words,
    measure_words,
    said_words,
    work_words,
)
from tuiwork.insight.why import purpose, value_words, way_words
from tuiwork.model.goal import Goal, State
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.checkins import CheckIn
from tuiwork.text.dates import on_clock, short_date
from tuiwork.text.numbers import number_words, percent
from tuiwork.tui.content import plain
from tuiwork.tui.pane_text import led, wrapped
from tuiwork.tui.planning.goal_rows import ResultRow
from tuiwork.tui.tones import STATES
from tuiwork.tui.why_text import bar
from tuiwork.tui.widgets.hanging import Flow, Hanging

MOST = 12
"""Tasks of a kind that are told of; the Work view has all of them."""
CHECKINS = 6
"""Check-ins that are told of, the latest ones."""
TRIED = 60
"""Items behind a computed value whose ids are told."""

Signs = Mapping[str, str]
_BLANK = Content("")


def goal_lines(
    workspace: Workspace, node: GoalNode, now: datetime, signs: Signs, width: int
) -> list[Content]:
    """An objective in full."""
    return list(_goal(workspace, node, now, signs, width))


def _goal(
    workspace: Workspace, node: GoalNode, now: datetime, signs: Signs, width: int
) -> Iterator[Content]:
    found, goal, today = node.standing, node.goal, now.date()
    yield from wrapped(goal.title, width, "bold")
    yield from wrapped(_facts(workspace, goal), width, "$dim")
    if found.circular:
        yield from wrapped("It lies below itself.", width, "$today")
    yield _BLANK
    yield from _standing(found.progress, found.expected, found.state, signs, width)
    if said := said_words(found, today):
        yield from wrapped(said, width, "$today")
    yield from _last(last_words(found.asked, today), width, stale=found.asked.stale)
    if found.asked.due is not None:
        style = "$today" if found.asked.stale else "$dim"
        yield from wrapped(f"next check-in by {short_date(found.asked.due, today)}", width, style)
    if outcome := goal.text("outcome"):
        yield from wrapped(f"outcome: {outcome}", width, "")
    if words := purpose(goal):
        yield _BLANK
        yield from wrapped(f"“{words}”", width, "italic")
    if found.key_results:
        yield _BLANK
    for one in found.key_results:
        sign = signs.get(str(one.state), " ")
        share = percent(one.progress)
        yield from led(f"{sign} ", f"{one.key_result.title}  {share}", width, "")
        yield from led("  ", way_words(one), width, "$dim")
    if not found.key_results and not found.below:
        yield _BLANK
        yield from wrapped("It has no key result yet.", width, "$today")
    yield from _work(workspace, node.work, signs, width)


def _facts(workspace: Workspace, goal: Goal) -> str:
    owner = workspace.people.get(goal.owner or "")
    facts = [owner.title if owner else goal.owner or "nobody owns it", goal.text("period") or ""]
    facts += [f"closed {goal.fields['closed']}"] if "closed" in goal.fields else []
    above = workspace.goals.get(goal.parent or "")
    facts += [f"below “{above.title}”"] if above else []
    return "  ".join(filter(None, (*facts, goal.slug)))


def _standing(
    progress: float | None, expected: float | None, state: State, signs: Signs, width: int
) -> Iterator[Content]:
    if progress is None:
        return
    parts = [Content.assemble(bar(progress, expected, signs), (f"  {percent(progress)}", "bold"))]
    if expected is not None:
        parts.append(Content.styled(f"expected {percent(expected)}", "$dim"))
    if state is not State.UNKNOWN:
        parts.append(Content.styled(f"{signs[str(state)]} {state}", STATES[state]))
    yield from Hanging([[Flow(tuple(parts))]]).lines(width)


def _last(words: str, width: int, *, stale: bool) -> Iterator[Content]:
    if words:
        lead = words if words.startswith("never") else f"last check-in {words}"
        yield from wrapped(lead, width, "$today" if stale else "$dim")


def result_lines(
    workspace: Workspace,
    row: ResultRow,
    now: datetime,
    signs: Signs,
    width: int,
) -> list[Content]:
    """A key result in full."""
    node, goal, expected = row.result, row.goal, row.expected
    found = node.standing
    lines: list[Content] = []
    result, today = found.key_result, now.date()
    lines += wrapped(result.title, width, "bold")
    lines += wrapped(goal.title, width, "$dim")
    lines += wrapped(found.reference, width, "$dim")
    lines.append(_BLANK)
    lines += _standing(found.progress, expected, found.state, signs, width)
    lines += wrapped(way_words(found), width, "")
    if result.weight != 1:
        lines += wrapped(f"weight {number_words(result.weight)}", width, "$dim")
    if words := benchmark_words(result):
        lines += wrapped(words, width, "$dim")
    if found.trouble:
        lines += wrapped(found.trouble, width, "$today")
    if result.measure:
        lines += _measured(workspace, node, width)
    else:
        lines += _last(last_words(found.asked, today), width, stale=found.asked.stale)
        lines += _trend(found.trend, width)
        lines += _checkins(found.checkins, result.unit, now, width)
    lines += _work(workspace, node.work, signs, width)
    return lines


def _measured(workspace: Workspace, node: ResultNode, width: int) -> Iterator[Content]:
    """What a computed value rests on: its measure, how many items, and which."""
    found = node.standing
    yield from wrapped(measure_words(found) or found.key_result.measure, width, "$dim")
    if found.key_result.window:
        yield from wrapped(f"looking back {found.key_result.window}", width, "$dim")
    if found.measured is None:
        return
    ids = found.measured.ids
    if ids:
        more = f"  and {len(ids) - TRIED} more" if len(ids) > TRIED else ""
        told = " ".join(workspace.short(one) for one in ids[:TRIED])
        yield from wrapped(f"{value_words(found)} from {told}{more}", width, "")


def _trend(trend: float | None, width: int) -> Iterator[Content]:
    if trend is not None:
        points = number_words(100 * trend)
        words = "no change" if not trend else f"{points if trend < 0 else '+' + points} points"
        yield from wrapped(f"{words} since the check-in before", width, "$dim")


def _checkins(found: Sequence[CheckIn], unit: str, now: datetime, width: int) -> Iterator[Content]:
    if not found:
        return
    yield _BLANK
    for one in found[::-1][:CHECKINS]:
        day = short_date(on_clock(one.at, now.tzinfo).date(), now.date())
        value = f"{number_words(one.value)} {unit}".rstrip()
        sure = "" if one.confidence is None else f"  {percent(one.confidence)} sure"
        yield from led(f"{day:>10}  ", f"{value}  {one.by}{sure}", width, "")
        if one.note:
            yield from led(" " * 12, " ".join(one.note.split()), width, "$dim")
    if len(found) > CHECKINS:
        yield from wrapped(f"{len(found) - CHECKINS} earlier ones", width, "$dim")


def _work(workspace: Workspace, work: Work, signs: Signs, width: int) -> Iterator[Content]:
    """The tasks, open, blocked and done, each kind under its count."""
    yield _BLANK
    yield from wrapped(work_words(work), width, "bold" if work.total else "$today")
    stuck = {task.path for task in work.blocked}
    groups = (
        ("blocked", work.blocked),
        ("open", tuple(task for task in work.open if task.path not in stuck)),
        ("done", work.done),
    )
    for name, tasks in groups:
        if tasks:
            yield from tasks_under(workspace, name, tasks, signs, width)


def tasks_under(
    workspace: Workspace, title: str, tasks: Sequence[Task], signs: Signs, width: int
) -> Iterator[Content]:
    """Some tasks under what they have in common; of many, the first ones."""
    yield _BLANK
    yield from wrapped(f"{title}  {len(tasks)}", width, "$dim")
    for task in tasks[:MOST]:
        sign = signs.get(str(workspace.category(task)), " ")
        owner = f"  {task.owner}" if task.owner else ""
        lead = f"{sign} {workspace.short(task.id):<4} "
        yield (
            plain(f"{lead}{task.title}{owner}")
            .stylize("$dim", 0, len(lead))
            .truncate(width, ellipsis=True)
        )
    if len(tasks) > MOST:
        yield from wrapped(f"and {len(tasks) - MOST} more", width, "$dim")
