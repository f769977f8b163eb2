"""What is wrong inside an initiative is listed, and stops nothing."""

from __future__ import annotations

import pytest

from tests.insight.initiatives.making import text_of
from tests.verbs.company import FILES, company, of_texts
from tuiwork.insight.checking import find_problems


def problems(front: str) -> list[str]:
    return [
        one.message
        for one in find_problems(company(initiatives__photos=text_of(front)))
        if one.path == "initiatives/photos.md"
    ]


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("confidence = 120", "confidence is 120; expected 0 to 100"),
        ("next_step_effort = 0", "next_step_effort is 0; expected 1 to 3"),
        ("readiness = { time = 4 }", "readiness.time is 4; expected 0 to 3"),
        ("readiness = { luck = 1 }", "readiness has no “luck”; there are time, skills, support,"),
        ('[[checkins]]\ndate = "may"', 'checkins.date is "may"; expected a date'),
        ("[[checkins]]\nusing = 1", "row 1 of checkins has no date"),
        (
            "[[checkins]]\ndate = 2026-05-01\nusing = 7\nexpected = 6",
            "a check-in of 2026-05-01 has 7 using of 6 expected; it is not counted",
        ),
        (
            '[[obstacles]]\nwhat = "x"\nkind = "magic"',
            'obstacles.kind is "magic"; expected one of direction, ownership, skills, time, ',
        ),
        ('needs = [{ person = "zoe" }]', "needs.person names the person “zoe”, which does not"),
        ('owner_after = "zoe"', "owner_after names the person “zoe”, which does not exist"),
    ],
)
def test_what_means_nothing_is_told(front: str, message: str) -> None:
    [found] = problems(front)
    assert found.startswith(message)


def test_an_initiative_with_a_title_alone_has_nothing_wrong() -> None:
    assert problems("") == []


def test_a_gate_has_no_other_questions_and_there_are_four_approaches() -> None:
    toml = (
        '[gate.pilot]\nmandate = "Who?"\nluck = "Is there some?"\n[gate.exit]\na = "?"\n'
        '[approach.loud]\nworks = "never"\n[initiatives]\nmax_running = 0\n'
    )
    found = [one.message for one in find_problems(of_texts(FILES | {"tuiwork.toml": toml}))]
    assert any(one.startswith("the gate pilot has no question “luck”; there are") for one in found)
    assert "there is no gate “exit”; there are decision, pilot, preflight" in found
    assert any(one.startswith("there is no approach “loud”; there are direct,") for one in found)
    assert "initiatives.max_running is 0; expected a whole number above 0" in found
