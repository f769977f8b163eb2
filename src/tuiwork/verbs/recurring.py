"""Recurring tasks: finishing one makes the next, the same file in every clone that does so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from tuiwork.dataclass import replace
from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.document import Moment
from tuiwork.model.ids import derive, slug
from tuiwork.model.kinds import Kind
from tuiwork.model.log import Entry
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.text.checklist import untick
from tuiwork.text.edit import compose
from tuiwork.text.recurrence import next_occurrence
from tuiwork.text.source import cut
from tuiwork.verbs.editing import Edit, text_of

_LEFT_BEHIND = ("id", "status", "created", "conflicts", "promise", "blocked_by", "duplicates")
SERIES = "series"


def with_next(workspace: Workspace, actor: Actor, change: Change, edits: Iterable[Edit]) -> Change:
    """A Change with the next occurrence of every recurring task that its edits finish."""
    made = [
        file
        for edit in edits
        if isinstance(edit.document, Task) and _finishes(workspace, edit.document, edit)
        if (file := next_of(workspace, actor, edit.document)) is not None
    ]
    if not made:
        return change
    notices = [f"the next one is {file.path.rpartition('/')[2][:8]}" for file in made]
    return replace(change, files=(*change.files, *made), notices=(*change.notices, *notices))


def _finishes(workspace: Workspace, task: Task, edit: Edit) -> bool:
    status = edit.fields.get("status")
    if not isinstance(status, str) or not workspace.is_open(task):
        return False
    return workspace.workflow_of(task).category(status) is Category.DONE


def next_of(workspace: Workspace, actor: Actor, task: Task) -> FileChange | None:
    """The file of the occurrence that follows a task, None where it has no recurrence.

    Everything in it follows from the task, so that two people who finish the same occurrence make
    one file: its id from the series and the day, its birth from the day the task was due. None
    also when it is there already. Raises Refused for a recurrence that makes no sense.
    """
    words = task.text("recur")
    if words is None:
        return None
    last = _day(task.due) or actor.today
    try:
        day = next_occurrence(words, last)
        due = _moved(task.due, day, day)
        start = _start_of_next(task, last, day)
    except (ValueError, OverflowError) as error:
        raise Refused(f"“{task.title}”: {error}") from None
    series = task.text(SERIES) or task.id
    id_ = derive(series, day.isoformat())
    if id_ in workspace.tasks:
        return None
    born = datetime.combine(last, time.min, UTC)
    fields = {key: value for key, value in task.fields.items() if key not in _LEFT_BEHIND}
    fields |= {"id": id_, "series": series, "created": born, "due": due}
    first = workspace.workflow_of(task).first(Category.TODO)
    fields["status"] = (first or workspace.workflow_of(task).statuses[0]).name
    if start is not None:
        fields["start"] = start
    entry = Entry(born, task.owner or actor.handle, "created")
    text = compose(Kind.TASK, fields, _unticked(workspace, task), [entry])
    return FileChange(f"{task.folder}/{id_}-{slug(task.title)}.md", None, text)


def _start_of_next(task: Task, last: date, day: date) -> Moment | None:
    start = task.moment("start")
    return start and _moved(start, (_day(start) or last) + (day - last), day)


def _unticked(workspace: Workspace, task: Task) -> str:
    return untick(cut(task.path, text_of(workspace, task.path)).notes)


def _day(moment: Moment | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _moved(moment: Moment | None, day: date, default: date) -> Moment:
    if isinstance(moment, datetime):
        return moment + timedelta(days=(day - moment.date()).days)
    return day if moment is not None else default
