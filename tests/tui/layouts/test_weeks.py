"""Months are cut into weeks, and days moved about in them, up to the ends of the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.tui.layouts.weeks import moved, weeks_of


@pytest.mark.parametrize(
    ("day", "count", "first", "last"),
    [
        (date(2026, 6, 15), 5, date(2026, 6, 1), date(2026, 7, 5)),
        (date(2026, 8, 1), 6, date(2026, 7, 27), date(2026, 9, 6)),
        (date(2027, 2, 28), 4, date(2027, 2, 1), date(2027, 2, 28)),
        (date(9999, 12, 1), 5, date(9999, 11, 29), None),
    ],
)
def test_the_weeks_are_those_that_a_month_touches(
    day: date, count: int, first: date | None, last: date | None
) -> None:
    weeks = weeks_of(day)
    assert (len(weeks), weeks[0][0], weeks[-1][-1]) == (count, first, last)


@given(st.dates())
def test_every_day_of_a_month_stands_in_its_weeks_once(day: date) -> None:
    days = [one for week in weeks_of(day) for one in week if one is not None]
    assert days.count(day) == 1
    assert sorted(set(days)) == days


@pytest.mark.parametrize(
    ("day", "days", "months", "there"),
    [
        (date(2026, 1, 31), 0, 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 0, -1, date(2025, 12, 15)),
        (date(2026, 1, 31), 1, 0, date(2026, 2, 1)),
        (date(9999, 12, 31), 1, 0, date(9999, 12, 31)),
        (date(9999, 12, 31), 0, 1, date(9999, 12, 31)),
        (date(1, 1, 1), -7, 0, date(1, 1, 1)),
    ],
)
def test_a_day_is_moved_by_days_and_months(day: date, days: int, months: int, there: date) -> None:
    assert moved(day, days, months) == there
