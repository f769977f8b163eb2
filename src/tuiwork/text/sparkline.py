"""A row of values as tiny bars, one cell each."""

from __future__ import annotations

from collections.abc import Sequence

_BARS, _ASCII = "▁▂▃▄▅▆▇█", "_.,-~=^#"

CELLS = 8
"""The cells of a sparkline: the last values, where there are more."""


def sparkline(
    values: Sequence[float], *, top: float = 1.0, cells: int = CELLS, ascii_only: bool = False
) -> str:
    """The last values between 0 and `top` as bars; nothing where none is."""
    bars = _ASCII if ascii_only else _BARS
    most = len(bars) - 1
    shares = [value / top if top > 0 else 0.0 for value in values[-cells:]]
    return "".join(bars[round(most * min(1.0, max(0.0, share)))] for share in shares)
