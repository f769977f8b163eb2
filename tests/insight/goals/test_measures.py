"""Key results that are worked out from tasks."""

from __future__ import annotations

import pytest

from tests.insight.goals.companies import done, goal, of
from tests.verbs.company import INCIDENTS, TODAY, task
from tuiwork.insight.goals.standing import ResultStanding, standing
from tuiwork.model.workspace import Workspace

CYCLES = {1: "a", 2: "b", 3: "c", 5: "d", 9: "e"}


def computed(measure: str, window: str = "") -> tuple[str, str]:
    row = f'id = "x"\nstart = 10\ntarget = 2\nmeasure = "{measure}"'
    row += f'\nwindow = "{window}"' if window else ""
    return goal("a", row, period='"2026-Q2"')


def cycles() -> list[tuple[str, str]]:
    """Tasks finished on 10 June that took 1, 2, 3, 5 and 9 days."""
    return [
        done(letter * 8, f"2026-06-{11 - days:02}", "2026-06-10") for days, letter in CYCLES.items()
    ]


def worked_out(workspace: Workspace) -> ResultStanding:
    [one] = standing(workspace, workspace.goals["a"], TODAY).key_results
    return one


@pytest.mark.parametrize(("measure", "value"), [("cycle_p50", 3), ("cycle_p85", 9)])
def test_a_percentile_of_days_is_the_value_of_a_key_result(measure: str, value: float) -> None:
    one = worked_out(of(computed(measure), *cycles()))
    assert one.key_result.current == value
    assert one.progress == pytest.approx(min(1.0, (10 - value) / 8))
    assert one.measured is not None
    assert sorted(one.measured.ids) == [letter * 8 for letter in "abcde"]
    assert not one.asked.stale


def test_fewer_than_five_give_no_number() -> None:
    one = worked_out(of(computed("cycle_p50"), *cycles()[:4]))
    assert (one.key_result.current, one.progress) == (None, None)
    assert one.measured is not None
    assert one.measured.show() == "- (n=4)"


@pytest.mark.parametrize(
    ("measure", "window", "value"),
    [
        ("done_count", "", 5),
        ("done_count list:incidents", "", 0),
        ("open_count", "", 2),
        ("done_share", "", 100 * 5 / 7),
        ("done_count", "2d", 0),
        ("done_count", "6d", 5),
        ("lead_p50", "period", 3),
    ],
)
def test_counts_and_shares_are_over_what_the_query_asks_for(
    measure: str, window: str, value: float
) -> None:
    more = task("ffffffff"), task("gggggggg", INCIDENTS), task("hhhhhhhh", status='"dropped"')
    one = worked_out(of(computed(measure, window), *cycles(), *more))
    assert one.key_result.current == pytest.approx(value)


def test_throughput_is_the_mean_of_complete_weeks() -> None:
    # Five in the week of 8 June, one in the week before: three a week.
    early = done("ffffffff", "2026-06-02", "2026-06-03")
    assert worked_out(of(computed("throughput"), *cycles(), early)).key_result.current == 3


@pytest.mark.parametrize(
    ("measure", "trouble"),
    [
        ("cycle_time", "there is no measure “cycle_time”"),
        ("done_count list:nowhere", "there is no list “nowhere”"),
        ("done_count colour:red", "there is no field “colour”"),
    ],
)
def test_a_measure_nobody_understands_says_so(measure: str, trouble: str) -> None:
    one = worked_out(of(computed(measure)))
    assert one.trouble.startswith(trouble)
    assert one.progress is None


def test_nothing_is_worked_out_from_a_part_of_the_tasks() -> None:
    company = of(computed("done_count"), *cycles())
    part = Workspace(company.documents, all_ids=lambda: ["aaaaaaaa", "zzzzzzzz"])
    assert worked_out(part).trouble == "not all tasks were read"
