"""The rows of the goals: objectives and key results of a period, folded or not, and its header."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from tuiwork.insight.goals.tree import GoalNode, GoalTree, ResultNode, goal_tree
from tuiwork.model.goal import Goal, goal_days, period_days, period_of
from tuiwork.model.workspace import Workspace
from tuiwork.tui.widgets.rows import Row

PERIOD = ":period"


class Shown(NamedTuple):
    """Which goals: those of a period, or without one those that are open and have begun; with
    `closed` all there are."""

    period: str = ""
    closed: bool = False


class GoalRow(NamedTuple):
    """An objective; `folded` is None where nothing lies below it."""

    node: GoalNode
    folded: bool | None


class ResultRow(NamedTuple):
    """A key result of an objective, and how far the objective should be."""

    result: ResultNode
    goal: Goal
    depth: int
    expected: float | None

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The tasks that a computed value is of, where no task names the key result."""
        measured = self.result.standing.measured
        return measured.ids if measured is not None and not self.result.work.total else ()


def key_of(name: str) -> str:
    """The key of the row of a goal, or of `goal/key-result`."""
    return f"goal:{name}"


def name_of(key: str | None) -> str:
    """The goal, or `goal/key-result`, that a row is about; nothing for other rows."""
    kind, _, name = (key or "").partition(":")
    return name if kind == "goal" else ""


def shown_goals(workspace: Workspace, today: date, shown: Shown) -> GoalTree:
    """The goals that are looked at, as a tree."""
    tree = goal_tree(workspace, today, period=shown.period or None, closed=shown.closed)
    if shown.period or shown.closed:
        return tree
    now = period_days(period_of(today, workspace.settings.period))
    last = now[1] if now else today
    return GoalTree(tuple(one for one in tree.nodes if _has_begun(one.goal, last)))


def _has_begun(goal: Goal, last: date) -> bool:
    days = goal_days(goal)
    return days is None or days[0] <= last


def goal_rows(
    workspace: Workspace, today: date, shown: Shown, folded: Collection[str], empty: str = ""
) -> list[Row]:
    """The header and the rows of the tree, without those below what is folded; of a period without
    goals, `empty`. Nothing where no goal was ever set."""
    tree = shown_goals(workspace, today, shown)
    if not workspace.goals:
        return []
    period = period_words(workspace, today, shown)
    if not tree.nodes:
        return [Row(PERIOD, period, header=True), Row(":none", empty, header=True)]
    words = f"{period}  {count_words(tree)}"
    return [Row(PERIOD, words, header=True), *_rows(tree.nodes, folded)]


def _rows(nodes: tuple[GoalNode, ...], folded: Collection[str]) -> Iterator[Row]:
    hidden_below: int | None = None
    for at, node in enumerate(nodes):
        if hidden_below is not None and node.depth > hidden_below:
            continue
        key = key_of(node.goal.slug)
        next_depth = nodes[at + 1].depth if at + 1 < len(nodes) else 0
        inner = bool(node.key_results) or next_depth > node.depth
        hidden = inner and key in folded
        hidden_below = node.depth if hidden else None
        yield Row(key, GoalRow(node, hidden if inner else None))
        for one in () if hidden else node.key_results:
            expected = node.standing.expected
            value = ResultRow(one, node.goal, node.depth + 1, expected)
            yield Row(key_of(one.standing.reference), value)


def count_words(tree: GoalTree) -> str:
    """`3 goals, 3 off track, 1 stale`."""
    goals = "1 goal" if len(tree.nodes) == 1 else f"{len(tree.nodes)} goals"
    return ", ".join([goals, *(f"{count} {state}" for state, count in tree.states.items())])


def period_words(workspace: Workspace, today: date, shown: Shown) -> str:
    """`2026-Q2  day 76 of 91`."""
    if shown.closed and not shown.period:
        return "All periods"
    period = shown.period or period_of(today, workspace.settings.period)
    days = period_days(period)
    if days is None:
        return period
    length, at = (days[1] - days[0]).days + 1, (today - days[0]).days + 1
    if at > length:
        return f"{period}  over, {length} days"
    return f"{period}  day {at} of {length}" if at > 0 else f"{period}  begins in {1 - at} days"


def periods(workspace: Workspace, today: date) -> list[str]:
    """The periods that goals are set for, and that of today, by their first days."""
    found = {one.text("period") or "" for one in workspace.goals.values()}
    found.add(period_of(today, workspace.settings.period))
    known = {one: days for one in found if (days := period_days(one)) is not None}
    return sorted(known, key=lambda one: (known[one], one))


def beside(workspace: Workspace, today: date, shown: Shown, step: int) -> Shown | None:
    """The goals of the period so many steps later, None beyond the last one; the period of today
    is what runs now."""
    every = periods(workspace, today)
    current = period_of(today, workspace.settings.period)
    at = every.index(shown.period if shown.period in every else current) + step
    if not 0 <= at < len(every):
        return None
    return Shown("" if every[at] == current else every[at])


def shown_for(workspace: Workspace, today: date, shown: Shown, name: str) -> Shown:
    """The goals to look at so that this one is among them."""
    slug = name.partition("/")[0]
    goal = workspace.goals.get(slug)
    if goal is None or any(one.goal is goal for one in shown_goals(workspace, today, shown).nodes):
        return shown
    if any(one.goal is goal for one in shown_goals(workspace, today, Shown()).nodes):
        return Shown()
    period = goal.text("period") or ""
    return Shown(period) if period_days(period) else Shown(closed=True)
