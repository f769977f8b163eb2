"""The commands that show goals: list, tree, show, gaps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from tuiwork.cli.arguments import Operand, Option
from tuiwork.cli.call import Call, reads
from tuiwork.cli.goals.lines import (
    goal_line,
    last_line,
    more_words,
    result_cells,
    sign_of,
    spark,
    stand_lines,
    tree_lines,
)
from tuiwork.cli.goals.objects import busy_object, node_object, standing_object
from tuiwork.cli.output import Line, Output, Span
from tuiwork.cli.reasons import percent
from tuiwork.cli.table import Column, table
from tuiwork.errors import Refused
from tuiwork.insight.goals.standing import Standing, standing
from tuiwork.insight.goals.tree import GoalNode, GoalTree, goal_node
from tuiwork.insight.goals.tree import goal_tree as tree_of
from tuiwork.insight.goals.words import said_words
from tuiwork.insight.why import purpose
from tuiwork.model.goal import Goal, period_days
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import EVERYTHING, Scope
from tuiwork.text.dates import short_date

GOAL = Operand("GOAL", "a goal's name, or the beginning of it", offers="goals")
PERIOD = Option("--period", "those of one period, such as 2026-Q1, closed ones too", "PERIOD")
ALL = Option("--all", "closed goals too")

_LIST = (
    Column(), Column(), Column(grows=True), Column(spare=4), Column(spare=1), Column(right=True),
    Column(right=True, spare=2), Column(spare=3), Column(spare=5), Column(spare=6),
)  # fmt: skip
_RESULTS = (
    Column(), Column(grows=True), Column(), Column(), Column(spare=3), Column(right=True),
    Column(), Column(spare=2), Column(spare=1),
)  # fmt: skip


@reads(PERIOD, ALL, example="tuiwork goal list --period 2026-Q1")
def goal_list(call: Call) -> None:
    """The goals, with their progress, where it should be by now, and the last check-in."""
    workspace = call.load_measured(Scope(folders=()))
    today, output = call.session.today, call.output
    found = [standing(workspace, one, today) for one in _asked_for(call, workspace)]
    if call.json:
        output.document(goals=[standing_object(one) for one in found])
        return
    rows = [_row(output, one, call) for one in found]
    lines = table(_LIST, rows, output.width)
    by_period = groupby(zip(found, lines, strict=True), key=lambda one: one[0].goal.text("period"))
    groups = [(period, [line for _, line in some]) for period, some in by_period]
    for period, some in groups:
        if len(groups) > 1:
            output.lines([[(period or "without a period", "bold")]])
        output.lines(some)
    if not found:
        output.talk("no such goal is set; `tuiwork goal add` sets one")


def _asked_for(call: Call, workspace: Workspace) -> list[Goal]:
    period, everything = _period(call), call.arguments.flag("--all")
    found = [
        one
        for one in workspace.goals.values()
        if (one.text("period") == period if period else everything or not one.is_closed)
    ]
    return sorted(found, key=lambda one: (one.text("period") or "", one.slug))


def _period(call: Call) -> str | None:
    period = call.arguments.option("--period")
    if period is not None and period_days(period) is None:
        raise Refused(f"“{period}” is no period; expected one such as 2026, 2026-Q3 or 2026-05")
    return period


def _row(output: Output, one: Standing, call: Call) -> list[Span]:
    goal, today = one.goal, call.session.today
    return [
        sign_of(output, one),
        (goal.slug, "accent"),
        goal.title,
        goal.owner or "",
        (goal.text("period") or "", "dim"),
        percent(one.progress),
        (f"of {percent(one.expected)}" if one.expected is not None else "", "dim"),
        spark(output, one.trail),
        ("closed", "dim") if goal.is_closed else last_line(one.asked, today),
        (said_words(one, today), "amber"),
    ]


@reads(PERIOD, ALL, example="tuiwork goal tree")
def goal_tree(call: Call) -> None:
    """Objectives below objectives, with key results, bars, and the tasks that serve them."""
    from tuiwork.insight.goals.busy import busy

    workspace = call.load(EVERYTHING)
    today, output = call.session.today, call.output
    everything = call.arguments.flag("--all")
    tree = tree_of(workspace, today, period=_period(call), closed=everything)
    signal = busy(workspace, today)
    if call.json:
        output.document(goals=[node_object(one) for one in tree.nodes], busy=busy_object(signal))
        return
    told = [tree_lines(output, node, today) for node in tree.nodes]
    # One table for all key results, so that their columns stand below each other.
    rows = iter(table(_RESULTS, [row for _, some in told for row in some], output.width))
    for at, (lines, some) in enumerate(told):
        output.lines([[]] if at else [])
        output.lines([*lines, *(next(rows) for _ in some)])
    if not told:
        output.talk("no such goal is set; `tuiwork goal add` sets one")
        return
    output.lines([[], [(_counted(tree), "dim")]])
    if signal.fires:
        from tuiwork.cli.goals.signal import busy_lines

        output.lines([[], *busy_lines(workspace, signal)])


def _counted(tree: GoalTree) -> str:
    goals = "1 goal" if len(tree.nodes) == 1 else f"{len(tree.nodes)} goals"
    return ", ".join([goals, *(f"{count} {state}" for state, count in tree.states.items())])


@reads(GOAL, example="tuiwork goal show faster-service")
def goal_show(call: Call) -> None:
    """One goal: its purpose, key results with the tasks that serve them, and check-ins."""
    from tuiwork.cli.showing import entry_object, log_lines
    from tuiwork.text.log import entries_of

    workspace = call.load(EVERYTHING)
    goal = workspace.goals[workspace.find_goal(call.arguments.word("GOAL")).partition("/")[0]]
    now = call.session.now
    node = goal_node(workspace, goal, now.date())
    if call.json:
        found = node_object(node) | {"log": [entry_object(one) for one in entries_of(goal)]}
        call.output.document(goal=found)
        return
    today = now.date()
    _tell_goal(call.output, node.standing, today)
    output, results = call.output, node.standing.key_results
    lines = table(_RESULTS, [result_cells(output, one, today) for one in results], None)
    for line, one in zip(lines, results, strict=True):
        output.lines([line])
        output.lines([[("  " + words, "dim")] for words in more_words(one)])
    _tell_work(output, workspace, node)
    output.lines(log_lines(entries_of(goal), now))


def _tell_goal(output: Output, found: Standing, today: date) -> None:
    """What a goal is, how it stands, what it is for."""
    goal, due = found.goal, found.asked.due
    output.lines([goal_line(output, found), *stand_lines(output, found, today, "   ")])
    if due is not None:
        words = f"next check-in by {short_date(due, today)}"
        output.line("   ", (words, "amber" if found.stale else "dim"))
    if outcome := goal.text("outcome"):
        output.line("   ", (f"outcome: {outcome}", "dim"))
    if found.below:
        below = ", ".join(one.goal.slug for one in found.below)
        output.line("   below it: ", (below, "accent"))
    output.lines([[], [purpose(goal)], []] if purpose(goal) else [[]])


def _tell_work(output: Output, workspace: Workspace, node: GoalNode) -> None:
    """The open tasks that serve a goal, under the key results they name."""
    count = len(node.work.open)
    words = "1 open task serves it" if count == 1 else f"{count} open tasks serve it"
    output.lines([[], [words]])
    told: set[str] = set()
    for one in node.key_results:
        output.lines(_tasks(workspace, one.standing.key_result.title, one.work.open, told))
    output.lines(_tasks(workspace, "the goal as a whole", node.work.open, told))


def _tasks(workspace: Workspace, title: str, tasks: Sequence[Task], told: set[str]) -> list[Line]:
    """Tasks under what they serve, each told once."""
    fresh = [one for one in tasks if one.id not in told]
    told.update(one.id for one in fresh)
    if not fresh:
        return []
    rows: list[list[Span]] = [
        [(f"  {workspace.short(one.id)}", "accent"), one.title, (one.status or "", "dim"),
         (one.owner or "", "dim")]
        for one in fresh
    ]  # fmt: skip
    columns = (Column(), Column(grows=True), Column(), Column())
    return [[(title, "dim")], *table(columns, rows, None)]


@reads(example="tuiwork goal gaps")
def goal_gaps(call: Call) -> None:
    """What is not tied together: goals without tasks, tasks without a goal, broken links."""
    from tuiwork.insight.goals.loose import loose_ends

    workspace = call.load(EVERYTHING)
    found = loose_ends(workspace, call.session.today)
    if call.json:
        call.output.document(
            goals=[one.slug for one in found.goals],
            key_results=list(found.key_results),
            tasks=[one.id for one in found.tasks],
            links=[
                {"path": one.document.path, "reference": one.reference, "closed": one.closed}
                for one in found.links
            ],
        )
        return
    parts: list[tuple[str, list[Line]]] = [
        (
            "goals nobody works for",
            [[(one.slug, "accent"), "  ", one.title] for one in found.goals],
        ),
        ("key results no task names", [[(one, "accent")] for one in found.key_results]),
        (
            "links that lead to no open goal",
            [
                [one.document.title, (f"  {one.reference}", "accent"),
                 ("  closed" if one.closed else "  does not exist", "amber")]
                for one in found.links
            ],
        ),
        (
            "open tasks without a goal",
            [[(workspace.short(one.id), "accent"), "  ", one.title] for one in found.tasks],
        ),
    ]  # fmt: skip
    told = [(title, lines) for title, lines in parts if lines]
    for at, (title, lines) in enumerate(told):
        output = call.output
        output.lines([[]] if at else [])
        output.lines([[(title, "bold"), (f"  {len(lines)}", "dim")], *lines])
    if not told:
        call.output.talk("every goal has tasks, and every task serves a goal")
