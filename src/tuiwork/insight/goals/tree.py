"""The tree of objectives, ready to be shown: how each stands and what work serves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from tuiwork.dataclass import dataclass
from tuiwork.insight.goals.nesting import below, deepest_first, parent_of
from tuiwork.insight.goals.serving import NO_WORK, Serving, Work, serving, together
from tuiwork.insight.goals.standing import ResultStanding, Standing, standing
from tuiwork.model.goal import Goal
from tuiwork.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ResultNode:
    """A key result and the work that names it."""

    standing: ResultStanding
    work: Work


@dataclass(frozen=True, slots=True)
class GoalNode:
    """An objective at its depth in the tree. `own` is the work that names it or its key results;
    `work` has that of all goals below it, too."""

    standing: Standing
    depth: int
    key_results: tuple[ResultNode, ...]
    own: Work
    work: Work

    @property
    def goal(self) -> Goal:
        return self.standing.goal


@dataclass(frozen=True, slots=True)
class GoalTree:
    """Objectives from the top down, each behind the one it lies under."""

    nodes: tuple[GoalNode, ...]

    @property
    def states(self) -> Counter[str]:
        """How many stand in which state, and how many are `stale`."""
        counts = Counter(str(one.standing.state) for one in self.nodes)
        if stale := sum(one.standing.stale for one in self.nodes):
            counts["stale"] = stale
        return counts


def goal_tree(
    workspace: Workspace, today: date, *, period: str | None = None, closed: bool = False
) -> GoalTree:
    """The open goals, or with `closed` all; with a period, those of that period alone, closed ones
    too. Goals stand in the order of their periods and names; one whose parent is not shown stands
    at the top."""
    shown = {
        slug: goal
        for slug, goal in workspace.goals.items()
        if (closed or period or not goal.is_closed) and period in (None, goal.text("period"))
    }
    served = serving(workspace)
    work: dict[str, tuple[Work, Work]] = {}
    tops = [
        goal
        for goal in shown.values()
        if (above := parent_of(workspace, goal)) is None or above.slug not in shown
    ]
    nodes = []
    waiting = [(goal, 0) for goal in _ordered(tops)[::-1]]
    while waiting:
        goal, depth = waiting.pop()
        for one in () if goal.slug in work else deepest_first(workspace, goal):
            own = own_work(served, standing(workspace, one, today))
            inner = [work[each.slug][1] for each in below(workspace).get(one.slug, ())]
            work[one.slug] = own, together([own, *inner])
        nodes.append(_node(workspace, served, goal, depth, work[goal.slug], today))
        inside = [one for one in below(workspace).get(goal.slug, ()) if one.slug in shown]
        waiting += [(one, depth + 1) for one in _ordered(inside)[::-1]]
    return GoalTree(tuple(nodes))


def goal_node(workspace: Workspace, goal: Goal, today: date) -> GoalNode:
    """One objective with its work, as if it stood alone."""
    served = serving(workspace)
    family = [standing(workspace, one, today) for one in deepest_first(workspace, goal)]
    works = [own_work(served, one) for one in family]
    both = works[-1], together(works)
    return _node(workspace, served, goal, 0, both, today)


def own_work(served: Serving, stands: Standing) -> Work:
    """The work that names a goal or one of its key results."""
    references = [stands.goal.slug, *(one.reference for one in stands.key_results)]
    return together([served.work[one] for one in references if one in served.work])


def _node(
    workspace: Workspace,
    served: Serving,
    goal: Goal,
    depth: int,
    work: tuple[Work, Work],
    today: date,
) -> GoalNode:
    stands = standing(workspace, goal, today)
    results = tuple(
        ResultNode(one, served.work.get(one.reference, NO_WORK)) for one in stands.key_results
    )
    return GoalNode(stands, depth, results, *work)


def _ordered(goals: Sequence[Goal]) -> list[Goal]:
    return sorted(goals, key=lambda one: (one.text("period") or "", one.slug))
