"""All initiatives together: the funnel, the coming months, the approaches, who is short of time."""

from __future__ import annotations

from datetime import date

import pytest

from tests.insight.initiatives.making import text_of
from tests.verbs.company import company, of_texts, task
from tuiwork.errors import Refused
from tuiwork.insight.initiatives.portfolio import claims, horizon_day, portfolio, within
from tuiwork.insight.initiatives.preflight import overloaded, preflight, short_of_time
from tuiwork.model.workspace import Workspace

TODAY = date(2026, 6, 15)


def firm(**fronts: str) -> Workspace:
    return company(**{f"initiatives__{name}": text_of(front) for name, front in fronts.items()})


def names(workspace: Workspace, last: date) -> list[str]:
    rows = portfolio(workspace, TODAY).rows
    return [one.initiative.slug for one in within(rows, TODAY, last)]


def test_those_that_run_come_first_and_closed_ones_last() -> None:
    workspace = firm(
        a='stage = "closed"', b="", c='stage = "everyday"', d='stage = "pilot"',
        e='stage = "implementing"', f='stage = "decided"',
    )  # fmt: skip
    found = portfolio(workspace, TODAY)
    assert [one.initiative.slug for one in found.rows] == ["e", "d", "f", "b", "c", "a"]
    assert {step.stage: step.ids for step in found.funnel} == {
        "candidate": ("b",), "decided": ("f",), "pilot": ("d",), "implementing": ("e",),
        "everyday": ("c",), "closed": ("a",),
    }  # fmt: skip
    assert found.focus.running == ("d", "e")
    assert not found.focus.is_full


def test_the_days_of_a_stage_are_their_median_from_five_on() -> None:
    log = (
        "- 2026-06-0{}T10:00:00Z ali created\n"
        "- 2026-06-10T10:00:00Z mia status candidate -> decided\n"
    )

    def some(count: int) -> Workspace:
        texts = {
            f"initiatives__{name}": text_of('stage = "decided"', log.format(day))
            for day, name in enumerate("abcde"[:count], 1)
        }
        return company(**texts)

    steps = {one.stage: one.days for one in portfolio(some(5), TODAY).funnel}
    assert (steps["candidate"].value, steps["candidate"].n) == (7, 5)
    steps = {one.stage: one.days for one in portfolio(some(4), TODAY).funnel}
    assert steps["candidate"].show() == "- (n=4)"


def test_the_overview_has_what_goes_on_and_begins_in_time() -> None:
    workspace = firm(
        ongoing='stage = "pilot"\nstart = 2026-01-01\nend = 2026-03-01',
        coming='stage = "decided"\nstart = 2026-12-15',
        later='stage = "decided"\nstart = 2026-12-16',
        undated="",
        over='stage = "everyday"\nend = 2026-06-14',
        lasting='stage = "everyday"\nend = 2026-06-15',
        closed='stage = "closed"',
    )
    assert sorted(names(workspace, horizon_day("6m", TODAY))) == [
        "coming", "lasting", "ongoing", "undated",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "today", "day"),
    [
        ("12m", TODAY, date(2027, 6, 15)),
        ("6 months", TODAY, date(2026, 12, 15)),
        ("26w", TODAY, date(2026, 12, 14)),
        ("90d", TODAY, date(2026, 9, 13)),
        ("2q", TODAY, date(2026, 12, 15)),
        ("1Y", TODAY, date(2027, 6, 15)),
        ("1m", date(2026, 1, 31), date(2026, 2, 28)),
        ("1m", date(2026, 12, 31), date(2027, 1, 31)),
        ("11m", date(2026, 1, 31), date(2026, 12, 31)),
    ],
)
def test_a_horizon_is_a_duration(words: str, today: date, day: date) -> None:
    assert horizon_day(words, today) == day


@pytest.mark.parametrize("words", ["soon", "", "12", "0m", "-3m", "1000m", "3x"])
def test_another_word_is_no_horizon(words: str) -> None:
    with pytest.raises(Refused, match="is no duration; write one such as 6m, 12m or 26w"):
        horizon_day(words, TODAY)


def test_approaches_are_told_with_what_the_workspace_notes() -> None:
    texts = {
        "tuiwork.toml": '[approach.coached]\nworks = "On the third time"\nodd = 1\nfails = 3\n',
        "initiatives/a.md": text_of('approach = "coached"'),
        "initiatives/b.md": text_of('approach = "coached"\nstage = "closed"\noutcome = "adopted"'),
    }
    grid = portfolio(of_texts(texts), TODAY).approaches
    assert [one.name for one in grid] == ["direct", "self-serve", "coached", "together"]
    assert (grid[2].ids, grid[2].rate.closed) == (("a",), ("b",))
    assert grid[2].notes == {"works": "On the third time"}
    assert grid[0].notes == {}


def test_the_hours_that_are_claimed_are_summed_by_person() -> None:
    need = (
        'needs = [{ person = "sara", hours_per_week = 4 }, { person = "ali", hours_per_week = 2 }]'
    )
    workspace = firm(
        a=f'stage = "pilot"\n{need}', b=f'stage = "decided"\n{need}', c=need,
        d=f'stage = "everyday"\n{need}',
    )  # fmt: skip
    found = claims(workspace)
    assert (dict(found.by_person), found.hours, found.ids) == (
        {"ali": 4.0, "sara": 8.0},
        12.0,
        ("a", "b"),
    )
    assert dict(found.of) == {"ali": 40.0, "sara": 40.0}


NEED = 'stage = "{}"\nstart = {}\nneeds = [{{ person = "sara", hours_per_week = 4 }}]'


def busy(front: str, hours: int, due: str = "2026-06-19") -> Workspace:
    work = task("k7f3qd2m", owner='"sara"', estimate=f'"{hours}h"', due=due)
    person = '+++\nname = "Sara"\nhours = 30\n+++\n'
    return company(work, initiatives__photos=text_of(front), people__sara=person)


def test_somebody_above_her_hours_is_short_even_before_it_starts() -> None:
    workspace = busy(NEED.format("decided", "2026-07-01"), 31)
    [one] = short_of_time(workspace, workspace.initiatives["photos"], TODAY)
    assert (one.person, one.hours, one.capacity, one.needed) == ("sara", 31, 30, 0)
    assert one.words == "sara has 31 h of 30 h (103 %) in the week of 2026-06-15"
    assert one.ids == ("k7f3qd2m",)
    assert overloaded(workspace, workspace.initiatives["photos"], TODAY) == (one,)


def test_from_its_start_on_its_own_hours_count_too() -> None:
    workspace = busy(NEED.format("decided", "2026-06-15"), 27)
    [one] = short_of_time(workspace, workspace.initiatives["photos"], TODAY)
    assert (one.hours, one.needed) == (27, 4)
    assert one.words.endswith("(90 %) in the week of 2026-06-15, and 4 h more with it")
    assert overloaded(workspace, workspace.initiatives["photos"], TODAY) == ()


def test_exactly_her_hours_are_enough() -> None:
    workspace = busy(NEED.format("decided", "2026-06-15"), 26)
    assert short_of_time(workspace, workspace.initiatives["photos"], TODAY) == ()


def test_once_it_runs_its_tasks_say_what_it_takes() -> None:
    workspace = busy(NEED.format("pilot", "2026-06-01"), 30)
    assert short_of_time(workspace, workspace.initiatives["photos"], TODAY) == ()


def test_a_preflight_is_green_when_all_is_answered_and_nobody_is_short() -> None:
    answers = (
        'owner = "ali"\nmandate = "x"\ntime_per_week = "2h"\nresources = "x"\nexpectations = "x"\n'
        'adoption_measure = "x"\nadoption_target = 5\nadoption_source = "x"\n'
        'behaviours = [{ who = "a", what = "b", means = "c" }]\npractice = [{ what = "x" }]\n'
    )
    workspace = busy(answers + NEED.format("decided", "2026-06-15"), 26)
    assert preflight(workspace, workspace.initiatives["photos"], TODAY).is_green
    workspace = busy(answers + NEED.format("decided", "2026-06-15"), 40)
    assert not preflight(workspace, workspace.initiatives["photos"], TODAY).is_green
    workspace = busy(answers.replace('mandate = "x"\n', "") + "", 1)
    assert not preflight(workspace, workspace.initiatives["photos"], TODAY).is_green


def test_a_needed_person_whom_nobody_knows_is_named() -> None:
    workspace = firm(a='needs = [{ person = "zoe", hours_per_week = 4 }, { skill = "welding" }]')
    found = preflight(workspace, workspace.initiatives["a"], TODAY)
    assert (found.unknown, found.short) == (("zoe",), ())
