"""The verbs that take a task through its workflow: start, done, reopen, drop, block, unblock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.log import Entry
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.editing import Edit, change_of, diary, field_edit
from tuiwork.verbs.recurring import with_next


def start(workspace: Workspace, actor: Actor, ids: Sequence[str]) -> Change:
    """Tasks that somebody now works on; one without an owner becomes the actor's."""

    def edit(task: Task) -> Edit:
        fields: dict[str, object | None] = {"status": _status(workspace, task, Category.ACTIVE)}
        if task.owner is None and actor.handle in workspace.people:
            fields["owner"] = actor.handle
        return field_edit(workspace, actor, task, fields)

    return _step(workspace, ids, "Started", edit, _not_in(workspace, Category.ACTIVE, "started"))


def done(
    workspace: Workspace, actor: Actor, ids: Sequence[str], *, with_open: bool = False
) -> Change:
    """Finished tasks; of a recurring one, the next is made.

    Refused while subtasks are open, unless `with_open` leaves them so.
    """

    closing = {task.id for task in workspace.find_tasks(ids)}

    def check(task: Task) -> None:
        _not_in(workspace, Category.DONE, "done")(task)
        if not with_open:
            _check_subtasks(workspace, task, closing)

    def edit(task: Task) -> Edit:
        fields = {"status": _status(workspace, task, Category.DONE)}
        return field_edit(workspace, actor, task, fields)

    change = _step(workspace, ids, "Finished", edit, check)
    return with_next(workspace, actor, change, map(edit, workspace.find_tasks(ids)))


def drop(
    workspace: Workspace, actor: Actor, ids: Sequence[str], reason: str | None = None
) -> Change:
    """Tasks closed without delivery, with the reason as a comment."""

    def edit(task: Task) -> Edit:
        fields = {"status": _status(workspace, task, Category.DROPPED)}
        words = (reason or "").strip()
        entries = [_entry(actor, "comment", words)] if words else []
        return field_edit(workspace, actor, task, fields, entries)

    return _step(workspace, ids, "Dropped", edit, _not_in(workspace, Category.DROPPED, "dropped"))


def reopen(workspace: Workspace, actor: Actor, ids: Sequence[str]) -> Change:
    """Closed tasks that are to be done after all, back in their list's first status."""

    def check(task: Task) -> None:
        if workspace.is_open(task):
            raise Refused(f"“{task.title}” is not closed, it is {task.status or 'open'}")

    def edit(task: Task) -> Edit:
        fields = {"status": _status(workspace, task, Category.TODO)}
        return field_edit(workspace, actor, task, fields, [_entry(actor, "reopened")])

    return _step(workspace, ids, "Reopened", edit, check)


def block(workspace: Workspace, actor: Actor, ids: Sequence[str], why: str) -> Change:
    """Tasks that cannot go on, and why."""
    if not why.strip():
        raise Refused("say why it is blocked, for whoever can unblock it")

    def edit(task: Task) -> Edit:
        fields = {"status": _status(workspace, task, Category.BLOCKED)}
        return field_edit(workspace, actor, task, fields, [_entry(actor, "blocked", why.strip())])

    def check(task: Task) -> None:
        if not workspace.is_open(task):
            raise Refused(f"“{task.title}” is {task.status}; a closed task cannot be blocked")

    return _step(workspace, ids, "Blocked", edit, check, f"({' '.join(why.split())})")


def unblock(workspace: Workspace, actor: Actor, ids: Sequence[str]) -> Change:
    """Blocked tasks that can go on, in a status in which somebody works."""

    def check(task: Task) -> None:
        if workspace.category(task) is not Category.BLOCKED:
            raise Refused(f"“{task.title}” is not blocked, it is {task.status or 'open'}")

    def edit(task: Task) -> Edit:
        fields = {"status": _status(workspace, task, Category.ACTIVE)}
        return field_edit(workspace, actor, task, fields, [_entry(actor, "unblocked")])

    return _step(workspace, ids, "Unblocked", edit, check)


def put(workspace: Workspace, actor: Actor, statuses: Mapping[str, str]) -> Change:
    """Each task, by id, in a status of its own workflow: what moving cards on a board means.

    Raises Refused for a status that a task's workflow lacks, and for a task with open subtasks
    that would be closed.
    """
    tasks = workspace.find_tasks(statuses)
    for task in tasks:
        status = workspace.workflow_of(task).status(statuses[task.id])
        if status is not None and status.category is Category.DONE:
            _check_subtasks(workspace, task, set(statuses))
    edits = [field_edit(workspace, actor, task, {"status": statuses[task.id]}) for task in tasks]
    names = set(statuses.values())
    rest = f"in {names.pop()}" if len(names) == 1 else ""
    change = change_of(workspace, diary("Put", tasks, rest), edits)
    return with_next(workspace, actor, change, edits)


def _step(
    workspace: Workspace,
    ids: Sequence[str],
    past: str,
    edit: Callable[[Task], Edit],
    check: Callable[[Task], None],
    rest: str = "",
) -> Change:
    tasks = workspace.find_tasks(ids)
    for task in tasks:
        check(task)
    return change_of(workspace, diary(past, tasks, rest), [edit(task) for task in tasks])


def _not_in(workspace: Workspace, category: Category, word: str) -> Callable[[Task], None]:
    def check(task: Task) -> None:
        if workspace.category(task) is category:
            raise Refused(f"“{task.title}” is {word} already")

    return check


def _status(workspace: Workspace, task: Task, category: Category) -> str:
    workflow = workspace.workflow_of(task)
    status = workflow.first(category)
    if status is None:
        raise Refused(f"the workflow “{workflow.name}” has no status of the category {category}")
    return status.name


def _check_subtasks(workspace: Workspace, task: Task, closing: set[str]) -> None:
    left = [
        child
        for child in workspace.children.get(task.id, ())
        if workspace.is_open(child) and child.id not in closing
    ]
    if left:
        names = ", ".join(f"{workspace.short(child.id)} {child.title}" for child in left[:5])
        raise Refused(f"“{task.title}” has open subtasks: {names}; finish them or use --with-open")


def _entry(actor: Actor, event: str, details: str = "") -> Entry:
    return Entry(actor.now.astimezone(UTC), actor.handle, event, details)
