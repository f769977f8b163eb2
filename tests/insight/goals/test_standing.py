"""How goals stand, on small cases worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.insight.goals.companies import checked, goal, of, result
from tests.verbs.company import TODAY
from tuiwork.insight.goals.asking import Asked, cadence_days
from tuiwork.insight.goals.standing import Standing, standing
from tuiwork.model.goal import Goal, State
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace

Q2 = {"period": '"2026-Q2"', "cadence": '"2w"'}


def stands(workspace: Workspace, slug: str = "a", today: date = TODAY) -> Standing:
    return standing(workspace, workspace.goals[slug], today)


def test_an_objective_is_the_mean_of_its_key_results_by_weight() -> None:
    one = stands(of(goal("a", result("x", 0, 10, 10), result("y", 0, 10, 2, weight="3"), **Q2)))
    assert one.progress == pytest.approx((1.0 + 3 * 0.2) / 4)
    assert one.expected == pytest.approx(76 / 91)
    assert one.state is State.OFF_TRACK
    assert [each.state for each in one.key_results] == [State.ON_TRACK, State.OFF_TRACK]


def test_a_goal_without_key_results_is_the_mean_of_those_below_it_by_their_weight() -> None:
    company = of(
        goal("a", period='"2026-Q2"'),
        goal("b", result("x", 0, 10, 10), parent='"a"', weight="3"),
        goal("c", result("x", 0, 10, 2), parent='"a"'),
        goal("d", parent='"a"'),
    )
    one = stands(company)
    assert one.progress == pytest.approx((3 * 1.0 + 0.2) / 4)
    assert [each.goal.slug for each in one.below] == ["b", "c", "d"]


def test_own_key_results_count_before_those_of_the_goals_below() -> None:
    company = of(goal("a", result("x", 0, 10, 5)), goal("b", result("x", 0, 10, 10), parent='"a"'))
    assert stands(company).progress == 0.5


def test_goals_that_lie_below_themselves_count_as_lying_below_nothing() -> None:
    company = of(
        goal("a", parent='"b"'),
        goal("b", result("x", 0, 10, 5), parent='"a"'),
        goal("c", result("x", 0, 10, 1), parent='"a"'),
    )
    one = stands(company)
    assert one.circular
    assert [each.goal.slug for each in one.below] == ["c"]
    assert one.progress == pytest.approx(0.1)
    assert stands(company, "b").progress == 0.5
    assert not stands(company, "c").circular


def test_goals_may_lie_below_each_other_however_deep() -> None:
    chain = [goal(f"g{n}", parent=f'"g{n - 1}"') for n in range(1, 2_000)]
    company = of(goal("g0"), *chain, goal("end", result("x", 0, 4, 1), parent='"g1999"'))
    assert stands(company, "g0").progress == 0.25


def test_a_check_in_older_than_the_cadence_is_stale() -> None:
    log = checked("x", ("2026-05-01", 1), ("2026-06-01", 2))
    company = of(goal("a", result("x", 0, 10, 2), log=log, **Q2))
    due = date(2026, 6, 15)
    assert stands(company).asked == Asked(date(2026, 6, 1), due, stale=False)
    assert stands(company, today=date(2026, 6, 16)).asked == Asked(date(2026, 6, 1), due, True)


def test_each_key_result_has_its_own_last_check_in() -> None:
    log = checked("x", ("2026-06-10", 1)) + checked("y", ("2026-05-01", 1))
    one = stands(of(goal("a", result("x", 0, 10, 1), result("y", 0, 10, 1), log=log, **Q2)))
    assert [each.asked.stale for each in one.key_results] == [False, True]
    assert not one.stale


def test_a_goal_nobody_ever_checked_in_is_stale_a_cadence_after_it_began() -> None:
    company = of(goal("a", result("x", 0, 10, 0), **Q2))
    assert stands(company, today=date(2026, 4, 15)).asked == Asked(None, date(2026, 4, 15))
    assert stands(company, today=date(2026, 4, 16)).stale


@pytest.mark.parametrize(
    "fields", [{"period": '"2026-Q2"'}, Q2 | {"closed": "2026-06-01"}, Q2 | {"cadence": '"often"'}]
)
def test_without_a_cadence_or_when_closed_nobody_is_asked(fields: dict[str, str]) -> None:
    log = checked("x", ("2026-04-02", 1))
    one = stands(of(goal("a", result("x", 0, 10, 1), log=log, **fields)))
    assert one.asked == Asked(date(2026, 4, 2))


@pytest.mark.parametrize(
    ("written", "days"), [("2w", 14), ("10d", 10), ("1h", 1), ("0d", None), ("soon", None)]
)
def test_a_cadence_is_calendar_days(written: str, days: int | None) -> None:
    assert cadence_days(Goal("goals/g.md", Kind.GOAL, {"cadence": written})) == days


def test_a_trail_holds_the_progress_from_check_in_to_check_in() -> None:
    log = checked("x", ("2026-05-01", 2), ("2026-06-01", 5)) + checked("y", ("2026-06-01", 10))
    one = stands(of(goal("a", result("x", 0, 10, 5), result("y", 0, 10, 10), log=log)))
    first, second = one.key_results
    assert first.trail == ((date(2026, 5, 1), 0.2), (date(2026, 6, 1), 0.5))
    assert first.trend == pytest.approx(0.3)
    assert second.trend is None
    assert one.trail == ((date(2026, 5, 1), 0.1), (date(2026, 6, 1), 0.75))


def test_days_are_those_of_the_workspace() -> None:
    log = "- 2026-06-01T22:30:00Z ali checkin x 5\n"
    base = of(goal("a", result("x", 0, 10, 5), log=log))
    assert stands(base).asked.last is not None
    settings = ("tuiwork.toml", 'format = 1\ntimezone = "Europe/Copenhagen"\n')
    assert stands(of(settings, goal("a", result("x", 0, 10, 5), log=log))).asked.last == date(
        2026, 6, 2
    )


def test_what_somebody_says_stands_beside_the_numbers() -> None:
    said = {"state": '"on track"', "state_note": '"Trust me"', "state_until": "2026-06-20"}
    one = stands(of(goal("a", result("x", 0, 10, 1), **Q2 | said)))
    assert one.state is State.OFF_TRACK
    assert one.override is not None
    assert (one.override.state, one.override.note) == (State.ON_TRACK, "Trust me")


def test_the_worst_comes_first_and_the_stale_before_the_others() -> None:
    fresh = checked("x", ("2026-06-14", 1))
    company = of(
        goal("good", result("x", 0, 10, 9), log=fresh, **Q2),
        goal("bad", result("x", 0, 10, 1), log=fresh, **Q2),
        goal("worse", result("x", 0, 10, 1), **Q2),
        goal("vague"),
    )
    found = [stands(company, slug) for slug in company.goals]
    order = [one.goal.slug for one in sorted(found, key=lambda one: one.urgency)]
    assert order == ["worse", "bad", "vague", "good"]
