"""A figure with the ids behind it, and the percentile that is said only of enough of them."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from tuiwork.dataclass import dataclass

FEWEST = 5
"""Fewer items than this give no figure."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure over `n` items; None where they are too few, or there is nothing to divide by."""

    value: float | None
    n: int
    ids: tuple[str, ...] = ()

    def show(self, pattern: str = "{:g}") -> str:
        """The figure as people read it; without one `- (n=3)`, so that nobody takes it for 0."""
        return f"- (n={self.n})" if self.value is None else pattern.format(self.value)


def percentile(values: Mapping[str, float], share: float) -> Measured:
    """The percentile by nearest rank of values by id; none of fewer than five.

    Nearest rank: the smallest of the values that at least this share of them do not exceed.
    """
    ids = tuple(values)
    if len(ids) < FEWEST:
        return Measured(None, len(ids), ids)
    ranked = sorted(values.values())
    # Rounded, so that 0.85 of 20 is the 17th and not the 18th.
    return Measured(ranked[max(1, ceil(round(share * len(ranked), 9))) - 1], len(ids), ids)


def ratio(part: int, ids: tuple[str, ...]) -> Measured:
    """How many of the items behind these ids are meant ÷ all of them; none without any."""
    return Measured(part / len(ids) if ids else None, len(ids), ids)
