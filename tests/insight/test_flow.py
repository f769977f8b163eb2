"""When work began and ended, by its log, and the days between, worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.text.workspaces import TODAY, task, workspace
from tuiwork.insight.flow import (
    age,
    cycle_time,
    finished,
    finishes,
    in_progress,
    lead_time,
    out_of_order,
    started,
)
from tuiwork.insight.measured import Measured, percentile, ratio
from tuiwork.insight.pace import throughput
from tuiwork.model.document import Document
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace


def log(*steps: str, created: int = 1) -> str:
    """A log of June from steps such as `3 doing -> done`; the number is the day, at noon."""
    lines = [f"- 2026-06-{created:02}T06:00:00Z jonas created\n"]
    for step in steps:
        day, _, change = step.partition(" ")
        at = day if "T" in day else f"2026-06-{int(day):02}T12:00:00Z"
        lines.append(f"- {at} sara status {change}\n")
    return "".join(lines)


def june(day: int) -> date:
    return date(2026, 6, day)


def place(*tasks: Document, timezone: str = "Europe/Copenhagen") -> Workspace:
    settings = dict(workspace().documents["tuiwork.toml"].fields) | {"timezone": timezone}
    documents = workspace({"tuiwork.toml": settings}).documents
    return Workspace(dict(documents) | {one.path: one for one in tasks})


def days(one: Task, **kwargs: str) -> tuple[int | None, int | None]:
    there = place(one, **kwargs)
    both = started(there, one), finished(there, one)
    return tuple(day.day if day else None for day in both)  # type: ignore[return-value]


# The days


def test_work_starts_when_it_first_becomes_active_or_blocked_and_ends_when_it_is_done() -> None:
    steps = ("3 scheduled -> doing", "5 doing -> parts", "9 parts -> done")
    assert days(task("a", status="done", log=log(*steps))) == (3, 9)
    assert days(task("a", status="parts", log=log("4 scheduled -> parts"))) == (4, None)


def test_a_reopen_clears_the_finish_and_the_next_one_counts() -> None:
    steps = ("3 scheduled -> doing", "5 doing -> done", "8 done -> scheduled")
    assert days(task("a", status="scheduled", log=log(*steps))) == (3, None)
    again = (*steps, "10 scheduled -> done")
    assert days(task("a", status="done", log=log(*again))) == (3, 10)


def test_work_done_without_a_start_started_on_the_day_it_was_done() -> None:
    assert days(task("a", status="done", log=log("7 scheduled -> done"))) == (7, 7)


def test_work_created_under_way_started_then() -> None:
    assert days(task("a", status="doing", log=log(created=2))) == (2, None)
    assert days(task("a", status="done", log=log("4 doing -> done", created=2))) == (2, 4)


def test_nobody_knows_when_work_was_done_that_no_log_tells_of() -> None:
    assert days(task("a", status="done", log=log())) == (None, None)
    assert days(task("a", status="done")) == (None, None)


def test_what_is_not_done_now_was_not_finished_whatever_the_log_says() -> None:
    assert days(task("a", status="doing", log=log("4 doing -> done", created=2))) == (2, None)


def test_dropped_work_has_no_days() -> None:
    steps = ("3 scheduled -> doing", "4 doing -> dropped")
    assert days(task("a", status="dropped", log=log(*steps))) == (None, None)


@pytest.mark.parametrize(
    ("timezone", "day"), [("Europe/Copenhagen", 10), ("UTC", 9), ("America/New_York", 9)]
)
def test_a_day_is_one_of_the_workspace_s_timezone(timezone: str, day: int) -> None:
    one = task("a", status="done", log=log("2026-06-09T22:30:00Z scheduled -> done"))
    assert days(one, timezone=timezone) == (day, day)


def test_a_log_out_of_order_tells_no_days_and_its_task_is_named() -> None:
    one = task("a", status="done", log=log("9 scheduled -> doing", "5 doing -> done"))
    there = place(one, task("b", log=log()))
    assert (started(there, one), cycle_time(there, one)) == (None, None)
    assert [task.id for task in out_of_order(there)] == ["a"]


# The days between


def test_cycle_and_lead_time_count_both_ends() -> None:
    one = task("a", status="done", log=log("3 scheduled -> doing", "9 doing -> done"))
    there = place(one)
    assert cycle_time(there, one) == 7
    assert lead_time(there, one) == 9


def test_a_day_s_work_took_one_day() -> None:
    created = datetime(2026, 6, 3, 6, tzinfo=UTC)
    steps = ("3 scheduled -> doing", "3 doing -> done")
    one = task("a", status="done", created=created, log=log(*steps))
    assert cycle_time(place(one), one) == lead_time(place(one), one) == 1


def test_lead_time_begins_at_the_creation_the_front_matter_names() -> None:
    created = datetime(2026, 5, 31, 23, 30, tzinfo=UTC)
    one = task("a", status="done", created=created, log=log("3 scheduled -> done"))
    assert lead_time(place(one), one) == 3


def test_unfinished_work_has_an_age_and_no_cycle_time() -> None:
    one = task("a", status="doing", log=log("3 scheduled -> doing"))
    there = place(one)
    assert (age(there, one, TODAY), cycle_time(there, one), lead_time(there, one)) == (
        13,
        None,
        None,
    )
    over = task("b", status="done", log=log("3 scheduled -> done"))
    assert age(place(over), over, TODAY) is None
    waiting = task("c", status="scheduled", log=log())
    assert age(place(waiting), waiting, TODAY) is None


def test_work_in_progress_is_started_and_not_finished() -> None:
    there = place(
        task("busy", status="doing", log=log("3 scheduled -> doing")),
        task("stuck", status="parts"),
        task("back", status="scheduled", log=log("3 scheduled -> doing", "4 doing -> scheduled")),
        task("new", status="scheduled", log=log()),
        task("over", status="done", log=log("3 scheduled -> done")),
        task("gone", status="dropped", log=log("3 scheduled -> doing", "4 doing -> dropped")),
    )
    assert [one.id for one in in_progress(there)] == ["back", "busy", "stuck"]


# Weeks


def over(id_: str, day: int, month: int = 6, place_: str = "operations/jobs") -> Task:
    """A task that was done on a day."""
    told = f"- 2026-{month:02}-{day:02}T12:00:00Z sara status scheduled -> done\n"
    done = "done"
    return task(id_, place_, status=done, log=told)


def test_throughput_is_what_was_finished_in_each_week_and_its_mean_of_the_complete_ones() -> None:
    there = place(over("a", 25, 5), over("b", 31, 5), over("c", 8), over("d", 14), over("e", 15))
    found = throughput(there, TODAY)
    assert [(str(week.monday), week.ids, week.complete) for week in found.weeks] == [
        ("2026-05-25", ("a", "b"), True),
        ("2026-06-01", (), True),
        ("2026-06-08", ("c", "d"), True),
        ("2026-06-15", ("e",), False),
    ]
    assert found.mean == pytest.approx(4 / 3)
    assert found.ids == ("a", "b", "c", "d", "e")


def test_a_week_counts_as_complete_only_after_its_sunday_and_inside_the_window() -> None:
    there = place(over("a", 1))
    assert [week.complete for week in throughput(there, june(7)).weeks] == [False]
    assert [week.complete for week in throughput(there, june(8)).weeks] == [True, False]
    since = throughput(there, june(15), since=june(3)).weeks
    assert [week.complete for week in since] == [False, True, False]


def test_the_window_is_ninety_days() -> None:
    there = place(over("old", 17, 3), over("edge", 18, 3), over("new", 1))
    assert throughput(there, TODAY).ids == ("edge", "new")


def test_throughput_of_some_tasks_begins_with_their_own_first_finish() -> None:
    some = [over("a", 25, 5), over("b", 9)]
    found = throughput(place(over("other", 18, 5), over("another", 2), *some), TODAY, some)
    assert [week.count for week in found.weeks] == [1, 0, 1, 0]
    assert found.mean == pytest.approx(2 / 3)


def test_without_a_finish_there_are_no_weeks_and_no_mean() -> None:
    found = throughput(place(task("a", status="doing", log=log())), TODAY)
    assert (found.weeks, found.mean) == ((), None)


def test_finishes_come_the_earliest_first_and_anew_after_a_change() -> None:
    there = place(over("b", 10), over("a", 2))
    assert [(day.day, one.id) for day, one in finishes(there)] == [(2, "a"), (10, "b")]
    path = over("a", 2).path
    assert [one.id for _, one in finishes(there.replace({path: None}))] == ["b"]


# Figures


def test_a_percentile_is_the_nearest_rank() -> None:
    values = {str(n): float(n) for n in range(1, 21)}
    assert percentile(values, 0.85).value == 17
    assert percentile(values, 0.5).value == 10
    assert percentile(values, 1.0).value == 20
    assert percentile(values, 0.0).value == 1
    assert percentile(dict.fromkeys("abcde", 3.0), 0.5) == Measured(3, 5, tuple("abcde"))


def test_fewer_than_five_give_no_percentile() -> None:
    few = percentile(dict.fromkeys("abc", 3.0), 0.5)
    assert few == Measured(None, 3, ("a", "b", "c"))
    assert few.show() == "- (n=3)"


def test_a_ratio_of_nothing_is_none() -> None:
    assert ratio(0, ()).value is None
    assert ratio(1, ("a", "b")).show("{:.0%}") == "50%"


def test_a_clock_change_loses_no_day() -> None:
    told = (
        "- 2026-03-28T23:30:00Z sara status scheduled -> doing\n"
        "- 2026-03-29T22:30:00Z sara status doing -> done\n"
    )
    one = task("a", status="done", log=told)
    assert cycle_time(place(one), one) == 2
    assert started(place(one), one) == date(2026, 3, 29)
    assert finished(place(one), one) == date(2026, 3, 29) + timedelta(1)
