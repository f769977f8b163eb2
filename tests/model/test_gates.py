"""The gates ask seven and ten questions, name what is blank, and can be worded, not shortened."""

from __future__ import annotations

import pytest

from tests.insight.initiatives.making import initiative
from tuiwork.model.gates import (
    DECISION,
    PILOT,
    Gate,
    current_gate,
    gate,
    gates_between,
    preflight_parts,
    question_keys,
)
from tuiwork.model.settings import Settings, read_settings

SEVEN = ("owner_after", "mandate", "time", "goals", "behaviours", "adoption", "follow_up")
ALL_SEVEN = """\
owner_after = "jonas"
mandate = "May stop any job"
time_per_week = "2h"
resources = "Two vans"
goals = ["faster-service"]
adoption_measure = "People who open the card"
effect_measure = "Cases faster than before"
follow_up = "Monthly review"
[[behaviours]]
who = "Technicians"
what = "Open the card"
means = "Card in the van"
"""


def pilot_gate(front: str) -> Gate:
    return gate(Settings(), initiative(front), PILOT)


def blanks(front: str) -> dict[str, tuple[str, ...]]:
    return {one.key: one.blanks for one in pilot_gate(front).blanks}


def test_the_pilot_gate_asks_seven_questions() -> None:
    assert tuple(one.key for one in pilot_gate("").questions) == SEVEN
    assert question_keys(PILOT) == SEVEN
    assert len(question_keys(DECISION)) == 10


def test_all_seven_answered_leave_no_blank() -> None:
    found = pilot_gate(ALL_SEVEN)
    assert (found.blanks, found.completeness, found.words) == ((), 1.0, "7 of 7")


def test_a_count_is_never_told_without_the_names() -> None:
    found = pilot_gate(ALL_SEVEN.replace('mandate = "May stop any job"\n', ""))
    assert found.completeness == pytest.approx(6 / 7)
    assert found.words == "6 of 7; blank: mandate"


@pytest.mark.parametrize(
    ("gone", "key", "fill"),
    [
        ('owner_after = "jonas"', "owner_after", ("owner_after",)),
        ('time_per_week = "2h"', "time", ("time_per_week",)),
        ('resources = "Two vans"', "time", ("resources",)),
        ('goals = ["faster-service"]', "goals", ("goals",)),
        ('effect_measure = "Cases faster than before"', "adoption", ("effect_measure",)),
        ('follow_up = "Monthly review"', "follow_up", ("follow_up",)),
        ('means = "Card in the van"', "behaviours", ("behaviours.means",)),
        ('who = "Technicians"', "behaviours", ("behaviours",)),
    ],
)
def test_a_blank_tells_the_key_to_fill(gone: str, key: str, fill: tuple[str, ...]) -> None:
    assert gone in ALL_SEVEN
    assert blanks(ALL_SEVEN.replace(gone, "")) == {key: fill}


@pytest.mark.parametrize("empty", ['""', "[]", "{}"])
def test_an_empty_value_is_no_answer(empty: str) -> None:
    front = ALL_SEVEN.replace('"May stop any job"', empty)
    assert blanks(front) == {"mandate": ("mandate",)}


def test_the_workspace_words_a_question_and_takes_none_away() -> None:
    fields = {"gate": {"pilot": {"mandate": "Who may say stop?", "goals": 3, "more": "?"}}}
    settings, problems = read_settings(fields)
    found = {one.key: one.words for one in gate(settings, initiative(), PILOT).questions}
    assert tuple(found) == SEVEN
    assert found["mandate"] == "Who may say stop?"
    assert found["goals"] == "Which goal does it serve?"
    assert problems == []


DECIDED = """\
goals = ["faster-service"]
simplest_way = "One page"
leadership_needed = "Patience"
readiness = { time = 0, skills = 2, support = 2, mandate = 1 }
approach = "coached"
owner = "freja"
next_step = "Three packages"
next_step_owner = "henrik"
next_step_due = 2026-06-30
expectations = "An answer by Tuesday"
[[groups]]
name = "Technicians"
contact = "sara"
why = "Fewer calls"
"""


def test_the_decision_gate_takes_the_meaning_of_each_group_for_the_why() -> None:
    found = gate(Settings(), initiative(DECIDED), DECISION)
    assert found.words == "10 of 10"
    without = gate(Settings(), initiative(DECIDED.replace('why = "Fewer calls"', "")), DECISION)
    assert without.words == "9 of 10; blank: why"


def test_readiness_is_asked_word_by_word_and_groups_want_a_contact() -> None:
    front = DECIDED.replace("time = 0, ", "").replace('contact = "sara"', "")
    found = gate(Settings(), initiative(front), DECISION)
    assert {one.key: one.blanks for one in found.blanks} == {
        "groups": ("groups.contact",),
        "readiness": ("readiness.time",),
    }


@pytest.mark.parametrize(
    ("stage", "to", "names"),
    [
        ("candidate", "decided", ["decision"]),
        ("candidate", "implementing", ["decision", "pilot"]),
        ("decided", "pilot", []),
        ("pilot", "everyday", ["pilot"]),
        ("implementing", "everyday", []),
        ("implementing", "decided", []),
        ("candidate", "closed", []),
    ],
)
def test_a_gate_stands_before_a_stage(stage: str, to: str, names: list[str]) -> None:
    one = initiative(f'stage = "{stage}"')
    assert [each.name for each in gates_between(Settings(), one, to)] == names


def test_each_stage_has_the_gate_that_matters_in_it() -> None:
    stages = ("candidate", "decided", "pilot", "implementing", "everyday", "closed")
    found = [current_gate(Settings(), initiative(f'stage = "{one}"')) for one in stages]
    assert [one and one.name for one in found] == ["decision", *["pilot"] * 4, None]


def test_a_preflight_asks_three_times() -> None:
    parts = preflight_parts(Settings(), initiative(ALL_SEVEN))
    assert [part.words for part in parts] == [
        "2 of 3; blank: owner",
        "1 of 3; blank: expectations, practice",
        "0 of 2; blank: adoption, source",
    ]
