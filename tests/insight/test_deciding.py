"""Decisions are due from their review day on, the longest overdue first."""

from __future__ import annotations

from datetime import date

from tests.verbs.company import TODAY, company
from tuiwork.insight.deciding import decisions_of, reviews_due


def decision(day: str, review: str, outcome: str = "") -> str:
    return f'+++\ndate = {day}\nreview = {review}\noutcome = "{outcome}"\n+++\n'


ONE = company(
    decisions__today=decision("2026-05-01", "2026-06-15"),
    decisions__late=decision("2026-02-01", "2026-05-29"),
    decisions__ahead=decision("2026-06-01", "2026-06-16"),
    decisions__done=decision("2026-01-01", "2026-05-01", "Fine."),
    decisions__bare="+++\n+++\n",
)


def test_the_newest_decision_comes_first() -> None:
    names = [one.slug for one in decisions_of(ONE)]
    assert names == ["ahead", "today", "late", "done", "bare"]


def test_those_whose_day_has_come_are_due() -> None:
    found = reviews_due(ONE, TODAY)
    assert [(one.slug, one.days_overdue(TODAY)) for one in found] == [("late", 17), ("today", 0)]
    assert reviews_due(ONE, date(2026, 5, 28)) == ()
