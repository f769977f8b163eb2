"""Front matter as written: sections of keys, each with its own lines, so that an edit or a merge
touches the lines of the keys it changes and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tuiwork.dataclass import dataclass, field, replace
from tuiwork.text import toml
from tuiwork.text.source import Malformed, lines_of

_HEADER = re.compile(rf"\s*\[(\[?)\s*({toml.KEY})\s*\]")
_KEY = re.compile(rf"\s*({toml.KEY})\s*=")


@dataclass(frozen=True, slots=True)
class Item:
    """One key, spelt as `toml.show_key` does, and its value.

    `lead` is the blank lines and comments above, `body` its own lines.
    """

    key: str
    lead: str
    body: str
    value: Any

    @property
    def raw(self) -> str:
        return self.lead + self.body


@dataclass(frozen=True, slots=True)
class Section:
    """The top-level keys (`name` is empty) or a `[table]` or one row of a `[[table]]`.

    `header` is its line in brackets, with the blank lines and comments above.
    """

    name: str = ""
    header: str = ""
    is_row: bool = False
    items: tuple[Item, ...] = ()

    def get(self, key: str) -> Any:
        """The value under `key`, None where there is none."""
        return next((item.value for item in self.items if item.key == key), None)

    @property
    def values(self) -> dict[str, Any]:
        return {item.key: item.value for item in self.items}


@dataclass(frozen=True, slots=True)
class Front:
    """All sections in the order written, the top-level one first, and what follows the last key."""

    sections: tuple[Section, ...] = field(default=(Section(),))
    tail: str = ""

    def join(self) -> str:
        """The whole text."""
        parts = [part for section in self.sections for part in _section_text(section)]
        return "".join(parts) + self.tail


def _section_text(section: Section) -> Iterable[str]:
    yield section.header
    for item in section.items:
        yield item.raw


def parse_front(text: str) -> Front:
    """Cut front matter into sections and items. Raises Malformed where it is no valid TOML."""
    toml.load(text)
    sections = [Section()]
    items: list[Item] = []
    lead = ""
    for written in toml.statements(text):
        stripped = written.strip()
        if not stripped or stripped.startswith("#"):
            lead += written
        elif stripped.startswith("["):
            sections[-1] = replace(sections[-1], items=tuple(items))
            sections.append(_open_section(lead + written, written))
            items, lead = [], ""
        else:
            items.append(_read_item(lead, written))
            lead = ""
    sections[-1] = replace(sections[-1], items=tuple(items))
    return Front(tuple(sections), lead)


def _open_section(header: str, line: str) -> Section:
    match = _HEADER.match(line)
    if match is None:
        raise Malformed(f"has a table header that cannot be read: {line.strip()}")
    return Section(toml.plain_key(match[2]), header, is_row=bool(match[1]))


def _read_item(lead: str, body: str) -> Item:
    match = _KEY.match(body)
    if match is None:
        raise Malformed(f"has a key that cannot be read: {body.strip()[:60]}")
    value: Any = toml.load(body)
    for part in toml.key_parts(match[1]):
        value = value[part]
    return Item(toml.plain_key(match[1]), lead, body, value)


def set_key(front: Front, key: str, value: object | None, newline: str = "\n") -> Front:
    """Front matter in which a top-level key has this value; None removes it.

    Where the key was written as tables of its own, these give way to the value.
    """
    spelt = toml.show_key(key)
    for place in range(len(front.sections) - 1, 0, -1):
        name = front.sections[place].name
        if name == spelt or name.startswith(f"{spelt}."):
            front = remove_section(front, place)
    return set_item(front, 0, spelt, value, newline)


def set_table_key(
    front: Front, table: str, key: str, value: object | None, newline: str = "\n"
) -> Front:
    """Front matter in which a key of a table has this value; None removes it.

    The table may be written as `[table]`, inline or as dotted keys; one that is not there yet is
    added at the end.
    """
    name, spelt = toml.show_key(table), toml.show_key(key)
    for place, section in enumerate(front.sections):
        if section.name == name and not section.is_row:
            return set_item(front, place, spelt, value, newline)
    top = front.sections[0]
    inline = top.get(name)
    if isinstance(inline, dict):
        others = {one: inside for one, inside in inline.items() if one != key}
        changed = others if value is None else {**inline, key: value}
        return front if changed == inline else set_item(front, 0, name, changed, newline)
    if any(item.key.startswith(f"{name}.") for item in top.items):
        return set_item(front, 0, f"{name}.{spelt}", value, newline)
    if value is None:
        return front
    item = _spelt_item(spelt, value, newline)
    return _appended(front, Section(name, f"[{name}]{newline}", items=(item,)), newline)


def set_row_key(
    front: Front, table: str, row: tuple[str, object], key: str, value: object, newline: str = "\n"
) -> Front:
    """Front matter in which the row that has `row` (key, value) holds this value under `key`.

    The rows may be written as `[[table]]` or inline. Raises Malformed where there is none such.
    """
    name = toml.show_key(table)
    for place, section in enumerate(front.sections):
        if section.name == name and section.is_row and section.get(row[0]) == row[1]:
            return set_item(front, place, toml.show_key(key), value, newline)
    inline = front.sections[0].get(name)
    rows = list(inline) if isinstance(inline, list) else []
    for number, one in enumerate(rows):
        if isinstance(one, dict) and one.get(row[0]) == row[1]:
            rows[number] = {**one, key: value}
            return set_item(front, 0, name, rows, newline)
    raise Malformed(f"has no row of “{table}” with {row[0]} “{row[1]}”")


def set_item(
    front: Front, place: int, key: str, value: object | None, newline: str = "\n"
) -> Front:
    """Front matter in which a key, spelt as in Item, of the section at `place` has this value.

    None removes it. Comments stay: the one behind a value on its line, and those above a key that
    goes.
    """
    section = front.sections[place]
    items, tail = _set_item(section.items, key, value, newline)
    header = section.header
    if items and header and not header.endswith("\n"):
        header += newline
    section = replace(section, header=header, items=items)
    return _followed(front, (*front.sections[:place], section), tail, place + 1)


def remove_section(front: Front, place: int) -> Front:
    """Front matter without the section at `place`; the comments above it stay."""
    above = lines_of(front.sections[place].header)[:-1]
    comments = "".join(line for line in above if line.strip())
    return _followed(front, front.sections[:place], comments, place + 1)


def _followed(front: Front, sections: tuple[Section, ...], gap: str, place: int) -> Front:
    """These sections, some comments, and those of `front` from `place` on."""
    rest = front.sections[place:]
    if not rest:
        return Front(sections, gap + front.tail)
    return Front((*sections, replace(rest[0], header=gap + rest[0].header), *rest[1:]), front.tail)


def add_row(front: Front, table: str, row: Mapping[str, object], newline: str = "\n") -> Front:
    """Front matter with one more row of a table, behind its last row or at the end."""
    name = toml.show_key(table)
    inline = front.sections[0].get(name)
    if isinstance(inline, list):
        return set_item(front, 0, name, [*inline, dict(row)], newline)
    items = tuple(new_item(key, value, newline) for key, value in row.items())
    section = Section(name, f"[[{name}]]{newline}", is_row=True, items=items)
    places = [at for at, one in enumerate(front.sections) if f"{one.name}.".startswith(f"{name}.")]
    after = places[-1] + 1 if places else len(front.sections)
    if after == len(front.sections):
        return _appended(front, section, newline)
    section = replace(section, header=newline + section.header)
    return Front((*front.sections[:after], section, *front.sections[after:]), front.tail)


def _appended(front: Front, section: Section, newline: str) -> Front:
    """Front matter with a section at its end, a blank line before it."""
    text = front.join()
    gap = newline if text and not text.endswith("\n") else ""
    gap += newline if text and not text.endswith(("\n\n", "\r\n\r\n")) else ""
    header = front.tail + gap + section.header
    return Front((*front.sections, replace(section, header=header)))


def new_item(key: str, value: object, newline: str = "\n") -> Item:
    """An item as tuiwork writes it."""
    return _spelt_item(toml.show_key(key), value, newline)


def _spelt_item(key: str, value: object, newline: str) -> Item:
    return Item(key, "", f"{key} = {toml.show(value)}{newline}", value)


def _set_item(
    items: tuple[Item, ...], key: str, value: object | None, newline: str
) -> tuple[tuple[Item, ...], str]:
    """The items with one key set or removed, and the comments that now follow the last of them."""
    place = next((at for at, item in enumerate(items) if item.key == key), None)
    if value is None:
        return (items, "") if place is None else _without(items, place)
    if place is None:
        return (*_ended(items, newline), _spelt_item(key, value, newline)), ""
    old = items[place]
    body = with_value(old.body, value, newline)
    left = len(toml.comments(old.body)) - len(toml.comments(body))
    lead = old.lead + "".join(one + newline for one in toml.comments(old.body)[:left])
    item = replace(old, lead=lead, body=body, value=value)
    return (*items[:place], item, *items[place + 1 :]), ""


def _ended(items: tuple[Item, ...], newline: str) -> tuple[Item, ...]:
    if not items or items[-1].body.endswith("\n"):
        return items
    return (*items[:-1], replace(items[-1], body=items[-1].body + newline))


def _without(items: tuple[Item, ...], place: int) -> tuple[tuple[Item, ...], str]:
    lead, rest = items[place].lead, items[place + 1 :]
    if not rest:
        return items[:place], lead
    return (*items[:place], replace(rest[0], lead=lead + rest[0].lead), *rest[1:]), ""


def with_value(body: str, value: object, newline: str = "\n") -> str:
    """The lines of an item with another value, its spelling of the key and its comment kept."""
    match = _KEY.match(body)
    assert match is not None, "an item begins with a key"
    rest = body[match.end() :]
    space = rest[: len(rest) - len(rest.lstrip(" \t"))]
    ending = "\r\n" if body.endswith("\r\n") else newline if body.endswith("\n") else ""
    shown = _rows_below(rest, value, newline) or toml.show(value)
    return f"{match[0]}{space}{shown}{_comment(body)}{ending}"


def _rows_below(old: str, value: object, newline: str) -> str | None:
    """Tables in an array, one a line, where the array before them was written on several lines."""
    if not (isinstance(value, list) and value and old.strip().count("\n")):
        return None
    if not all(isinstance(one, Mapping) for one in value):
        return None
    return f"[{newline}{''.join(f'  {toml.show(one)},{newline}' for one in value)}]"


def _comment(body: str) -> str:
    """The comment behind a value, with the space before it."""
    text = body.rstrip("\r\n")
    found = toml.comments(text)
    if not found or not text.endswith(found[-1]):
        return ""
    kept = text.removesuffix(found[-1]).rstrip(" \t")
    return text[len(kept) :]
