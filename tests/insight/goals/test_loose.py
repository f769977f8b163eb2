"""Loose ends between goals and work."""

from __future__ import annotations

from tests.insight.goals.companies import done, goal, of, result
from tests.verbs.company import JOBS, TODAY, task
from tuiwork.insight.goals.loose import loose_ends
from tuiwork.insight.goals.problems import goal_problems

A, B, C = "aaaaaaaa", "bbbbbbbb", "cccccccc"
KR = result("x", 0, 10, 5)


def test_goals_and_key_results_that_no_task_serves_are_told() -> None:
    company = of(
        goal("empty", KR),
        goal("half", KR, result("y", 0, 10, 5)),
        goal("top"),
        goal("low", parent='"top"'),
        goal("over", closed="2026-03-31"),
        task(A, goals='["half/x"]'),
        done(B, "2026-06-01", "2026-06-02", goals='["low"]'),
    )
    found = loose_ends(company, TODAY)
    assert [one.slug for one in found.goals] == ["empty"]
    assert found.key_results == ("half/y",)
    assert found.tasks == ()


def test_links_to_closed_and_missing_goals_are_told_apart_from_work_for_none() -> None:
    listing = (f"{JOBS}/list.toml", 'name = "Jobs"\nworkflow = "service"\ngoals = ["gone"]\n')
    company = of(
        goal("over", KR, closed="2026-03-31"),
        listing,
        task(A, goals='["over/x", "nowhere"]'),
        done(B, "2026-06-01", "2026-06-02", goals='["over"]'),
        task(C, run="true"),
    )
    found = loose_ends(company, TODAY)
    assert [(one.document.slug, one.reference, one.closed) for one in found.links] == [
        (f"{A}-x", "over/x", True),
        (f"{A}-x", "nowhere", False),
        ("jobs", "gone", False),
    ]
    assert [one.id for one in found.tasks] == [A]
    assert found.count == 4


def test_what_is_wrong_in_a_goal_is_told_in_a_sentence() -> None:
    company = of(
        goal(
            "a",
            'title = "no id"',
            result("x", 0, 10, 5),
            result("x", 3, 3, 3, weight="-1"),
            'id = "y"\nstart = "none"\ntarget = 5\nmeasure = "speed {0}"\n'
            "benchmark = { start = 1 }",
            period='"soon"',
            state='"at risk"',
        )
    )
    assert [one.message for one in goal_problems(company.goals["a"])] == [
        "a key result has no id; it is not counted",
        "two key results have the id “x”; give one of them another",
        "weight of the key result “x” is -1; expected a number above 0",
        "start and target of the key result “x” are both 3; it cannot move",
        "start of the key result “y” is 'none'; expected a number",
        "measure of the key result “y”: there is no measure “speed”; there are cycle_p50, "
        "cycle_p85, done_count, done_share, lead_p50, lead_p85, open_count, throughput",
        "benchmark of the key result “y” has no start and current; expected two numbers",
        "period is “soon”; expected one such as 2026-Q2, 2026-05, 2026-H1 or 2026",
        "a state said by hand needs state_until, the last day it holds; it is not shown",
    ]
