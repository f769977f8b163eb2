"""Carrying what a workspace has worked out over to the one that follows it, patched where documents
changed."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, cast

from tuiwork.model.document import Document
from tuiwork.model.grouping import Grouping, regrouped
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task

if TYPE_CHECKING:
    from tuiwork.model.workspace import Workspace

MANY = 1000
"""Changed documents from which on it is quicker to work everything out anew."""


def _rank(task: Task) -> tuple[str, str]:
    return (task.rank, task.id)


KINDS = Grouping(lambda one: (one.kind,), lambda one: one.path)
FOLDERS = Grouping(lambda task: (task.folder,), _rank)
CHILDREN = Grouping(lambda task: (task.parent,) if task.parent else (), _rank)
BLOCKS = Grouping(lambda task: dict.fromkeys(task.names("blocked_by")), _rank)

_TASK_GROUPS = {"tasks_in": FOLDERS, "children": CHILDREN, "blocks": BLOCKS}
_MADE_OF = {
    "settings": {Kind.SETTINGS},
    "people": {Kind.PERSON},
    "goals": {Kind.GOAL},
    "initiatives": {Kind.INITIATIVE},
    "customers": {Kind.CUSTOMER},
}


def open_ones(workspace: Workspace, folder: str, tasks: Iterable[Task]) -> list[Task]:
    """The open ones among the tasks of one folder."""
    place = workspace.lists.get(folder)
    workflow = workspace.settings.workflow(place.workflow if place else None)
    closed = {one.name for one in workflow.statuses if not workflow.category(one.name).is_open}
    return [task for task in tasks if task.status not in closed]


def carry_over(before: Workspace, after: Workspace, paths: Collection[str]) -> None:
    """Give `after`, which differs in the documents at `paths`, what `before` has worked out.

    A cached property lives in the instance's `__dict__`; one that is not there yet stays so.
    """
    if len(paths) > MANY:
        return
    known, ours = vars(before), vars(after)
    gone = [before.documents[path] for path in paths if path in before.documents]
    new = [after.documents[path] for path in paths if path in after.documents]
    kinds = {one.kind for one in (*gone, *new)}
    for name, of in _MADE_OF.items():
        if name in known and kinds.isdisjoint(of):
            ours[name] = known[name]
    if "_slugs" in known:
        ours["_slugs"] = {kind: one for kind, one in known["_slugs"].items() if kind not in kinds}
    if "_by_kind" in known:
        ours["_by_kind"] = regrouped(known["_by_kind"], gone, new, KINDS)
    if "tasks" in known and "_by_kind" in known:
        _carry_tasks(before, after, _tasks(gone), _tasks(new))
    if "tasks_in" in ours:
        _carry_places(before, after, kinds)


def _tasks(documents: Iterable[Document]) -> list[Task]:
    return [cast(Task, one) for one in documents if one.kind is Kind.TASK]


def _carry_tasks(
    before: Workspace, after: Workspace, gone: Sequence[Task], new: Sequence[Task]
) -> None:
    """Carry over what is made of tasks, unless two of them claim one id before or after."""
    known, ours = vars(before), vars(after)
    if len(before.tasks) != len(before.of_kind(Kind.TASK)):
        return
    left, come = {task.id for task in gone}, {task.id: task for task in new}
    if len(come) < len(new) or any(id_ in before.tasks for id_ in come.keys() - left):
        return
    tasks = dict(before.tasks)
    for id_ in left - come.keys():
        del tasks[id_]
    tasks |= come
    ours["tasks"] = tasks
    for name, by in _TASK_GROUPS.items():
        if name in known:
            ours[name] = regrouped(known[name], gone, new, by)
    if "ids" in known and before.is_whole:
        ours["ids"] = _replaced(known["ids"], left - come.keys(), come.keys() - left)


def _replaced(ids: Sequence[str], gone: Collection[str], new: Collection[str]) -> Sequence[str]:
    """The ids in order, without some and with others."""
    if not gone and not new:
        return ids
    replaced = list(ids)
    for id_ in gone:
        del replaced[bisect_left(replaced, id_)]
    for id_ in new:
        insort(replaced, id_)
    return replaced


def _carry_places(before: Workspace, after: Workspace, kinds: Collection[Kind]) -> None:
    """Carry over what is made of the folders and of what lies in each."""
    known, ours = vars(before), vars(after)
    if Kind.LIST in kinds or before.tasks_in.keys() != after.tasks_in.keys():
        return
    for name, of in (("lists", Kind.LIST), ("tree", Kind.SPACE)):
        if name in known and of not in kinds:
            ours[name] = known[name]
    if "open_in" in known and Kind.SETTINGS not in kinds:
        ours["open_in"] = _reopened(before, after)


def _reopened(before: Workspace, after: Workspace) -> dict[str, list[Task]]:
    """The open tasks of each folder, looked at again only where the folder's tasks changed."""
    open_in = dict(before.open_in)
    for folder, tasks in after.tasks_in.items():
        if tasks is not before.tasks_in[folder]:
            open_in.pop(folder, None)
            if still := open_ones(after, folder, tasks):
                open_in[folder] = still
    return open_in
