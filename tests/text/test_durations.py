"""Durations are read as people write them and written back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.text.durations import format_duration, parse_duration

hours = st.sampled_from([4.0, 6.5, 7.33, 7.4, 8.0, 24.0])
days = st.integers(1, 7)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45m", 45),
        ("6h", 360),
        ("2d", 960),
        ("1w", 2400),
        ("1h30m", 90),
        ("1h 30m", 90),
        ("1.5h", 90),
        ("1,5h", 90),
        ("90m", 90),
        ("90 min", 90),
        ("0.5d", 240),
        ("1w2d", 3360),
        ("1w 2d 3h 4m", 3360 + 184),
        (" 2H ", 120),
        ("0m", 0),
    ],
)
def test_a_duration_is_read_in_minutes(text: str, minutes: int) -> None:
    assert parse_duration(text) == minutes


def test_days_and_weeks_follow_the_calendar() -> None:
    assert parse_duration("1d", hours_per_day=7.4) == 444
    assert parse_duration("1w", hours_per_day=7.4) == 2220
    assert parse_duration("1w", hours_per_day=6, days_per_week=4) == 1440


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "6", "h", "6x", "m6", "1m1h", "1h1h", "1 2h", "six hours", "1.h", ".5h", "٣h"),
        *("1e9h", "9999999h", " " * 50 + "x", "1" * 10_000 + "h", "∞h", "nan", "2h\x1b"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration; write one such as 45m"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["-2h", " -2h", "−2h"])
def test_a_negative_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is negative"):
        parse_duration(text)
    with pytest.raises(ValueError, match="is negative"):
        format_duration(-120)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0m"),
        (45, "45m"),
        (60, "1h"),
        (90, "1h30m"),
        (360, "6h"),
        (480, "1d"),
        (510, "8h30m"),
        (1440, "3d"),
        (2400, "1w"),
        (2880, "6d"),
        (6001, "100h1m"),
    ],
)
def test_minutes_are_written_short(minutes: int, text: str) -> None:
    assert format_duration(minutes) == text


@given(st.integers(0, 10**6), hours, days)
def test_what_is_written_reads_back_as_the_same_minutes(
    minutes: int, hours_per_day: float, days_per_week: int
) -> None:
    text = format_duration(minutes, hours_per_day=hours_per_day, days_per_week=days_per_week)
    again = parse_duration(text, hours_per_day=hours_per_day, days_per_week=days_per_week)
    assert again == minutes
