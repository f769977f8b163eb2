"""The room in a period: hours, planned work and what initiatives need, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.verbs.company import TODAY, company, task
from tuiwork.insight.room import room
from tuiwork.model.workspace import Workspace

A, B = "aaaaaaa1", "aaaaaaa2"
NEEDS = '[{ person = "sara", hours_per_week = 4 }, { person = "mia", hours_per_week = 1 }]'


@pytest.fixture
def one() -> Workspace:
    week = {"start": "2026-07-06", "due": "2026-07-10", "owner": '"sara"'}
    return company(
        task(A, estimate='"10h"', **week),
        task(B, estimate='"5h"', initiative='"page"', **week),
        people__sara="+++\nhours = 30\n+++\n",
        people__ali="+++\nhours = 20\n+++\n",
        initiatives__page=f"+++\nstart = 2026-08-03\nend = 2026-08-30\nneeds = {NEEDS}\n+++\n",
    )


def test_capacity_and_planned_work_are_those_of_the_weeks_that_begin_in_the_period(
    one: Workspace,
) -> None:
    found = room(one, "2026-07", TODAY)
    assert found.weeks == tuple(date(2026, 7, day) for day in (6, 13, 20, 27))
    rows = [(each.handle, each.capacity, each.planned, each.needed) for each in found.people]
    assert rows == [("ali", 80, 0, 0), ("sara", 120, 15, 0)]
    assert (found.team.capacity, found.team.planned) == (200, 15)


def test_an_initiative_needs_its_hours_in_the_weeks_it_runs_in_and_its_tasks_do_not_count(
    one: Workspace,
) -> None:
    found = room(one, "2026-Q3", TODAY, ["page", "page", "gone"])
    taken = {each.handle: each for each in found.people}
    assert (taken["sara"].planned, taken["sara"].needed) == (10, 4 * 4)
    assert (taken["mia"].capacity, taken["mia"].needed) == (0, 4)
    assert [each.handle for each in found.over] == ["mia"]
    assert taken["mia"].share is None


def test_weeks_that_are_over_do_not_count(one: Workspace) -> None:
    assert room(one, "2026-07", date(2026, 7, 15)).weeks[0] == date(2026, 7, 13)
    assert room(one, "2026-Q2", date(2026, 7, 15)).weeks == ()
    assert room(one, "2026-Q2", date(2026, 7, 15)).team.share is None


@pytest.mark.parametrize("period", ["soon", "2036-Q1", "9999"])
def test_no_period_or_one_far_ahead_has_no_weeks(one: Workspace, period: str) -> None:
    assert room(one, period, TODAY).people == ()
