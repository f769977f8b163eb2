"""What a question showed of tasks when it was asked, to tell what became of that meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from tuiwork.errors import Refused
from tuiwork.model.fields import field_of
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.keys import CUSTOM
from tuiwork.text.meaning import meaning
from tuiwork.text.values import show_value


class Meanwhile(Refused):
    """Somebody changed what a question was about; asked again, the answer is meant."""

    code = "meanwhile"


class Held:
    """The value of one field of some tasks, as a person sees it while answering.

    The key `folder` stands for the place of a task.
    """

    def __init__(self, tasks: Sequence[Task], key: str) -> None:
        self.ids = [task.id for task in tasks]
        self.paths = [task.path for task in tasks]
        self._key = key
        self._values = {task.id: _value(task, key) for task in tasks}

    def check(self, workspace: Workspace, answer: object) -> None:
        """Raise Meanwhile, once, when a value is neither as it was shown nor as answered."""
        for id_, held in self._values.items():
            task = workspace.tasks.get(id_)
            if task is None:
                continue
            value = _value(task, self._key)
            if value not in (held, answer):
                self._values[id_] = value
                words = _words(workspace, self._key, value)
                raise Meanwhile(
                    f"the {_name(self._key)} of “{task.title}” became {words} meanwhile; "
                    "enter puts your answer in its place"
                )


def _value(task: Task, key: str) -> object:
    return task.folder if key == "folder" else task.value(key)


def _name(key: str) -> str:
    field = field_of(Kind.TASK, key)
    if field is not None:
        return field.label.casefold()
    return "list" if key == "folder" else key.removeprefix(CUSTOM).replace("_", " ")


def _words(workspace: Workspace, key: str, value: object) -> str:
    if key == "folder":
        place = workspace.lists.get(str(value))
        return place.title if place else str(value)
    if value is None:
        return "empty"
    field = field_of(Kind.TASK, key)
    if field is None:
        return show_value(None, value)
    from datetime import date

    return f"“{meaning(workspace, field, value, date.min)}”"
