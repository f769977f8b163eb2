"""What can be mended without a guess: tasks that were written by hand and have no id yet."""

from __future__ import annotations

from tuiwork.model.change import Actor, Change
from tuiwork.model.document import Document
from tuiwork.model.ids import is_id
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.editing import Edit, change_of, diary


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


def _is_nameless(task: Task) -> bool:
    return bool(task.fields.get("id", "") == "")


def _task(document: Document) -> Task:
    assert isinstance(document, Task)
    return document
