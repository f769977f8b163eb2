"""The tasks of each initiative: those that name it, and their subtasks that name no other."""

from __future__ import annotations

from collections.abc import Mapping

from tuiwork.insight.once import once
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace


@once
def linked_tasks(workspace: Workspace) -> Mapping[str, tuple[Task, ...]]:
    """The tasks of every initiative that has some, by its slug, each in the order of their ids.

    A dropped task belongs to it as well; who counts leaves it out.
    """
    found: dict[str, list[Task]] = {}
    for _, task in sorted(workspace.tasks.items()):
        name = _named(workspace, task)
        if name:
            found.setdefault(name, []).append(task)
    return {name: tuple(tasks) for name, tasks in found.items()}


def _named(workspace: Workspace, task: Task) -> str | None:
    """The initiative that a task, or else the nearest task above it, names."""
    seen: set[str] = set()
    above: Task | None = task
    while above is not None and above.id not in seen:
        name = above.text("initiative")
        if name:
            return name
        seen.add(above.id)
        above = workspace.tasks.get(above.parent or "") if above.parent else None
    return None
