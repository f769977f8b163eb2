"""People: who can own work, how they are recognised, how many hours they have and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from math import isfinite
from typing import Any

from tuiwork.dataclass import dataclass
from tuiwork.model.document import Document

HOURS_IN_A_WEEK = 168


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which somebody does not work, both ends counted, and why."""

    first: date
    last: date
    what: str = ""


@dataclass(frozen=True, slots=True)
class Protected:
    """Hours of every week that are kept free from tasks, and what for."""

    hours: float
    what: str = ""


class Person(Document):
    """A document in people/, read as a person. The handle is its slug."""

    __slots__ = ()

    @property
    def handle(self) -> str:
        return self.slug

    @property
    def emails(self) -> tuple[str, ...]:
        return tuple(email.casefold() for email in self.names("emails"))

    @property
    def hours(self) -> float | None:
        """The hours of a week; None where nobody said, or more than a week has."""
        hours = self.number("hours")
        return hours if hours is not None and 0 <= hours <= HOURS_IN_A_WEEK else None

    @property
    def absences(self) -> tuple[Absence, ...]:
        """The absences in order, those that overlap as one; impossible ones are left out."""
        rows = [absence_in(row) for row in self.tables("absence")]
        return merged(row for row in rows if row is not None)

    def away_on(self, day: date) -> Absence | None:
        """The absence that a day lies in."""
        return next((one for one in self.absences if one.first <= day <= one.last), None)

    @property
    def protected(self) -> tuple[Protected, ...]:
        """The protected time of a week, part by part."""
        rows = [(_hours(row.get("hours")), row.get("what")) for row in self.tables("protected")]
        return tuple(
            Protected(hours, what if isinstance(what, str) else "")
            for hours, what in rows
            if hours is not None
        )


def absence_in(row: Any) -> Absence | None:
    """The absence that a table `{ from, to, what }` says; None for one that says none.

    Without `to` it is one day.
    """
    first, what = _day(row.get("from")), row.get("what")
    last = _day(row.get("to")) if "to" in row else first
    if first is None or last is None or last < first:
        return None
    return Absence(first, last, what if isinstance(what, str) else "")


def merged(absences: Iterable[Absence]) -> tuple[Absence, ...]:
    """The absences in order, each day once: those that share days become one, with both reasons."""
    found: list[Absence] = []
    for one in sorted(absences, key=lambda one: (one.first, one.last, one.what)):
        before = found[-1] if found else None
        if before is None or before.last < one.first:
            found.append(one)
            continue
        reasons = dict.fromkeys(what for what in (*before.what.split(", "), one.what) if what)
        last = max(before.last, one.last)
        found[-1] = Absence(before.first, last, ", ".join(reasons))
    return tuple(found)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _hours(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        return None
    return float(value) if 0 <= value <= HOURS_IN_A_WEEK else None
