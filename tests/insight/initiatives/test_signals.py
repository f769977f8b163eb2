"""What about an initiative wants attention: the definitions on small cases, to the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.insight.initiatives.making import checkins, text_of
from tests.verbs.company import company, task
from tuiwork.insight.initiatives.balance import balance
from tuiwork.insight.initiatives.linked import linked_tasks
from tuiwork.insight.initiatives.signals import Signal, cadence_days
from tuiwork.insight.initiatives.standing import Standing, standing
from tuiwork.model.goal import State

TODAY = date(2026, 6, 15)
PILOT = "- 2026-01-01T10:00:00Z ali created\n- {} ali status decided -> pilot\n"


def photos(front: str, log: str = "", *tasks: tuple[str, str], today: date = TODAY) -> Standing:
    workspace = company(*tasks, initiatives__photos=text_of(front, log))
    return standing(workspace, "photos", today)


def rules(here: Standing) -> dict[str, str]:
    return {one.rule: one.words for one in here.signals}


def moved(id_: str, stamp: str, **fields: str) -> tuple[str, str]:
    log = f"- {stamp} ali status scheduled -> doing\n"
    return task(id_, log=log, initiative='"photos"', **fields)


@pytest.mark.parametrize(
    ("end", "since", "words"),
    [
        ("2026-06-14", "2026-06-01", "pilot ended 1 day ago"),
        ("2026-03-31", "2026-01-12", "pilot ended 76 days ago"),
        ("2026-06-15", "2026-06-01", None),
        ("2026-12-31", "2026-03-17", None),  # 90 days in pilot
        ("2026-12-31", "2026-03-16", "91 days in pilot"),
    ],
)
def test_a_pilot_is_stuck_past_its_end_or_after_ninety_days(
    end: str, since: str, words: str | None
) -> None:
    here = photos(f'stage = "pilot"\nend = {end}', PILOT.format(f"{since}T10:00:00Z"))
    assert rules(here).get("stuck") == words


def test_only_pilots_are_stuck() -> None:
    assert "stuck" not in rules(photos('stage = "implementing"\nend = 2026-01-01'))


@pytest.mark.parametrize(
    ("stamp", "words"),
    [
        ("2026-06-02T10:00:00Z", None),
        ("2026-06-01T10:00:00Z", "no task moved for 14 days"),
        ("2026-05-01T10:00:00Z", "no task moved for 45 days"),
    ],
)
def test_a_running_one_is_stalled_when_no_task_moved_for_fourteen_days(
    stamp: str, words: str | None
) -> None:
    here = photos('stage = "implementing"', "", moved("k7f3qd2m", stamp))
    assert rules(here).get("stalled") == words
    if words:
        assert next(one for one in here.signals if one.rule == "stalled").ids == ("k7f3qd2m",)


def test_one_task_that_moved_is_enough() -> None:
    old, new = moved("k7f3qd2m", "2026-01-01T10:00:00Z"), moved("p2h8w4xn", "2026-06-14T10:00:00Z")
    assert "stalled" not in rules(photos('stage = "pilot"', "", old, new))


def test_what_does_not_run_is_not_stalled() -> None:
    log = "- 2026-01-01T10:00:00Z ali status candidate -> decided\n"
    for stage in ("decided", "everyday"):
        assert "stalled" not in rules(photos(f'stage = "{stage}"', log))
    assert photos('stage = "candidate"', log).signals == ()
    assert photos('stage = "closed"', log).signals == ()


def test_without_tasks_the_days_count_from_the_start_of_the_stage() -> None:
    here = photos('stage = "pilot"', PILOT.format("2026-05-15T10:00:00Z"))
    assert rules(here)["stalled"] == "no task is linked for 31 days"


@pytest.mark.parametrize(
    ("last", "words"), [("2026-05-15", None), ("2026-05-14", "check-in 1 day overdue")]
)
def test_a_running_one_is_stalled_when_its_check_in_is_overdue(
    last: str, words: str | None
) -> None:
    front = f'stage = "implementing"\nadoption_cadence = "monthly"\n{checkins(f"{last} using = 1")}'
    here = photos(front, "", moved("k7f3qd2m", "2026-06-14T10:00:00Z"))
    assert rules(here).get("stalled") == words


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("weekly", 7), ("Monthly", 31), ("2w", 14), ("10 days", 10), ("every 3 months", 93),
        ("now and then", None), ("", None), ("0d", None),
    ],
)  # fmt: skip
def test_a_cadence_is_a_word_or_a_duration(words: str, days: int | None) -> None:
    assert cadence_days(words) == days


def test_an_initiative_without_goal_task_or_process_is_isolated() -> None:
    assert rules(photos('stage = "decided"'))["isolated"] == "no goal, no task, no process"
    assert "isolated" not in rules(photos('stage = "decided"\ngoals = ["grow"]'))
    assert "isolated" not in rules(photos('stage = "decided"\nprocess = "x"'))
    assert "isolated" not in rules(photos('stage = "decided"', "", moved("k7f3qd2m", "x")))


def test_what_is_missing_is_told() -> None:
    found = rules(photos('stage = "implementing"'))
    assert {"owner", "next step", "why", "tasks", "gate"} <= found.keys()
    assert found["gate"].startswith("0 of 7; blank: owner_after, mandate")
    assert "next step" not in rules(photos('stage = "everyday"'))


def test_a_forced_step_is_told_until_its_blanks_are_answered() -> None:
    log = "- 2026-06-01T10:00:00Z ali forced implementing without mandate, time: In a hurry.\n"
    here = photos('stage = "implementing"', log)
    assert rules(here)["forced"] == "implementing without mandate, time: In a hurry."
    assert "gate" not in rules(here)
    some = photos('stage = "implementing"\nmandate = "All"', log)
    assert some.forced[0].blanks == ("time",)
    done = 'stage = "implementing"\nmandate = "All"\ntime_per_week = "2h"\nresources = "x"'
    assert photos(done, log).forced == ()


def test_a_training_without_practice_is_told_while_it_runs() -> None:
    practice = '[[practice]]\nwhat = "Training"\ndate = 2026-02-10'
    found = rules(photos(f'stage = "pilot"\n{practice}'))
    assert found["practice"] == "training held 2026-02-10, no practice within 30 days"
    assert "practice" not in rules(photos(f'stage = "everyday"\n{practice}'))


def test_health_is_off_track_when_nothing_moves() -> None:
    assert photos('stage = "pilot"\nend = 2026-01-01').health is State.OFF_TRACK
    assert photos('stage = "decided"').health is State.AT_RISK
    assert photos("").health is State.UNKNOWN
    front = 'stage = "decided"\nowner = "ali"\ngoals = ["grow"]\nwhy = "x"\nnext_step = "x"'
    assert photos(front).health is State.ON_TRACK


def test_tasks_are_linked_by_name_or_through_what_they_lie_below() -> None:
    workspace = company(
        task("k7f3qd2m", initiative='"photos"'),
        task("p2h8w4xn", parent='"k7f3qd2m"'),
        task("x5m0rt6b", parent='"p2h8w4xn"', initiative='"other"'),
        task("9bz2cw7k", parent='"9bz2cw7k"'),
    )
    found = linked_tasks(workspace)
    assert {name: [one.id for one in some] for name, some in found.items()} == {
        "photos": ["k7f3qd2m", "p2h8w4xn"],
        "other": ["x5m0rt6b"],
    }


def spent(id_: str, phase: str, *hours: str, **fields: str) -> tuple[str, str]:
    log = "".join(f"- 2026-06-01T10:00:0{at}Z ali time {one} x\n" for at, one in enumerate(hours))
    return task(id_, log=log, initiative='"photos"', phase=f'"{phase}"', **fields)


def test_hours_of_embedding_are_set_against_all_of_them() -> None:
    here = photos(
        'stage = "implementing"',
        "",
        spent("k7f3qd2m", "develop", "4h", "3h30m"),
        spent("p2h8w4xn", "embed", "2h30m", estimate='"90h"'),
        spent("x5m0rt6b", "develop", "90h", status='"dropped"'),
        spent("9bz2cw7k", "rest", "90h"),
    )
    assert (here.balance.develop, here.balance.embed, here.balance.share) == (450, 150, 0.25)
    assert here.balance.ids == ("k7f3qd2m", "p2h8w4xn")
    assert here.balance.warned
    assert rules(here)["balance"] == "2.5 h embed of 10 h (0.25)"


def test_without_any_logged_hour_the_estimates_count_and_say_so() -> None:
    workspace = company(
        spent("k7f3qd2m", "develop", estimate='"7h"'), spent("p2h8w4xn", "embed", estimate='"3h"')
    )
    found = balance(workspace, workspace.tasks.values())
    assert (found.share, found.warned) == (0.3, False)
    assert found.words == "3 h embed of 10 h (0.30), estimated"
    assert balance(workspace, ()).share is None


def test_three_falls_of_the_pulse_are_a_signal() -> None:
    days = [date(2026, 1, 1) + timedelta(31 * month) for month in range(4)]
    rows = checkins(*(f"{day} pulse = {5 - at}" for at, day in enumerate(days)))
    found = rules(photos(f'stage = "everyday"\n{rows}'))
    assert found["pulse"] == "pulse fell three times: 5, 4, 3, 2"


def test_dates_at_the_ends_of_the_calendar_stop_nothing() -> None:
    rows = checkins(*(f"9999-12-{day} using = 5, expected = 6" for day in (29, 30, 31)))
    front = (
        'stage = "pilot"\nstart = 9999-12-31\nend = 9999-12-31\nadoption_target = 5\n'
        'adoption_cadence = "900m"\neffect_baseline = -1e308\neffect_target = 1e308\n'
        'needs = [{ person = "sara", hours_per_week = 1e308 }]\n'
        '[[practice]]\nwhat = "x"\ndate = 9999-12-31\n'
        "[[loops]]\ndate = 9999-12-31\nnext = 0001-01-01\n" + rows + "value = 1e308\n"
    )
    for today in (date.min, TODAY, date.max):
        here = photos(front, today=today)
        assert not here.adoption.adopted
        assert here.effect is not None
        assert here.effect.progress is None
        assert isinstance(here.signals, tuple)


def test_a_signal_is_told_in_a_word_or_two_where_there_is_little_room() -> None:
    found = {
        Signal("stuck", "pilot ended 3 days ago"): "stuck",
        Signal("gate", "2 of 7; blank: mandate, time"): "2 of 7",
        Signal("balance", "9 h embed of 70 h (0.13), estimated"): "embed 0.13",
        Signal("owner", "nobody owns it"): "no owner",
    }
    assert {one: one.short for one in found} == found
