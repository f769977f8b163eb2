"""Progress of goals, against hand-computed cases."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tuiwork.errors import Ambiguous, Refused
from tuiwork.model.goal import (
    Goal,
    Override,
    State,
    expected_progress,
    find_goal,
    goal_days,
    period_days,
    period_of,
    state_of,
)
from tuiwork.model.kinds import Kind

Q2 = {"period": "2026-Q2"}


def goal(*results: dict[str, Any], **fields: Any) -> Goal:
    rows = [{"id": f"kr{number}"} | one for number, one in enumerate(results)]
    return Goal("goals/g.md", Kind.GOAL, {"key_results": rows} | fields)


def result(start: float, target: float, current: float | None, **more: Any) -> dict[str, Any]:
    return {"start": start, "target": target, "current": current} | more


@pytest.mark.parametrize(
    ("start", "target", "current", "progress"),
    [
        (0, 10, 4, 0.4),
        (5.0, 2.0, 3.1, 1.9 / 3),  # downwards
        (62, 95, 81, 19 / 33),
        (0, 10, 14, 1.0),  # clamped
        (0, 10, -3, 0.0),
        (-4, 4, 0, 0.5),
        (0, 10, None, 0.0),  # never checked in
    ],
)
def test_a_key_result_goes_from_start_to_target(
    start: float, target: float, current: float | None, progress: float
) -> None:
    assert goal(result(start, target, current)).key_results[0].progress == pytest.approx(progress)


@pytest.mark.parametrize(
    "row",
    [
        {"start": 0},
        {"target": 5},
        {"start": 3, "target": 3, "current": 3},
        {"start": "0", "target": 5},
        {"start": math.nan, "target": 5, "current": 1},
        {"start": 0, "target": math.inf, "current": 1},
        {"start": True, "target": 5},
    ],
)
def test_a_key_result_without_usable_numbers_has_no_progress(row: dict[str, Any]) -> None:
    assert goal(row).key_results[0].progress is None
    assert goal(row).progress is None


def test_an_objective_is_the_weighted_mean_of_what_is_measured() -> None:
    one = goal(
        result(0, 10, 10, weight=1),
        result(0, 10, 5, weight=3),
        {"title": "not measured yet", "weight": 9},
    )
    assert one.progress == pytest.approx((1.0 * 1 + 0.5 * 3) / 4)


@pytest.mark.parametrize("weight", [0, -1, "2", math.nan, math.inf, None])
def test_a_weight_that_makes_no_sense_counts_as_one(weight: object) -> None:
    assert goal(result(0, 10, 10), result(0, 10, 0, weight=weight)).progress == 0.5


def test_rows_without_an_id_do_not_count() -> None:
    assert (
        Goal("goals/g.md", Kind.GOAL, {"key_results": [{"start": 0, "target": 1}, 5]}).progress
        is None
    )
    one = goal(result(0, 10, 5, title="Calls", unit="d"))
    assert one.key_result("kr0") is not None
    assert one.key_result("kr1") is None
    assert (one.key_results[0].title, one.key_results[0].unit) == ("Calls", "d")
    assert goal({}).key_results[0].title == "kr0"


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-Q2", "2026-04-01", "2026-06-30"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("9999-Q4", "9999-10-01", "9999-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period: str, first: str, last: str) -> None:
    assert period_days(period) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "period", ["", "soon", "26", "0000", "2026-Q5", "2026-Q0", "2026-13", "2026-1", "2026-q2",
               "2026-Q2-1", "２０２６", "10000", "2026Q2", "-Q2"],
)  # fmt: skip
def test_other_words_are_no_period(period: str) -> None:
    assert period_days(period) is None


@pytest.mark.parametrize("length", ["year", "half", "quarter", "month", "fortnight"])
@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31)])
def test_the_period_of_a_day_holds_the_day(day: date, length: str) -> None:
    days = period_days(period_of(day, length))
    assert days is not None
    assert days[0] <= day <= days[1]


def test_own_days_come_before_the_period() -> None:
    start, end = datetime(2026, 4, 10, 9, tzinfo=UTC), date(2026, 4, 19)
    assert goal_days(goal(start=start, end=end, **Q2)) == (date(2026, 4, 10), date(2026, 4, 19))
    assert goal_days(goal(start=start, **Q2)) == period_days("2026-Q2")
    assert goal_days(goal(period=5)) is None
    assert goal_days(goal()) is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 31), 0.0),
        (date(2026, 4, 1), 1 / 91),
        (date(2026, 6, 15), 76 / 91),
        (date(2026, 6, 30), 1.0),
        (date(2026, 7, 5), 1.0),
        (date(2025, 1, 1), 0.0),
    ],
)
def test_expected_is_elapsed_of_the_period_with_today(today: date, expected: float) -> None:
    assert expected_progress(goal(**Q2), today) == pytest.approx(expected)


def test_days_the_wrong_way_round_expect_nothing() -> None:
    one = goal(result(0, 1, 1), start=date(2026, 5, 1), end=date(2026, 4, 1))
    assert expected_progress(one, date(2026, 4, 15)) is None
    assert state_of(one.progress, expected_progress(one, date(2026, 4, 15))) is State.UNKNOWN


@pytest.mark.parametrize(
    ("current", "state"),
    [
        (100, State.ON_TRACK),
        (84, State.ON_TRACK),
        (74, State.ON_TRACK),  # expected - 0.10 exactly
        (73.9, State.AT_RISK),
        (59, State.AT_RISK),  # expected - 0.25 exactly
        (58.9, State.OFF_TRACK),
        (0, State.OFF_TRACK),
    ],
)
def test_the_state_compares_with_what_is_expected(current: float, state: State) -> None:
    days = {"start": date(2026, 1, 1), "end": date(2026, 4, 10)}  # 100 days
    day_84 = date(2026, 3, 25)
    one = goal(result(0, 100, current), **days)
    assert expected_progress(one, day_84) == pytest.approx(0.84)
    assert state_of(one.progress, expected_progress(one, day_84)) is state


def test_without_numbers_or_days_the_state_is_unknown() -> None:
    assert state_of(None, 0.5) is State.UNKNOWN
    assert state_of(0.5, None) is State.UNKNOWN


@pytest.mark.parametrize(
    ("fields", "closed"),
    [
        ({"closed": date(2026, 5, 1)}, True),
        ({"status": "closed"}, True),
        ({"status": "open"}, False),
        ({"closed": "yes"}, False),
        ({}, False),
    ],
)
def test_a_goal_is_closed_by_a_date_or_by_word(fields: dict[str, Any], closed: bool) -> None:
    assert goal(**fields).is_closed == closed


TODAY = date(2026, 6, 15)
SAID = {"state": "at risk", "state_note": "Parts are late", "state_until": date(2026, 6, 20)}


def test_a_state_said_by_hand_holds_up_to_its_last_day() -> None:
    one = goal(**SAID)
    assert one.override(TODAY) == Override(State.AT_RISK, "Parts are late", date(2026, 6, 20))
    assert one.override(date(2026, 6, 20)) is not None
    assert one.override(date(2026, 6, 21)) is None


@pytest.mark.parametrize(
    "change", [{"state": "stale"}, {"state": "unknown"}, {"state_until": None}, {"state": 5}]
)
def test_a_state_without_sense_or_end_is_not_shown(change: dict[str, Any]) -> None:
    assert goal(**SAID | change).override(TODAY) is None


def named(*slugs: str) -> dict[str, Goal]:
    rows = {"key_results": [{"id": "handling-time"}, {"id": "on-time"}]}
    return {one: Goal(f"goals/{one}.md", Kind.GOAL, rows) for one in slugs}


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("faster", "faster-service"),
        ("faster/on", "faster-service/on-time"),
        ("handling", "faster-service/handling-time"),
    ],
)
def test_a_part_of_a_name_finds_a_goal_or_a_key_result(word: str, found: str) -> None:
    assert find_goal(word, named("faster-service")) == found


def test_what_could_be_several_goals_is_asked_back() -> None:
    with pytest.raises(Ambiguous, match="could be a/handling-time, b/handling-time"):
        find_goal("handling", named("a", "b"))
    with pytest.raises(Refused, match="there is no goal “fsater-service”; did you mean faster-ser"):
        find_goal("fsater-service", named("faster-service"))
