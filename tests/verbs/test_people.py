"""Verbs on people: who there is, the hours they have, when they are away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.verbs.company import SARA, after, company
from tuiwork.errors import Refused
from tuiwork.model.change import Change
from tuiwork.model.person import Absence, Protected
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.people import add_person, set_person


def june(day: int) -> date:
    return date(2026, 6, day)


def text(change: Change) -> str:
    [file] = change.files
    assert file.after is not None
    return file.after


def given(front: str) -> Workspace:
    return company(people__ole=f'+++\nname = "Ole"\n{front}+++\n')


def with_(front: str, **changes: Any) -> str:
    """What becomes of Ole's front matter below his name."""
    written = text(set_person(given(front), SARA, "ole", **changes))
    return written.removeprefix('+++\nname = "Ole"\n').removesuffix("+++\n")


def test_a_person_is_added_under_a_handle() -> None:
    change = add_person(
        company(), SARA, "ole", "Ole  Holm", hours=37.0, email="o@x.example", role="Electrician"
    )
    assert change.message == "Added “Ole Holm”"
    assert change.files[0].path == "people/ole.md"
    assert text(change) == (
        '+++\nname = "Ole Holm"\nemails = ["o@x.example"]\nhours = 37\nrole = "Electrician"\n+++\n'
    )
    assert after(company(), change).people["ole"].hours == 37


def test_hours_are_set_and_the_rest_stays_as_written() -> None:
    assert with_("hours = 37 # since May\n", hours=30.5) == "hours = 30.5 # since May\n"


def test_an_absence_is_one_more_row_in_order() -> None:
    row = 'absence = [{ from = 2026-06-22, to = 2026-06-26, what = "holiday" }]\n'
    assert with_("", away=Absence(june(22), june(26), "holiday")) == row
    both = with_(row, away=Absence(june(1), june(1)))
    assert both == (
        "absence = [{ from = 2026-06-01, to = 2026-06-01 }, "
        '{ from = 2026-06-22, to = 2026-06-26, what = "holiday" }]\n'
    )


def test_absences_that_overlap_become_one_and_that_is_said() -> None:
    row = 'absence = [{ from = 2026-06-22, to = 2026-06-26, what = "holiday" }]\n'
    row = row.replace("]", ", { from = 2026-06-28 }]")
    change = set_person(given(row), SARA, "ole", away=Absence(june(25), june(28), "course"))
    assert 'absence = [{ from = 2026-06-22, to = 2026-06-28, what = "holiday, course" }]\n' in text(
        change
    )
    assert change.notices == (
        "it overlaps an absence that was there; they are one now, 2026-06-22 to 2026-06-28",
    )


def test_absences_written_as_tables_of_their_own_are_kept_as_values() -> None:
    tables = "[[absence]]\nfrom = 2026-06-22\nto = 2026-06-26\n"
    one = given(tables)
    then = after(one, set_person(one, SARA, "ole", away=Absence(june(1), june(2))))
    assert then.people["ole"].absences == (
        Absence(june(1), june(2)),
        Absence(june(22), june(26)),
    )


def test_who_is_back_is_away_no_more() -> None:
    rows = "absence = [{ from = 2026-06-22, to = 2026-06-26 }, { from = 2026-07-01 }]\n"
    assert with_(rows, back=june(24)) == "absence = [{ from = 2026-07-01 }]\n"
    assert with_("absence = [{ from = 2026-06-22 }]\n", back=june(22)) == ""


def test_time_is_kept_free_under_a_name_and_no_more_with_0_hours() -> None:
    row = 'protected = [{ hours = 2, what = "practice" }]\n'
    assert with_("", protect=Protected(2.0, "practice")) == row
    assert with_(row, protect=Protected(3.0, "practice")) == row.replace("2", "3")
    assert with_(row, protect=Protected(0.0, "practice")) == ""


def test_an_address_is_added_once() -> None:
    row = 'emails = ["Ole@x.example"]\n'
    assert with_(row, email="o@y.example") == 'emails = ["Ole@x.example", "o@y.example"]\n'
    assert set_person(given(row), SARA, "ole", email="OLE@x.example").is_empty


def add(**kwargs: Any) -> Callable[[], Change]:
    given = {"handle": "ole", "name": "Ole"} | kwargs
    return lambda: add_person(company(), SARA, **given)


def change(front: str = "", **kwargs: Any) -> Callable[[], Change]:
    return lambda: set_person(given(front), SARA, "ole", **kwargs)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (add(hours=169), "169 hours a week; expected 0 to 168"),
        (add(hours=-1), "-1 hours a week; expected 0 to 168"),
        (add(handle="Ole Holm"), "“Ole Holm” is no handle; expected one such as ole-holm"),
        (add(handle="sara"), "there is a person “sara” already"),
        (add(name=" "), "a person needs a name"),
        (change(hours=float("nan")), "nan hours a week"),
        (change(name=""), "a person needs a name"),
        (change(away=Absence(june(2), june(1))), "ends on 2026-06-01, before it begins"),
        (change(back=june(1)), "“Ole” is not away on 2026-06-01; absences: none"),
        (change(protect=Protected(0.0, "x")), "no time is kept free for “x”; there is none"),
        (change(protect=Protected(200.0, "x")), "200 hours a week are kept free"),
        (
            change("hours = 10\n", protect=Protected(11.0, "x")),
            "11 hours kept free are more than the 10 of the week",
        ),
        (change("absence = 3\n", back=june(1)), "absence is no list of tables; mend it first"),
    ],
)
def test_nonsense_is_refused(act: Callable[[], Change], words: str) -> None:
    with pytest.raises(Refused, match=words):
        act()
