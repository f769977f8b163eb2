"""The log of this copy's exchanges with the remote: when, with whom, how much, how they ended."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from tuiwork.dataclass import dataclass
from tuiwork.store.local import Local
from tuiwork.sync import outcome

KEPT = 200
"""Exchanges that are remembered; the file holds at most as many more before it is cut."""
LONGEST = 2000
"""Characters of a sentence that are remembered."""

_ENDS = {
    outcome.NO_REMOTE: "no remote",
    outcome.AUTH: "not let in",
    outcome.REWRITTEN: "history rewritten",
    outcome.UNRELATED: "another history",
    outcome.MASS_DELETE: "too much removed",
    outcome.NEWER_FORMAT: "newer format",
    outcome.BUSY: "busy",
    outcome.OPERATION: "git is amid something",
    outcome.DETACHED: "no branch",
    outcome.IDENTITY: "no name in git",
    outcome.UNSIGNED: "could not sign",
    outcome.NOT_SAVED: "not saved",
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """One exchange. `state` is how it ended and `message` says so in a sentence; `conflicts` counts
    the values that it turned down, `took` the seconds."""

    at: datetime
    remote: str
    url: str
    state: str
    sent: int
    received: int
    conflicts: int
    took: float
    message: str

    @property
    def ended_well(self) -> bool:
        """Whether both sides held the same in the end."""
        return self.state in (outcome.PUBLISHED, outcome.RECEIVED, outcome.UP_TO_DATE)


def note_exchange(local: Local, exchange: Exchange) -> None:
    """Write an exchange at the end of the log. A disk that refuses is no reason to say anything."""
    words = {
        "at": exchange.at.isoformat(timespec="seconds"),
        "remote": exchange.remote,
        "url": exchange.url,
        "state": exchange.state,
        "sent": exchange.sent,
        "received": exchange.received,
        "conflicts": exchange.conflicts,
        "took": round(exchange.took, 1),
        "message": exchange.message[:LONGEST],
    }
    with suppress(OSError):
        local.state.mkdir(parents=True, exist_ok=True)
        with _file(local).open("ab+") as file:
            file.seek(0, os.SEEK_END)
            if file.tell():
                file.seek(-1, os.SEEK_END)
                # What a write that broke off left is a line of its own, so that only it is lost.
                file.write(b"" if file.read(1) == b"\n" else b"\n")
            file.write(json.dumps(words).encode() + b"\n")
        _shorten(_file(local))


def exchanges(local: Local) -> list[Exchange]:
    """The last exchanges, newest first; lines that make no sense are left out."""
    try:
        lines = _file(local).read_bytes().splitlines()
    except OSError:
        return []
    found = [exchange for line in lines if (exchange := _read(line)) is not None]
    return found[: -KEPT - 1 : -1]


def how_it_ended(exchange: Exchange) -> str:
    """How much went each way, or why nothing did, in a few words."""
    if not exchange.ended_well:
        return _ENDS.get(exchange.state, exchange.state)
    counts = {"sent": exchange.sent, "received": exchange.received}
    told = [f"{word} {count}" for word, count in counts.items() if count]
    if exchange.conflicts:
        told.append("1 conflict" if exchange.conflicts == 1 else f"{exchange.conflicts} conflicts")
    return ", ".join(told) or "nothing new"


def _shorten(file: Path) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    if len(lines) > 2 * KEPT:
        fresh = file.with_name(f".{file.name}.{os.getpid()}")
        fresh.write_bytes(b"".join(lines[-KEPT:]))
        os.replace(fresh, file)


def _read(line: bytes) -> Exchange | None:
    try:
        found: Any = json.loads(line)
        at = datetime.fromisoformat(found["at"])
        return Exchange(
            at,
            str(found["remote"]),
            str(found["url"]),
            str(found["state"]),
            int(found["sent"]),
            int(found["received"]),
            int(found["conflicts"]),
            float(found["took"]),
            str(found["message"]),
        ) if at.tzinfo else None  # fmt: skip
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return None


def _file(local: Local) -> Path:
    return local.state / "exchanges.jsonl"
