"""The `- [ ]` lines of notes are counted and ticked, and nothing else of the notes changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.hostile import seconds
from tuiwork.text.checklist import (
    ChecklistItem,
    add_step,
    checklist,
    move_step,
    remove_step,
    rename_step,
    tick,
    untick,
    without_steps,
)

LINES = ["- [ ] one", "* [x] two", "  + [X]", "- [] no", "-[ ] no", "text", "", "- [y] no", "1. x"]
NOTES = st.lists(st.sampled_from(LINES), max_size=8).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n"]).map(lambda newline: newline.join(lines))
)


def test_steps_are_read_wherever_they_stand() -> None:
    notes = "Text\n- [x] order part\n  * [ ] tell [the] janitor  \n+ [X]\n\n- [ ]  last"
    assert checklist(notes) == [
        ChecklistItem(1, "order part", True),
        ChecklistItem(2, "tell [the] janitor", False),
        ChecklistItem(3, "", True),
        ChecklistItem(4, "last", False),
    ]


@pytest.mark.parametrize("line", ["- [] x", "-[ ] x", "- [y] x", "[ ] x", "- [ x", "# - [ ]", ""])
def test_other_lines_are_no_steps(line: str) -> None:
    assert checklist(line) == []


@given(NOTES, st.booleans(), st.data())
def test_ticking_changes_one_character_of_one_line(
    notes: str, done: bool, data: st.DataObject
) -> None:
    steps = checklist(notes)
    number = data.draw(st.integers(0, len(steps) + 1))
    if not 1 <= number <= len(steps):
        with pytest.raises(IndexError):
            tick(notes, number, done)
        return
    after = tick(notes, number, done)
    differing = [a for a, b in zip(notes, after, strict=True) if a != b]
    assert len(differing) <= 1
    assert [step.done for step in checklist(after)] == [
        done if step.number == number else step.done for step in steps
    ]
    if steps[number - 1].done == done:
        assert checklist(after) == steps


def test_a_step_is_ticked_and_unticked() -> None:
    assert tick("- [ ] a\n- [ ] b\n", 2, True) == "- [ ] a\n- [x] b\n"
    assert tick("- [X] a\r\n", 1, False) == "- [ ] a\r\n"


def test_a_step_that_is_done_already_keeps_its_capital() -> None:
    assert tick("- [X] a\n", 1, True) == "- [X] a\n"


@given(NOTES)
def test_unticking_opens_every_step_and_leaves_the_rest(notes: str) -> None:
    assert [(step.text, step.done) for step in checklist(untick(notes))] == [
        (step.text, False) for step in checklist(notes)
    ]
    assert without_steps(untick(notes)) == without_steps(notes)
    assert checklist(without_steps(notes)) == []


@pytest.mark.parametrize("line", ["\n", "- [x] a\n", " \n", "- [ ]"])
def test_notes_of_a_megabyte_are_gone_through_once(line: str) -> None:
    notes = line * (1_000_000 // len(line))
    assert seconds(lambda: (untick(notes), without_steps(notes))) < 1.5


@pytest.mark.parametrize(
    ("notes", "after"),
    [
        ("", "- [ ] new\n"),
        ("\nText.\n", "\nText.\n\n- [ ] new\n"),
        ("- [x] a\n\nText.\n", "- [x] a\n- [ ] new\n\nText.\n"),
        ("  * [ ] a\r\n    goes on\r\nText", "  * [ ] a\r\n    goes on\r\n  * [ ] new\r\nText"),
        ("- [ ] a", "- [ ] a\n- [ ] new\n"),
    ],
)
def test_a_step_is_added_below_the_last_one_and_written_like_it(notes: str, after: str) -> None:
    assert add_step(notes, "new") == after


def test_a_step_takes_the_lines_that_go_on_below_it_along() -> None:
    notes = "- [x] a\n  goes on\n  - [ ] b\n- [ ] c"
    assert remove_step(notes, 1) == "  - [ ] b\n- [ ] c"
    assert move_step(notes, 1, 2) == "- [ ] b\n  - [ ] c\n- [x] a\n  goes on"
    assert move_step(notes, 3, -1) == "- [x] a\n  goes on\n  - [ ] c\n- [ ] b"
    assert rename_step(notes, 1, "new") == "- [x] new\n  goes on\n  - [ ] b\n- [ ] c"


@given(NOTES, st.data())
def test_moving_a_step_there_and_back_leaves_the_steps_as_they_were(
    notes: str, data: st.DataObject
) -> None:
    steps = checklist(notes)
    if not steps:
        with pytest.raises(IndexError):
            move_step(notes, 1, 0)
        return
    number = data.draw(st.integers(1, len(steps)))
    to = data.draw(st.integers(1, len(steps)))
    moved = move_step(notes, number, to - number)
    words = [(one.text, one.done) for one in checklist(moved)]
    told = [(one.text, one.done) for one in steps]
    told.insert(to - 1, told.pop(number - 1))
    assert words == told
    back = checklist(move_step(moved, to, number - to))
    assert [(one.text, one.done) for one in back] == [(one.text, one.done) for one in steps]


@pytest.mark.parametrize("number", [0, 2])
def test_a_step_that_is_not_there_is_not_edited(number: int) -> None:
    notes = "- [ ] a\n"
    with pytest.raises(IndexError):
        remove_step(notes, number)
    with pytest.raises(IndexError):
        rename_step(notes, number, "x")
    with pytest.raises(IndexError):
        move_step(notes, number, 0)
    with pytest.raises(IndexError):
        move_step(notes, 1, number - 1)
