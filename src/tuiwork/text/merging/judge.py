"""Choosing between two values of one field, and remembering the one that was not chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from tuiwork.dataclass import dataclass, field
from tuiwork.model.log import Entry
from tuiwork.text import toml
from tuiwork.text.merging.conflicts import PLACE, Conflict
from tuiwork.text.merging.diff3 import Side

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Judge:
    """Decides by what each side's new log entries say; `found` collects the values turned down."""

    path: str
    ours: Sequence[Entry] = ()
    theirs: Sequence[Entry] = ()
    found: list[Conflict] = field(default_factory=list)

    def newer(self, *fields: str) -> Side | None:
        """The side that logged a change of one of these fields last, None where neither did."""
        ours, theirs = (_last(entries, fields) for entries in (self.ours, self.theirs))
        if ours == theirs:
            return None
        return "ours" if ours > theirs else "theirs"

    def choose(self, fields: Sequence[str], ours: Sequence[Any], theirs: Sequence[Any]) -> Side:
        """The side whose values of these fields are shown: the newer, else the greater values."""
        greater = [*map(toml.canonical, ours)] > [*map(toml.canonical, theirs)]
        return self.newer(*fields) or ("ours" if greater else "theirs")

    def turn_down(self, field_: str, base: Any, kept: Any, other: Any, side: Side) -> None:
        """Remember that `side` had this other value."""
        teller = find_teller(self.ours if side == "ours" else self.theirs, field_, other)
        by, at = (teller.by, teller.at) if teller else (None, None)
        self.found.append(Conflict(self.path, field_, base, kept, other, by, at))


def _last(entries: Sequence[Entry], fields: Sequence[str]) -> datetime:
    times = [entry.at for entry in entries if any(_concerns(entry, name) for name in fields)]
    return max(times, default=_NEVER)


def _concerns(entry: Entry, name: str) -> bool:
    if entry.event == "moved":
        return name == PLACE
    if entry.event == "checkin":
        key_result = entry.details.partition(" ")[0]
        return bool(key_result) and name == f"key_results.{toml.show_key(key_result)}.current"
    return entry.event == name


def find_teller(entries: Sequence[Entry], name: str, value: Any) -> Entry | None:
    """The newest entry that says the field went to this value."""
    telling = [entry for entry in entries if _concerns(entry, name) and _says(entry, value)]
    return max(telling, key=lambda entry: (entry.at, entry.by), default=None)


def _says(entry: Entry, value: Any) -> bool:
    said = _spoken(value)
    if entry.event == "checkin":
        return entry.details.split(" ")[1:2] == [said]
    change = entry.change
    return change is not None and ((change[1] or "") + " ").startswith(said + " ")


def _spoken(value: Any) -> str:
    """A value as the log says it."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, float):
        return f"{value:g}"
    return value.isoformat() if isinstance(value, date) else toml.show(value)
