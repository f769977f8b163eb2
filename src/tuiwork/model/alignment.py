"""Goal paths: which goals a task serves, by what it says itself or by what it is part of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from tuiwork.dataclass import dataclass
from tuiwork.model.document import Document
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace

Source = Literal["task", "parent", "initiative", "list", "folder", "space"]
Alignment = Literal["aligned", "run", "unaligned"]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Where a task's goals come from: the first level that names an open one.

    `references` are the open goals that `through`, the document of that level, names. `broken` are
    the references met on the way that lead nowhere or to a closed goal. Without any open goal,
    `source` and `through` are None.
    """

    source: Source | None = None
    references: tuple[str, ...] = ()
    through: Document | None = None
    broken: tuple[str, ...] = ()


def goal_path(workspace: Workspace, task: Task) -> Aligned:
    """The goals a task serves: its own, else its parents', its initiative's, its list's, its
    folders', its space's; the first of these with an open goal decides."""
    broken: list[str] = []
    for source, document in _levels(workspace, task):
        references = document.names("goals")
        open_ones = tuple(one for one in references if leads_to_goal(workspace, one))
        broken += [one for one in references if one not in open_ones and one not in broken]
        if open_ones:
            return Aligned(source, open_ones, document, tuple(broken))
    return Aligned(broken=tuple(broken))


def alignment(workspace: Workspace, task: Task) -> Alignment:
    """Whether a task serves an open goal, is declared `run` work, or neither.

    What stands nearest to the task decides, so that a run list in a space with goals stays run, and
    `run = false` in a task takes it out of its list's run work.
    """
    run: bool | None = None
    for _, document in _levels(workspace, task):
        if any(leads_to_goal(workspace, one) for one in document.names("goals")):
            return "aligned"
        declared = document.fields.get("run")
        if run is None and isinstance(declared, bool):
            run = declared
        if run:
            return "run"
    return "unaligned"


def leads_to_goal(workspace: Workspace, reference: str) -> bool:
    """Whether a goal reference names a goal that exists and is not closed."""
    found = workspace.key_result(reference)
    return found is not None and not found[0].is_closed


def _levels(workspace: Workspace, task: Task) -> Iterator[tuple[Source, Document]]:
    """Every document that may name goals for a task, the nearest first."""
    yield "task", task
    parents = _parents(workspace, task)
    for parent in parents:
        yield "parent", parent
    for one in (task, *parents):
        initiative = workspace.initiatives.get(one.text("initiative") or "")
        if initiative is not None:
            yield "initiative", initiative
    folder, source = task.folder, "list"
    while folder.count("/") > 1:
        if folder in workspace.lists:
            yield ("list" if source == "list" else "folder"), workspace.lists[folder]
        folder, source = folder.rpartition("/")[0], "folder"
    space = workspace.documents.get(f"{folder}/space.toml")
    if space is not None:
        yield "space", space


def _parents(workspace: Workspace, task: Task) -> list[Task]:
    """The tasks above a task, the nearest first; a circle of parents is walked once."""
    found: dict[str, Task] = {task.id: task}
    above = workspace.tasks.get(task.parent or "")
    while above is not None and above.id not in found:
        found[above.id] = above
        above = workspace.tasks.get(above.parent or "")
    return list(found.values())[1:]
