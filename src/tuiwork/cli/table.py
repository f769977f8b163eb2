"""Tables: columns as wide as their cells, the title takes what the line leaves and is cut with …"""

from __future__ import annotations

from collections.abc import Sequence

from tuiwork.cli.output import Line, Span
from tuiwork.dataclass import dataclass
from tuiwork.text.clean import safe
from tuiwork.text.width import fit, width

GAP = 2
LEAST = 16
"""The cells a growing column keeps; before it has fewer, other columns are left out."""


@dataclass(frozen=True, slots=True)
class Column:
    """How a column is laid out. Where the line is too short, those with the highest `spare` go."""

    right: bool = False
    grows: bool = False
    spare: int = 0


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[Span]], room: int | None
) -> list[Line]:
    """The rows as lines of at most `room` cells; None is no limit. Empty columns are left out."""
    cleaned = [[_clean(cell) for cell in row] for row in rows]
    widths = [
        max((width(_text(row[at])) for row in cleaned), default=0) for at in range(len(columns))
    ]
    shown = _fitting(columns, widths, room)
    taken = sum(widths[at] for at in shown if not columns[at].grows) + GAP * (len(shown) - 1)
    for at in shown:
        if columns[at].grows and room is not None:
            widths[at] = max(1, min(widths[at], room - taken))
    return [
        [span for at in shown for span in _cell(columns[at], row[at], widths[at], at != shown[-1])]
        for row in cleaned
    ]


def _clean(cell: Span) -> Span:
    return safe(cell) if isinstance(cell, str) else (safe(cell[0]), cell[1])


def _text(cell: Span) -> str:
    return cell if isinstance(cell, str) else cell[0]


def _fitting(columns: Sequence[Column], widths: Sequence[int], room: int | None) -> list[int]:
    """The places of the columns that are shown."""
    shown = [at for at, cells in enumerate(widths) if cells]
    while room is not None:
        needed = sum(min(widths[at], LEAST) if columns[at].grows else widths[at] for at in shown)
        spare = max((columns[at].spare for at in shown), default=0)
        if needed + GAP * (len(shown) - 1) <= room or not spare:
            break
        shown = [at for at in shown if columns[at].spare != spare]
    return shown


def _cell(column: Column, cell: Span, cells: int, more: bool) -> Line:
    """One cell in its width, with the gap to the next one."""
    text = fit(_text(cell), cells)
    style = "" if isinstance(cell, str) else cell[1]
    blank = " " * (cells - width(text))
    gap = " " * GAP if more else ""
    if column.right:
        return [blank, (text, style), gap]
    return [(text, style), (blank + gap if more else "")]
