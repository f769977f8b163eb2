"""Each verb on a checklist is one Change of one step, and refuses what is not there to be seen."""

from __future__ import annotations

import pytest

from tests.verbs.company import SARA, after, company, task
from tuiwork.errors import Refused
from tuiwork.verbs.checklists import add_item, check_item, move_item, remove_item, rename_item

A = "aaaaaaaa"
TWO = "\n- [ ] call\n- [x] order\n"


def test_a_step_is_ticked_unticked_or_turned_over() -> None:
    one = company(task(A, notes=TWO))
    change = check_item(one, SARA, A, 1)
    assert change.message == "Ticked “call” of “Task aaaaaaaa”"
    assert after(one, change).tasks[A].notes == "\n- [x] call\n- [x] order\n"
    back = check_item(one, SARA, A, 2)
    assert back.message == "Unticked “order” of “Task aaaaaaaa”"
    assert after(one, back).tasks[A].notes == "\n- [ ] call\n- [ ] order\n"
    assert check_item(one, SARA, A, 2, done=True).is_empty
    for number in (0, 3):
        with pytest.raises(Refused, match=f"has 2 checklist steps; there is no step {number}"):
            check_item(one, SARA, A, number)


def test_a_step_is_added_below_the_others_or_begins_a_checklist() -> None:
    one = company(task(A, notes=TWO))
    change = add_item(one, SARA, A, " sweep\n the roof ")
    assert change.message == "Added the step “sweep the roof” to “Task aaaaaaaa”"
    assert after(one, change).tasks[A].notes == f"{TWO}- [ ] sweep the roof\n"
    bare = company(task(A))
    assert "- [ ] first\n" in (after(bare, add_item(bare, SARA, A, "first")).tasks[A].notes or "")
    with pytest.raises(Refused, match="a step needs some words"):
        add_item(one, SARA, A, " \n")


def test_a_step_is_renamed_and_keeps_its_tick() -> None:
    one = company(task(A, notes=TWO))
    change = rename_item(one, SARA, A, 2, "order two", was="order")
    assert change.message == "Renamed the step “order two” of “Task aaaaaaaa”"
    assert after(one, change).tasks[A].notes == "\n- [ ] call\n- [x] order two\n"
    assert rename_item(one, SARA, A, 2, "order").is_empty


def test_a_step_is_removed() -> None:
    one = company(task(A, notes=TWO))
    assert after(one, remove_item(one, SARA, A, 1)).tasks[A].notes == "\n- [x] order\n"


def test_a_step_is_moved_to_another_place() -> None:
    one = company(task(A, notes=TWO))
    change = move_item(one, SARA, A, 1, 2)
    assert after(one, change).tasks[A].notes == "\n- [x] order\n- [ ] call\n"
    assert move_item(one, SARA, A, 1, 1).is_empty
    with pytest.raises(Refused, match="there is no step 0"):
        move_item(one, SARA, A, 1, 0)


def test_a_step_that_became_another_one_meanwhile_is_left_alone() -> None:
    one = company(task(A, notes=TWO))
    words = "step 1 of “Task aaaaaaaa” says “call” meanwhile"
    with pytest.raises(Refused, match=words):
        remove_item(one, SARA, A, 1, was="ring")
    with pytest.raises(Refused, match=words):
        rename_item(one, SARA, A, 1, "x", was="ring")
    with pytest.raises(Refused, match=words):
        move_item(one, SARA, A, 1, 2, was="ring")
