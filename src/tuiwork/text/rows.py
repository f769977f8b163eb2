"""Rows of an array of tables as written: put in another order, each with its own lines."""

from __future__ import annotations

from collections.abc import Sequence

from tuiwork.dataclass import replace
from tuiwork.text import toml
from tuiwork.text.front import Front, Section, set_item


def order_rows(
    front: Front, table: str, key: str, names: Sequence[str], newline: str = "\n"
) -> Front:
    """Front matter in which the rows that hold these names under `key` come in this order.

    Other rows stay where they are. The rows may be written as `[[table]]` or inline.
    """
    spelt = toml.show_key(table)
    inline = front.sections[0].get(spelt)
    if isinstance(inline, list):
        known = {row.get(key): row for row in inline if isinstance(row, dict)}
        wanted = iter([known[name] for name in names if name in known])
        rows = [
            next(wanted) if isinstance(row, dict) and row.get(key) in names else row
            for row in inline
        ]
        return set_item(front, 0, spelt, rows, newline)
    blocks = _blocks(front.sections, spelt)
    by_name = {block[0].get(key): block for block in blocks if _is_named(block, spelt, key, names)}
    turn = iter([by_name[name] for name in names if name in by_name])
    ordered = [next(turn) if by_name.get(block[0].get(key)) is block else block for block in blocks]
    return replace(front, sections=tuple(section for block in ordered for section in block))


def _is_named(block: Sequence[Section], table: str, key: str, names: Sequence[str]) -> bool:
    first = block[0]
    return first.is_row and first.name == table and first.get(key) in names


def _blocks(sections: Sequence[Section], table: str) -> list[list[Section]]:
    """The sections, those inside a row together with it."""
    blocks: list[list[Section]] = []
    for section in sections:
        if section.name.startswith(f"{table}.") and blocks:
            blocks[-1].append(section)
        else:
            blocks.append([section])
    return blocks
