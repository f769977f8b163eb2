"""A Change's diary line is one short line, and its files are what its edits say."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verbs.company import JOBS, SARA, after, company, task, told
from tuiwork.errors import Refused
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.editing import Edit, change_of, diary, field_edit, text_of
from tuiwork.verbs.states import done
from tuiwork.verbs.tasks import comment, remove, write_notes

A, B = "aaaaaaaa", "bbbbbbbb"


def titled(*titles: str) -> list[Task]:
    return [Task(f"{JOBS}/x.md", Kind.TASK, {"title": title}) for title in titles]


@pytest.mark.parametrize(
    ("past", "titles", "rest", "line"),
    [
        ("Finished", ["Roof"], "", "Finished “Roof”"),
        ("Added", ["Roof"], "to Jobs", "Added “Roof” to Jobs"),
        ("Finished", ["Roof", "Pump"], "", "Finished 2 tasks: Roof; Pump"),
        ("Finished", list("abcdef"), "", "Finished 6 tasks: a; b; c; d"),
        ("Finished", ["a\n\nb  c"], "", "Finished “a b c”"),
        ("Added", ["x" * 80], "to Jobs", "Added “" + "x" * 54 + "… to Jobs"),
    ],
)
def test_a_diary_line_says_what_happened_to_what(
    past: str, titles: Sequence[str], rest: str, line: str
) -> None:
    assert diary(past, titled(*titles), rest) == line


@given(
    st.sampled_from(["Added", "Set status of"]),
    st.lists(st.text(), min_size=1, max_size=6),
    st.text(max_size=90).map(lambda one: " ".join(one.split())),
)
def test_it_is_one_line_of_at_most_72_characters(past: str, titles: list[str], rest: str) -> None:
    line = diary(past, titled(*titles), rest)
    assert len(line) <= 72
    assert "\n" not in line
    assert line.startswith(past)


def test_an_edit_of_nothing_changes_nothing() -> None:
    one = company(task(A, owner='"ali"'))
    edit = field_edit(one, SARA, one.tasks[A], {"owner": "ali", "due": None})
    assert edit == Edit(one.tasks[A], {}, [])
    assert change_of(one, "Did", [edit]).is_empty


def test_edits_of_several_documents_are_one_change() -> None:
    one = company(task(A), task(B))
    edits = [
        field_edit(one, SARA, one.tasks[A], {"priority": "high"}),
        field_edit(one, SARA, one.goals["grow"], {"owner": "sara", "title": "Grow!"}),
        Edit(one.tasks[B], folder="spaces/operations/incidents"),
    ]
    change = change_of(one, "Did", edits, notices=["look"])
    assert (change.ids, change.notices) == ((A, "grow", B), ("look",))
    now = after(one, change)
    assert told(now.tasks[A]) == ["sara priority - -> high"]
    assert told(now.goals["grow"]) == ["sara owner - -> sara"]
    assert now.tasks[B].folder == "spaces/operations/incidents"


def test_a_text_that_is_gone_or_no_text_is_refused() -> None:
    with pytest.raises(Refused, match=r"^goals/gone\.md is gone"):
        text_of(company(), "goals/gone.md")


# What changed on disk since it was seen

SEEN = task(A, status='"doing"', owner='"ali"', notes="\nOld\n")


def since(*now: tuple[str, str]) -> Workspace:
    """A workspace that shows SEEN while something else is on disk by now."""
    return Workspace(company(SEEN).documents, read=company(*now).read)


def test_a_change_begins_with_what_was_seen_of_the_values_it_sets() -> None:
    now = task(A, status='"parts"', owner='"sara"', due="2026-06-19", notes="\nOld\n")
    [file] = done(since(now), SARA, [A]).files
    assert file.before == now[1].replace('"parts"', '"doing"')
    assert file.after is not None
    assert file.after.startswith(now[1].replace('"parts"', '"done"'))
    assert "sara status doing -> done" in file.after


def test_a_change_of_other_values_begins_with_what_is_on_disk() -> None:
    now = task(A, status='"doing"', owner='"sara"', notes="\nNew\n")
    [file] = done(since(now), SARA, [A]).files
    assert file.before == now[1]
    [file] = comment(since(now), SARA, [A], "x").files
    assert file.before == now[1]


def test_notes_begin_with_the_notes_that_were_seen() -> None:
    now = task(A, status='"parts"', owner='"ali"', notes="\nOld\nmore\n")
    [file] = write_notes(since(now), SARA, A, "Mine\nOld").files
    assert file.before == now[1].replace("Old\nmore", "Old")
    assert file.after == now[1].replace("Old\nmore", "Mine\nOld")


@pytest.mark.parametrize(
    "now",
    [
        task(A, status='"parts"', owner='"ali"', notes="\nOld\n"),
        task(A, status='"doing"', owner='"ali"', notes="\nNew\n"),
        task(A, status='"doing"', owner='"ali"', notes="\nOld\n", log="- x\n"),
    ],
)
def test_what_nobody_has_seen_is_not_removed(now: tuple[str, str]) -> None:
    with pytest.raises(Refused, match="“Task aaaaaaaa” was changed meanwhile; look at it before"):
        remove(since(now), SARA, [A])
    assert remove(since(SEEN), SARA, [A]).ids == (A,)
