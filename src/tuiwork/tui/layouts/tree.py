"""The list as a tree: subtasks below their parents, to be folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tuiwork.model.task import Task
from tuiwork.tui.widgets.rows import Row


def as_tree(tasks: Sequence[Task]) -> tuple[Sequence[Task], Mapping[str, int]]:
    """The tasks with each subtask below its parent, where that is among them; and how deep the
    subtasks stand. A circle of parents is cut where it is met first."""
    parents = {task.id: task.parent for task in tasks if task.parent is not None}
    if not parents:
        return tasks, {}
    known = {task.id for task in tasks}
    below: dict[str | None, list[Task]] = {}
    for task in tasks:
        above = parents.get(task.id)
        below.setdefault(above if above in known else None, []).append(task)
    depths: dict[str, int] = {}
    placed: dict[str, Task] = {}
    for top in (*below.get(None, ()), *tasks):
        waiting = [(top, 0)]
        while waiting:
            task, depth = waiting.pop()
            if task.id in placed:
                continue
            placed[task.id] = task
            if depth:
                depths[task.id] = depth
            waiting += [(child, depth + 1) for child in reversed(below.get(task.id, ()))]
    return list(placed.values()), depths


def unfolded(
    rows: Iterable[Row], depths: Mapping[str, int], folded: frozenset[str]
) -> Iterator[Row]:
    """The rows without the subtasks of the folded tasks."""
    hidden: int | None = None
    for row in rows:
        depth = depths.get(row.key, 0)
        if hidden is not None and depth > hidden:
            continue
        hidden = depth if row.key in folded else None
        yield row
