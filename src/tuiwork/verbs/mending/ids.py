"""Ids that are missing, because a task was written by hand, and ids that two files have."""

from __future__ import annotations

from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.document import Document
from tuiwork.model.ids import is_id
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.edit import edit
from tuiwork.text.merging.matching import File, task_id
from tuiwork.text.merging.settle import with_new_id
from tuiwork.verbs.editing import Edit, change_of, diary, text_of


def give_ids(workspace: Workspace, actor: Actor) -> Change:
    """An id for every task whose file says none: the one in its file's name where no other task
    has it, else a new one."""
    taken = {one.id for one in map(_task, workspace.of_kind(Kind.TASK)) if not _is_nameless(one)}
    edits = []
    tasks: list[Document] = []
    for task in map(_task, workspace.of_kind(Kind.TASK)):
        if not _is_nameless(task):
            continue
        id_ = task.id
        while not is_id(id_) or id_ in taken:
            id_ = actor.mint()
        taken.add(id_)
        tasks.append(task)
        edits.append(Edit(task, {"id": id_}))
    return change_of(workspace, diary("Gave an id to", tasks) if tasks else "", edits)


def part_ids(workspace: Workspace, actor: Actor) -> Change:
    """An id of its own for every task that has another's: the file whose path comes first keeps it.

    The new id, in the file and in its name, is one that every clone would find alike.
    """
    taken = set(workspace.tasks)
    tasks: list[Document] = []
    files: list[FileChange] = []
    notices: list[str] = []
    for task in map(_task, workspace.of_kind(Kind.TASK)):
        first = workspace.tasks[task.id]
        if first.path == task.path:
            continue
        text = text_of(workspace, task.path)
        new = with_new_id(File(task.path, text.encode("utf-8")), task.id)
        id_, after = task_id(new.path, new.data) or "", new.data.decode("utf-8")
        while id_ in taken:
            id_ = actor.mint()
            after = edit(task.path, text, {"id": id_})
        taken.add(id_)
        tasks.append(task)
        files += [FileChange(task.path, text, None), FileChange(new.path, None, after)]
        notices.append(
            f"{task.path} had the id {task.id}, as {first.path} has; it is {id_} now, in {new.path}"
        )
    message = diary("Gave another id to", tasks) if tasks else ""
    return Change(message, tuple(files), tuple(one.slug for one in tasks), tuple(notices))


def _is_nameless(task: Task) -> bool:
    return bool(task.fields.get("id", "") == "")


def _task(document: Document) -> Task:
    assert isinstance(document, Task)
    return document
