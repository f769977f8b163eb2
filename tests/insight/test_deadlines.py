"""Dates kept and dates moved, counted by hand."""

from __future__ import annotations

from datetime import date

from tests.text.workspaces import TODAY, task, with_tasks
from tuiwork.insight.deadlines import (
    Slips,
    completion_rate,
    deadline_adherence,
    repeated_delays,
    slips,
)
from tuiwork.model.task import Task


def log(*entries: str) -> str:
    """A log of June from entries such as `9 due - -> 2026-06-12`; the number is the day."""
    pairs = (entry.split(" ", 1) for entry in entries)
    return "".join(f"- 2026-06-{int(day):02}T08:00:00Z sara {rest}\n" for day, rest in pairs)


def june(day: int) -> date:
    return date(2026, 6, day)


def done(id_: str, day: int, due: date | None = None, *moves: str) -> Task:
    told = log(*moves, f"{day} status doing -> done")
    return task(id_, status="done", due=due, log=told)


# Slips


def test_a_slip_is_a_move_to_a_later_day() -> None:
    moved = log(
        "1 due - -> 2026-06-05", "2 due 2026-06-05 -> 2026-06-12", "3 due 2026-06-12 -> 2026-06-10"
    )
    assert slips(task("a", due=june(10), log=moved)) == Slips(1, june(5), june(10))
    assert slips(task("a", due=june(10), log=moved)).days == 5


def test_a_task_that_was_due_from_the_start_slips_from_there() -> None:
    moved = log("9 due 2026-06-01 -> 2026-06-08", "10 due 2026-06-08 -> 2026-06-15 17:00")
    found = slips(task("a", due=june(15), log=moved))
    assert (found.count, found.first, found.days) == (2, june(1), 14)


def test_a_date_taken_away_and_set_anew_moved_from_the_one_to_the_other() -> None:
    moved = log("1 due 2026-06-05 -> -", "2 due - -> 2026-06-12")
    assert slips(task("a", due=june(12), log=moved)) == Slips(1, june(5), june(12))


def test_a_date_that_never_moved_has_no_slips() -> None:
    assert slips(task("a", due=june(12))) == Slips(0, june(12), june(12))
    assert slips(task("a")) == Slips()
    assert slips(task("a", log=log("1 due soon -> later"))) == Slips()


def test_repeated_delays_are_open_tasks_with_two_slips_the_longest_first() -> None:
    def moved(id_: str, last: int, status: str = "doing") -> Task:
        told = log("1 due 2026-06-01 -> 2026-06-03", f"2 due 2026-06-03 -> 2026-06-{last:02}")
        return task(id_, status=status, due=june(last), log=told)

    there = with_tasks(moved("a", 9), moved("b", 20), moved("c", 30, "done"), moved("d", 2))
    assert [(one.id, found.days) for one, found in repeated_delays(there)] == [("b", 19), ("a", 8)]


# Finished in time


def test_adherence_counts_what_was_finished_by_its_first_due_date() -> None:
    moved = "5 due 2026-06-08 -> 2026-06-12"
    there = with_tasks(
        done("in-time", 10, june(10)),
        done("late", 11, june(10)),
        done("moved", 11, june(12), moved),
        done("undated", 11),
        task("open", status="doing", due=june(1)),
        task("dropped", status="dropped", due=june(20), log=log("9 status doing -> dropped")),
    )
    found = deadline_adherence(there, TODAY)
    assert found.first.measured.ids == ("in-time", "late", "moved")
    assert (found.first.measured.value, found.first.missed) == (1 / 3, ("late", "moved"))
    assert (found.last.measured.value, found.last.missed) == (2 / 3, ("late",))


def test_adherence_looks_at_some_tasks_and_from_a_day_on_where_it_is_told_so() -> None:
    one, two = done("a", 2, june(1)), done("b", 10, june(10))
    there = with_tasks(one, two)
    assert deadline_adherence(there, TODAY, [one]).first.measured.ids == ("a",)
    assert deadline_adherence(there, TODAY, since=june(3)).first.measured.ids == ("b",)
    assert deadline_adherence(there, date(2026, 12, 1)).first.measured.value is None


# A plan completed


def test_completion_is_what_was_finished_within_the_plan_of_what_was_in_it_at_its_start() -> None:
    there = with_tasks(
        done("first", 1),
        done("last", 14),
        done("before", 1),
        done("after", 15),
        task("open", status="doing"),
        task("dropped", status="dropped", log=log("9 status doing -> dropped")),
    )
    ids = ["first", "last", "after", "open", "dropped", "removed", "first"]
    found = completion_rate(there, ids, june(1), june(14))
    assert found.measured.ids == ("first", "last", "after", "open")
    assert (found.measured.value, found.missed) == (0.5, ("after", "open"))


def test_a_plan_of_nothing_has_no_rate() -> None:
    assert completion_rate(with_tasks(), ["gone"], june(1), june(14)).measured.value is None
