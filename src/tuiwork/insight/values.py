"""Values that are of the right type and still mean nothing: durations, repeats, custom fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tuiwork.errors import Problem
from tuiwork.model.document import Document
from tuiwork.model.fields import Type, fields_of
from tuiwork.model.kinds import SETTINGS_PATH, Kind
from tuiwork.model.person import HOURS_IN_A_WEEK, Person, absence_in
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.course import course
from tuiwork.text.document import expected
from tuiwork.text.durations import parse_duration
from tuiwork.text.keys import custom_field
from tuiwork.text.toml import show

_DURATIONS = {
    kind: tuple(key for key, field in fields_of(kind).items() if field.type is Type.DURATION)
    for kind in Kind
}


def value_problems(workspace: Workspace, document: Document) -> Iterator[Problem]:
    """What is wrong with the values of one document."""
    for key in _DURATIONS[document.kind]:
        words = document.text(key)
        try:
            parse_duration(words or "0m")
        except ValueError as error:
            yield Problem(document.path, f"{key}: {error}", key=key)
    if isinstance(document, Task):
        yield from _repeats(document)
        yield from _custom(workspace, document)
        yield from _order(document)
    if isinstance(document, Person):
        yield from _hours(document)
    if document.path == SETTINGS_PATH:
        yield from _timezone(document)
        yield from _default_estimate(document, workspace)


def _repeats(task: Task) -> Iterator[Problem]:
    words = task.text("recur")
    if words is None:
        return
    from tuiwork.text.recurrence import recurrence_rule

    try:
        recurrence_rule(words)
    except ValueError as error:
        yield Problem(task.path, f"recur: {error}", key="recur")


def _custom(workspace: Workspace, task: Task) -> Iterator[Problem]:
    """Custom fields that hold something else than tuiwork.toml declares."""
    values = task.fields.get("fields")
    if not isinstance(values, Mapping):
        return
    for name, value in values.items():
        field = custom_field(workspace.settings, name)
        if field is None:
            continue
        words = expected(field, value)
        if words:
            yield Problem(task.path, f"{name} is {show(value)[:80]}; expected {words}", key=name)
        elif field.names is Kind.PERSON and value and value not in workspace.people:
            message = f"{name} names the person “{value}”, which does not exist"
            yield Problem(task.path, message, key=name)


def _order(task: Task) -> Iterator[Problem]:
    if task.log and not course(task.log).ordered:
        message = "the log is out of order, so no number counts when it was begun and finished"
        yield Problem(task.path, message, key="log")


def _hours(person: Person) -> Iterator[Problem]:
    """Hours that no week has, and absences and protected time that say nothing."""
    written = person.number("hours")
    if written is not None and person.hours is None:
        message = f"hours is {written:g}; expected 0 to {HOURS_IN_A_WEEK}, those of a week"
        yield Problem(person.path, message, key="hours")
    for row in person.tables("absence"):
        if absence_in(row) is None:
            message = f"absence has {show(row)[:80]}; expected from and to, to not before from"
            yield Problem(person.path, message, key="absence")
    kept = person.protected
    if len(kept) < len(person.tables("protected")):
        message = f"protected has a row without hours; expected 0 to {HOURS_IN_A_WEEK} in each"
        yield Problem(person.path, message, key="protected")
    elif person.hours is not None and sum(one.hours for one in kept) > person.hours:
        message = f"protected has more hours than the {person.hours:g} of the week"
        yield Problem(person.path, message, key="protected")


def _timezone(settings: Document) -> Iterator[Problem]:
    name = settings.text("timezone")
    if name is None:
        return
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f"timezone is “{name}”, which this machine does not know; expected one such as "
        yield Problem(settings.path, f"{message}Europe/Copenhagen", key="timezone")


def _default_estimate(settings: Document, workspace: Workspace) -> Iterator[Problem]:
    key, words = "calendar.default_estimate", workspace.settings.calendar.default_estimate
    try:
        if parse_duration(words):
            return
        message = "is nothing; expected a duration such as 4h"
    except ValueError as error:
        message = str(error)
    yield Problem(settings.path, f"{key}: {message}", key=key)
