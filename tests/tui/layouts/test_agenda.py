from __future__ import annotations

from datetime import date, datetime, timedelta

from tests.text.workspaces import SARA, TODAY, task
from tuiwork.model.task import Task
from tuiwork.tui.layouts.agenda import agenda_rows


def shown(*tasks: Task, now: datetime = SARA.now) -> list[str]:
    """Headers as they are, tasks by id, blank lines left out."""
    rows = agenda_rows(tasks, now)
    return [str(row.value) if row.header else row.key for row in rows if row.value != ""]


def under(header: str, *tasks: Task) -> list[str]:
    lines = shown(*tasks)
    start = next(at for at, line in enumerate(lines) if line.startswith(header)) + 1
    ids = {one.id for one in tasks}
    end = next((at for at in range(start, len(lines)) if lines[at] not in ids), len(lines))
    return lines[start:end]


def test_what_is_overdue_comes_first_and_the_longest_overdue_before_it() -> None:
    late = task("late", due=TODAY - timedelta(9))
    later = task("later", due=TODAY - timedelta(2))
    assert shown(later, late)[:3] == ["Overdue", "late", "later"]


def test_nothing_overdue_makes_no_header() -> None:
    assert shown(task("a", due=TODAY))[:2] == ["Today · monday 15 june", "a"]


def test_seven_days_stand_by_name_also_where_nothing_is_due() -> None:
    assert shown() == [
        "Today · monday 15 june   –",
        "Tomorrow · tuesday 16 june   –",
        "Wednesday 17 june   –",
        "Thursday 18 june   –",
        "Friday 19 june   –",
        "Saturday 20 june   –",
        "Sunday 21 june   –",
    ]


def test_free_days_stand_close_together_and_others_apart() -> None:
    rows = agenda_rows([task("wed", due=TODAY + timedelta(2))], SARA.now)
    assert [str(row.value) if row.header else row.key for row in rows[:7]] == [
        "Today · monday 15 june   –",
        "Tomorrow · tuesday 16 june   –",
        "",
        "Wednesday 17 june",
        "wed",
        "",
        "Thursday 18 june   –",
    ]


def test_what_is_due_later_stands_under_its_month() -> None:
    rest = task("rest", due=date(2026, 6, 22))
    july = task("july", due=date(2026, 7, 1))
    year = task("year", due=date(2027, 7, 1))
    assert under("Later in June", rest, july, year) == ["rest"]
    assert under("July", rest, july, year) == ["july"]
    assert under("July 2027", rest, july, year) == ["year"]


def test_what_has_no_date_comes_last_as_it_came() -> None:
    assert shown(task("b"), task("a"))[-3:] == ["No date", "b", "a"]


def test_what_has_a_time_comes_before_what_has_the_day() -> None:
    whole = task("whole", due=TODAY)
    noon = task("noon", due=datetime(2026, 6, 15, 12, 0))
    ten = task("ten", due=datetime(2026, 6, 15, 10, 0))
    assert under("Today", whole, noon, ten) == ["ten", "noon", "whole"]


def test_a_time_that_has_passed_today_is_overdue() -> None:
    assert under("Overdue", task("eight", due=datetime(2026, 6, 15, 8, 0))) == ["eight"]


def test_every_task_stands_there_once() -> None:
    tasks = [task(f"t{days}", due=TODAY + timedelta(days)) for days in range(-3, 60, 4)]
    rows = agenda_rows([*tasks, task("none")], SARA.now)
    assert sorted(row.key for row in rows if not row.header) == sorted(
        [*(one.id for one in tasks), "none"]
    )
    assert len({row.key for row in rows}) == len(rows)
