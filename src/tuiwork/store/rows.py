"""Front matter and problems as JSON for the index; dates come back as dates."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from tuiwork.errors import Problem

_DATE, _MOMENT, _TIME = "$date", "$moment", "$time"
_READERS: dict[str, Callable[[str], object]] = {
    _DATE: date.fromisoformat,
    _MOMENT: datetime.fromisoformat,
    _TIME: time.fromisoformat,
}


def encode(fields: Mapping[str, Any]) -> tuple[str, str]:
    """The JSON of the fields, and the keys to turn back into dates when it is read.

    Only top-level dates are named (`+` before those with a time); `*` says that others lie deeper.
    """
    flat: dict[str, Any] = {}
    marks: list[str] = []
    deep = False
    for key, value in fields.items():
        if isinstance(value, date) and key.isidentifier():
            flat[key] = value.isoformat()
            marks.append(f"+{key}" if isinstance(value, datetime) else key)
        else:
            flat[key] = value
            deep = deep or (type(value) is not str and _has_date(value))
    return _encoder.encode(flat), " ".join(["*", *marks] if deep else marks)


def decode(text: str, marks: str) -> dict[str, Any]:
    """The fields again."""
    names = marks.split()
    deep = bool(names) and names[0] == "*"
    fields: dict[str, Any] = json.loads(text, object_hook=_untag if deep else None)
    for name in names[1:] if deep else names:
        if name[0] == "+":
            fields[name[1:]] = datetime.fromisoformat(fields[name[1:]])
        else:
            fields[name] = date.fromisoformat(fields[name])
    return fields


def encode_problems(problems: Sequence[Problem]) -> str:
    """Problems as text for the index, empty for none."""
    if not problems:
        return ""
    values = [[one.path, one.message, one.line, one.key, one.fixable] for one in problems]
    return json.dumps(values, ensure_ascii=False)


def decode_problems(text: str) -> tuple[Problem, ...]:
    """The problems again."""
    return tuple(Problem(*values) for values in json.loads(text)) if text else ()


def _has_date(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_has_date, value.values()))
    if isinstance(value, list):
        return any(map(_has_date, value))
    return isinstance(value, date | time)


def _tag(value: object) -> dict[str, str | None]:
    # TOML has no null, so that no table of a user looks like this.
    if isinstance(value, datetime):
        return {_MOMENT: value.isoformat(), "": None}
    if isinstance(value, date):
        return {_DATE: value.isoformat(), "": None}
    if isinstance(value, time):
        return {_TIME: value.isoformat(), "": None}
    raise TypeError(type(value))


_encoder = json.JSONEncoder(default=_tag, ensure_ascii=False, separators=(",", ":"))


def _untag(table: dict[str, Any]) -> Any:
    if len(table) != 2 or table.get("", 0) is not None:
        return table
    tag, text = next(iter(table.items()))
    return _READERS[tag](text)
