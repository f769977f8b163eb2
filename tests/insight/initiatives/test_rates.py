"""How often initiatives last, by year and approach, and how well that was foreseen."""

from __future__ import annotations

import pytest

from tests.insight.initiatives.making import initiative
from tuiwork.insight.initiatives.rates import (
    calibration,
    habit,
    implementation_rate,
    rates_by_approach,
    rates_by_year,
)
from tuiwork.model.initiative import Initiative


def closed(
    name: str, outcome: str, year: int, approach: str = "coached", confidence: int | None = None
) -> Initiative:
    sure = "" if confidence is None else f"confidence = {confidence}\n"
    front = f'stage = "closed"\noutcome = "{outcome}"\nclosed = {year}-05-01\n'
    return initiative(f'{front}approach = "{approach}"\n{sure}', name=name)


SOME = [
    closed("a", "adopted", 2025, "coached", 80),
    closed("b", "abandoned", 2025, "direct", 60),
    closed("c", "merged", 2026, "coached", 100),
    closed("d", "adopted", 2026, "together"),
    initiative('stage = "everyday"\nconfidence = 10', name="e"),
]


def test_adopted_ones_are_counted_against_all_that_were_closed() -> None:
    rate = implementation_rate(SOME)
    assert (rate.adopted, rate.closed, rate.share) == (("a", "d"), ("a", "b", "c", "d"), 0.5)
    assert rate.words == "2 of 4 adopted (50 %)"
    assert implementation_rate(SOME[-1:]).words == "- (n=0)"


def test_the_rate_is_split_by_year_and_by_approach() -> None:
    years = rates_by_year(SOME)
    assert {year: rate.share for year, rate in years.items()} == {2025: 0.5, 2026: 0.5}
    approaches = rates_by_approach(SOME)
    assert {name: rate.share for name, rate in approaches.items()} == {
        "coached": 0.5,
        "direct": 0.0,
        "together": 1.0,
    }


def test_a_year_is_told_by_the_log_where_the_front_matter_says_none() -> None:
    log = "- 2024-05-01T10:00:00Z ali status everyday -> closed\n"
    assert list(rates_by_year([initiative('stage = "closed"', log)])) == [2024]
    assert list(rates_by_year([initiative('stage = "closed"')])) == [0]


def test_who_was_surer_than_what_came_of_it_overrated_themselves() -> None:
    found = calibration(SOME)  # (80 + 60 + 100) / 3 = 80 %, of which one in three was adopted
    assert found.value == pytest.approx(0.8 - 1 / 3)
    assert (found.n, found.ids) == (3, ("a", "b", "c"))
    assert calibration(SOME[-1:]).show() == "- (n=0)"


def taken(count: int, approach: str, first: int = 0) -> list[Initiative]:
    return [
        initiative(
            f'approach = "{approach}"',
            f"- 2026-01-{number + 1:02}T10:00:00Z ali created\n",
            name=f"{approach}-{number}",
        )
        for number in range(first, first + count)
    ]


@pytest.mark.parametrize(("same", "other", "told"), [(6, 2, True), (5, 3, False), (7, 0, False)])
def test_one_approach_for_nearly_everything_is_a_habit(same: int, other: int, told: bool) -> None:
    found = habit([*taken(other, "together"), *taken(same, "coached", other)])
    assert (found is not None) is told
    if found is not None:
        assert found.words == "6 of the last 8 initiatives are coached"
        assert len(found.ids) == 6


def test_only_the_last_eight_are_a_habit() -> None:
    assert habit([*taken(8, "coached"), *taken(4, "direct", 8)]) is None
    found = habit([*taken(4, "direct"), *taken(8, "coached", 4)])
    assert found is not None
    assert found.of == len(found.ids) == 8
