"""Log entries in words: what happened, as one would tell it."""

from __future__ import annotations

from tuiwork.model.log import Entry
from tuiwork.text.handoffs import read_handoff

_SAID = {
    "attached": "attached",
    "detached": "took away",
    "created": "wrote it down",
    "reopened": "took it up again",
    "unblocked": "went on",
    "accept": "took it over",
    "handoff": "handed it over",
    "return": "gave it back",
    "blocked": "was blocked",
    "update": "told the customer",
    "time": "worked",
    "checkin": "checked in",
    "csat": "the customer gave",
    "moved": "moved it",
    "question": "asked",
    "answer": "answered",
    "in": "took on",
    "waiting": "let wait",
    "declined": "declined",
    "started": "started it",
    "reviewed": "looked at it again",
    "ranked": "ranked",
}
_NOTHING = {"owner": "nobody", "due": "no date", "priority": "normal"}


def entry_words(entry: Entry) -> str:
    """What an entry says; the first line of it, where it has several. `due: fri → mon`."""
    details = entry.details.split("\n", 1)[0].strip()
    if entry.event == "comment":
        return details
    handed = read_handoff(entry)
    if handed is not None:
        said = f"handed it to {handed.receiver}"
        return f"{said}: {details}" if (details := handed.context.split("\n", 1)[0]) else said
    if entry.event == "answer":
        details = details.removeprefix("why ")
    change = entry.change
    if change is None:
        said = _SAID.get(entry.event, entry.event)
        return f"{said}: {details}" if details else said
    nothing = _NOTHING.get(entry.event, "none")
    before, after = (side or nothing for side in change)
    words = f"{before} → {after}"
    if entry.event == "status":
        return words
    return f"{_SAID.get(entry.event, entry.event)}: {words}"
