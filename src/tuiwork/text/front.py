"""Front matter as written: sections of keys, each with its own lines, so that an edit or a merge
touches the lines of the keys it changes and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tuiwork.text import toml
from tuiwork.text.source import Malformed, lines_of

_HEADER = re.compile(r"^\s*\[(\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_MAY_END_VALUE = ("]", "}", '"""', "'''")


@dataclass(frozen=True, slots=True)
class Item:
    """One key and its value. `lead` is the blank lines and comments above, `body` its own lines."""

    key: str
    lead: str
    body: str
    value: Any

    @property
    def raw(self) -> str:
        return self.lead + self.body


@dataclass(frozen=True, slots=True)
class Section:
    """The top-level keys (`name` is empty) or a `[table]` or one row of a `[[table]]`."""

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
    lines = lines_of(text)
    at = 0
    while at < len(lines):
        line = lines[at]
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            lead += line
            at += 1
        elif stripped.startswith("["):
            sections[-1] = replace(sections[-1], items=tuple(items))
            sections.append(_open_section(lead + line, line))
            items, lead = [], ""
            at += 1
        else:
            item, at = _take_item(lines, at, lead)
            items.append(item)
            lead = ""
    sections[-1] = replace(sections[-1], items=tuple(items))
    return Front(tuple(sections), lead)


def _open_section(header: str, line: str) -> Section:
    match = _HEADER.match(line)
    if match is None:
        raise Malformed(f"has a table header that cannot be read: {line.strip()}")
    return Section(match[2], header, is_row=bool(match[1]))


def _take_item(lines: list[str], at: int, lead: str) -> tuple[Item, int]:
    """The item that begins at a line: the fewest lines that are TOML by themselves."""
    body = ""
    for end in range(at, len(lines)):
        body += lines[end]
        if end > at and not any(mark in lines[end] for mark in _MAY_END_VALUE):
            continue
        try:
            table = toml.load(body)
        except Malformed:
            continue
        key = body.partition("=")[0].strip()
        return Item(_unquoted(key), lead, body, _leaf(table)), end + 1
    raise Malformed(f"has a key whose value does not end: {lines[at].strip()[:60]}", at + 1)


def _unquoted(key: str) -> str:
    return key[1:-1] if len(key) > 1 and key[0] == key[-1] and key[0] in "\"'" else key


def _leaf(table: Mapping[str, Any]) -> Any:
    return next(iter(table.values()))


def set_key(front: Front, key: str, value: object | None, newline: str = "\n") -> Front:
    """Front matter in which a top-level key has this value; None removes it.

    Comments stay: the one behind a value on its line, and those above a key that goes.
    """
    top = front.sections[0]
    items, tail = _set_item(top.items, key, value, newline)
    if len(front.sections) == 1:
        return Front((replace(top, items=items),), tail + front.tail)
    second = front.sections[1]
    rest = (replace(second, header=tail + second.header), *front.sections[2:])
    return Front((replace(top, items=items), *rest), front.tail)


def set_table_key(
    front: Front, table: str, key: str, value: object | None, newline: str = "\n"
) -> Front:
    """Front matter in which a key of `[table]` has this value; None removes it.

    A table that is not there yet is added at the end.
    """
    sections = list(front.sections)
    place = next((at for at, one in enumerate(sections) if one.name == table), None)
    if place is None:
        if value is None:
            return front
        gap = "" if not front.join() or front.join().endswith("\n") else newline
        header = f"{gap}{newline}[{table}]{newline}"
        item = new_item(key, value, newline)
        return Front((*sections, Section(table, front.tail + header, items=(item,))))
    items, tail = _set_item(sections[place].items, key, value, newline)
    sections[place] = replace(sections[place], items=items)
    if place + 1 < len(sections):
        after = sections[place + 1]
        sections[place + 1] = replace(after, header=tail + after.header)
        tail = ""
    return Front(tuple(sections), tail + front.tail)


def set_row_key(
    front: Front, table: str, row: tuple[str, str], key: str, value: object, newline: str = "\n"
) -> Front:
    """Front matter in which the row of `[[table]]` that has `row` (key, value) holds this value."""
    sections = []
    for section in front.sections:
        if section.name == table and section.is_row and section.get(row[0]) == row[1]:
            items, _ = _set_item(section.items, key, value, newline)
            section = replace(section, items=items)
        sections.append(section)
    return replace(front, sections=tuple(sections))


def add_row(front: Front, table: str, row: Mapping[str, object], newline: str = "\n") -> Front:
    """Front matter with one more row of `[[table]]`, behind its last row or at the end."""
    items = tuple(new_item(key, value, newline) for key, value in row.items())
    text = front.join()
    lead = "" if not text or text.endswith(("\n\n", "\r\n\r\n")) else newline
    if text and not text.endswith("\n"):
        lead = newline + lead
    section = Section(table, f"{lead}[[{table}]]{newline}", is_row=True, items=items)
    same = [at for at, one in enumerate(front.sections) if one.name == table]
    place = same[-1] + 1 if same else len(front.sections)
    sections = (*front.sections[:place], section, *front.sections[place:])
    return Front(sections, front.tail)


def new_item(key: str, value: object, newline: str = "\n") -> Item:
    """An item as tuiwork writes it."""
    return Item(key, "", f"{toml.show_key(key)} = {toml.show(value)}{newline}", value)


def _set_item(
    items: tuple[Item, ...], key: str, value: object | None, newline: str
) -> tuple[tuple[Item, ...], str]:
    """The items with one key set or removed, and the comments that now follow the last of them."""
    place = next((at for at, item in enumerate(items) if item.key == key), None)
    if value is None:
        return (items, "") if place is None else _without(items, place)
    if place is None:
        return (*_ended(items, newline), new_item(key, value, newline)), ""
    old = items[place]
    body = _with_value(old.body, value, newline)
    return (*items[:place], replace(old, body=body, value=value), *items[place + 1 :]), ""


def _ended(items: tuple[Item, ...], newline: str) -> tuple[Item, ...]:
    if not items or items[-1].body.endswith("\n"):
        return items
    return (*items[:-1], replace(items[-1], body=items[-1].body + newline))


def _without(items: tuple[Item, ...], place: int) -> tuple[tuple[Item, ...], str]:
    lead, rest = items[place].lead, items[place + 1 :]
    if not rest:
        return items[:place], lead
    return (*items[:place], replace(rest[0], lead=lead + rest[0].lead), *rest[1:]), ""


def _with_value(body: str, value: object, newline: str) -> str:
    """The lines of an item with another value, its spelling of the key and its comment kept."""
    key, _, rest = body.partition("=")
    space = rest[: len(rest) - len(rest.lstrip(" \t"))]
    ending = newline if body.endswith("\n") else ""
    return f"{key}={space or ' '}{toml.show(value)}{_comment(body)}{ending}"


def _comment(body: str) -> str:
    """The comment behind a value, with the space before it: all after the shortest valid text."""
    text = body.rstrip("\r\n")
    last = text.rfind("\n") + 1
    at = text.find("#", last)
    while at >= 0:
        try:
            toml.load(text[:at])
        except Malformed:
            at = text.find("#", at + 1)
            continue
        kept = text[:at].rstrip()
        return text[len(kept) :]
    return ""
