"""Goals below goals: who lies below whom, and who in a circle."""

from __future__ import annotations

from collections.abc import Mapping

from tuiwork.insight.circles import find_circles
from tuiwork.insight.once import once
from tuiwork.model.goal import Goal
from tuiwork.model.workspace import Workspace


@once
def circular(workspace: Workspace) -> frozenset[str]:
    """The goals that lie below themselves; they count as lying below nothing."""
    above = {slug: [goal.parent or ""] for slug, goal in workspace.goals.items()}
    return frozenset(slug for circle in find_circles(above) for slug in circle)


def parent_of(workspace: Workspace, goal: Goal) -> Goal | None:
    """The goal above one; None where there is none, or where going up would never end."""
    if goal.slug in circular(workspace):
        return None
    return workspace.goals.get(goal.parent or "")


@once
def below(workspace: Workspace) -> Mapping[str, tuple[Goal, ...]]:
    """The goals right below each goal that has some, by name."""
    found: dict[str, tuple[Goal, ...]] = {}
    for _, goal in sorted(workspace.goals.items()):
        above = parent_of(workspace, goal)
        if above is not None:
            found[above.slug] = (*found.get(above.slug, ()), goal)
    return found


def deepest_first(workspace: Workspace, goal: Goal) -> list[Goal]:
    """A goal and all below it, however deep, each behind those below it."""
    found, waiting = [], [goal]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += below(workspace).get(one.slug, ())
    return found[::-1]
