"""Running a query on a workspace: which tasks it matches, in which order and groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from tuiwork.model.change import Actor
from tuiwork.model.fields import Type
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.text.keys import PLACE
from tuiwork.text.query.columns import Column, Scope, column_of
from tuiwork.text.query.terms import Test, any_test, term_test, weight_of, words_test
from tuiwork.text.query.tree import AllOf, AnyOf, Node, Not, Query, SortKey, Term, Words
from tuiwork.text.values import minutes_of, show_value

_FAR = ("aligned", "goal", "blocked")


def compile_query(query: Query, workspace: Workspace, actor: Actor) -> Test:
    """The test that tells whether a query matches a task.

    Names and dates are resolved here, once. Raises QueryError for a key, a value or an order that
    makes no sense in this workspace.
    """
    scope = Scope(workspace, actor, query.text or str(query))
    for key in (*query.sort, *([query.group] if query.group else [])):
        _order_column(scope, key)
    return _node_test(scope, query.tree)


def _node_test(scope: Scope, node: Node) -> Test:
    match node:
        case Words():
            return words_test(node)
        case Term():
            return term_test(scope, node)
        case Not():
            inner = _node_test(scope, node.item)
            return lambda task: not inner(task)
        case AnyOf():
            return any_test(_node_test(scope, one) for one in node.items)
    return _all_test(scope, node)


def _all_test(scope: Scope, node: AllOf) -> Test:
    every = tuple(_node_test(scope, one) for one in sorted(node.items, key=_cost))

    def test(task: Task) -> bool:
        return all(one(task) for one in every)

    return test


def _cost(node: Node) -> int:
    """What to ask later: the text of a task, and before it whatever looks at other documents."""
    match node:
        case Words():
            return 2
        case Term():
            return int(node.key in _FAR)
        case Not():
            return _cost(node.item)
    return max((_cost(one) for one in node.items), default=0)


def sort_tasks(
    query: Query, workspace: Workspace, actor: Actor, tasks: Iterable[Task]
) -> list[Task]:
    """The tasks in the order of `sort:`, as they came where it says nothing.

    What has no value comes last, whichever the direction. Raises QueryError.
    """
    scope = Scope(workspace, actor, query.text or str(query))
    ordered = list(tasks)
    for key in reversed(query.sort):
        measure = _sort_value(scope, _order_column(scope, key))
        known: list[tuple[Any, Task]] = []
        unknown: list[Task] = []
        for task in ordered:
            value = measure(task)
            if value is None:
                unknown.append(task)
            else:
                known.append((value, task))
        known.sort(key=lambda pair: pair[0], reverse=key.descending)
        ordered = [task for _, task in known] + unknown
    return ordered


def group_of(query: Query, workspace: Workspace, actor: Actor) -> Callable[[Task], str]:
    """What names the group a task falls into: the value of the field of `group:` as people read
    it, days for dates, `none` without a value, and empty for a query that does not group."""
    if query.group is None:
        return lambda _: ""
    scope = Scope(workspace, actor, query.text or str(query))
    column = _order_column(scope, query.group)

    def group(task: Task) -> str:
        value = column.read(task)
        if isinstance(value, datetime):
            value = value.date()
        return show_value(column.field, value) or "none"

    return group


def _order_column(scope: Scope, key: SortKey) -> Column:
    if key.key == "is":
        raise scope.error("“is” has no order of its own; name a field", key.start, key.end)
    return column_of(scope, key.key, key.start, key.end)


def _sort_value(scope: Scope, column: Column) -> Callable[[Task], Any]:
    """What a column sorts by: text without case, steps in their order, None for nothing."""
    read, settings = column.read, scope.workspace.settings
    if column.field.key == "priority":
        return lambda task: weight_of(task.priority)
    if column.field.type is Type.STATUS:
        return lambda task: _status_place(scope, task)
    if column.key == "category":
        order = list(map(str, Category))
        return lambda task: order.index(read(task))
    if column.field.type is Type.DATE:
        return lambda task: _end_of(read(task))
    if column.field.type is Type.DURATION:
        return lambda task: minutes_of(settings, read(task))
    if column.field.type in (Type.NUMBER, Type.FLAG):
        return read
    if column.field is PLACE:
        return lambda task: task.folder
    return lambda task: show_value(column.field, read(task)).casefold() or None


def _status_place(scope: Scope, task: Task) -> tuple[int, int]:
    statuses = [one.name for one in scope.workspace.workflow_of(task).statuses]
    place = statuses.index(task.status) if task.status in statuses else -1
    return list(Category).index(scope.category(task)), place


def _end_of(value: date | None) -> datetime | None:
    """A moment to sort by: a day alone lasts until its end."""
    if value is None or isinstance(value, datetime):
        return value
    return datetime.combine(value, time.max)
