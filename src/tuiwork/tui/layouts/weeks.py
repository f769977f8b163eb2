"""The weeks of a month as rows of days, also at the ends of the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

DAYS = 7


def weeks_of(day: date) -> list[list[date | None]]:
    """The weeks, Monday first, that the month of a day touches; None for days there are not."""
    first = day.replace(day=1)
    start = first.toordinal() - first.weekday()
    weeks = []
    for week in range(6):
        monday = start + DAYS * week
        days = [_day(number) for number in range(monday, monday + DAYS)]
        if any(one is not None and _month(one) == _month(day) for one in days):
            weeks.append(days)
    return weeks


def moved(day: date, days: int = 0, months: int = 0) -> date:
    """A day so many days and months later, or earlier; the last of a month that is shorter, and
    the same day where the calendar ends."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return day
    there = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return _day(there.toordinal() + days) or day


def _day(number: int) -> date | None:
    inside = date.min.toordinal() <= number <= date.max.toordinal()
    return date.fromordinal(number) if inside else None


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
