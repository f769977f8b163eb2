"""Tables: columns as wide as their cells, the title takes what the line leaves and is cut with …"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tuiwork.cli.output import Line, Span
from tuiwork.dataclass import dataclass
from tuiwork.text.clean import safe
from tuiwork.text.width import fit, width

GAP = 2
LEAST = 16
"""The cells a growing column keeps; before it has fewer, other columns are left out."""
WIDEST = 120
"""The cells to which a column is filled up at most: one long text must not widen every line."""


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
    # Owners, dates and lists repeat: what is in several rows is measured and laid out once.
    cells_of = [dict.fromkeys([row[at] for row in rows]) for at in range(len(columns))]
    texts = [{cell: _text(cell) for cell in known} for known in cells_of]
    widths = [_wanted(columns[at], known.values(), room) for at, known in enumerate(texts)]
    shown = _fitting(columns, widths, room)
    taken = sum(widths[at] for at in shown if not columns[at].grows) + GAP * (len(shown) - 1)
    cells: dict[int, dict[Span, Line]] = {}
    shorten = _whole if room is None else fit
    for at in shown:
        if columns[at].grows and room is not None:
            widths[at] = max(1, min(widths[at], room - taken))
        gap = GAP if at != shown[-1] else 0
        cells[at] = {
            cell: _laid_out(columns[at], shorten(text, widths[at]), _style(cell), widths[at], gap)
            for cell, text in texts[at].items()
        }
    return [[span for at in shown for span in cells[at][row[at]]] for row in rows]


def _wanted(column: Column, texts: Iterable[str], room: int | None) -> int:
    """The cells that a column would take if it could."""
    widest = max(map(width, texts), default=0)
    if room is None:
        return min(widest, WIDEST)
    return widest if column.grows else min(widest, max(LEAST, room // 2))


def _whole(text: str, cells: int) -> str:
    """The text uncut: who reads a pipe gets everything."""
    del cells
    return text


def _text(cell: Span) -> str:
    return safe(cell if isinstance(cell, str) else cell[0])


def _style(cell: Span) -> str:
    return "" if isinstance(cell, str) else cell[1]


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


def _laid_out(column: Column, text: str, style: str, room: int, gap: int) -> Line:
    """A cell filled up to its room, with the gap to the next one."""
    blank = " " * (room - width(text))
    before, after = (blank, " " * gap) if column.right else ("", blank + " " * gap)
    return [before, (text, style), after] if style else [before + text + after]


def cut(line: Line, room: int | None) -> Line:
    """A line cut with … to at most `room` cells; None is no limit."""
    if room is None:
        return line
    kept: Line = []
    for span in line:
        text = _text(span)
        kept.append((fit(text, room), _style(span)))
        room -= width(text)
        if room <= 0:
            break
    return kept
