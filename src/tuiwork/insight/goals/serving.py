"""The work that serves goals: which tasks each of them has, by the goal paths of the tasks."""

from __future__ import annotations

from collections.abc import Mapping

from tuiwork.dataclass import dataclass
from tuiwork.insight.goals.credit import Credit
from tuiwork.insight.once import once
from tuiwork.model.alignment import Aligned, Paths
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Work:
    """Tasks that serve something, each once: open, blocked (which are open, too), and done."""

    open: tuple[Task, ...] = ()
    blocked: tuple[Task, ...] = ()
    done: tuple[Task, ...] = ()

    @property
    def total(self) -> int:
        return len(self.open) + len(self.done)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(task.id for task in (*self.open, *self.done))


NO_WORK = Work()


@dataclass(frozen=True, slots=True)
class Serving:
    """Which work serves which goal reference; the goal path of every task not dropped, by the path
    of its file."""

    work: Mapping[str, Work]
    paths: Mapping[str, Aligned]


@once
def serving(workspace: Workspace) -> Serving:
    """The work of every goal and key result, of all in one pass over the tasks.

    Run work serves no goal here. What names a closed goal counts for that one, so that it can be
    seen there. A finished task counts for the goal that ran when it was finished, where that one
    was carried over since, and for none that began later. Dropped tasks are left out.
    """
    paths, credit = Paths(workspace), Credit(workspace)
    found: dict[str, tuple[list[Task], list[Task], list[Task]]] = {}
    path_of: dict[str, Aligned] = {}
    for tasks in workspace.tasks_in.values():
        categories: dict[str | None, Category] = {}
        for task in tasks:
            if task.status not in categories:
                categories[task.status] = workspace.category(task)
            category = categories[task.status]
            if category is Category.DROPPED:
                continue
            path = path_of[task.path] = paths.of(task)
            references = path.broken if path.run else (*path.references, *path.broken)
            if category is Category.DONE:
                for reference in credit.of(task, references):
                    found.setdefault(reference, ([], [], []))[2].append(task)
                continue
            for reference in references:
                kept = found.setdefault(reference, ([], [], []))
                kept[0].append(task)
                if category is Category.BLOCKED:
                    kept[1].append(task)
    work = {reference: Work(*map(tuple, kept)) for reference, kept in found.items()}
    return Serving(work, path_of)


def together(works: list[Work]) -> Work:
    """The tasks of several works, each once."""
    if len(works) < 2:
        return works[0] if works else NO_WORK
    return Work(
        *(
            tuple({task.path: task for one in works for task in getattr(one, kind)}.values())
            for kind in ("open", "blocked", "done")
        )
    )
