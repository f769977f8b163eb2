"""Durations in words: `45m`, `1h30m`, `2d`, `1w`. Days and weeks follow the calendar."""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 40
_NUMBER = r"([0-9]{1,6}(?:[.,][0-9]{1,4})?)"
_WRITTEN = re.compile(
    " ?".join(rf"(?:{_NUMBER} ?{unit})?" for unit in ("w", "d", "h", "m(?:in)?")),
    re.IGNORECASE,
)
_LEADING = re.compile(rf"{_WRITTEN.pattern}(?!\S)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def parse_duration(text: str, *, hours_per_day: float = 8, days_per_week: int = 5) -> int:
    """Return the minutes in `text`, such as `45m`, `6h`, `1.5h`, `1h30m`, `2d` or `1w 2d`.

    Raises ValueError with a sentence when it is not a duration.
    """
    written = " ".join(text[: _LONGEST + 1].split())
    if written.startswith(("-", "−")):
        raise ValueError(f"“{written}” is negative; a duration is 0m or longer")
    match = _WRITTEN.fullmatch(written) if len(written) <= _LONGEST else None
    if match is None or not any(match.groups()):
        raise ValueError(f"“{written}” is not a duration; write one such as 45m, 1h30m, 2d or 1w")
    day = hours_per_day * 60
    minutes = sum(
        float(number.replace(",", ".")) * unit
        for number, unit in zip(
            match.groups(default="0"), (day * days_per_week, day, 60, 1), strict=True
        )
    )
    return round(minutes)


def leading_duration(text: str) -> tuple[str, str]:
    """The duration that a text begins with, as written and empty without one, and what follows."""
    match = _LEADING.match(text)
    words = match[0] if match is not None and any(match.groups()) else ""
    return words.rstrip(), text[len(words) :].lstrip(" ")


def format_duration(minutes: int, *, hours_per_day: float = 8, days_per_week: int = 5) -> str:
    """Return the short text that `parse_duration` reads back as exactly `minutes`.

    Whole weeks and whole days are said as such (`1w`, `3d`); everything else in hours and minutes
    (`6h`, `1h30m`, `45m`). Raises ValueError for a negative number.
    """
    if minutes < 0:
        raise ValueError(f"{minutes} minutes is negative; a duration is 0m or longer")
    day = hours_per_day * 60
    for unit, letter in ((day * days_per_week, "w"), (day, "d")):
        count = round(minutes / unit)
        if count and round(count * unit) == minutes:
            return f"{count}{letter}"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}m"
    return f"{hours}h{rest}m" if rest else f"{hours}h"
