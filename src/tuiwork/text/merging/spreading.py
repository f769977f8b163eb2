"""Tables that are written inline, written out below, so that they merge by their keys and rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tuiwork.dataclass import replace
from tuiwork.model.fields import Field, Type
from tuiwork.text import toml
from tuiwork.text.front import Front, Item, Section, new_item

Fronts = tuple[Front, Front, Front]


def spread_alike(fronts: Fronts, known: Mapping[str, Field]) -> Fronts:
    """Three versions, base first, where a table that both sides changed is not inline."""
    tables = {key for key, field in known.items() if field.type is Type.TABLE}
    inline = {name for front in fronts for item in _top(front) if (name := _name(item)) in tables}
    if not inline:
        return fronts
    values = [toml.load(front.join()) for front in fronts]
    for key in sorted(inline):
        b, o, t = (toml.canonical(one.get(key)) for one in values)
        if o != t and b not in (o, t):
            fronts = tuple(spread(front, key) for front in fronts)  # type: ignore[assignment]
    return fronts


def spread(front: Front, key: str) -> Front:
    """Front matter in which a table, or rows, under this key are written out at the end.

    Comments inside go above them. As it is where the key holds something else.
    """
    name = toml.show_key(key)
    mine = [item for item in _top(front) if _name(item) == name]
    tables = _tables(name, mine)
    if tables is None:
        return front
    top, *rest = front.sections
    top = replace(top, items=tuple(item for item in top.items if item not in mine))
    comments = "".join(_comments(mine))
    if not tables:
        return Front((top, *rest), comments + front.tail)
    first = replace(tables[0], header=f"\n{comments}{tables[0].header.lstrip()}")
    return Front((top, *rest, first, *tables[1:]), front.tail)


def _top(front: Front) -> tuple[Item, ...]:
    first = front.sections[0]
    return () if first.name else first.items


def _name(item: Item) -> str:
    """The key of an item, or the table that a dotted key is in."""
    return item.key.partition(".")[0]


def _tables(name: str, items: Iterable[Item]) -> list[Section] | None:
    """The sections that say what these items say, None where they say no table."""
    inside: dict[str, Any] = {}
    for item in items:
        if item.key != name:
            inside[item.key.removeprefix(f"{name}.")] = item.value
        elif isinstance(item.value, dict):
            inside = {toml.show_key(key): value for key, value in item.value.items()}
        elif isinstance(item.value, list) and all(isinstance(row, dict) for row in item.value):
            return [
                Section(name, f"\n[[{name}]]\n", is_row=True, items=_items(row))
                for row in item.value
            ]
        else:
            return None
    if not inside:
        return None
    lines = tuple(Item(key, "", f"{key} = {toml.show(one)}\n", one) for key, one in inside.items())
    return [Section(name, f"\n[{name}]\n", items=lines)]


def _items(row: Mapping[str, Any]) -> tuple[Item, ...]:
    return tuple(new_item(key, value) for key, value in row.items())


def _comments(items: Iterable[Item]) -> Iterable[str]:
    return (f"{one}\n" for item in items for one in toml.comments(item.raw))
