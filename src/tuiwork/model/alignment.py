"""Goal paths: which goals a task serves, by what it says itself or by what it is part of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from tuiwork.dataclass import dataclass
from tuiwork.model.document import Document
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace

Source = Literal["task", "parent", "initiative", "list", "folder", "space"]
Alignment = Literal["aligned", "run", "unaligned"]

_NAMING = frozenset({"goals", "run", "parent", "initiative"})
"""The fields of a task that may give it another goal path than its folder has."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Where a task's goals come from: the first level that names an open one.

    `references` are the open goals that `through`, the document of that level, names. `broken` are
    the references met on the way that lead nowhere or to a closed goal. Without any open goal,
    `source` and `through` are None. `run` says that a level nearer than that declares run work.
    """

    source: Source | None = None
    references: tuple[str, ...] = ()
    through: Document | None = None
    broken: tuple[str, ...] = ()
    run: bool = False

    @property
    def alignment(self) -> Alignment:
        """Whether the task serves an open goal, is declared run work, or neither."""
        if self.run:
            return "run"
        return "unaligned" if self.source is None else "aligned"


class Paths:
    """The goal paths of the tasks of one workspace; what tasks share is looked up once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._open: dict[str, bool] = {}
        self._places: dict[str, tuple[tuple[Source, Document], ...]] = {}
        self._inherited: dict[str, Aligned] = {}

    def of(self, task: Task) -> Aligned:
        """The goals a task serves: its own, else its parents', its initiative's, its list's, its
        folders', its space's; the first of these with an open goal decides. For a finished task a
        goal counts, too, that was still open when the task was created.

        What declares run work nearer than that makes it run work, so that a run list in a space
        with goals stays run, and `run = false` in a task takes it out of its list's run work.
        """
        if _NAMING.isdisjoint(task.fields):
            folder = task.folder
            if folder not in self._inherited:
                self._inherited[folder] = self._first(self._around(folder))
            found = self._inherited[folder]
        else:
            found = self._first(self._levels(task))
        if found.broken and self._workspace.category(task) is Category.DONE:
            return self._first(self._levels(task), task)
        return found

    def _first(
        self, levels: Iterable[tuple[Source, Document]], finished: Task | None = None
    ) -> Aligned:
        """What levels say together, the nearest first; of a finished task, where it is given."""
        broken: list[str] = []
        run: bool | None = None
        for source, document in levels:
            fields = document.fields
            if "goals" in fields:
                references = document.names("goals")
                open_ones = tuple(
                    one
                    for one in references
                    if self._leads_to_goal(one)
                    or (finished is not None and _led_to_goal(self._workspace, one, finished))
                )
                broken += [one for one in references if one not in open_ones and one not in broken]
                if open_ones:
                    return Aligned(source, open_ones, document, tuple(broken), run is True)
            declared = fields.get("run")
            if run is None and isinstance(declared, bool):
                run = declared
        return Aligned(broken=tuple(broken), run=run is True)

    def _leads_to_goal(self, reference: str) -> bool:
        if reference not in self._open:
            self._open[reference] = leads_to_goal(self._workspace, reference)
        return self._open[reference]

    def _levels(self, task: Task) -> Iterator[tuple[Source, Document]]:
        """Every document that may name goals for a task, the nearest first."""
        yield "task", task
        parents = _parents(self._workspace, task) if task.parent else ()
        for parent in parents:
            yield "parent", parent
        for one in (task, *parents):
            initiative = self._workspace.initiatives.get(one.text("initiative") or "")
            if initiative is not None:
                yield "initiative", initiative
        yield from self._around(task.folder)

    def _around(self, folder: str) -> tuple[tuple[Source, Document], ...]:
        if folder not in self._places:
            self._places[folder] = tuple(_places(self._workspace, folder))
        return self._places[folder]


def goal_path(workspace: Workspace, task: Task) -> Aligned:
    """The goals that one task serves, and where it has them from."""
    return Paths(workspace).of(task)


def alignment(workspace: Workspace, task: Task) -> Alignment:
    """Whether one task serves an open goal, is declared `run` work, or neither."""
    return Paths(workspace).of(task).alignment


def leads_to_goal(workspace: Workspace, reference: str) -> bool:
    """Whether a goal reference names a goal that exists and is not closed."""
    slug, _, part = reference.partition("/")
    goal = workspace.goals.get(slug)
    if goal is None or goal.is_closed:
        return False
    return not part or any(row.get("id") == part for row in goal.tables("key_results"))


def _led_to_goal(workspace: Workspace, reference: str, task: Task) -> bool:
    """Whether a reference names a goal that was closed no earlier than a task was created."""
    found = workspace.key_result(reference)
    closed = found[0].moment("closed") if found is not None else None
    created = task.moment("created")
    if closed is None or created is None:
        return closed is not None
    return (created.year, created.month, created.day) <= (closed.year, closed.month, closed.day)


def _places(workspace: Workspace, folder: str) -> Iterable[tuple[Source, Document]]:
    """The list in a folder, the folders above, the space."""
    source: Source = "list"
    while folder.count("/") > 1:
        if folder in workspace.lists:
            yield source, workspace.lists[folder]
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
