from __future__ import annotations

import pytest

from tests.insight.initiatives.making import text_of
from tests.verbs.company import SARA, company
from tuiwork.errors import Refused
from tuiwork.model.gates import PILOT, gate
from tuiwork.model.initiative import Initiative
from tuiwork.model.workspace import Workspace
from tuiwork.tui.planning.initiative_forms import (
    answering,
    asked_for,
    change_by_form,
    every_field,
    form_of,
    new_row,
)
from tuiwork.tui.planning.recording_forms import (
    ask_check_in,
    ask_loop,
    check_in_by_form,
    loop_by_form,
    texts_of,
)

BEHAVIOURS = """
[[behaviours]]
who = "Technicians"
what = "Three photos"
means = "App"

[[behaviours]]
who = "Caretakers"
what = "Look"
"""


def around(front: str = "") -> Workspace:
    return company(initiatives__photos=text_of(front))


def initiative(front: str = "") -> Initiative:
    return around(front).initiatives["photos"]


def asked(one: Initiative, key: str) -> list[str]:
    return [line.key for line in asked_for(one, key)]


def written(front: str, key: str, told: dict[str, str]) -> str:
    """What a file is after the lines for a blank were answered."""
    lines = list(asked_for(initiative(front), key))
    change = change_by_form(around(front), SARA, "photos", lines, told)
    [file] = change.files
    assert file.after is not None
    return file.after


def test_every_field_is_asked_but_for_those_that_verbs_set() -> None:
    keys = [line.key for line in every_field(initiative())]
    assert keys[:3] == ["title", "owner", "why"]
    assert {"mandate", "owner_after", "readiness.time"} <= set(keys)
    assert not {"stage", "outcome", "closed", "stops", "behaviours", "readiness"} & set(keys)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("owner_after", ["owner_after"]),
        ("readiness.time", ["readiness.time"]),
        ("behaviours.means", ["behaviours.means Look"]),
        ("needs", ["needs.person", "needs.hours_per_week", "needs.skill"]),
    ],
)
def test_a_blank_is_asked_for_by_exactly_its_lines(key: str, lines: list[str]) -> None:
    assert asked(initiative(BEHAVIOURS), key) == lines


def test_a_question_asks_for_what_is_left_of_it_and_an_answered_one_for_all() -> None:
    one = initiative('time_per_week = "2h"')
    settings = around().settings
    [time] = [each for each in gate(settings, one, PILOT).questions if each.key == "time"]
    assert [line.key for line in answering(one, time)] == ["resources"]
    full = initiative('time_per_week = "2h"\nresources = "Van"')
    [time] = [each for each in gate(settings, full, PILOT).questions if each.key == "time"]
    assert [line.key for line in answering(full, time)] == ["time_per_week", "resources"]


def test_a_level_a_name_and_a_part_of_a_row_are_written() -> None:
    assert "[readiness]\ntime = 2\n" in written("", "readiness.time", {
        "readiness.time": "2"
    })  # fmt: skip
    assert 'owner_after = "ali"' in written("", "owner_after", {"owner_after": "al"})
    after = written(BEHAVIOURS, "behaviours.means", {"behaviours.means Look": "Link"})
    assert 'what = "Look"\nmeans = "Link"' in after
    assert after.count("[[behaviours]]") == 2


def test_a_new_row_needs_what_tells_it_from_the_others() -> None:
    lines = list(new_row("groups"))
    with pytest.raises(Refused, match="say name: it tells this one from the others"):
        change_by_form(around(), SARA, "photos", lines, {"groups.why": "x; y = z"})
    told = {"groups.name": "Vans", "groups.why": "x; y = z"}
    change = change_by_form(around(), SARA, "photos", lines, told)
    assert 'why = "x; y = z"' in str(change.files[0].after)


def test_an_untouched_form_changes_nothing() -> None:
    assert change_by_form(around(), SARA, "photos", [], {}).is_empty


def test_what_was_told_before_is_there_again() -> None:
    one = around('mandate = "Old"')
    lines = list(asked_for(one.initiatives["photos"], "mandate"))
    [blank] = form_of(one, SARA, "x", lines).blanks
    assert blank.initial == "Old"
    [blank] = form_of(one, SARA, "x", lines, {"mandate": "New"}, "no").blanks
    assert blank.initial == "New"


def keys_of_check_in(front: str) -> list[str]:
    form = ask_check_in(around(front), SARA, initiative(front), None)
    return [blank.key for blank in form.blanks]


def test_a_check_in_asks_for_six_things_and_for_a_value_where_that_is_the_effect() -> None:
    six = ["using", "expected", "cases", "faster", "obstacles", "pulse"]
    assert keys_of_check_in("effect_baseline = 5") == six
    five = ["using", "expected", "value", "obstacles", "pulse"]
    assert keys_of_check_in("effect_baseline = 14\neffect_target = 5") == five


def test_a_check_in_expects_as_many_as_the_last_one() -> None:
    one = around("[[checkins]]\ndate = 2026-05-01\nusing = 5\nexpected = 6")
    form = ask_check_in(one, SARA, one.initiatives["photos"], None)
    assert texts_of(form, {"using": "4"})["expected"] == "6"
    change = check_in_by_form(one, SARA, "photos", texts_of(form, {"using": "4"}))
    assert "using = 4\nexpected = 6" in str(change.files[0].after)


def test_an_open_loop_is_offered_to_be_closed() -> None:
    one = around('[[loops]]\ndate = 2026-05-01\naction = "Card"\nexpected = "Faster"')
    form = ask_loop(one, SARA, one.initiatives["photos"], None)
    texts = texts_of(
        form, {"learned": "Gloves", "next": "friday 15:00", "took_part": "ali, nobody"}
    )
    assert texts["action"] == "Card"
    with pytest.raises(Refused, match="there is no person “nobody”"):
        loop_by_form(one, SARA, "photos", texts)
    change = loop_by_form(one, SARA, "photos", texts | {"took_part": "ali, @me"})
    after = str(change.files[0].after)
    assert after.count("[[loops]]") == 1
    assert 'took_part = ["ali", "sara"]' in after
    assert "next = 2026-06-19\n" in after
