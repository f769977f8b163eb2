"""The rows of a list and where its cursor may stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple


class Row(NamedTuple):
    """One row: a key that stays the same over reloads, and what is needed to draw it.

    A drawn row is drawn again when `value` compares unequal. A header is never the cursor's.
    """

    key: str
    value: Any = None
    header: bool = False


class State(NamedTuple):
    """What a row needs to know about itself to be drawn."""

    cursor: bool = False
    marked: bool = False


def find(rows: Sequence[Row], key: str, near: int = 0) -> int | None:
    """Return where the key stands, looking first at `near`, where it mostly is."""
    if 0 <= near < len(rows) and rows[near].key == key:
        return near
    return next((index for index, row in enumerate(rows) if row.key == key), None)


def landing(rows: Sequence[Row], index: int, step: int = 1) -> int | None:
    """Return the row nearest to `index` where the cursor may stand, seeking along `step` first.

    None when there is no such row.
    """
    if not rows:
        return None
    start = max(0, min(index, len(rows) - 1))
    ahead, behind = range(start, len(rows)), range(start, -1, -1)
    for path in (ahead, behind) if step > 0 else (behind, ahead):
        for place in path:
            if not rows[place].header:
                return place
    return None


def held_top(
    old: Sequence[Row], new: Sequence[Row], top: int, held: int | None, row_height: int
) -> int:
    """Return the scroll offset at which `new` stands still for someone who saw `old` at `top`.

    The row that keeps its place on the screen is `held`, or else the uppermost in sight. At the
    very top the list stays there: what comes in above should be seen.
    """
    if top == 0 or not old:
        return top
    index = min(top // row_height, len(old) - 1) if held is None else held
    now = find(new, old[index].key, index)
    return top if now is None else top + (now - index) * row_height
