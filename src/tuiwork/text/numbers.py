"""Numbers as people read them."""

from __future__ import annotations


def number_words(value: float | None) -> str:
    """A number without needless digits: `3.1`, `1200`, `0.003`; `?` for none."""
    if value is None:
        return "?"
    if 0 < abs(value) < 0.01:
        return f"{value:.1g}"
    words = f"{value:.2f}"
    return words.rstrip("0").rstrip(".")


def percent(share: float | None) -> str:
    """A share of 1 as people read it: `54 %`; a dash for none."""
    return "–" if share is None else f"{round(share * 100)} %"
