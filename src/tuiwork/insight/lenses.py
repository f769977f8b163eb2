"""The same selection seen from the other side: from tasks to what they serve, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tuiwork.dataclass import dataclass
from tuiwork.insight.goals.serving import serving
from tuiwork.insight.once import once
from tuiwork.model.alignment import goal_path
from tuiwork.model.subject import Subject
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Served:
    """What some tasks are for: the goals (also those above them) and initiatives, each with the ids
    of its tasks, most first; `alone` are the ids of tasks that serve neither."""

    goals: tuple[tuple[Subject, tuple[str, ...]], ...]
    initiatives: tuple[tuple[Subject, tuple[str, ...]], ...]
    alone: tuple[str, ...]


def above(workspace: Workspace, ids: Iterable[str]) -> Served:
    """The goals and initiatives that the tasks with these ids serve; run work serves no goal.
    Unknown ids are left out."""
    paths, upwards = serving(workspace).paths, _Upwards(workspace)
    found: dict[Subject, list[str]] = {}
    alone = []
    for task in (workspace.tasks[id_] for id_ in dict.fromkeys(ids) if id_ in workspace.tasks):
        path = paths.get(task.path) or goal_path(workspace, task)
        serves = upwards.of(task, () if path.run else path.references)
        for subject in serves:
            found.setdefault(subject, []).append(task.id)
        if not serves:
            alone.append(task.id)
    rows = [(subject, tuple(ids)) for subject, ids in found.items()]
    rows.sort(key=lambda row: (-len(row[1]), row[0].name))
    goals = tuple(row for row in rows if row[0].kind == "goal")
    return Served(goals, tuple(row for row in rows if row[0].kind != "goal"), tuple(alone))


def below(workspace: Workspace, subject: Subject) -> tuple[Task, ...]:
    """The tasks that serve a goal, a key result or an initiative, by path; dropped ones are left
    out. Of a task, itself and all its subtasks.

    A goal is served by every task whose goal path leads to it, to one of its key results or to a
    goal below it; a closed one by those that still name it. An initiative is served by every task
    that names it, or whose parents do.
    """
    if subject.kind == "task":
        return _with_subtasks(workspace, subject.name)
    return _by_subject(workspace).get(subject, ())


@once
def _by_subject(workspace: Workspace) -> Mapping[Subject, tuple[Task, ...]]:
    paths = serving(workspace).paths
    upwards = _Upwards(workspace)
    found: dict[Subject, list[Task]] = {}
    for task in workspace.tasks.values():
        path = paths.get(task.path)
        if path is not None:
            named = path.broken if path.run else path.references + path.broken
            for subject in upwards.of(task, named):
                found.setdefault(subject, []).append(task)
    return {subject: tuple(tasks) for subject, tasks in found.items()}


class _Upwards:
    """What tasks serve; what several tasks share is looked up once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[tuple[str | None, tuple[str, ...]], tuple[Subject, ...]] = {}

    def of(self, task: Task, references: tuple[str, ...]) -> tuple[Subject, ...]:
        """A task's initiative and what these goal references name, with the goals above, each
        once."""
        key = (initiative_of(self._workspace, task), references)
        if key not in self._known:
            self._known[key] = self._find(*key)
        return self._known[key]

    def _find(self, initiative: str | None, references: tuple[str, ...]) -> tuple[Subject, ...]:
        goals = self._workspace.goals
        found = {} if initiative is None else {Subject("initiative", initiative): None}
        for reference in references:
            found[Subject("goal", reference)] = None
            here: str | None = reference.partition("/")[0]
            climbed: set[str] = set()
            while here in goals and here not in climbed:
                found[Subject("goal", here)] = None
                climbed.add(here)
                here = goals[here].parent
        return tuple(found)


def initiative_of(workspace: Workspace, task: Task) -> str | None:
    """The initiative that a task names, or else the nearest of its parents; None without one."""
    initiatives = workspace.initiatives
    name = task.text("initiative")
    seen: set[str] = set()
    here: Task | None = task
    while name not in initiatives and here is not None and here.parent and here.id not in seen:
        seen.add(here.id)
        here = workspace.tasks.get(here.parent)
        name = here.text("initiative") if here else None
    return name if name in initiatives else None


def _with_subtasks(workspace: Workspace, id_: str) -> tuple[Task, ...]:
    found: dict[str, Task] = {}
    waiting = [workspace.tasks[id_]] if id_ in workspace.tasks else []
    while waiting:
        task = waiting.pop(0)
        if task.id not in found and workspace.category(task) is not Category.DROPPED:
            found[task.id] = task
            waiting += workspace.children.get(task.id, ())
    return tuple(found.values())
