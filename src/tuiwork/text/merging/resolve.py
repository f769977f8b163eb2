"""Choosing among kept values: one row of `[[conflicts]]` goes, the field gets what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from tuiwork.errors import Refused
from tuiwork.model.fields import Field, fields_of
from tuiwork.model.kinds import kind_of
from tuiwork.text import toml
from tuiwork.text.edit import edit_front
from tuiwork.text.front import Front, parse_front, remove_section, set_item
from tuiwork.text.merging.blocks import addressed
from tuiwork.text.merging.conflicts import DELETED, NOTES, PLACE, TABLE
from tuiwork.text.merging.spreading import spread
from tuiwork.text.source import Malformed, Source, cut, lines_of

Choice = Literal["kept", "other", "value"]


def resolve(
    path: str, text: str, field: str, choice: Choice, index: int = 0, value: Any = None
) -> str | None:
    """The text without the conflict number `index` (from 0) of a field, holding what was chosen.

    `kept` leaves the field as it is now, `other` gives it the other value, `value` the value given
    here (for notes: all of them). None means that the document goes: `other` of `deleted`. Of
    `place` only the record goes; moving the file is for the caller. Raises Refused where there is
    no such conflict or no room for the value, Malformed where the text cannot be read.
    """
    source = cut(path, text)
    kind = kind_of(path)
    known = fields_of(kind) if kind else {}
    front = spread(parse_front(source.front), TABLE)
    if _find_row(front, field, index) is None:
        raise Refused(f"{path} keeps no other value of {field}", path)
    if field == DELETED and choice == "other":
        return None
    notes: str | None = None
    for name in [field] if choice == "value" else _unit(field, known):
        place = _find_row(front, name, index)
        if place is None:
            continue
        row = front.sections[place].values
        front = remove_section(front, place)
        if choice == "kept" or name in (DELETED, PLACE):
            continue
        if name == NOTES:
            notes = str(value) if choice == "value" else _with_other(source, row)
        else:
            chosen = value if choice == "value" else row.get("other")
            front = _set(front, known, name, chosen, source.newline)
    try:
        toml.load(front.join())
    except Malformed:
        raise Refused(f"{path} has no place for {field} any more; edit the file", path) from None
    return edit_front(source, front.join(), notes=notes)


def both_notes(path: str, text: str, index: int = 0) -> str:
    """All notes of a document, the other text of conflict number `index` behind the kept one.

    Raises Refused where there is no such conflict, Malformed where the text cannot be read.
    """
    source = cut(path, text)
    front = parse_front(source.front)
    place = _find_row(front, NOTES, index)
    if place is None:
        raise Refused(f"{path} keeps no other value of {NOTES}", path)
    row = front.sections[place].values
    kept, other = (str(row.get(key) or "") for key in ("kept", "other"))
    return _with_other(source, {"kept": kept, "other": "\n\n".join(filter(None, (kept, other)))})


def _find_row(front: Front, field: str, index: int) -> int | None:
    places = [
        place
        for place, one in enumerate(front.sections)
        if one.name == TABLE and one.is_row and one.get("field") == field
    ]
    return places[index] if 0 <= index < len(places) else None


def _unit(field: str, known: Mapping[str, Field]) -> list[str]:
    """The fields that are chosen together."""
    unit = known[field].unit if field in known else ""
    return [key for key, one in known.items() if one.unit == unit] if unit else [field]


def _set(front: Front, known: Mapping[str, Field], address: str, value: Any, newline: str) -> Front:
    """Front matter in which the key at an address has this value; None removes it, or the row."""
    table = toml.key_parts(address)[0]
    if toml.show_key(table) != address:
        front = spread(front, table)
    places = {id(section): place for place, section in enumerate(front.sections)}
    found = [(prefix, places[id(section)]) for prefix, section in addressed(front, known)]
    inside = [place for prefix, place in found if prefix.startswith(f"{address}.")]
    if inside and value is None:
        for place in sorted(inside, reverse=True):
            front = remove_section(front, place)
        return front
    prefix, place = max(one for one in found if address.startswith(one[0]))
    return set_item(front, place, address.removeprefix(prefix), value, newline)


def _with_other(source: Source, row: dict[str, Any]) -> str:
    """The notes with the other text in place of the kept one.

    Where that is gone or stands there twice, the other text comes after all the notes.
    """
    kept, other = (_lines(str(row.get(key, ""))) for key in ("kept", "other"))
    notes = _lines(source.notes.replace("\r\n", "\n").rstrip("\n"))
    places = [at for at in range(len(notes)) if kept and notes[at : at + len(kept)] == kept]
    if len(places) == 1:
        notes[places[0] : places[0] + len(kept)] = other
    else:
        notes += ["\n", *other]
    return "".join(notes)


def _lines(text: str) -> list[str]:
    """The lines of a text as a conflict keeps it, without its last newline."""
    return lines_of(f"{text}\n") if text else []
