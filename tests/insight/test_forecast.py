"""A forecast draws from the past, answers the same every time, and refuses where it cannot know."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.text.workspaces import TODAY, task, with_tasks
from tuiwork.insight.forecast import LONGEST, RUNS, forecast, weeks_needed
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace


def past(*counts: int, place: str = "operations/jobs", lead: str = "d") -> list[Task]:
    """Tasks finished in the weeks before today's, so many in each, the last week last."""
    monday = TODAY - timedelta(7 * len(counts))
    return [
        task(
            f"{lead}{week}x{n}",
            place,
            status="done",
            log=f"- {monday + timedelta(7 * week)}T08:00:00Z sara status doing -> done\n",
        )
        for week, count in enumerate(counts)
        for n in range(count)
    ]


def left(count: int, place: str = "operations/jobs") -> list[Task]:
    return [task(f"o{place[:1]}{n}", place, status="scheduled") for n in range(count)]


def there(*tasks: Task) -> Workspace:
    return with_tasks(*tasks)


# The runs


def test_weeks_that_are_all_alike_leave_nothing_to_chance() -> None:
    assert set(weeks_needed(10, [3, 3, 3], 1)) == {4}
    assert set(weeks_needed(9, [3, 3, 3], 1)) == {3}
    assert set(weeks_needed(1, [5], 1)) == {1}


def test_there_are_ten_thousand_runs_and_a_seed_decides_them() -> None:
    runs = weeks_needed(20, [0, 1, 5], 1)
    assert len(runs) == RUNS
    assert runs == weeks_needed(20, [0, 1, 5], 1) != weeks_needed(20, [0, 1, 5], 2)
    assert runs == sorted(runs)


def test_one_task_with_every_other_week_empty_takes_as_long_as_coins_say() -> None:
    runs = weeks_needed(1, [0, 1], 1)
    for weeks in (1, 2, 3):
        assert sum(run <= weeks for run in runs) / RUNS == pytest.approx(1 - 0.5**weeks, abs=0.02)


def test_the_same_everywhere() -> None:
    runs = weeks_needed(20, [2, 3, 2, 3, 3, 2, 3, 3, 3, 3], 1)
    assert (runs[0], runs[4_999], runs[8_499], runs[-1]) == (7, 8, 8, 10)
    uneven = weeks_needed(30, [0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 1], 1)
    assert (uneven[0], uneven[4_999], uneven[8_499], uneven[-1]) == (40, 89, 108, 176)


# The answer


def test_the_dates_are_as_many_weeks_ahead_as_the_runs_took() -> None:
    tasks = [*past(3, 3, 3, 3, 3), *left(10)]
    found = forecast(there(*tasks), TODAY, tasks)
    assert (found.p50, found.p85) == (TODAY + timedelta(28), TODAY + timedelta(28))
    assert found.ids == tuple(one.id for one in left(10))
    assert [week.count for week in found.weeks] == [3, 3, 3, 3, 3]
    assert not found.borrowed
    assert not found.refused


def test_the_same_work_done_since_moves_the_dates() -> None:
    tasks = [*past(3, 3, 3, 3, 3), *left(10)]
    later = forecast(there(*tasks), TODAY, [*past(3, 3, 3, 3, 3), *left(6)])
    assert later.p50 == TODAY + timedelta(14)


def test_a_selection_with_too_little_past_borrows_that_of_all_and_says_so() -> None:
    mine = [*past(0, 0, 0, 2, 2, lead="m"), *left(4)]
    others = past(4, 4, 4, 0, 0, place="operations/incidents")
    found = forecast(there(*mine, *others), TODAY, mine)
    assert found.borrowed
    assert [week.count for week in found.weeks] == [4, 4, 4, 2, 2]


# The refusals


def refusal(*tasks: Task) -> str:
    found = forecast(there(*tasks), TODAY, tasks)
    assert (found.p50, found.p85) == (None, None)
    return found.refused


def test_without_anything_left_there_is_nothing_to_say() -> None:
    assert refusal(*past(1, 1, 1, 1, 1)) == "nothing is left to do"


def test_too_few_weeks_are_no_past() -> None:
    assert refusal(*past(9, 9, 9, 9), *left(2)) == (
        "only 4 complete weeks since the first task was finished; five are needed"
    )
    assert refusal(*past(9), *left(2)).startswith("only 1 complete week ")
    assert refusal(*left(2)).startswith("no complete week since the first task was finished")


def test_a_long_time_without_a_finish_is_no_pace() -> None:
    quiet = (3, *[0] * 20)
    assert refusal(*past(*quiet), *left(2)).startswith("nothing was finished in the last 12 ")


def test_work_for_years_is_given_no_date() -> None:
    assert LONGEST == 104
    assert refusal(*past(1, 1, 1, 1, 1), *left(105)) == (
        "at 1.0 a week, 105 tasks take more than two years"
    )
    assert not forecast(
        there(*past(1, 1, 1, 1, 1), *left(104)), TODAY, [*past(1, 1, 1, 1, 1), *left(104)]
    ).refused


def test_a_week_that_is_not_over_is_not_drawn_from() -> None:
    today = TODAY + timedelta(3)
    tasks = [*past(3, 3, 3, 3, 3), *left(3)]
    tasks.append(task("now", status="done", log="- 2026-06-16T08:00:00Z sara status a -> done\n"))
    assert [week.count for week in forecast(there(*tasks), today, tasks).weeks] == [3, 3, 3, 3, 3]
    assert forecast(there(*tasks), today, tasks).p50 == date(2026, 6, 25)
