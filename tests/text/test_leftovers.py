"""What git's own merge left in a text is found, and made one document in which both values are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.text.document import read_document
from tuiwork.text.leftovers import (
    find_double,
    find_markers,
    part_at_doubles,
    part_at_markers,
)
from tuiwork.text.merging.conflicts import conflicts_in
from tuiwork.text.merging.unmarking import unmark

TASK = "spaces/operations/jobs/k7f3qd2m-roof.md"


def marked(ours: str, theirs: str, base: str | None = None) -> str:
    """A conflict as git writes it."""
    sides = [side and f"{side.rstrip()}\n" for side in (ours, theirs)]
    middle = "" if base is None else f"||||||| 1a2b3c4\n{base}\n"
    return f"<<<<<<< HEAD\n{sides[0]}{middle}=======\n{sides[1]}>>>>>>> other\n"


def front(text: str, notes: str = "") -> str:
    return f'+++\nid = "k7f3qd2m"\n{text}+++\n{notes}'


def test_a_marked_text_is_parted_into_its_sides() -> None:
    text = f"a\n{marked('b', 'c')}d\n{marked('e', '', 'f')}"
    parted = part_at_markers(text)
    assert parted is not None
    assert (parted.base, parted.ours, parted.theirs) == ("a\nd\nf\n", "a\nb\nd\ne\n", "a\nc\nd\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n" + marked("b\n", "c\n"), 2),
        (marked("b\n", "c\n").replace("\n", "\r\n"), 1),
        ("<<<<<<< HEAD\nb\n", None),
        ("=======\n>>>>>>> x\n", None),
        ("a <<<<<<< HEAD\n=======\n>>>>>>> x\n", None),
        ("<<<<<<<HEAD\n=======\n>>>>>>> x\n", None),
        ("Heading\n=======\n", None),
        (f"```\n{marked('b', 'c')}```\n", None),
        (f"~~~ text\n```\n~~~\n{marked('b', 'c')}", 4),
    ],
)
def test_markers_count_where_git_wrote_them(text: str, line: int | None) -> None:
    assert find_markers(text) == line
    assert (part_at_markers(text) is None) == (line is None)


@given(st.lists(st.sampled_from(["a\n", "<<<<<<< x\n", "=======\n", "||||||| y\n", ">>>>>>> z\n"])))
def test_no_text_is_too_odd_to_be_parted(lines: list[str]) -> None:
    parted = part_at_markers("".join(lines))
    if parted is not None:
        assert parted.ours.count("a\n") + parted.theirs.count("a\n") >= lines.count("a\n") / 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a = 1\nb = 2\n", None),
        ("a = 1\n\n# why\na = 2\n", (4, "a")),
        ('a = """\nb = 1\n"""\nb = 1\n"b" = 2\n', (5, "b")),
        ("[t]\na = 1\n[u]\na = 1\n[t]\nb = 1\n", (5, "t")),
        ("[[t]]\na = 1\n[[t]]\na = 1\n", None),
        ("[[t]]\na = 1\na = 2\n", (3, "a")),
    ],
)
def test_a_key_or_table_that_comes_twice_is_found(text: str, found: tuple[int, str] | None) -> None:
    assert find_double(text) == found


def test_both_values_of_a_field_are_kept() -> None:
    text = front(marked('title = "Roof"\n', 'title = "Attic"\n'))
    merged = unmark(TASK, text)
    assert merged is not None
    assert merged.text is not None
    document, problems = read_document(TASK, merged.text)
    assert document is not None
    assert problems == []
    [conflict] = conflicts_in(document)
    assert {conflict.kept, conflict.other} == {"Roof", "Attic"}


def test_so_are_those_of_a_key_that_comes_twice_and_what_comes_once() -> None:
    text = front('due = 2026-06-19\ntags = ["a"]\n# later\ndue = 2026-06-20\n', "Notes.\n")
    merged = unmark(TASK, text)
    assert merged is not None
    assert merged.text is not None
    document, _ = read_document(TASK, merged.text)
    assert document is not None
    [conflict] = conflicts_in(document)
    assert {str(conflict.kept), str(conflict.other)} == {"2026-06-19", "2026-06-20"}
    assert document.names("tags") == ("a",)
    assert document.notes == "Notes.\n"


def test_with_a_base_what_one_side_changed_is_taken() -> None:
    text = front(marked('title = "Roof"\n', 'title = "Attic"\n'))
    merged = unmark(TASK, text, front('title = "Roof"\n'))
    assert merged is not None
    assert merged.conflicts == ()
    assert merged.text == front('title = "Attic"\n')


def test_entries_of_both_logs_and_both_notes_are_kept() -> None:
    log = "\n## Log\n\n- 2026-06-02T08:14:00Z jonas created\n"
    first, second = (f"- 2026-06-0{day}T09:00:00Z ali comment {day}\n" for day in (3, 4))
    text = front('title = "x"\n', f"{marked('mine', 'yours')}{log}{marked(second, first)}")
    assert [one.line for one in read_document(TASK, text)[1]] == [5]
    merged = unmark(TASK, text)
    assert merged is not None
    assert merged.text is not None
    assert merged.text.endswith(first + second)
    document, problems = read_document(TASK, merged.text)
    assert document is not None
    assert problems == []
    notes = (document.notes or "").strip()
    assert {notes, *(one.other for one in conflicts_in(document))} == {"mine", "yours"}


@pytest.mark.parametrize(
    "text",
    [
        front('title = "x"\n'),
        front("due = 1\ndue = 2\ndue = 3\n"),
        front(marked("due =\n", "due = 2026-06-19\n")),
        marked("a", "b"),
        "no document",
    ],
)
def test_what_has_no_two_readable_sides_is_left_alone(text: str) -> None:
    assert unmark(TASK, text) is None


def test_keys_in_rows_are_not_taken_for_one_another() -> None:
    rows = '[[key_results]]\nid = "a"\n[[key_results]]\nid = "b"\n'
    assert part_at_doubles("goals/x.md", f"+++\n{rows}+++\n") is None
