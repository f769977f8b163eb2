"""What a line of what ifs supposes, worked out by hand. Today is Monday 15 June 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.text.workspaces import TODAY, task, workspace
from tuiwork.errors import Refused
from tuiwork.insight.load import Cell
from tuiwork.model.workspace import Workspace
from tuiwork.tui.planning.what_if import WhatIf, joined, suppose, without_given

PEOPLE: dict[str, dict[str, Any]] = {
    "people/sara.md": {"name": "Sara Holm", "hours": 10},
    "people/ali.md": {"name": "Ali Rahimi", "hours": 20},
    "initiatives/quotes.md": {
        "title": "Quotes in a day",
        "end": date(2026, 6, 28),
        "needs": [{"person": "sara", "hours_per_week": 4}],
    },
    "initiatives/empty.md": {"title": "Nothing needed"},
}


@pytest.fixture
def place() -> Workspace:
    documents = dict(workspace(PEOPLE).documents)
    for id_, fields in (
        ("k7f3", {"title": "Replace compressor", "initiative": "quotes"}),
        ("p2h8", {"title": "Call janitor"}),
    ):
        one = task(id_, owner="sara", estimate="8h", due=date(2026, 6, 19), **fields)
        documents[one.path] = one
    return Workspace(documents)


def cell(what: WhatIf, handle: str, week: int = 0) -> Cell:
    row = what.load(TODAY, 3).row(handle)
    assert row is not None
    return row.cells[week]


def test_an_empty_line_supposes_nothing(place: Workspace) -> None:
    what = suppose(place, "  ")
    assert (what.words, what.workspace) == ((), place)


def test_one_more_person_has_these_hours(place: Workspace) -> None:
    what = suppose(place, "+ana 30h")
    assert what.words == ("ana with 30 h a week",)
    assert (cell(what, "ana").capacity, cell(what, "sara").hours) == (30, 16)


def test_somebody_who_is_there_gets_other_hours(place: Workspace) -> None:
    what = suppose(place, "+ sara 7,5")
    assert what.words == ("Sara Holm with 7.5 h a week",)
    assert cell(what, "sara").capacity == 7.5


def test_a_task_is_left_out_and_so_are_all_of_an_initiative(place: Workspace) -> None:
    assert cell(suppose(place, "- p2h8"), "sara").ids == ("k7f3",)
    what = suppose(place, "- quotes")
    assert what.words == ("without “Replace compressor”",)
    assert cell(what, "sara").ids == ("p2h8",)


def test_tasks_are_given_to_somebody_whose_load_grows(place: Workspace) -> None:
    what = suppose(place, "k7f3 p2h8 > ali")
    assert dict(what.given) == {"k7f3": "ali", "p2h8": "ali"}
    assert (cell(what, "ali").hours, cell(what, "sara").hours) == (16, 0)
    assert place.tasks["k7f3"].owner == "sara"


def test_an_initiative_taken_on_needs_its_hours_in_place_of_its_tasks_until_its_end(
    place: Workspace,
) -> None:
    what = suppose(place, "+quotes")
    assert what.words == ("taking on Quotes in a day",)
    assert [cell(what, "sara", week).hours for week in range(3)] == [12, 4, 0]
    assert cell(what, "sara").ids == ("p2h8", "initiative:quotes")


def test_whether_there_is_room_depends_on_what_else_is_supposed(place: Workspace) -> None:
    assert suppose(place, "+quotes").answers(TODAY) == [
        "Not this week: sara is 2 h short in w25 (15 jun). "
        "There is room for Quotes in a day from w26 (22 jun) on."
    ]
    assert suppose(place, "+quotes, p2h8 > ali").answers(TODAY) == [
        "Yes, there is room for Quotes in a day from this week on."
    ]


def test_there_may_be_no_room_at_all(place: Workspace) -> None:
    [answer] = suppose(place, "+sara 3h, +quotes").answers(TODAY)
    assert answer.startswith("No room for Quotes in a day within half a year: sara is 9 h short")


def test_several_parts_are_supposed_one_after_the_other(place: Workspace) -> None:
    what = suppose(place, "+ana 7,5h, k7f3 > ana, - p2h8")
    assert (cell(what, "ana").capacity, cell(what, "ana").hours) == (7.5, 8)
    assert len(what.words) == 3


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ana", "supposes nothing"),
        ("+", "supposes nothing"),
        ("k7f3 >", "supposes nothing"),
        ("+ana", "a person needs hours, as in +ana 30h"),
        ("+ana 300h", "expected 0 to 168"),
        ("- nothing", "neither a task nor an initiative"),
        ("k7f3 > bo", "bo"),
        ("zzzz > ali", "zzzz"),
        ("+empty", "does not say whom it needs"),
    ],
)
def test_what_makes_no_sense_is_said(place: Workspace, line: str, words: str) -> None:
    with pytest.raises(Refused) as raised:
        suppose(place, line)
    assert words in raised.value.message


def test_a_line_grows_by_parts_and_loses_what_was_made_real() -> None:
    line = joined(joined("", "+ana 30h"), "k7f > ali")
    assert line == "+ana 30h, k7f > ali"
    assert without_given(f"{line}, - p2h") == "+ana 30h, - p2h"
