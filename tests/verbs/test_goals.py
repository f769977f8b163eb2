"""Verbs on goals: a new one, a key result, a check-in that changes one number and the log."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from tests.verbs.company import FILES, SARA, STAMP, after, company, told
from tuiwork.errors import Refused
from tuiwork.model.change import Change
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.goals import add_goal, add_key_result, check_in

PATH = "goals/faster-service.md"
KR = "faster-service/handling-time"


def test_a_goal_is_set_with_its_period_owner_and_purpose() -> None:
    one = company()
    change = add_goal(one, SARA, "Be  *everyday* used", "2026-Q3", "al", "So that it helps.")
    assert change.message == "Set the goal “Be *everyday* used” for 2026-Q3"
    [file] = change.files
    assert (file.path, change.ids) == ("goals/be-everyday-used.md", ("be-everyday-used",))
    assert file.after == (
        '+++\ntitle = "Be *everyday* used"\nowner = "ali"\nperiod = "2026-Q3"\n+++\n\n'
        f"So that it helps.\n\n## Log\n\n- {STAMP} sara created\n"
    )
    assert after(one, change).goals["be-everyday-used"].owner == "ali"


def test_a_key_result_is_a_row_behind_the_others() -> None:
    one = company()
    change = add_key_result(one, SARA, "faster", "On time", 62, 95.5, unit="%", weight=2)
    [file] = change.files
    row = (
        '\n[[key_results]]\nid = "on-time"\ntitle = "On time"\nstart = 62\ntarget = 95.5\n'
        'current = 62\nunit = "%"\nweight = 2\n'
    )
    assert file.after == FILES[PATH].replace("target = 8\n", f"target = 8\n{row}")
    assert change.ids == ("faster-service/on-time",)
    goal = after(one, change).goals["faster-service"]
    assert [each.id for each in goal.key_results] == ["handling-time", "repeat-visits", "on-time"]
    first = after(one, add_key_result(one, SARA, "grow", "Contracts", 24, 36))
    assert [each.target for each in first.goals["grow"].key_results] == [36]


@pytest.mark.parametrize("reference", [KR, "faster/hand", "handling-time"])
def test_a_check_in_changes_one_number_and_tells_it(reference: str) -> None:
    one = company()
    change = check_in(one, SARA, reference, 3.1, confidence=0.7, note=" Getting there. ")
    assert change.message == "Checked in Handling time: 3.1 d"
    assert change.ids == (KR,)
    [file] = change.files
    assert file.after == FILES[PATH].replace("current = 3.5 # days", "current = 3.1 # days") + (
        f"\n## Log\n\n- {STAMP} sara checkin handling-time 3.1 confidence 0.7 Getting there.\n"
    )


def test_a_first_check_in_adds_the_number() -> None:
    one = company()
    now = after(one, check_in(one, SARA, "repeat-visits", 14)).goals["faster-service"]
    found = now.key_result("repeat-visits")
    assert found is not None
    assert found.current == 14
    assert told(now) == ["sara checkin repeat-visits 14"]


def test_key_results_written_inline_are_checked_in_too() -> None:
    text = '+++\ntitle = "X"\nkey_results = [{ id = "a", start = 0, target = 9 }]\n+++\n'
    one = company(goals__x=text)
    now = after(one, check_in(one, SARA, "x/a", 3))
    assert [each.current for each in now.goals["x"].key_results] == [3]
    more = after(now, add_key_result(now, SARA, "x", "B", 0, 1))
    assert [each.id for each in more.goals["x"].key_results] == ["a", "b"]


REFUSALS: list[tuple[Callable[[Workspace], Change], str]] = [
    (lambda w: add_goal(w, SARA, " ", "2026-Q3", "ali"), "a goal needs a title"),
    (lambda w: add_goal(w, SARA, "X", "soon", "ali"), "“soon” is no period; expected one such as"),
    (lambda w: add_goal(w, SARA, "Grow!", "2026", "ali"), "there is a goal “grow” already; give"),
    (lambda w: add_goal(w, SARA, "X", "2026", "zz"), "there is no person “zz”"),
    (lambda w: add_key_result(w, SARA, "grow", "X", 3, 3), "a key result has to move: its start"),
    (lambda w: add_key_result(w, SARA, "grow", " ", 3, 4), "a key result needs a title"),
    (lambda w: add_key_result(w, SARA, "grow", "X", 3, 4, weight=0), "the weight is 0; expected"),
    (lambda w: add_key_result(w, SARA, "grow", "X", 3, 4, weight=math.inf), "the weight is inf"),
    (lambda w: add_key_result(w, SARA, "grow", "X", math.nan, 4), "a key result goes from a numb"),
    (
        lambda w: add_key_result(w, SARA, KR, "Handling  time", 3, 4),
        "“Faster service” has a key result “handling-time” already",
    ),
    (lambda w: check_in(w, SARA, KR, math.nan), "the value is nan; expected a number"),
    (lambda w: check_in(w, SARA, KR, 3, confidence=7), "the confidence is 7; expected 0 to 1"),
    (
        lambda w: check_in(w, SARA, "faster-service", 3),
        "a check-in is about one key result; “Faster service” has faster-service/handling-time, ",
    ),
    (lambda w: check_in(w, SARA, "grow", 3), "“Grow” has none yet"),
    (lambda w: check_in(w, SARA, "zzz", 3), "there is no goal “zzz”"),
]


@pytest.mark.parametrize(("verb", "message"), REFUSALS)
def test_what_makes_no_sense_is_refused(verb: Callable[[Workspace], Change], message: str) -> None:
    with pytest.raises(Refused, match=message):
        verb(company())


def test_a_goal_whose_file_is_broken_by_now_is_refused() -> None:
    one = company()
    broken = Workspace(one.documents, read=lambda _: "+++\n[[key_results]\n+++\n")
    with pytest.raises(Refused, match=f"{PATH} is not valid TOML: .*; mend it first"):
        check_in(broken, SARA, KR, 3)
    with pytest.raises(Refused, match="mend it first"):
        add_key_result(broken, SARA, "grow", "X", 0, 1)
    other = Workspace(one.documents, read=lambda _: FILES["goals/grow.md"])
    with pytest.raises(Refused, match="has no row of “key_results” with id “handling-time”"):
        check_in(other, SARA, KR, 3)
