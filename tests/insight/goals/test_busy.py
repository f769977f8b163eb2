"""Busy, not productive: weeks and check-ins counted by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest

from tests.insight.goals.companies import checked, done, goal, of, result
from tests.verbs.company import TODAY
from tuiwork.insight.goals.busy import Busy, busy

MONDAY = date(2026, 6, 15)  # today: the last complete week begins a week before


def weeks(*counts: int, goals: str = '["a"]') -> list[tuple[str, str]]:
    """So many tasks finished in each of the last complete weeks, the earliest first."""
    number = count()
    found = []
    for back, finished in enumerate(reversed(counts), 1):
        day = (MONDAY - timedelta(7 * back - 1)).isoformat()
        found += [done(f"t{next(number):07}", day, day, goals=goals) for _ in range(finished)]
    return found


def moving(*checkins: tuple[str, float], current: float = 5) -> tuple[str, str]:
    log = checked("x", *checkins)
    return goal("a", result("x", 0, 100, current), period='"2026-Q2"', log=log)


def asked(*documents: tuple[str, str]) -> Busy:
    return busy(of(*documents), TODAY)


SAME = (2, 2, 2, 2, 2, 2)
STILL = ("2026-05-10", 5), ("2026-06-10", 6)


def test_as_much_is_finished_as_before_and_nothing_moves() -> None:
    found = asked(moving(*STILL), *weeks(*SAME, 2, 2, 2, 2))
    assert found.fires
    assert (found.pace, found.pace_before) == (2, 2)
    assert found.rise == pytest.approx(0.01)
    assert [name for name, _ in found.moves] == ["a/x"]
    [(name, tasks)] = found.finished
    assert (name, len(tasks)) == ("a", 8)


@pytest.mark.parametrize(
    ("counts", "fires"),
    [
        ((2, 2, 2, 1), False),  # 1.75 a week against a median of 2
        ((1, 1, 1, 5), True),
    ],
)
def test_the_mean_of_four_weeks_is_held_against_the_median_before(
    counts: tuple[int, ...], fires: bool
) -> None:
    assert asked(moving(*STILL), *weeks(*SAME, *counts)).fires is fires


@pytest.mark.parametrize(("now", "fires"), [(6.9, True), (7, False), (40, False), (1, True)])
def test_a_rise_of_two_points_is_productive(now: float, fires: bool) -> None:
    found = asked(moving(("2026-05-10", 5), ("2026-06-10", now)), *weeks(*SAME, 2, 2, 2, 2))
    assert found.fires is fires


def test_what_rose_before_or_after_the_four_weeks_does_not_count() -> None:
    # The weeks are those from 18 May to 14 June.
    told = ("2026-05-17", 50), ("2026-06-15", 90)
    found = asked(moving(*told), *weeks(*SAME, 2, 2, 2, 2))
    assert found.rise == 0
    first = asked(moving(("2026-05-18", 50)), *weeks(*SAME, 2, 2, 2, 2))
    assert first.rise == 0.5


def test_fewer_than_ten_weeks_say_nothing() -> None:
    found = asked(moving(*STILL), *weeks(2, 2, 2, 2, 2, 2, 2, 2, 2))
    assert not found.fires
    assert found.reason == "9 complete weeks with finished tasks; 10 are needed"
    assert asked(moving(*STILL)).reason.startswith("0 complete weeks")


def test_at_most_twelve_weeks_count_as_before() -> None:
    found = asked(moving(*STILL), *weeks(90, 90, 90, 90, *[2] * 12, 2, 2, 2, 2))
    assert len(found.before) == 12
    assert found.pace_before == 2


@pytest.mark.parametrize("told", [(), None])
def test_without_check_ins_nobody_can_say_that_nothing_moved(told: tuple[()] | None) -> None:
    documents = [moving()] if told is not None else []
    found = asked(*documents, *weeks(*SAME, 2, 2, 2, 2))
    assert not found.fires
    assert found.reason == "no key result has a value in these weeks"


def test_goals_count_that_ran_in_these_weeks() -> None:
    log = checked("x", ("2026-06-10", 90))
    row = result("x", 0, 100, 90)
    others = [
        goal("over", row, closed="2026-05-17", log=log),
        goal("shut", row, status='"closed"', log=log),
        goal("later", row, period='"2026-Q4"', log=log),
        goal("ended", row, closed="2026-05-18", log=log),
    ]
    found = asked(moving(*STILL), *others, *weeks(*SAME, 2, 2, 2, 2))
    assert [name for name, _ in found.moves] == ["a/x", "ended/x"]
    assert found.rise == pytest.approx((0.01 + 0.9) / 2)


def test_what_was_finished_is_told_by_what_it_served() -> None:
    rest = weeks(*SAME, 2, 2, 2, 2, goals="[]")
    found = asked(moving(*STILL), *rest)
    assert [(name, len(tasks)) for name, tasks in found.finished] == [("unaligned", 8)]
