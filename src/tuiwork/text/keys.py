"""Keys as people type them: short names, custom fields and the list, each found as a Field."""

from __future__ import annotations

from tuiwork.model.fields import ALIASES, Field, Type, field_of, fields_of
from tuiwork.model.kinds import Kind
from tuiwork.model.settings import Settings

PLACE = Field("place", (Kind.TASK,), Type.NAME, "List", names=Kind.LIST)
CUSTOM = "fields."

_CUSTOM_TYPES = {
    "text": Type.TEXT,
    "number": Type.NUMBER,
    "money": Type.NUMBER,
    "date": Type.DATE,
    "choice": Type.CHOICE,
    "person": Type.NAME,
    "url": Type.URL,
}


def find_field(settings: Settings, key: str, kind: Kind = Kind.TASK) -> Field | None:
    """The field that a key typed by a person means, None where it means none.

    Knows the short names (`tag`, `list`) and, for tasks, the workspace's custom fields.
    """
    name = key.casefold()
    name = ALIASES.get(name, name)
    if kind is Kind.TASK and name == PLACE.key:
        return PLACE
    found = field_of(kind, name)
    return found or (custom_field(settings, key) if kind is Kind.TASK else None)


def known_keys(settings: Settings, kind: Kind = Kind.TASK) -> list[str]:
    """The keys that people can set on documents of `kind`."""
    keys = [field.key for field in fields_of(kind).values() if not field.fixed]
    return [*keys, "list", *settings.custom] if kind is Kind.TASK else keys


def custom_field(settings: Settings, key: str) -> Field | None:
    """The field a `[fields.<name>]` table of tuiwork.toml declares, under the key `fields.<name>`.

    None where no such table exists. An unknown type, and a choice without options, count as text.
    """
    name = key.removeprefix(CUSTOM)
    names = (one for one in settings.custom if one.casefold() == name.casefold())
    name = name if name in settings.custom else next(names, "")
    declared = settings.custom.get(name)
    if declared is None:
        return None
    type_ = _CUSTOM_TYPES.get(str(declared.get("type")), Type.TEXT)
    options = declared.get("options")
    choices = tuple(map(str, options)) if isinstance(options, list) else ()
    if type_ is Type.CHOICE and not choices:
        type_ = Type.TEXT
    return Field(
        CUSTOM + name,
        (Kind.TASK,),
        type_,
        str(declared.get("label") or name.replace("_", " ").replace("-", " ").capitalize()),
        names=Kind.PERSON if type_ is Type.NAME else None,
        choices=choices if type_ is Type.CHOICE else (),
    )
