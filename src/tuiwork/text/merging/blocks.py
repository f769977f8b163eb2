"""Front matter in pieces that can be told apart in several versions of it, and their addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from tuiwork.model.fields import Field
from tuiwork.text import toml
from tuiwork.text.front import Front, Section

ROW_KEY = "id"

Key = tuple[str, int]  # a piece's address, and which of several equal ones it is
Block = dict[Key, Section]  # the top-level keys, a table, or a row with the tables inside it
V = TypeVar("V")


def blocks_of(front: Front, known: Mapping[str, Field]) -> dict[Key, Block]:
    """The blocks of front matter in the order written; a table inside a row lies with the row."""
    pieces: list[list[Section]] = []
    rows: dict[str, list[Section]] = {}
    for section in front.sections:
        outer = [name for name in rows if section.name.startswith(f"{name}.")]
        if outer:
            rows[max(outer, key=len)].append(section)
            continue
        pieces.append([section])
        if section.is_row:
            rows[section.name] = pieces[-1]
    return _numbered(
        (address_of(piece, known), _numbered((section.name, section) for section in piece))
        for piece in pieces
    )


def address_of(piece: list[Section], known: Mapping[str, Field]) -> str:
    """A table's name; of a row that and its key or, where it has none, its values."""
    head = piece[0]
    if not head.is_row:
        return head.name
    field = known.get(head.name)
    key = row_name(head.get(field.row_key if field and field.row_key else ROW_KEY))
    row = "\n".join(values_of(piece)) if key is None else toml.show_key(key)
    return f"{head.name}.{row}"


def row_name(key: object) -> str | None:
    """What a row's key calls it: a text itself, a day or a number as written; None for others."""
    if isinstance(key, str):
        return key
    plain = isinstance(key, int | date) and not isinstance(key, bool)
    return str(key) if plain else None


def values_of(sections: Iterable[Section]) -> list[str]:
    """What sections say, however it is written."""
    return [
        line
        for section in sections
        for line in (
            f"[{section.name}]",
            *sorted(f"{item.key} = {toml.show(item.value)}" for item in section.items),
        )
    ]


def addressed(front: Front, known: Mapping[str, Field]) -> Iterator[tuple[str, Section]]:
    """Every section with what comes before its keys to make their addresses.

    The keys' addresses are `due`, `fields.phone`, `key_results.calls.target`.
    """
    for key, block in blocks_of(front, known).items():
        for section in block.values():
            yield prefix(key, block, section), section


def prefix(key: Key, block: Block, section: Section) -> str:
    """What comes before the keys of a section to make their addresses."""
    head = next(iter(block.values()))
    address = key[0] + section.name.removeprefix(head.name)
    return f"{address}." if address else ""


def _numbered(pairs: Iterable[tuple[str, V]]) -> dict[Key, V]:
    found: dict[Key, V] = {}
    for name, value in pairs:
        count = 0
        while (name, count) in found:
            count += 1
        found[name, count] = value
    return found
