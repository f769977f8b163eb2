"""The verbs that say where a task lies: in which list, and at which place within it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.log import changed
from tuiwork.model.place import TaskList
from tuiwork.model.rank import between, is_rank, spread
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.editing import Edit, change_of, diary, field_edit


def move(workspace: Workspace, actor: Actor, ids: Sequence[str], folder: str) -> Change:
    """Tasks moved to the end of another list.

    A status that the new list does not know becomes its first one of the same category.
    """
    if folder not in workspace.lists:
        raise Refused(f"there is no list {folder.removeprefix('spaces/')}")
    target = workspace.lists[folder]
    tasks = [task for task in workspace.find_tasks(ids) if task.folder != folder]
    if not tasks:
        raise Refused(f"already in {target.title}")
    edits = []
    last = last_rank(workspace, folder)
    for task in tasks:
        last = between(last, None)
        edits.append(move_edit(workspace, actor, task, target, {"rank": last}))
    return change_of(workspace, diary("Moved", tasks, f"to {target.title}"), edits)


def move_edit(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    target: TaskList,
    fields: Mapping[str, object | None],
) -> Edit:
    """The edit that moves a task to another list and gives it these values."""
    here = workspace.list_of(task)
    event = changed(actor.now, actor.handle, "moved", here.name, target.name)
    if "rank" not in fields:
        fields = {**fields, "rank": between(last_rank(workspace, target.folder), None)}
    edit = field_edit(workspace, actor, task, fields, [event], target.folder)
    workflow = workspace.settings.workflow(target.workflow)
    status = edit.fields.get("status", task.status)
    if not isinstance(status, str) or workflow.status(status) is not None:
        return edit
    fitting = workflow.first(workspace.category(task)) or workflow.statuses[0]
    step = changed(actor.now, actor.handle, "status", task.status, fitting.name)
    return Edit(
        task, {**edit.fields, "status": fitting.name}, [*edit.entries, step], folder=target.folder
    )


def last_rank(workspace: Workspace, folder: str) -> str | None:
    """The greatest rank in a list, None where no task of it has one."""
    ranks = [task.rank for task in workspace.tasks_in.get(folder, ()) if is_rank(task.rank)]
    return max(ranks) if ranks else None


def rank(
    workspace: Workspace,
    actor: Actor,
    id_: str,
    *,
    before: str | None = None,
    after: str | None = None,
) -> Change:
    """A task placed right before or right after another one of its list; without either, first.

    Neighbours that were never ranked get their rank in the same Change.
    """
    task = workspace.task(id_)
    others = [one for one in workspace.tasks_in[task.folder] if one.id != task.id]
    at = _place(workspace, task, others, before, after)
    edits: list[Edit] = []
    ranks = [one.text("rank") for one in others]
    if _must_spread(ranks):
        ranks = list(spread(len(others)))
        edits = [
            field_edit(workspace, actor, one, {"rank": rank})
            for one, rank in zip(others, ranks, strict=True)
        ]
    low = ranks[at - 1] if at > 0 else None
    high = ranks[at] if at < len(others) else None
    edits.append(field_edit(workspace, actor, task, {"rank": between(low, high)}))
    return change_of(workspace, diary("Ranked", [task]), edits)


def _place(
    workspace: Workspace, task: Task, others: list[Task], before: str | None, after: str | None
) -> int:
    if before is None and after is None:
        return 0
    neighbour = workspace.task(before or after or "")
    if neighbour.folder != task.folder or neighbour.id == task.id:
        raise Refused(
            f"“{neighbour.title}” is not another task of {workspace.list_of(task).title}; "
            "rank it beside one of the same list"
        )
    return others.index(neighbour) + (before is None)


def _must_spread(ranks: Sequence[str | None]) -> bool:
    """Whether ranks are missing, wrong or leave no room between them."""
    return not all(map(is_rank, ranks)) or any(
        (low or "").rstrip("0") >= (high or "").rstrip("0") for low, high in pairwise(ranks)
    )
