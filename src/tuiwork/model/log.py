"""Log entries: what happened to a document, when, and by whom. All flow numbers rest on them."""

from __future__ import annotations

from datetime import UTC, datetime

from tuiwork.dataclass import dataclass

NONE = "-"
ARROW = " -> "


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `details` is the rest of its line and any continuation lines, as written."""

    at: datetime
    by: str
    event: str
    details: str = ""

    @property
    def change(self) -> tuple[str | None, str | None] | None:
        """The two sides of `A -> B` (None for `-`), or None when the details are no such change."""
        return change_of(self.details)


def change_of(details: str) -> tuple[str | None, str | None] | None:
    """The same, of the details of an entry."""
    before, arrow, after = details.partition(ARROW)
    if not arrow:
        return None
    return _side(before), _side(after.split("\n", 1)[0])


def _side(word: str) -> str | None:
    word = word.strip()
    return None if word == NONE else word


def changed(at: datetime, by: str, key: str, before: str | None, after: str | None) -> Entry:
    """The entry for a field that went from one value to another."""
    return Entry(at.astimezone(UTC), by, key, f"{before or NONE}{ARROW}{after or NONE}")
