"""The roadmap lays out what has dates, and names what cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from tests.verbs.company import TODAY, company, task
from tuiwork.insight.roadmap import find_flags, roadmap
from tuiwork.model.workspace import Workspace

A, B = "aaaaaaa1", "aaaaaaa2"


def initiative(
    title: str, start: str = "", end: str = "", *after: str, stage: str = "pilot"
) -> str:
    lines = [f'title = "{title}"', f'stage = "{stage}"']
    lines += [f"start = {start}"] if start else []
    lines += [f"end = {end}"] if end else []
    lines += [f"after = {list(after)}".replace("'", '"')] if after else []
    return "\n".join(["+++", *lines, "+++\n"])


def made(**initiatives: str) -> Workspace:
    return company(**{f"initiatives__{name}": text for name, text in initiatives.items()})


def test_it_begins_with_this_quarter_and_ends_so_many_months_later() -> None:
    found = roadmap(made(), TODAY, 12)
    assert (found.first, found.last) == (date(2026, 4, 1), date(2027, 3, 31))
    names = ["2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"]
    assert [one.name for one in found.quarters] == names
    assert roadmap(made(), TODAY, 6).last == date(2026, 9, 30)


def test_rows_are_what_has_dates_in_it_by_start_then_milestones_and_ends_of_goals() -> None:
    one = company(
        task(A, type='"milestone"', due="2026-08-01", title='"Launch"', owner='"sara"'),
        task(B, type='"milestone"', due="2026-08-01", status='"done"'),
        task("aaaaaaa3", due="2026-08-01"),
        initiatives__later=initiative("Later", "2026-07-01", "2026-12-31"),
        initiatives__first=initiative("First", "2026-01-01", "2026-05-01"),
        initiatives__over=initiative("Over", "2026-01-01", "2026-03-31"),
        initiatives__next=initiative("Next", "2027-04-01", "2027-05-01"),
        initiatives__gone=initiative("Gone", "2026-07-01", "2026-12-31", stage="closed"),
        initiatives__open=initiative("Open", "2026-07-01"),
        initiatives__bare='+++\ntitle = "Bare"\n+++\n',
    )
    found = roadmap(one, TODAY)
    assert [(each.kind, each.name) for each in found.rows] == [
        ("initiative", "first"),
        ("initiative", "later"),
        ("goal", "faster-service"),
        ("milestone", A),
    ]
    milestone = found.rows[-1]
    assert (milestone.start, milestone.end) == (date(2026, 8, 1), date(2026, 8, 1))
    undated = [(each.name, each.state) for each in found.undated]
    assert undated == [("bare", "candidate"), ("open", "pilot")]


def test_a_circle_is_named_in_full() -> None:
    one = made(
        a=initiative("A", "", "", "c"),
        b=initiative("B", "", "", "a"),
        c=initiative("C", "", "", "b"),
    )
    [flag] = find_flags(one)
    assert (flag.kind, flag.names) == ("cycle", ("a", "c", "b"))
    assert flag.words == "each waits for the next: a → c → b → a"
    [rows] = [roadmap(one, TODAY).undated]
    assert all(each.flags == (flag,) for each in rows)


@pytest.mark.parametrize(
    ("end", "early"), [("2026-06-29", False), ("2026-06-30", False), ("2026-07-01", True)]
)
def test_a_start_before_the_end_of_what_comes_before_is_flagged(end: str, early: bool) -> None:
    one = made(
        one=initiative("One", "2026-01-01", end),
        two=initiative("Two", "2026-07-01", "2026-08-01", "one"),
    )
    flags = find_flags(one)
    assert [flag.names for flag in flags] == ([("two", "one")] if early else [])
    first, second = roadmap(one, TODAY).rows[:2]
    assert (first.flags, second.flags) == ((), flags)


def test_an_end_before_the_start_is_flagged_and_still_shown() -> None:
    one = made(one=initiative("One", "2026-08-01", "2026-07-01"))
    [flag] = find_flags(one)
    assert flag.words == "“One” ends on 2026-07-01, before it starts on 2026-08-01"
    assert roadmap(one, TODAY).rows[0].flags == (flag,)


def test_what_comes_after_nothing_that_exists_is_flagged() -> None:
    [flag] = find_flags(made(one=initiative("One", "", "", "gone")))
    assert (flag.kind, flag.words) == ("unknown", "“One” comes after “gone”, which does not exist")


def test_a_day_has_its_place_on_a_line() -> None:
    found = roadmap(made(), TODAY)
    assert found.place(date(2026, 4, 1), 73) == 0
    assert found.place(date(2026, 4, 6), 73) == 1
    assert found.place(date(2027, 3, 31), 73) == 72
    assert (found.place(date(2020, 1, 1), 73), found.place(date(2030, 1, 1), 73)) == (0, 72)


def test_weeks_are_shaded_as_far_as_somebody_knows() -> None:
    known = {date(2026, 6, 15): 0.72, date(2026, 6, 22): 1.5}
    assert roadmap(made(), TODAY, 12, known.get).weeks == tuple(known.items())
    assert roadmap(made(), TODAY).weeks == ()


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1)])
def test_the_ends_of_the_calendar_are_no_trouble(day: date) -> None:
    found = roadmap(made(), day, 12, lambda _: 0.5)
    assert found.first <= day
    assert found.weeks
