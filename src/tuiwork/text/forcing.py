"""Steps over a gate's blanks: what the log says of them, and how it is written."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from tuiwork.text.log import log_items

EVENT = "forced"

_WORDS = re.compile(r"(\S+) without ([\w., ]+): ?(.*)\Z", re.DOTALL)


class Forced(NamedTuple):
    """Somebody went on to a stage with these questions blank, and why."""

    at: datetime
    by: str
    stage: str
    blanks: tuple[str, ...]
    reason: str


def forced_words(stage: str, blanks: tuple[str, ...], reason: str) -> str:
    """The details of the log entry, which `forced_in` reads."""
    return f"{stage} without {', '.join(blanks)}: {reason.strip()}"


def forced_in(log: str) -> tuple[Forced, ...]:
    """The forced steps that a log tells of, in the order written."""
    found = []
    for item in log_items(log) if f" {EVENT} " in log else ():
        entry = item.entry
        words = _WORDS.match(entry.details) if entry and entry.event == EVENT else None
        if entry and words:
            blanks = tuple(filter(None, words[2].replace(",", " ").split()))
            found.append(Forced(entry.at, entry.by, words[1], blanks, words[3].strip()))
    return tuple(found)
