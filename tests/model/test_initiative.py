"""Initiatives are read whatever is written in them: what is wrong reads as nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.insight.initiatives.making import checkins, initiative
from tuiwork.model.initiative import Initiative
from tuiwork.model.initiative_fields import row_fields
from tuiwork.model.initiative_rows import Need, NextStep, Practice

WRONG = ("7", '"x"', "[1, { a = 1 }]", "{ a = 1 }", "nan", "2026-05-05", "true", "[]", "[[[]]]")
KEYS = (
    "stage", "outcome", "owner", "approach", "goals", "start", "end", "confidence", "readiness",
    "next_step", "needs", "behaviours", "practice", "checkins", "obstacles", "groups", "loops",
    "qif", "why", "stops", "next_step_due", "next_step_effort",
)  # fmt: skip


def test_a_title_is_enough_for_a_candidate() -> None:
    one = initiative()
    assert (one.title, one.stage, one.is_running, one.is_closed) == (
        "Photos",
        "candidate",
        False,
        False,
    )
    assert (one.owner, one.approach, one.goals, one.next_step, one.readiness) == (
        None, None, (), None, {},
    )  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", WRONG)
def test_no_value_whatever_stops_a_reader(key: str, value: str) -> None:
    one = initiative(f"{key} = {value}")
    for name, reader in vars(Initiative).items():
        if isinstance(reader, property):
            getattr(one, name)


@pytest.mark.parametrize("value", WRONG)
@pytest.mark.parametrize("table", ["checkins", "loops", "needs", "qif", "practice", "groups"])
def test_nor_does_one_in_a_row(table: str, value: str) -> None:
    for key in row_fields(table):
        one = initiative(f"[[{table}]]\n{key} = {value}")
        assert isinstance((one.check_ins, one.loops, one.needs, one.quality_steps), tuple)
        assert isinstance((one.practice, one.groups), tuple)


@pytest.mark.parametrize(
    ("front", "stage", "running"),
    [
        ('stage = "pilot"', "pilot", True),
        ('stage = "implementing"', "implementing", True),
        ('stage = "everyday"', "everyday", False),
        ('stage = "dreaming"', "candidate", False),
        ("stage = 3", "candidate", False),
    ],
)
def test_pilots_and_what_is_implemented_run(front: str, stage: str, running: bool) -> None:
    one = initiative(front)
    assert (one.stage, one.is_running) == (stage, running)


@pytest.mark.parametrize(
    ("written", "read"), [("80", 0.8), ("0", 0.0), ("100", 1.0), ("101", None), ("-1", None)]
)
def test_confidence_is_written_from_0_to_100(written: str, read: float | None) -> None:
    assert initiative(f"confidence = {written}").confidence == read


def test_readiness_knows_four_words_from_0_to_3() -> None:
    one = initiative('readiness = { time = 0, skills = 4, support = "2", mandate = 3, luck = 1 }')
    assert one.readiness == {"time": 0, "mandate": 3}


def test_a_next_step_is_ranked_by_its_visible_result_and_effort() -> None:
    one = initiative(
        'next_step = "Move it"\nnext_step_owner = "ali"\nnext_step_due = 2026-06-24\n'
        "next_step_visible_result = 3\nnext_step_effort = 2"
    )
    assert one.next_step == NextStep("Move it", "ali", date(2026, 6, 24), 3.0, 2.0)
    assert one.next_step.rank == 1.5
    unrated = initiative('next_step = "Move it"\nnext_step_effort = 9').next_step
    assert unrated is not None
    assert unrated.rank is None


def test_of_several_check_ins_on_a_day_the_last_one_counts() -> None:
    one = initiative(checkins("2026-03-02 using = 1", "2026-03-01 using = 2", "2026-03-02 using=3"))
    assert [(each.date, each.using) for each in one.check_ins] == [
        (date(2026, 3, 1), 2.0),
        (date(2026, 3, 2), 3.0),
    ]


def test_needs_are_never_below_nothing() -> None:
    one = initiative('needs = [{ person = "sara", hours_per_week = -4 }, { skill = "welding" }]')
    assert one.needs == (Need("sara", 0.0), Need("", 0.0, "welding"))


@pytest.mark.parametrize(
    ("part", "is_training"),
    [
        (Practice("Day", date(2026, 1, 1)), True),
        (Practice("Day", date(2026, 1, 1), kind="training"), True),
        (Practice("Day", date(2026, 1, 1), kind="peer"), False),
        (Practice("Weekly", slot="Thursday"), False),
        (Practice("Some day"), False),
    ],
)
def test_a_training_is_held_once(part: Practice, is_training: bool) -> None:
    assert part.is_training is is_training
