"""Recurrence in words is understood, and always comes to an end."""

from __future__ import annotations

from datetime import date

import pytest

from tuiwork.text.recurrence import next_occurrence, recurrence_rule

MONDAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("every day", date(2026, 6, 16)),
        ("every friday", date(2026, 6, 19)),
        ("every monday", date(2026, 6, 22)),
        ("every weekday", date(2026, 6, 16)),
        ("every 2 weeks", date(2026, 6, 29)),
        ("every other month", date(2026, 8, 15)),
        ("every quarter", date(2026, 9, 15)),
        ("every tue and thu", date(2026, 6, 16)),
        ("every month on the 1st", date(2026, 7, 1)),
        ("every month on the last day", date(2026, 6, 30)),
        ("Every Month On The 31st", date(2026, 7, 31)),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", date(2026, 9, 1)),
        ("RRULE:FREQ=YEARLY", date(2027, 6, 15)),
    ],
)
def test_words_say_when_it_is_next(words: str, expected: date) -> None:
    assert next_occurrence(words, MONDAY) == expected


@pytest.mark.parametrize(
    "words",
    [
        "",
        "every",
        "every blue",
        "every 0 days",
        "every month on the 32nd",
        "friday",
        "FREQ=DAILY;X=1",
    ],
)
def test_other_words_are_refused_with_examples(words: str) -> None:
    with pytest.raises(ValueError, match="expected words such as"):
        recurrence_rule(words)


def test_a_day_that_never_comes_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="does not come round again"):
        next_occurrence("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", MONDAY)


def test_rules_finer_than_days_are_refused() -> None:
    with pytest.raises(ValueError, match="no RRULE"):
        recurrence_rule("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31")
