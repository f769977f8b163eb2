"""The verbs on a task's own text: add, set, comment, remove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.document import Document
from tuiwork.model.ids import slug
from tuiwork.model.kinds import Kind
from tuiwork.model.log import Entry
from tuiwork.model.place import TaskList
from tuiwork.model.rank import between
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import read_document
from tuiwork.text.edit import compose
from tuiwork.text.keys import PLACE
from tuiwork.text.toml import show
from tuiwork.text.values import Assignment
from tuiwork.verbs.editing import Edit, change_of, diary, field_edit, text_of
from tuiwork.verbs.placing import last_rank, move_edit
from tuiwork.verbs.recurring import with_next
from tuiwork.verbs.rules import check_fields


def add(
    workspace: Workspace,
    actor: Actor,
    title: str,
    folder: str,
    fields: Mapping[str, object] | None = None,
    notes: str = "",
) -> Change:
    """A new task at the end of the list in `folder`, in the list's first status."""
    if folder not in workspace.lists:
        raise Refused(f"there is no list {folder.removeprefix('spaces/')}")
    place = workspace.lists[folder]
    given = {key: value for key, value in (fields or {}).items() if value is not None}
    id_ = _fresh_id(workspace, actor)
    made: dict[str, object] = {"id": id_, "title": " ".join(title.split())}
    made["status"] = _first_status(workspace, place)
    made |= given
    made["created"] = actor.now.astimezone(UTC).replace(microsecond=0)
    made["rank"] = between(last_rank(workspace, folder), None)
    path = f"{folder}/{id_}-{slug(title)}.md"
    task = Task(path, Kind.TASK, made)
    check_fields(workspace, task, made)
    entries = [Entry(actor.now.astimezone(UTC), actor.handle, "created")]
    text = compose(Kind.TASK, made, notes, entries)
    message = diary("Added", [task], f"to {place.title}")
    return Change(message, (FileChange(path, None, text),), (id_,))


def _fresh_id(workspace: Workspace, actor: Actor) -> str:
    known = workspace.ids
    while True:
        id_ = actor.mint()
        if id_ not in known:
            return id_


def _first_status(workspace: Workspace, place: TaskList) -> str:
    workflow = workspace.settings.workflow(place.workflow)
    first = workflow.first(Category.TODO) or workflow.statuses[0]
    return first.name


def set_fields(
    workspace: Workspace, actor: Actor, ids: Sequence[str], assignments: Sequence[Assignment]
) -> Change:
    """Several tasks with the same keys set, cleared or added to, as one Change."""
    tasks = workspace.find_tasks(ids)
    folder = next((one.value for one in assignments if one.field is PLACE), None)
    edits = [
        _with_place(workspace, actor, task, folder, assigned(task, assignments)) for task in tasks
    ]
    keys = ", ".join(dict.fromkeys(_label(one) for one in assignments))
    change = change_of(workspace, diary(f"Set {keys} of", tasks), edits)
    return with_next(workspace, actor, change, edits)


def _label(one: Assignment) -> str:
    return "list" if one.field is PLACE else one.field.key.removeprefix("fields.")


def _with_place(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    folder: str | None,
    fields: Mapping[str, object | None],
) -> Edit:
    if folder is None or folder == task.folder:
        return field_edit(workspace, actor, task, fields)
    return move_edit(workspace, actor, task, workspace.lists[folder], fields)


def assigned(task: Document, assignments: Sequence[Assignment]) -> dict[str, object | None]:
    """What a document's fields become by assignments, by key; None for those that are cleared."""
    fields: dict[str, object | None] = {}
    for one in assignments:
        if one.field is not PLACE:
            key = one.field.key
            fields[key] = _assigned(fields.get(key, task.value(key)), one)
    return fields


def _assigned(now: object, one: Assignment) -> object | None:
    value: object | None = one.value
    if one.op == "=":
        return value
    if now is not None and not isinstance(now, list):
        key = _label(one)
        raise Refused(f"{key} is {show(now)}, which is no list; set all of it with {key}=value")
    have = list(now or ())
    wanted = value if isinstance(value, list) else [value]
    if one.op == "+=":
        return [*have, *(each for each in wanted if each not in have)]
    return [each for each in have if each not in wanted] or None


def comment(workspace: Workspace, actor: Actor, ids: Sequence[str], text: str) -> Change:
    """A comment in the log of each task."""
    if not text.strip():
        raise Refused("a comment needs some text")
    tasks = workspace.find_tasks(ids)
    entry = Entry(actor.now.astimezone(UTC), actor.handle, "comment", text.strip())
    edits = [Edit(task, entries=[entry]) for task in tasks]
    return change_of(workspace, diary("Commented on", tasks), edits)


def write_notes(workspace: Workspace, actor: Actor, id_: str, notes: str) -> Change:
    """A task with other notes."""
    del actor
    task = workspace.task(id_)
    return change_of(workspace, diary("Wrote the notes of", [task]), [Edit(task, notes=notes)])


def remove(workspace: Workspace, actor: Actor, ids: Sequence[str]) -> Change:
    """Tasks taken out of the workspace. Undo brings them back. Refused while subtasks remain.

    Their attachments stay, and a notice says so.
    """
    del actor
    tasks = workspace.find_tasks(ids)
    going = {task.id for task in tasks}
    for task in tasks:
        left = [child for child in workspace.children.get(task.id, ()) if child.id not in going]
        if left:
            raise Refused(
                f"“{task.title}” has {len(left)} subtasks "
                f"({', '.join(workspace.short(child.id) for child in left[:5])}); "
                "remove or move them first"
            )
    files = tuple(FileChange(task.path, _as_seen(workspace, task), None) for task in tasks)
    left_there = [one for task in tasks for one in workspace.attached(task.id)]
    notices = []
    if left_there:
        what = "an attachment stays" if len(left_there) == 1 else f"{len(left_there)} files stay"
        notices.append(f"{what} in attachments/, where undo finds them; `tuiwork check` names them")
    ids_ = tuple(task.id for task in tasks)
    return Change(diary("Removed", tasks), files, ids_, tuple(notices))


def _as_seen(workspace: Workspace, task: Task) -> str:
    """A task's text on disk. Refused where it says something that was not there to be seen."""
    text = text_of(workspace, task.path)
    now, _ = read_document(task.path, text)
    unseen = now is not None and (
        now.fields != task.fields
        or task.notes not in (None, now.notes)
        or task.log not in (None, now.log)
    )
    if unseen:
        raise Refused(f"“{task.title}” was changed meanwhile; look at it before it is removed")
    return text
