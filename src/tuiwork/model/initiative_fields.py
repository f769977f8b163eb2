"""What the rows of an initiative's tables may hold, as fields, for typing and checking them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tuiwork.model.fields import Field, Type
from tuiwork.model.kinds import Kind

OBSTACLES = ("direction", "ownership", "skills", "time", "ways-of-working", "technology")
CHOICES = ("adjust", "keep", "stop")
PRACTICES = ("training", "workshop", "peer", "practice")


def row_fields(table: str) -> Mapping[str, Field]:
    """What the rows of a table of an initiative may hold, by key; nothing for other tables."""
    return _ROW_FIELDS.get(table, {})


def _field(key: str, type_: Type = Type.TEXT, **more: Any) -> Field:
    return Field(key, (Kind.INITIATIVE,), type_, key.replace("_", " ").capitalize(), **more)


def _fields(*fields: Field) -> dict[str, Field]:
    return {field.key: field for field in fields}


def _person(key: str, *, many: bool = False) -> Field:
    return _field(key, Type.NAME, names=Kind.PERSON, many=many)


_ROW_FIELDS: Mapping[str, Mapping[str, Field]] = {
    "behaviours": _fields(*map(_field, ("who", "what", "when", "observed", "means"))),
    "practice": _fields(
        _field("what"),
        _field("date", Type.DATE),
        _field("slot"),
        _field("kind", Type.CHOICE, choices=PRACTICES),
        _person("people", many=True),
    ),
    "checkins": _fields(
        _field("date", Type.DATE),
        _person("by"),
        *(
            _field(key, Type.NUMBER)
            for key in ("using", "expected", "cases", "faster", "value", "pulse")
        ),
        _field("obstacles"),
    ),
    "obstacles": _fields(
        _field("date", Type.DATE),
        _field("kind", Type.CHOICE, choices=OBSTACLES),
        _field("what"),
    ),
    "groups": _fields(
        _field("name"),
        _person("contact"),
        _field("talked", Type.DATE),
        _field("open_questions", many=True),
        _field("why"),
    ),
    "loops": _fields(
        _field("date", Type.DATE),
        *map(_field, ("action", "expected", "happened", "learned")),
        _field("choice", Type.CHOICE, choices=CHOICES),
        _person("took_part", many=True),
        _field("next", Type.DATE),
    ),
    "needs": _fields(_person("person"), _field("hours_per_week", Type.NUMBER), _field("skill")),
    "qif": _fields(
        _field("step", Type.NUMBER), _field("name"), _field("done", Type.DATE), _field("evidence")
    ),
}
