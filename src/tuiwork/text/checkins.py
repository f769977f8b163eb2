"""Check-ins: what the log of a goal says of its key results, read once for each log."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from tuiwork.model.log import Entry
from tuiwork.text.log import log_items

KEPT = 4096
"""How many logs are remembered."""

_WORDS = re.compile(r"(\S+) (\S+)(?: confidence ([0-9.]+)(?=\s|\Z))?\s?(.*)\Z", re.DOTALL)


class CheckIn(NamedTuple):
    """A value that somebody noted, how sure they were to reach the target (0 to 1), and why."""

    at: datetime
    by: str
    key_result: str
    value: float
    confidence: float | None = None
    note: str = ""


def checkin_words(key_result: str, value: float, confidence: float | None, note: str) -> str:
    """A check-in as the details of its log entry, which `checkins_of` reads."""
    words = f"{key_result} {value:.15g}"
    words += f" confidence {confidence:g}" if confidence is not None else ""
    return f"{words} {note.strip()}".rstrip()


@lru_cache(KEPT)
def checkins_of(log: str) -> Mapping[str, tuple[CheckIn, ...]]:
    """The check-ins of each key result that has some, by time. What cannot be read says nothing."""
    found: dict[str, list[CheckIn]] = {}
    for item in log_items(log) if " checkin " in log else ():
        one = item.entry and item.entry.event == "checkin" and _read(item.entry)
        if one:
            found.setdefault(one.key_result, []).append(one)
    return {name: tuple(sorted(some, key=lambda one: one.at)) for name, some in found.items()}


def _read(entry: Entry) -> CheckIn | None:
    match = _WORDS.match(entry.details)
    value = match and _number(match[2])
    if match is None or value is None:
        return None
    confidence, note = _number(match[3]), match[4].strip()
    if confidence is not None and confidence > 1:
        confidence, note = None, f"confidence {match[3]} {note}".strip()
    return CheckIn(entry.at, entry.by, match[1], value, confidence, note)


def _number(written: str | None) -> float | None:
    try:
        value = float(written or "")
    except ValueError:
        return None
    return value if isfinite(value) else None
