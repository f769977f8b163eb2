"""A row as cells under columns: fixed ones keep their place, one takes what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len, set_cell_size

from tuiwork.dataclass import dataclass
from tuiwork.text.clean import safe

Part: TypeAlias = tuple[str, str]
"""A stretch of text and its tone, such as `("fri 19", "overdue")`; the tone may be empty."""

Line: TypeAlias = Sequence[Part]
Cell: TypeAlias = str | Line

LONGEST = 4000
"""Characters of a text that are looked at: no screen shows more, and it may be a megabyte."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column, `width` cells wide, or with None the one that takes what is left.

    Cells flush right (numbers, dates) are never cut; one that is too long borrows from the column
    that takes what is left. When space is short the highest `rank` is left out first; 0 stays.
    """

    key: str
    width: int | None = None
    right: bool = False
    gap: int = 1
    rank: int = 0


class Slot(NamedTuple):
    """A column that is shown, and its width here."""

    column: Column
    cells: int


@lru_cache(maxsize=256)
def fit(columns: tuple[Column, ...], width: int, least: int = 16) -> tuple[Slot, ...]:
    """Return the columns that fit in `width` with `least` cells for the one without a width."""
    kept = list(columns)
    if all(column.width is not None for column in columns):
        least = 0
    while _rest(kept, width) < least:
        last = max(reversed(kept), key=lambda column: column.rank, default=None)
        if last is None or last.rank == 0:
            break
        kept.remove(last)
    rest = max(_rest(kept, width), 0)
    return tuple(Slot(one, rest if one.width is None else one.width) for one in kept)


def lay_out(slots: Sequence[Slot], cells: Mapping[str, Cell], *, cut_sign: str = "…") -> Line:
    """Return one line for the slots; a column without a cell stays blank."""
    lines = [_safe_line(cells.get(slot.column.key, "")) for slot in slots]
    borrowed = _borrowed(slots, cells)
    out: list[Part] = []
    for number, (slot, line) in enumerate(zip(slots, lines, strict=True)):
        if number and slot.column.gap:
            out.append((" " * slot.column.gap, ""))
        if slot.column.right:
            out.extend(_padded(line, slot.cells, right=True))
        else:
            room = slot.cells if slot.column.width is not None else max(slot.cells - borrowed, 0)
            out.extend(_padded(cut(line, room, cut_sign), room))
    return out


def place_of(slots: Sequence[Slot], cells: Mapping[str, Cell], key: str) -> tuple[int, int]:
    """Where a column begins in the line that `lay_out` makes of these cells, and its room there.

    Raises StopIteration for a column that is not shown.
    """
    at = next(number for number, slot in enumerate(slots) if slot.column.key == key)
    before = slots[:at]
    start = sum(slot.cells for slot in before) + sum(slot.column.gap for slot in slots[1 : at + 1])
    return start, max(slots[at].cells - _borrowed(slots, cells), 0)


def cut(line: Line, width: int, cut_sign: str = "…") -> Line:
    """Return the line in at most `width` cells, ending in `cut_sign` if something is missing.

    A wide character is never split; where half of one would remain, the line is a cell shorter.
    """
    if length(line) <= width:
        return line
    room = width - cell_len(cut_sign)
    if room < 0:
        room, cut_sign = width, ""
    out: list[Part] = []
    for text, tone in line:
        cells = cell_len(text)
        if cells > room:
            out.append((set_cell_size(text, room).rstrip() + cut_sign, tone))
            return out
        out.append((text, tone))
        room -= cells
    return out


def length(line: Line) -> int:
    """Return how many cells the line takes."""
    return sum(cell_len(text) for text, _ in line)


def _rest(columns: Sequence[Column], width: int) -> int:
    gaps = sum(column.gap for column in columns[1:])
    return width - gaps - sum(column.width or 0 for column in columns)


def _borrowed(slots: Sequence[Slot], cells: Mapping[str, Cell]) -> int:
    """The cells that columns flush right take from the one that takes what is left."""
    return sum(
        max(length(_safe_line(cells.get(slot.column.key, ""))) - slot.cells, 0)
        for slot in slots
        if slot.column.right
    )


def _safe_line(cell: Cell) -> Line:
    line = [(cell, "")] if isinstance(cell, str) else cell
    return [(safe(text[:LONGEST]), tone) for text, tone in line]


def _padded(line: Line, width: int, *, right: bool = False) -> Line:
    missing = width - length(line)
    if missing <= 0:
        return line
    blank = (" " * missing, "")
    return [blank, *line] if right else [*line, blank]
