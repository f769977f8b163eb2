"""Adoption counts people who do it; the effect is measured against what was before."""

from __future__ import annotations

from datetime import date

import pytest

from tests.insight.initiatives.making import checkins, initiative
from tuiwork.insight.initiatives.adoption import adoption, effect, pulse_falls

ENDED = date(2026, 1, 1)
THREE = checkins(
    "2026-02-01 using = 5, expected = 6",
    "2026-03-01 using = 6, expected = 6",
    "2026-04-01 using = 5, expected = 6",
)


def test_a_target_met_three_times_in_a_row_is_adopted() -> None:
    found = adoption(initiative(f"adoption_target = 5\n{THREE}"), ENDED)
    assert [point.share for point in found.points] == [
        pytest.approx(5 / 6),
        1,
        pytest.approx(5 / 6),
    ]
    assert (found.streak, found.adopted) == (3, True)
    assert found.words == "5 of 6, target 5, met 3 times in a row"


def test_the_first_of_them_comes_thirty_days_after_the_pilot() -> None:
    one = initiative(f"adoption_target = 5\n{THREE}")
    assert adoption(one, date(2026, 1, 2)).adopted
    assert not adoption(one, date(2026, 1, 3)).adopted
    assert not adoption(one, None).adopted


def test_a_miss_between_them_begins_anew() -> None:
    rows = THREE + checkins(
        "2026-03-15 using = 4, expected = 6", "2026-05-01 using = 6, expected = 6"
    )
    found = adoption(initiative(f"adoption_target = 5\n{rows}"), ENDED)
    assert [point.met for point in found.points] == [True, True, False, True, True]
    assert (found.streak, found.adopted) == (2, False)


def test_what_was_adopted_once_stays_so_when_a_later_month_is_weak() -> None:
    rows = THREE + checkins("2026-05-01 using = 3, expected = 6")
    found = adoption(initiative(f"adoption_target = 5\n{rows}"), ENDED)
    assert (found.streak, found.adopted) == (0, True)
    assert found.words == "3 of 6, target 5, not met"


def test_a_target_below_one_is_a_share() -> None:
    found = adoption(initiative(f"adoption_target = 0.9\n{THREE}"), ENDED)
    assert [point.met for point in found.points] == [False, True, False]
    assert found.words == "5 of 6, target 90 %, not met"


def test_what_cannot_be_is_not_counted() -> None:
    rows = checkins("2026-02-01 using = 7, expected = 6", "2026-02-02 using = 0, expected = 0")
    found = adoption(initiative(rows), ENDED)
    assert (found.points, found.words) == ((), "no check-in yet")


def test_without_a_target_nothing_is_met() -> None:
    found = adoption(initiative(THREE), ENDED)
    assert (found.adopted, found.words) == (False, "5 of 6, no target")


def test_the_effect_is_the_share_of_the_cases_of_the_last_check_in_that_has_some() -> None:
    rows = checkins(
        "2026-02-01 cases = 8, faster = 2",
        "2026-03-01 cases = 10, faster = 7",
        "2026-04-01 using=1",
    )
    found = effect(initiative(rows))
    assert found is not None
    assert (found.day, found.share) == (date(2026, 3, 1), 0.7)
    assert found.words == "70 % (7 of 10) faster"


def test_a_measure_goes_from_its_baseline_to_its_target() -> None:
    front = "effect_baseline = 14\neffect_target = 5\n"
    found = effect(initiative(front + checkins("2026-02-01 value = 11")))
    assert found is not None
    assert found.progress == pytest.approx(1 / 3)
    assert found.words == "11, from 14 to 5"
    bare = effect(initiative(checkins("2026-02-01 value = 11")))
    assert bare is not None
    assert (bare.progress, bare.words) == (None, "11")


def test_no_cases_have_no_effect() -> None:
    assert effect(initiative(checkins("2026-02-01 cases = 0, faster = 0"))) is None
    assert effect(initiative(checkins("2026-02-01 cases = 2, faster = 3"))) is None


@pytest.mark.parametrize(
    ("pulses", "falls"),
    [
        ("5 4 3 2", (5, 4, 3, 2)),
        ("1 5 4 3 2", (5, 4, 3, 2)),
        ("5 4 3 3", ()),
        ("4 3 2", ()),
        ("5 4 3 2 3", ()),
        ("9 4 3 2", ()),
    ],
)
def test_three_falls_of_the_pulse_in_a_row_are_told(pulses: str, falls: tuple[int, ...]) -> None:
    rows = [f"2026-0{month}-01 pulse = {one}" for month, one in enumerate(pulses.split(), 1)]
    assert pulse_falls(initiative(checkins(*rows))) == falls
