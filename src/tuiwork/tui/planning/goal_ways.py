"""The ways from goals to their tasks in the Work view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tuiwork.insight.goals.nesting import deepest_first
from tuiwork.insight.lenses import below
from tuiwork.model.alignment import leads_to_goal
from tuiwork.model.subject import Subject
from tuiwork.model.workspace import Workspace
from tuiwork.tui.ways import Way, quoted


def way_to_goals(workspace: Workspace, names: Sequence[str]) -> Way:
    """The way to the tasks of goals and key results, with those of the goals below them; of closed
    goals, which no query names any more, task by task."""
    if any(not leads_to_goal(workspace, name) for name in names):
        tasks = (task for name in names for task in below(workspace, Subject("goal", name)))
        return way_to_tasks(task.id for task in tasks)
    every = dict.fromkeys(names)
    for name in names:
        goal = workspace.goals.get(name)
        every |= dict.fromkeys(one.slug for one in deepest_first(workspace, goal)) if goal else {}
    open_ones = (name for name in every if leads_to_goal(workspace, name))
    return Way(filter="goal:" + ",".join(map(quoted, open_ones)))


def way_to_tasks(ids: Iterable[str]) -> Way:
    """The way to some tasks, closed ones too."""
    return Way(filter="id:" + (",".join(dict.fromkeys(ids)) or "none"), closed=True)
