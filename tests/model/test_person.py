"""A person's hours, absences and protected time, however they are written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tuiwork.model.kinds import Kind
from tuiwork.model.person import Absence, Person, Protected


def person(**fields: Any) -> Person:
    return Person("people/sara.md", Kind.PERSON, fields)


def june(day: int) -> date:
    return date(2026, 6, day)


@pytest.mark.parametrize(
    ("written", "hours"),
    [(37, 37.0), (0, 0.0), (168, 168.0), (169, None), (-1, None), ("37", None)],
)
def test_hours_are_those_of_a_week(written: object, hours: float | None) -> None:
    assert person(hours=written).hours == hours


def test_absences_come_in_order_and_those_that_overlap_as_one() -> None:
    rows = [
        {"from": june(22), "to": june(26), "what": "holiday"},
        {"from": june(1), "what": "dentist"},
        {"from": june(24), "to": june(28), "what": "course"},
        {"from": june(29), "to": june(30), "what": "course"},
    ]
    assert person(absence=rows).absences == (
        Absence(june(1), june(1), "dentist"),
        Absence(june(22), june(28), "holiday, course"),
        Absence(june(29), june(30), "course"),
    )


def test_an_absence_within_another_changes_nothing_but_its_reason() -> None:
    rows = [{"from": june(1), "to": june(30)}, {"from": june(3), "to": june(4), "what": "course"}]
    assert person(absence=rows).absences == (Absence(june(1), june(30), "course"),)


def test_nonsense_is_left_out() -> None:
    rows = [{"from": june(9), "to": june(8)}, {"to": june(8)}, {"from": "soon"}, 3]
    assert person(absence=rows).absences == ()
    protected = [{"hours": 2, "what": "practice"}, {"hours": -2}, {"hours": True}, {"hours": 400}]
    assert person(protected=protected).protected == (Protected(2.0, "practice"),)
