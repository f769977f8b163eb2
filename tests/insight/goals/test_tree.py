"""The tree of goals and the work that serves each of them."""

from __future__ import annotations

from datetime import date

from tests.insight.goals.companies import done, goal, of, result
from tests.verbs.company import JOBS, TODAY, task
from tuiwork.insight.goals.serving import Work, serving
from tuiwork.insight.goals.tree import goal_node, goal_tree

A, B, C, D, E = (letter * 8 for letter in "abcde")
KR = result("x", 0, 10, 5)


def ids(work: Work) -> tuple[list[str], list[str], list[str]]:
    return tuple([one.id[0] for one in some] for some in (work.open, work.blocked, work.done))  # type: ignore[return-value]


def test_work_is_counted_under_key_results_goals_and_the_goals_above() -> None:
    company = of(
        goal("top"),
        goal("low", KR, parent='"top"'),
        task(A, goals='["low/x"]', status='"scheduled"', rank='"1"'),
        task(B, goals='["low/x", "low"]', status='"parts"', rank='"2"'),
        done(C, "2026-06-01", "2026-06-02", goals='["low"]', rank='"3"'),
        task(D, goals='["top"]', rank='"4"'),
        task(E, status='"dropped"', goals='["top"]'),
    )
    top, low = goal_tree(company, TODAY).nodes
    assert (top.goal.slug, top.depth, low.goal.slug, low.depth) == ("top", 0, "low", 1)
    assert ids(low.key_results[0].work) == (["a", "b"], ["b"], [])
    assert sorted(low.own.ids) == [A, B, C]
    assert ids(top.own) == (["d"], [], [])
    assert sorted(top.work.ids) == [A, B, C, D]
    assert goal_node(company, company.goals["top"], TODAY).work.total == 4


def test_work_comes_by_the_goal_path_and_run_work_serves_nothing() -> None:
    listing = (f"{JOBS}/list.toml", 'name = "Jobs"\nworkflow = "service"\ngoals = ["a"]\n')
    company = of(goal("a"), listing, task(A), task(B, parent=f'"{A}"'), task(C, run="true"))
    assert sorted(serving(company).work["a"].ids) == [A, B]
    assert serving(company).paths[company.tasks[C].path].alignment == "run"


def test_what_names_a_closed_goal_is_seen_there_and_serves_nothing() -> None:
    company = of(goal("a", closed="2026-03-31", period='"2026-Q1"'), task(A, goals='["a"]'))
    assert goal_tree(company, TODAY).nodes == ()
    [node] = goal_tree(company, TODAY, closed=True).nodes
    assert node.work.ids == (A,)
    assert serving(company).paths[company.tasks[A].path].alignment == "unaligned"


def test_finished_work_counts_for_the_goal_that_ran_then() -> None:
    company = of(
        goal("old", KR, result("y", 0, 1, 1), period='"2026-Q1"', closed="2026-04-02"),
        goal("new", KR, period='"2026-Q2"', carried_from='"old"'),
        goal("other", KR, period='"2026-Q2"'),
        done(A, "2026-03-30", "2026-03-31", goals='["new/x"]', rank='"1"'),
        done(B, "2026-03-30", "2026-04-01", goals='["new/x"]', rank='"2"'),
        done(C, "2026-03-30", "2026-03-31", goals='["other"]', rank='"3"'),
        done(D, "2026-04-03", "2026-04-04", goals='["new"]', rank='"4"'),
    )
    work = serving(company).work
    assert {name: [one.id[0] for one in some.done] for name, some in work.items()} == {
        "old/x": ["a"],
        "new/x": ["b"],
        "new": ["d"],
    }


def test_a_comment_long_after_the_end_does_not_move_it() -> None:
    path, text = done(A, "2026-03-30", "2026-03-31", goals='["new"]')
    said = "- 2026-05-05T08:00:00Z ali comment Thanks\n"
    company = of(goal("new", KR, period='"2026-Q2"'), (path, text + said))
    assert serving(company).work == {}


def test_goals_carried_over_in_a_circle_end() -> None:
    ring = {"period": '"2026-Q2"'}
    company = of(
        goal("a", carried_from='"b"', **ring),
        goal("b", carried_from='"a"', **ring),
        done(A, "2026-03-30", "2026-03-31", goals='["a"]'),
    )
    assert serving(company).work == {}


def test_a_period_shows_its_goals_closed_ones_too() -> None:
    company = of(
        goal("year", period='"2026"'),
        goal("old", period='"2026-Q1"', closed="2026-03-31", parent='"year"'),
        goal("new", period='"2026-Q2"', parent='"year"'),
    )
    assert [one.goal.slug for one in goal_tree(company, TODAY).nodes] == ["year", "new"]
    [only] = goal_tree(company, TODAY, period="2026-Q1").nodes
    assert (only.goal.slug, only.depth) == ("old", 0)


def test_goals_stand_by_period_and_name_each_below_its_parent() -> None:
    company = of(
        goal("c", period='"2026-Q3"'),
        goal("b", period='"2026-Q2"'),
        goal("a", period='"2026-Q3"', parent='"b"'),
        goal("ring", parent='"ring"', period='"2026-Q4"'),
    )
    found = goal_tree(company, date(2026, 6, 15))
    assert [(one.goal.slug, one.depth) for one in found.nodes] == [
        ("b", 0),
        ("a", 1),
        ("c", 0),
        ("ring", 0),
    ]
    assert found.states == {"unknown": 4}
