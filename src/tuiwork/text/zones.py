"""Timezones by name, loaded only when somebody asks for a day or an hour on their clocks."""

from __future__ import annotations

from datetime import tzinfo
from functools import lru_cache


@lru_cache(8)
def zone_named(name: str | None) -> tzinfo | None:
    """The timezone of that name; None, which stands for this machine's, where nobody knows it."""
    if not name:
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
