"""Load and capacity, worked out by hand. Today is Monday 15 June 2026; a day has 8 hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.text.workspaces import TODAY, task, workspace
from tuiwork.errors import Refused
from tuiwork.insight.capacity import (
    Need,
    assigned,
    fits,
    fits_initiative,
    needs_of,
    with_needs,
    with_person,
    without,
)
from tuiwork.insight.effort import estimate_factors, median, remaining
from tuiwork.insight.load import Cell, Load, Part, Row, load
from tuiwork.insight.working_days import WorkingDays
from tuiwork.model.document import Document
from tuiwork.model.person import Absence
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace

PEOPLE: dict[str, dict[str, Any]] = {
    "people/sara.md": {
        "name": "Sara",
        "hours": 37,
        "protected": [{"hours": 2, "what": "practice"}, {"hours": 5, "what": "travel"}],
    },
    "people/sam.md": {"name": "Sam", "hours": 20},
    "people/freja.md": {
        "name": "Freja",
        "hours": 40,
        "absence": [{"from": date(2026, 6, 22), "to": date(2026, 6, 24)}],
    },
}


def june(day: int) -> date:
    return date(2026, 6, day)


def place(*tasks: Document, **more: dict[str, Any]) -> Workspace:
    """The small workspace; `more` are documents, `people__x` standing for people/x.md."""
    given = {f"{path.replace('__', '/')}.md": fields for path, fields in more.items()}
    documents = dict(workspace(PEOPLE | given).documents)
    return Workspace(documents | {one.path: one for one in tasks})


def work(id_: str, owner: str = "sara", **fields: Any) -> Task:
    return task(id_, owner=owner, **({"estimate": "8h", "status": "scheduled"} | fields))


def row(found: Load, handle: str = "sara") -> Row:
    there = found.row(handle)
    assert there is not None
    return there


def hours(*tasks: Task, today: date = TODAY, owner: str = "sara") -> list[float]:
    """The hours of the owner's first three weeks."""
    found = load(place(*tasks), today, 3)
    return [round(cell.hours, 6) for cell in row(found, owner).cells]


# Spreading


def test_work_is_spread_evenly_over_the_working_days_until_it_is_due() -> None:
    assert hours(work("a", due=june(19))) == [8, 0, 0]
    assert hours(work("a", due=june(26))) == [4, 4, 0]
    assert hours(work("a", due=june(23))) == [
        round(40 / 7, 6),
        round(16 / 7, 6),
        0,
    ]


def test_a_weekend_takes_no_work() -> None:
    assert hours(work("a", due=june(21))) == [8, 0, 0]
    assert hours(work("a", due=june(22))) == [
        round(8 * 5 / 6, 6),
        round(8 / 6, 6),
        0,
    ]


def test_work_begins_at_its_start_where_that_is_later_than_today() -> None:
    assert hours(work("a", start=june(25), due=june(30))) == [0, 4, 4]
    assert hours(work("a", start=june(1), due=june(26))) == [4, 4, 0]


def test_overdue_work_falls_in_this_week() -> None:
    assert hours(work("a", due=june(1)), work("b", due=date(2020, 1, 1))) == [16, 0, 0]
    assert hours(work("a", start=june(8), due=june(9))) == [8, 0, 0]


def test_a_due_time_counts_as_its_day() -> None:
    assert hours(work("a", due=datetime(2026, 6, 26, 15), start=datetime(2026, 6, 22, 8))) == [
        0,
        8,
        0,
    ]


def test_work_due_on_a_weekend_that_is_all_there_is_left_falls_in_its_week() -> None:
    assert hours(work("a", due=june(21)), today=june(20)) == [8, 0, 0]
    assert hours(work("a", start=june(27), due=june(28))) == [0, 8, 0]


def test_work_is_spread_around_an_absence() -> None:
    # Freja is away 22–24 June: five days in the first week, two in the second.
    found = hours(work("a", owner="freja", estimate="7h", due=june(26)), owner="freja")
    assert found == [5, 2, 0]


def test_work_that_lies_wholly_in_an_absence_is_not_lost() -> None:
    assert hours(work("a", owner="freja", start=june(22), due=june(24)), owner="freja") == [0, 8, 0]


def test_far_work_counts_only_with_its_share_of_these_weeks() -> None:
    # 15 June to 21 August are ten weeks.
    assert hours(work("a", estimate="40h", due=date(2026, 8, 21))) == [4, 4, 4]
    assert hours(work("a", start=date(2026, 9, 1), due=date(9999, 12, 31))) == [0, 0, 0]


def test_closed_work_is_no_load_and_blocked_work_is() -> None:
    due = june(19)
    tasks = [work("a", status="done", due=due), work("b", status="dropped", due=due)]
    assert hours(*tasks, work("c", status="parts", due=due)) == [8, 0, 0]


def test_undated_work_is_listed_apart_and_nobody_s_is_too() -> None:
    found = load(place(work("a"), task("b", due=june(19), status="scheduled")), TODAY)
    assert [part.id for part in row(found).undated] == ["a"]
    assert row(found).cells[0].hours == 0
    assert found.unowned == ("b",)


def test_an_owner_who_is_no_person_is_shown_as_written_without_hours() -> None:
    there = row(load(place(work("a", owner="ghost", due=june(19))), TODAY), "ghost")
    assert (there.known, there.name, there.cells[0].capacity) == (False, "ghost", 0)
    assert there.cells[0].level == "over"


# What remains


def log(*times: str) -> str:
    return "".join(f"- 2026-06-1{n}T08:00:00Z sara time {words}\n" for n, words in enumerate(times))


def test_time_logged_is_taken_off_the_estimate_down_to_nothing() -> None:
    assert hours(work("a", due=june(19), log=log("2h 30m writing", "30m"))) == [5, 0, 0]
    assert hours(work("a", due=june(19), log=log("9h"))) == [0, 0, 0]


def test_a_missing_estimate_counts_with_the_default_and_is_counted() -> None:
    found = load(place(work("a", estimate=None, due=june(19)), work("b", estimate="soon")), TODAY)
    assert row(found).cells[0].hours == 4
    assert row(found).cells[0].guessed == 1
    assert found.guessed == ("a", "b")


def test_the_settings_say_what_the_default_is() -> None:
    settings = dict(workspace().documents["tuiwork.toml"].fields)
    settings["calendar"] = {"hours_per_day": 7.4, "default_estimate": "1d"}
    there = Workspace(
        dict(place().documents) | dict(workspace({"tuiwork.toml": settings}).documents)
    )
    assert remaining(there, work("a", estimate=None)).minutes == 444


def test_a_milestone_takes_no_time() -> None:
    assert hours(work("a", estimate=None, type="milestone", due=june(19))) == [0, 0, 0]


# Capacity


def test_capacity_is_the_weekly_hours_without_absence_and_protected_time() -> None:
    found = load(place(), TODAY, 2)
    assert [cell.capacity for cell in row(found, "sara").cells] == [30, 30]
    assert [cell.capacity for cell in row(found, "freja").cells] == [40, 16]


def test_a_week_away_leaves_no_capacity_whatever_is_protected() -> None:
    away = {"hours": 40, "absence": [{"from": june(15), "to": june(19)}]}
    cell = row(load(place(people__sara=away | {"protected": [{"hours": 2}]}), TODAY)).cells[0]
    assert (cell.capacity, cell.share, cell.level) == (0, None, "away")


def test_who_wrote_no_hours_is_taken_to_work_the_usual_week() -> None:
    there = row(load(place(people__sara={"name": "Sara"}), TODAY))
    assert (there.cells[0].capacity, there.assumed) == (40, True)


def test_utilisation_is_load_by_capacity_and_the_level_says_how_full_the_week_is() -> None:
    def cell(taken: float, there: float = 30) -> Cell:
        return Cell(TODAY, there, (Part("a", taken, taken, False),) if taken else ())

    assert cell(46).share == pytest.approx(46 / 30)
    levels = [cell(taken).level for taken in (0, 15, 16, 24, 25, 30, 31)]
    assert levels == ["none", "light", "fair", "fair", "full", "full", "over"]
    assert cell(1, 0).level == "over"


def test_the_team_is_the_sum_of_its_people() -> None:
    found = load(place(work("a", due=june(19)), work("b", owner="sam", due=june(19))), TODAY, 1)
    assert (found.team[0].capacity, found.team[0].hours) == (90, 16)
    assert set(found.team[0].ids) == {"a", "b"}


def test_some_people_only_may_be_asked_for() -> None:
    tasks = [work("a", due=june(19)), work("b", owner="sam", due=june(19))]
    assert [one.handle for one in load(place(*tasks), TODAY, people={"sam"}).rows] == ["sam"]


# Working days


def test_working_days_are_counted_across_years_as_if_one_by_one() -> None:
    absences = (Absence(june(10), june(20)), Absence(date(2027, 1, 1), date(2027, 1, 3)))
    for week in ((0, 1, 2, 3, 4), (6,), (0, 2, 5, 6), tuple(range(7))):
        days = WorkingDays(week, absences)
        for first, length in ((june(1), 30), (june(20), 1), (date(2026, 12, 28), 400)):
            span = [first + timedelta(n) for n in range(length)]
            expected = sum(
                day.weekday() in week and not any(a.first <= day <= a.last for a in absences)
                for day in span
            )
            assert days.count(span[0].toordinal(), span[-1].toordinal()) == expected


def test_no_days_lie_between_a_day_and_one_before_it() -> None:
    assert WorkingDays((0, 1, 2, 3, 4)).count(june(20).toordinal(), june(15).toordinal()) == 0


# How far estimates are out


def bug(id_: str, spent: str, **fields: Any) -> Task:
    told = f"- 2026-06-10T08:00:00Z sara time {spent}\n"
    told += "- 2026-06-11T08:00:00Z sara status doing -> done\n"
    return task(id_, **({"type": "bug", "estimate": "2h", "status": "done", "log": told} | fields))


BUGS = [bug(id_, spent) for id_, spent in zip("abcde", ("1h", "2h", "3h", "4h", "8h"), strict=True)]


def test_the_factor_is_the_median_of_spent_by_estimated_from_five_on() -> None:
    factor = estimate_factors(place(*BUGS))["bug"]
    assert (factor.value, factor.n, factor.ids) == (1.5, 5, ("a", "b", "c", "d", "e"))
    few = estimate_factors(place(*BUGS[:4]))["bug"]
    assert (few.value, few.n, few.show()) == (None, 4, "- (n=4)")


def test_only_finished_tasks_with_an_estimate_and_time_logged_count() -> None:
    others = [bug("f", "9h", status="doing"), bug("g", "9h", estimate=None), bug("h", "")]
    assert estimate_factors(place(*BUGS, *others))["bug"].n == 5


def test_load_says_the_corrected_hours_beside_the_raw_ones() -> None:
    tasks = [work("x", type="bug", due=june(19)), work("y", type="quote", due=june(19))]
    cell = row(load(place(*BUGS, *tasks), TODAY)).cells[0]
    assert (cell.hours, cell.corrected) == (16, 20)


def test_the_median_of_an_even_number_lies_between_the_two_in_the_middle() -> None:
    assert (median([4, 1, 2, 3]), median([3, 1, 2]), median([])) == (2.5, 2, None)


# What if


def test_one_more_person_adds_hours_and_takes_work_that_is_given_to_them() -> None:
    there = place(work("a", due=june(19)))
    more = assigned(with_person(there, "sara2", 30), "a", "sara2")
    assert row(load(more, TODAY), "sara2").cells[0].share == pytest.approx(8 / 30)
    assert row(load(more, TODAY)).cells[0].hours == 0
    assert "sara2" not in there.people
    assert row(load(there, TODAY)).cells[0].hours == 8


def test_other_hours_for_somebody_who_is_there_keep_what_else_is_known_of_them() -> None:
    assert row(load(with_person(place(), "sara", 17), TODAY)).cells[0].capacity == 10
    with pytest.raises(Refused, match="169 hours a week; expected 0 to 168"):
        with_person(place(), "sara", 169)


def test_a_task_or_a_whole_initiative_may_be_left_out() -> None:
    there = place(
        work("aaa", due=june(19), initiative="photo-reports"),
        work("bbb", due=june(19), initiative="photo-reports"),
        work("ccc", due=june(19)),
    )
    for word in ("photo-reports", "photo"):
        assert row(load(without(there, word), TODAY)).cells[0].ids == ("ccc",)
    assert set(row(load(without(there, "aaa"), TODAY)).cells[0].ids) == {"bbb", "ccc"}
    with pytest.raises(Refused, match="“zzz” is neither a task nor an initiative"):
        without(there, "zzz")


# Does it fit?


def test_needs_fit_where_everybody_has_the_hours_in_every_week() -> None:
    found = fits(place(work("a", due=june(19), estimate="26h")), [Need("sara", 4)], TODAY, weeks=2)
    assert (found.now, found.start, found.short) == (True, TODAY, ())


def test_needs_that_do_not_fit_say_from_which_week_they_do_and_who_is_short_by_how_much() -> None:
    tasks = [
        work("a", due=june(19), estimate="46h"),
        work("b", due=june(26), start=june(22), estimate="27h"),
    ]
    found = fits(place(*tasks), [Need("sara", 4), Need("sam", 2)], TODAY, weeks=3)
    assert (found.now, found.start) == (False, june(29))
    assert [(one.person, one.week, one.by, one.ids) for one in found.short] == [
        ("sara", TODAY, 20, ("a",)),
        ("sara", june(22), 1, ("b",)),
    ]


def test_needs_above_what_somebody_has_never_fit() -> None:
    found = fits(place(), [Need("sam", 21)], TODAY, weeks=1)
    assert found.start is None
    assert fits(place(), [Need("nobody", 1)], TODAY, weeks=1).start is None


def test_of_somebody_away_nothing_is_needed() -> None:
    there = place(people__sam={"hours": 20, "absence": [{"from": june(22), "to": june(26)}]})
    assert fits(there, [Need("sam", 20)], TODAY, weeks=3).now


def test_a_later_week_may_be_asked_for() -> None:
    there = place(work("a", due=june(19), estimate="46h"))
    found = fits(there, [Need("sara", 4)], TODAY, weeks=2, asked=date(2026, 7, 1))
    assert (found.asked, found.now, found.start) == (june(29), True, june(29))


def test_an_initiative_s_own_tasks_do_not_count_against_it() -> None:
    start = {"title": "Start", "needs": [{"person": "sara", "hours_per_week": 30}]}
    own = work("a", due=june(19), initiative="start")
    assert fits_initiative(place(own, initiatives__start=start), "start", TODAY).now
    other = work("b", due=june(19))
    assert not fits_initiative(place(other, initiatives__start=start), "start", TODAY).now


def test_an_initiative_that_needs_nobody_is_refused() -> None:
    with pytest.raises(Refused, match="does not say whom it needs"):
        fits_initiative(place(), "photo-reports", TODAY)


def test_needs_of_one_person_add_up_and_nonsense_is_left_out() -> None:
    rows = [
        {"person": "sara", "hours_per_week": 4},
        {"person": "sara", "hours_per_week": 2.5},
        {"person": "sam", "hours_per_week": "much"},
        {"hours_per_week": 3},
    ]
    there = place(initiatives__start={"needs": rows})
    assert needs_of(there.initiatives["start"]) == (Need("sara", 6.5),)


def test_the_hours_an_initiative_needs_are_added_until_its_end_for_who_is_there() -> None:
    start = {
        "title": "Start",
        "end": june(28),
        "needs": [
            {"person": "freja", "hours_per_week": 5},
            {"person": "nobody", "hours_per_week": 2},
        ],
    }
    there = place(initiatives__start=start)
    found = with_needs(there, load(there, TODAY, 3), "start", TODAY)
    assert [cell.hours for cell in row(found, "freja").cells] == [5, 2, 0]
    assert row(found, "freja").cells[0].ids == ("initiative:start",)
    assert [cell.level for cell in row(found, "nobody").cells] == ["over", "over", "away"]
    assert not row(found, "nobody").known
    assert row(found, "sara") == row(load(there, TODAY, 3), "sara")
