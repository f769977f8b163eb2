"""What a task may not become: each rule refuses nonsense in one sentence, before any write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from tuiwork.errors import Refused
from tuiwork.model.names import suggestion
from tuiwork.model.task import Task
from tuiwork.model.workflow import Workflow
from tuiwork.model.workspace import Workspace


def check_fields(workspace: Workspace, task: Task, fields: Mapping[str, object | None]) -> None:
    """Refuse values that a task cannot have together with what it has and where it is."""
    title = fields.get("title", "fine")
    if not (isinstance(title, str) and title.strip()):
        raise Refused("a task needs a title")
    if isinstance(fields.get("status"), str):
        check_status(workspace.workflow_of(task), str(fields["status"]))
    if "due" in fields or "start" in fields:
        _check_days(fields.get("start", task.moment("start")), fields.get("due", task.due))
    if isinstance(fields.get("parent"), str):
        _check_parent(workspace, task, str(fields["parent"]))
    if isinstance(fields.get("blocked_by"), list):
        check_blockers(workspace, task, fields["blocked_by"])
    if isinstance(fields.get("recur"), str):
        _check_recurrence(str(fields["recur"]))
    for key in ("urgency", "effect"):
        value = fields.get(key)
        if isinstance(value, (int, float)) and not 0 <= value <= 3:
            raise Refused(f"{key} is {value}; expected 0 to 3")


def check_status(workflow: Workflow, status: str) -> None:
    """Refuse a status that the workflow does not have."""
    if workflow.status(status) is None:
        names = [one.name for one in workflow.statuses]
        raise Refused(
            f"the workflow “{workflow.name}” has no status “{status}”{suggestion(status, names)}"
        )


def _check_recurrence(words: str) -> None:
    from tuiwork.text.recurrence import recurrence_rule

    try:
        recurrence_rule(words)
    except ValueError as error:
        raise Refused(str(error)) from None


def _check_days(start: object, due: object) -> None:
    if isinstance(start, date) and isinstance(due, date) and _day(due) < _day(start):
        raise Refused(f"it would be due on {_day(due)}, before it starts on {_day(start)}")


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _check_parent(workspace: Workspace, task: Task, parent: str) -> None:
    chain = [task.id]
    above: str | None = parent
    while above is not None and above in workspace.tasks:
        chain.append(above)
        if above == task.id:
            words = " → ".join(workspace.short(id_) for id_ in chain)
            raise Refused(f"a task cannot lie below itself: {words}")
        if len(chain) > len(workspace.tasks):
            return
        above = workspace.tasks[above].parent


def check_blockers(workspace: Workspace, task: Task, blockers: object) -> None:
    """Refuse a task that would wait for itself, also round about; the circle is spelled out."""
    for blocker in blockers if isinstance(blockers, list) else ():
        circle = _path_to(workspace, str(blocker), task.id)
        if circle:
            words = " → ".join(workspace.short(id_) for id_ in [task.id, *circle])
            raise Refused(f"a task cannot wait for itself: {words}")


def _path_to(workspace: Workspace, start: str, goal: str) -> list[str]:
    """The ids from `start` to `goal` along blocked_by, none where there is no way."""
    paths = [[start]]
    seen = {start}
    while paths:
        path = paths.pop()
        if path[-1] == goal:
            return path
        here = workspace.tasks.get(path[-1])
        for blocker in here.names("blocked_by") if here else ():
            if blocker not in seen:
                seen.add(blocker)
                paths.append([*path, blocker])
    return []
