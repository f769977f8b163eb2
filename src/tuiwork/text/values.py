"""Values as people type and read them: the half of the field table that parses and prints,
and the `key=value` words of `set`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal, cast

from tuiwork.dataclass import dataclass
from tuiwork.errors import Ambiguous, Refused
from tuiwork.model.fields import Field, Type
from tuiwork.model.kinds import Kind
from tuiwork.model.names import match, suggestion
from tuiwork.model.settings import Settings
from tuiwork.model.workflow import Workflow
from tuiwork.model.workspace import Workspace
from tuiwork.text.keys import CUSTOM, PLACE, find_field, known_keys

Op = Literal["=", "+=", "-="]

FLAGS = {"yes": True, "true": True, "no": False, "false": False}
"""The words for a flag."""
_NUMBER = r"[+-]?\d{1,15}(?:\.\d{1,9}|,\d{1,2})?"
_ASSIGNMENT = r"([^\W\d][\w.-]*?)(\+=|-=|=)(.*)"
_URL = r"https?://\S+"


def parse_value(
    workspace: Workspace,
    field: Field,
    words: str,
    today: date,
    *,
    me: str | None = None,
    workflow: Workflow | None = None,
) -> Any:
    """The TOML value that `words` mean for a field: a list where it holds many.

    `me` is the handle that `@me` stands for; `workflow` the one whose statuses count, else all of
    the workspace. Raises Ambiguous, or Refused with what was expected and the nearest name.
    """
    try:
        if field.many:
            return _parse_many(workspace, field, words, today, me)
        return _parse_one(workspace, field, " ".join(words.split()), today, me, workflow)
    except Ambiguous as error:
        raise Ambiguous(f"{_key(field)}: {error.message}", error.candidates) from None
    except Refused as error:
        raise Refused(f"{_key(field)}: {error.message}") from None


def _key(field: Field) -> str:
    return "list" if field is PLACE else field.key.removeprefix(CUSTOM)


def _parse_many(
    workspace: Workspace, field: Field, words: str, today: date, me: str | None
) -> list[Any]:
    parts = [part for part in (" ".join(one.split()) for one in words.split(",")) if part]
    if not parts:
        raise Refused("there is nothing between the commas; expected at least one value")
    return list(
        dict.fromkeys(_parse_one(workspace, field, part, today, me, None) for part in parts)
    )


def _parse_one(
    workspace: Workspace,
    field: Field,
    words: str,
    today: date,
    me: str | None,
    workflow: Workflow | None,
) -> Any:
    if not words:
        raise Refused("the value is empty")
    match field.type:
        case Type.TEXT:
            return words.removeprefix("#") or words if field.key == "tags" else words
        case Type.URL:
            return _parse_url(words)
        case Type.NAME:
            return _parse_name(workspace, field, words, me)
        case Type.GOAL:
            return workspace.find_goal(words)
        case Type.TASK:
            return workspace.task(words).id
        case Type.STATUS:
            return choose(words, _statuses(workspace.settings, workflow), "status")
        case Type.CHOICE:
            return choose(words, field.choices, field.label.casefold())
        case Type.DATE:
            return _parse_date(workspace.settings, words, today)
        case Type.DURATION:
            return _parse_duration(workspace.settings, words)
        case Type.NUMBER:
            return _parse_number(words)
        case Type.FLAG:
            return _parse_flag(words)
        case _:
            raise Refused("a table cannot be set like this; edit the file")


def _parse_name(workspace: Workspace, field: Field, words: str, me: str | None) -> str:
    if field.names is Kind.LIST:
        return workspace.find_list(words).folder
    if field.names is not Kind.PERSON:
        assert field.names is not None
        return workspace.find_named(field.names, words)
    if me is not None and words.removeprefix("@").casefold() == "me":
        return me
    return workspace.find_person(words).handle


def _statuses(settings: Settings, workflow: Workflow | None) -> Iterable[str]:
    workflows = [workflow] if workflow else settings.workflows.values()
    return dict.fromkeys(status.name for one in workflows for status in one.statuses)


def choose(words: str, choices: Iterable[str], what: str) -> str:
    """The one choice that `words` are or begin. Raises Ambiguous, or Refused with the nearest."""
    known = list(choices)
    begun = [one for one in known if one.casefold().startswith(words.casefold())]
    if not begun:
        raise Refused(f"there is no {what} “{words}”{suggestion(words.casefold(), known)}")
    return match(words, begun, what)


def _parse_date(settings: Settings, words: str, today: date) -> date | datetime:
    from tuiwork.text.dates import AmbiguousDate, parse_date

    try:
        return parse_date(words, today, languages=settings.languages, zone=settings.timezone)
    except AmbiguousDate as error:
        raise Ambiguous(str(error), tuple(map(str, error.candidates))) from None
    except ValueError as error:
        raise Refused(str(error)) from None


def _parse_duration(settings: Settings, words: str) -> str:
    """The duration as typed, once it is known to be one: `8h` stays so, whatever a day has."""
    from tuiwork.text.durations import parse_duration

    hours, days = settings.calendar.hours_per_day, len(settings.calendar.days)
    try:
        parse_duration(words, hours_per_day=hours, days_per_week=days)
    except ValueError as error:
        raise Refused(str(error)) from None
    return "".join(words.casefold().split())


def minutes_of(settings: Settings, text: str | None) -> int | None:
    """The minutes of a duration in a file, None where it is none."""
    from tuiwork.text.durations import parse_duration

    hours, days = settings.calendar.hours_per_day, len(settings.calendar.days)
    try:
        return parse_duration(text or "", hours_per_day=hours, days_per_week=days)
    except ValueError:
        return None


def _parse_number(words: str) -> int | float:
    if not re.fullmatch(_NUMBER, words, re.ASCII):
        raise Refused(f"“{words}” is not a number; write one such as 3 or 7.5")
    number = float(words.replace(",", "."))
    return number if set(words) & set(".,") else int(words)


def _parse_flag(words: str) -> bool:
    if words.casefold() not in FLAGS:
        raise Refused(f"“{words}” is neither yes nor no")
    return FLAGS[words.casefold()]


def _parse_url(words: str) -> str:
    if not re.fullmatch(_URL, words, re.IGNORECASE):
        raise Refused(f"“{words}” is no web address; write one such as https://example.org/page")
    return words


def show_value(field: Field | None, value: object) -> str:
    """A value for people, in words that `parse_value` reads back; empty for None.

    Without a field, and for a value of the wrong type, it is shown as what it is.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        spec = "seconds" if value.second else "minutes"
        return value.isoformat(" ", spec).replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list | tuple):
        return ", ".join(show_value(field, one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {show_value(None, one)}" for key, one in value.items())
    if field is PLACE:
        return str(value).removeprefix("spaces/")
    return str(value)


@dataclass(frozen=True, slots=True)
class Assignment:
    """What to do to one field. With `=`, None clears it; with `+=` and `-=`, `value` is a list.

    A custom field has the key `fields.<name>`; PLACE, whose value is a list's folder, is a move.
    """

    field: Field
    op: Op
    value: Any


def parse_assignments(
    workspace: Workspace,
    words: Sequence[str],
    today: date,
    *,
    kind: Kind = Kind.TASK,
    me: str | None = None,
    workflow: Workflow | None = None,
) -> list[Assignment]:
    """The assignments of a command line, in order. Raises Ambiguous or Refused for the first that
    makes no sense; `me` and `workflow` as for `parse_value`."""
    return [_parse_assignment(workspace, word, today, kind, me, workflow) for word in words]


def _parse_assignment(
    workspace: Workspace,
    word: str,
    today: date,
    kind: Kind,
    me: str | None,
    workflow: Workflow | None,
) -> Assignment:
    found = re.fullmatch(_ASSIGNMENT, word.strip(), re.DOTALL)
    if found is None:
        raise Refused(
            f"“{word}” is no assignment; expected key=value, key=, key+=value or key-=value"
        )
    key, op, text = found[1], cast(Op, found[2]), found[3].strip()
    field = _field(workspace, key, kind)
    if op != "=" and not field.many:
        raise Refused(f"{key} holds one value; write {key}=value instead of {key}{op}value")
    if not text:
        if op != "=":
            raise Refused(f"{word} says no value; write {key}{op}value")
        if field is PLACE:
            raise Refused("a task always lies in a list; write list=name to move it")
        return Assignment(field, op, None)
    try:
        value = parse_value(workspace, field, text, today, me=me, workflow=workflow)
    except Ambiguous:
        raise
    except Refused:
        if op != "-=":
            raise
        # What is taken away may lead nowhere any more; whether it is there at all, `set` knows.
        value = [part.strip() for part in text.split(",") if part.strip()]
        if not value:
            raise
    return Assignment(field, op, value)


def _field(workspace: Workspace, key: str, kind: Kind) -> Field:
    field = find_field(workspace.settings, key, kind)
    if field is None:
        known = known_keys(workspace.settings, kind)
        raise Refused(f"there is no field “{key}”{suggestion(key.casefold(), known)}")
    if field.fixed:
        raise Refused(f"{field.key} never changes; it cannot be set")
    return field
