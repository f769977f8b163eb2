"""What the keys of a query read from a task: fields as they are written, and computed ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from tuiwork.dataclass import dataclass, field
from tuiwork.model.alignment import Paths
from tuiwork.model.change import Actor
from tuiwork.model.document import Document, Moment
from tuiwork.model.fields import Field, Type
from tuiwork.model.kinds import Kind
from tuiwork.model.names import suggestion
from tuiwork.model.task import Task, is_overdue
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import on_clock
from tuiwork.text.handoffs import handoffs_in
from tuiwork.text.keys import CUSTOM, PLACE, find_field, known_keys
from tuiwork.text.query.tree import QueryError

Read = Callable[[Task], Any]

ALIGNED = {"aligned": "yes", "unaligned": "no", "run": "run"}
STATES = ("open", "done", "overdue", "blocked", "started", "unowned")


@dataclass(slots=True)
class Scope:
    """What a query is bound to: a workspace, who asks and when, and the query's own text."""

    workspace: Workspace
    actor: Actor
    text: str
    _categories: dict[tuple[str, str | None], Category] = field(default_factory=dict)

    def category(self, task: Task) -> Category:
        """The category of a task's status, worked out once for each list and status."""
        place = (task.folder, task.status)
        found = self._categories.get(place)
        if found is None:
            found = self._categories[place] = self.workspace.category(task)
        return found

    def is_blocked(self, task: Task) -> bool:
        """Whether a task stands in a blocked status or waits for a task that is still open."""
        category = self.category(task)
        if category is Category.BLOCKED:
            return True
        if not category.is_open:
            return False
        blockers = map(self.workspace.tasks.get, task.names("blocked_by"))
        return any(one is not None and self.category(one).is_open for one in blockers)

    def is_overdue(self, task: Task) -> bool:
        """Whether a task is open and its due day or time has passed."""
        return is_overdue(task, self.actor.now) and self.category(task).is_open

    def local(self, value: Moment) -> Moment:
        """A moment on the clock of the workspace, without its offset."""
        if not isinstance(value, datetime) or value.tzinfo is None:
            return value
        return on_clock(value, self.actor.now.tzinfo or UTC).replace(tzinfo=None)

    def handed(self, task: Task) -> str | None:
        """Who was handed an open task and has not answered yet."""
        last = handoffs_in(task.log)[-1:]
        pending = last and last[0].answer is None and self.category(task).is_open
        return last[0].receiver if pending else None

    def age(self, task: Task) -> int | None:
        """The days since a task was created; None where nobody knows."""
        created = task.moment("created")
        if created is None:
            return None
        day = self.local(created)
        day = day.date() if isinstance(day, datetime) else day
        return (self.actor.today - day).days

    def error(self, sentence: str, start: int, end: int) -> QueryError:
        """The error that points at a part of the query."""
        return QueryError(sentence, self.text, start, end)


@dataclass(frozen=True, slots=True)
class Column:
    """What one key means: how to read it from a task, and the field whose type it has."""

    key: str
    field: Field
    read: Read


def column_of(scope: Scope, key: str, start: int, end: int) -> Column:
    """The column of a key. Raises QueryError, from `start` to `end`, for an unknown one."""
    if key in _COMPUTED:
        make, described = _COMPUTED[key]
        return Column(key, described, make(scope))
    found = find_field(scope.workspace.settings, key)
    if found is PLACE:
        return Column(key, PLACE, lambda task: task.folder)
    if found is None:
        known = {*known_keys(scope.workspace.settings), *_COMPUTED, "is", "created", "id"}
        raise scope.error(
            f"there is no field “{key}”{suggestion(key, known)}; "
            "put quotes around text that holds a colon",
            start,
            end,
        )
    return Column(key, found, _reader(scope, found))


def _reader(scope: Scope, found: Field) -> Read:
    if found.key == "priority":
        return lambda task: task.priority
    if found.key == "id":
        return lambda task: task.id
    if found.key.startswith(CUSTOM):
        key = found.key.removeprefix(CUSTOM)
        return lambda task: _typed(scope, found, key, _custom_table(task))
    return lambda task: _typed(scope, found, found.key, task)


def _custom_table(task: Task) -> Document:
    table = task.fields.get("fields")
    return Document(task.path, task.kind, table if isinstance(table, Mapping) else {})


def _typed(scope: Scope, found: Field, key: str, document: Document) -> Any:
    """A field's value where it has the right type; None, or nothing, where it has not."""
    if found.many and found.type is not Type.TABLE:
        return document.names(key)
    if found.type is Type.DATE:
        value = document.moment(key)
        return None if value is None else scope.local(value)
    if found.type is Type.NUMBER:
        return document.number(key)
    if found.type is Type.FLAG:
        value = document.fields.get(key)
        return value if isinstance(value, bool) else None
    if found.type is Type.TABLE:
        return document.fields.get(key)
    return document.text(key)


def _computed(
    key: str, type_: Type, make: Callable[[Scope], Read], **more: Any
) -> tuple[str, tuple[Callable[[Scope], Read], Field]]:
    return key, (make, Field(key, PLACE.kinds, type_, key.capitalize(), **more))


def _aligned(paths: Paths) -> Read:
    return lambda task: ALIGNED[paths.of(task).alignment]


def _goals(paths: Paths) -> Read:
    return lambda task: paths.of(task).references


_COMPUTED: dict[str, tuple[Callable[[Scope], Read], Field]] = dict(
    (
        _computed(
            "category",
            Type.CHOICE,
            lambda scope: lambda task: str(scope.category(task)),
            choices=tuple(map(str, Category)),
        ),
        _computed("space", Type.TEXT, lambda _: lambda task: task.folder.split("/")[1]),
        _computed("overdue", Type.FLAG, lambda scope: scope.is_overdue),
        _computed("blocked", Type.FLAG, lambda scope: scope.is_blocked),
        _computed("handed", Type.NAME, lambda scope: scope.handed, names=Kind.PERSON),
        _computed("age", Type.NUMBER, lambda scope: scope.age),
        _computed(
            "aligned",
            Type.CHOICE,
            lambda scope: _aligned(Paths(scope.workspace)),
            choices=tuple(ALIGNED.values()),
        ),
        _computed(
            "goal",
            Type.GOAL,
            lambda scope: _goals(Paths(scope.workspace)),
            many=True,
        ),
    )
)
