"""Undo chooses the last change that still stands, redo the last undo, and both only go forward."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verbs.company import JOBS, SARA, after, company, task
from tuiwork.errors import Refused
from tuiwork.model.change import IDS, REDOES, UNDOES, Change, FileChange
from tuiwork.text.edit import edit
from tuiwork.verbs.states import done
from tuiwork.verbs.tasks import comment, remove, write_notes
from tuiwork.verbs.undoing import (
    Step,
    Texts,
    choose_commit,
    take_back,
    taken_back,
)

A, B = "aaaaaaaa", "bbbbbbbb"
PATH = f"{JOBS}/{A}-x.md"


# Choosing


@dataclass
class Commit:
    oid: str
    trailers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Diary:
    """Commits, newest first, as undo and redo would make them."""

    commits: list[Commit] = field(default_factory=list)

    def do(self) -> str:
        return self._add({IDS: "x"})

    def other(self) -> str:
        return self._add({})

    def undo(self) -> str:
        chosen = choose_commit(self.commits, redo=False).oid
        self._add({IDS: "x", UNDOES: chosen})
        return chosen

    def redo(self) -> str:
        chosen = choose_commit(self.commits, redo=True).oid
        self._add({IDS: "x", REDOES: chosen})
        return chosen

    def _add(self, trailers: dict[str, str]) -> str:
        oid = f"{len(self.commits) + 1:040x}"
        self.commits.insert(0, Commit(oid, trailers))
        return oid


def test_undo_and_redo_go_back_and_forth() -> None:
    diary = Diary()
    one, two = diary.do(), diary.do()
    assert diary.undo() == two
    assert diary.undo() == one
    first_undo, second_undo = diary.commits[1].oid, diary.commits[0].oid
    with pytest.raises(Refused, match="there is nothing to undo that you did in this copy"):
        diary.undo()
    assert diary.redo() == second_undo
    assert diary.redo() == first_undo
    with pytest.raises(Refused, match="there is nothing to redo that you did in this copy"):
        diary.redo()
    redone = diary.commits[0].oid
    assert diary.undo() == redone
    assert diary.redo() == diary.commits[1].oid


def test_after_something_new_there_is_nothing_to_redo() -> None:
    diary = Diary()
    one = diary.do()
    diary.undo()
    two = diary.do()
    with pytest.raises(Refused):
        diary.redo()
    assert diary.undo() == two
    with pytest.raises(Refused):
        diary.undo()
    assert diary.redo() not in (one, two)


def test_commits_that_are_no_changes_are_passed_over() -> None:
    diary = Diary()
    one = diary.do()
    diary.other()
    assert diary.undo() == one
    diary.other()
    assert diary.redo() == diary.commits[2].oid
    with pytest.raises(Refused):
        choose_commit([], redo=False)


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=25))
def test_it_behaves_like_the_undo_of_any_editor(steps: list[str]) -> None:
    diary = Diary()
    state: list[str] = []
    ahead: list[list[str]] = []
    states: dict[str, tuple[list[str], list[str]]] = {}
    for step in steps:
        before = list(state)
        if step == "do":
            state = [*state, diary.do()]
            ahead = []
        elif step == "undo":
            if not state:
                with pytest.raises(Refused):
                    diary.undo()
                continue
            undone = diary.undo()
            ahead.append(state)
            state = states[undone][0]
        else:
            if not ahead:
                with pytest.raises(Refused):
                    diary.redo()
                continue
            redone = diary.redo()
            state = states[redone][0]
            assert state == ahead.pop()
        states[diary.commits[0].oid] = (before, state)


def test_what_was_taken_back_and_brought_back_again_stands() -> None:
    diary = Diary()
    one, two = diary.do(), diary.do()
    diary.undo()
    assert taken_back(diary.commits) == {two}
    undo = diary.redo()
    assert taken_back(diary.commits) == {undo}
    diary._add({UNDOES: f"{one} {two}"})
    assert taken_back(diary.commits) == {undo, one, two}


# Taking back


def sides(change: Change) -> tuple[dict[str, str | None], dict[str, str | None]]:
    before = {file.path: file.before for file in change.files}
    return before, {file.path: file.after for file in change.files}


def step(message: str, before: Texts, made: Texts) -> Step:
    return Step(message, message, before, made)


def taken(message: str, before: Texts, made: Texts, now: Texts) -> Change:
    """What taking back one change does."""
    return take_back([step(message, before, made)], now)[0]


def test_the_last_change_is_taken_back_byte_for_byte() -> None:
    one = company(task(A, status='"doing" # now'), task(B))
    change = done(one, SARA, [A, B])
    before, made = sides(change)
    back = taken("Finished 2 tasks", before, made, made)
    assert {file.path: file.after for file in back.files} == before
    assert {file.path: file.before for file in back.files} == made


def test_what_others_did_since_stays() -> None:
    one = company(task(A, status='"doing"', notes="\nOld\n"))
    finished = done(one, SARA, [A])
    before, made = sides(finished)
    later = after(one, finished)
    later = after(later, comment(later, SARA, [A], "Looks good"))
    later = after(later, write_notes(later, SARA, A, "New"))
    [file] = taken("Finished", before, made, {PATH: later.read(PATH)}).files
    assert file.after is not None
    assert 'status = "doing"' in file.after
    assert "sara comment Looks good" in file.after
    assert "sara status" not in file.after
    assert "\nNew\n" in file.after


def test_a_value_that_somebody_changed_since_is_not_lost() -> None:
    one = company(task(A, status='"doing"'))
    before, made = sides(done(one, SARA, [A]))
    now = {PATH: edit(PATH, made[PATH] or "", {"status": "parts"})}
    with pytest.raises(Refused, match="“Finished” cannot be taken back: status changed since"):
        taken("Finished", before, made, now)


def test_what_is_as_before_already_is_said_so() -> None:
    one = company(task(A, status='"doing"'))
    before, made = sides(done(one, SARA, [A]))
    with pytest.raises(Refused, match="“Finished” has been taken back already"):
        taken("Finished", before, made, before)


def test_a_removed_task_comes_back_and_an_added_one_goes() -> None:
    one = company(task(A))
    before, made = sides(remove(one, SARA, [A]))
    assert taken("Removed", before, made, made).files == (FileChange(PATH, None, one.read(PATH)),)
    assert taken("Added", made, before, before).files == (FileChange(PATH, one.read(PATH), None),)


def test_an_added_task_that_was_worked_on_since_is_not_removed() -> None:
    one = company(task(A, status='"doing"'))
    now = {PATH: edit(PATH, one.read(PATH), {"status": "done"})}
    with pytest.raises(Refused, match="cannot be taken back: “Task aaaaaaaa” was worked on since"):
        taken("Added", {PATH: None}, {PATH: one.read(PATH)}, now)
