"""One `key:value` of a query as a test of a task, its names and dates resolved once."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from tuiwork.errors import Ambiguous, Refused
from tuiwork.model.fields import Type
from tuiwork.model.kinds import Kind
from tuiwork.model.names import match
from tuiwork.model.task import PRIORITIES, Task
from tuiwork.model.workflow import Category
from tuiwork.text.query.columns import STATES, Column, Scope, column_of
from tuiwork.text.query.tree import Term, Words
from tuiwork.text.values import choose, minutes_of, parse_value

Test = Callable[[Task], bool]

_NONE = ("none", "-")
_EXACT = ("tags", "type", "series", "rank")
_EMPTY: tuple[object, ...] = (None, "", (), [])
_AGE = r"(\d{1,6})([dw])"
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def words_test(words: Words) -> Test:
    """Whether a word or phrase stands in a task's title, its notes or its log."""
    needle = words.text.casefold()

    def test(task: Task) -> bool:
        return (
            needle in task.title.casefold()
            or (task.notes is not None and needle in task.notes.casefold())
            or (task.log is not None and needle in task.log.casefold())
        )

    return test


def term_test(scope: Scope, term: Term) -> Test:
    """Whether a task has one of the values of a term. Raises QueryError."""
    try:
        if term.key == "is":
            tests = [_state(scope, term, value) for value in term.values]
        else:
            column = column_of(scope, term.key, term.start, term.end)
            tests = [_value(scope, column, term, value) for value in term.values]
    except Refused as error:
        sentence = getattr(error, "sentence", error.message)
        raise scope.error(sentence, term.start, term.end) from None
    return tests[0] if len(tests) == 1 else any_test(tests)


def any_test(tests: Iterable[Test]) -> Test:
    """The test that passes where one of `tests` does."""
    every = tuple(tests)

    def test(task: Task) -> bool:
        return any(one(task) for one in every)

    return test


def _state(scope: Scope, term: Term, value: str) -> Test:
    _refuse_op(term)
    tests: dict[str, Test] = {
        "open": lambda task: scope.category(task).is_open,
        "done": lambda task: scope.category(task) is Category.DONE,
        "overdue": scope.is_overdue,
        "blocked": scope.is_blocked,
        "started": lambda task: scope.category(task) in (Category.ACTIVE, Category.BLOCKED),
        "unowned": lambda task: task.owner is None,
    }
    return tests[choose(value, STATES, "state")]


def _refuse_op(term: Term) -> None:
    if term.op:
        raise Refused(f"{term.key} cannot be compared with {term.op}; write {term.key}:value")


def _value(scope: Scope, column: Column, term: Term, value: str) -> Test:
    read, type_ = column.read, column.field.type
    if value.casefold() in _NONE:
        return lambda task: read(task) in _EMPTY
    if type_ in (Type.DATE, Type.NUMBER, Type.DURATION) or column.field.key == "priority":
        return _compared(scope, column, _COMPARE[term.op], value)
    if column.key == "blocked" and value.casefold() not in ("yes", "no", "true", "false"):
        column = column_of(scope, "blocked_by", term.start, term.end)
        return _value(scope, column, term, value)
    _refuse_op(term)
    match type_:
        case Type.TEXT | Type.URL:
            return _text(scope, column, value)
        case Type.STATUS:
            return _status(scope, value)
        case Type.TABLE | Type.ANY:
            raise Refused(f"{term.key} holds a table; only {term.key}:none can be asked of it")
        case Type.FLAG:
            wanted = _parsed(scope, column, value)
            return lambda task: bool(read(task)) is wanted
    if column.field.names is Kind.LIST:
        return _place(scope, value)
    wanted = _named(scope, column, value)
    if type_ is Type.GOAL:
        below = f"{wanted}/"
        return lambda task: any(one == wanted or one.startswith(below) for one in read(task))
    if column.field.many:
        return lambda task: wanted in read(task)
    return lambda task: bool(read(task) == wanted)


def _parsed(scope: Scope, column: Column, value: str) -> Any:
    """One value, parsed as the field's type says; an age may be in days or weeks."""
    actor = scope.actor
    if column.key == "age" and (age := re.fullmatch(_AGE, value, re.ASCII | re.IGNORECASE)):
        return int(age[1]) * (7 if age[2] in "wW" else 1)
    found = parse_value(scope.workspace, column.field, value, actor.today, me=actor.handle)
    return found[0] if isinstance(found, list) else found


def _named(scope: Scope, column: Column, value: str) -> str:
    """What a name means; one that leads nowhere is fine where some task holds it all the same."""
    try:
        return str(_parsed(scope, column, value))
    except Ambiguous:
        raise
    except Refused:
        wanted = value.removeprefix("@").casefold()
        for task in scope.workspace.tasks.values():
            held = column.read(task)
            for one in held if isinstance(held, tuple) else (held,):
                if isinstance(one, str) and one.casefold() == wanted:
                    return one
        raise


def _compared(
    scope: Scope, column: Column, compare: Callable[[Any, Any], bool], value: str
) -> Test:
    measure = _measure(scope, column)
    wanted = measure(_parsed(scope, column, value))
    read = column.read

    def test(task: Task) -> bool:
        held = read(task)
        measured = None if held is None else measure(held)
        return measured is not None and compare(measured, wanted)

    return test


def _measure(scope: Scope, column: Column) -> Callable[[Any], Any]:
    """What a value is compared by: a date's day, a duration's minutes, a priority's weight."""
    if column.field.type is Type.DATE:
        return day_of
    if column.field.type is Type.DURATION:
        settings = scope.workspace.settings
        return lru_cache(maxsize=256)(lambda text: minutes_of(settings, text))
    if column.field.key == "priority":
        return weight_of
    return float


def day_of(value: date) -> date:
    """The day of a moment."""
    return value.date() if isinstance(value, datetime) else value


def weight_of(priority: str) -> int:
    """How much a priority weighs: `urgent` the most."""
    return len(PRIORITIES) - PRIORITIES.index(priority)


def _text(scope: Scope, column: Column, value: str) -> Test:
    read, wanted = column.read, value.casefold()
    if column.key == "space":
        spaces = {place.folder.split("/")[1] for place in scope.workspace.tree}
        space = match(value, spaces, "space")
        return lambda task: bool(read(task) == space)
    if column.key == "id":
        return lambda task: read(task).startswith(wanted)
    if column.field.key == "tags":
        wanted = wanted.removeprefix("#")
    if column.field.many:
        return lambda task: any(wanted == one.casefold() for one in read(task))
    if column.field.key in _EXACT:
        return lambda task: (read(task) or "").casefold() == wanted
    return lambda task: wanted in (read(task) or "").casefold()


def _status(scope: Scope, value: str) -> Test:
    """Whether a task's status, or the category of it, is the one that `value` is or begins."""
    workflows = scope.workspace.settings.workflows.values()
    names = {status.name for workflow in workflows for status in workflow.statuses}
    names |= set(map(str, Category))
    try:
        wanted = choose(value, names, "status")
    except Ambiguous:
        raise
    except Refused:
        names |= {task.status for task in scope.workspace.tasks.values() if task.status}
        wanted = choose(value, names, "status")
    return lambda task: task.status == wanted or scope.category(task) == wanted


def _place(scope: Scope, value: str) -> Test:
    """Whether a task lies in, or anywhere below, the list, folder or space that `value` names."""
    folders = [place.folder.removeprefix("spaces/") for place in scope.workspace.tree]
    try:
        found = match(value.removeprefix("spaces/"), folders, "list")
    except Ambiguous as error:
        top = min(error.candidates, key=len)
        if not all(one == top or one.startswith(f"{top}/") for one in error.candidates):
            raise
        found = top
    inside = f"spaces/{found}"
    below = f"{inside}/"
    return lambda task: task.folder == inside or task.folder.startswith(below)
