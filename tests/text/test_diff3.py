"""Lines of three texts become one text: both sides' changes, and what is at odds apart."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.text.merging.diff import Hunk, diff
from tuiwork.text.merging.diff3 import Clash, merge_lines

texts = st.lists(st.sampled_from("abcdefg"), max_size=9)
steps = st.lists(
    st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=4, unique=True),
    min_size=3,
    max_size=3,
).map(lambda sides: [[f"- [ ] {word}" for word in words] for words in sides])


def merged(base: str, ours: str, theirs: str) -> str:
    lines, clashes = merge_lines(base.split(), ours.split(), theirs.split())
    assert not clashes
    return " ".join(lines)


def test_a_difference_is_the_stretches_that_changed() -> None:
    assert diff(list("abcde"), list("aXcdeY")) == [Hunk(1, 2, ("X",)), Hunk(5, 5, ("Y",))]
    assert diff(list("abc"), list("c")) == [Hunk(0, 2, ())]
    assert diff(list("abc"), list("abc")) == []


def test_a_moved_line_is_taken_out_in_one_place_and_put_in_at_another() -> None:
    assert diff(list("abcde"), list("bcdea")) == [Hunk(0, 1, ()), Hunk(5, 5, ("a",))]


@given(texts, texts)
def test_a_difference_makes_one_text_of_the_other(base: list[str], side: list[str]) -> None:
    lines: list[str] = []
    at = 0
    for hunk in diff(base, side):
        lines += [*base[at : hunk.start], *hunk.lines]
        at = hunk.end
    assert [*lines, *base[at:]] == side


def test_changes_in_different_places_are_both_made() -> None:
    assert merged("a b c d e", "A b c d e", "a b c d x e") == "A b c d x e"
    assert merged("a b c d e", "b c d e", "a b c d") == "b c d"


def test_two_people_can_tick_neighbouring_boxes() -> None:
    assert merged("[]a []b []c", "[x]a []b []c", "[]a [x]b []c") == "[x]a [x]b []c"
    assert merged("[]a []a []a", "[x]a []a []a", "[]a [x]a []a") == "[x]a [x]a []a"


def test_a_line_can_be_added_behind_one_that_the_other_changes() -> None:
    assert merged("a b", "a B", "a b c") == "a B c"
    assert merged("a b", "A b", "z a b") == "z A b"


def test_the_same_change_on_both_sides_is_made_once() -> None:
    assert merged("a b c", "a X c", "a X c") == "a X c"
    assert merged("a c", "a b c", "a b c d") == "a b c d"


def test_steps_added_at_one_place_are_all_kept() -> None:
    base = ["Steps:\n"]
    ours = [*base, "- [ ] pay\n", "  by Friday\n", "- [ ] archive\n"]
    theirs = [*base, "- [ ] call\n"]
    lines = [*base, "- [ ] call\n", "- [ ] pay\n", "  by Friday\n", "- [ ] archive\n"]
    assert merge_lines(base, ours, theirs) == (lines, [])


def test_other_text_added_at_one_place_clashes() -> None:
    lines, clashes = merge_lines(["a"], ["a", "same", "p"], ["a", "same", "q"])
    assert lines == ["a", "same", "q"]
    assert clashes == [Clash((), ("q",), ("p",))]


def test_two_changes_of_one_line_keep_the_greater_text_and_set_the_other_apart() -> None:
    lines, clashes = merge_lines(list("abc"), list("aXc"), list("aYc"))
    assert lines == list("aYc")
    assert clashes == [Clash(("b",), ("Y",), ("X",))]


def test_the_newer_side_is_kept_where_one_is() -> None:
    assert merge_lines(["b"], ["X"], ["Y"], "ours") == (["X"], [Clash(("b",), ("X",), ("Y",))])
    assert merge_lines(["b"], ["X"], ["Y"], "theirs") == (["Y"], [Clash(("b",), ("Y",), ("X",))])


def test_text_is_kept_rather_than_none() -> None:
    lines, clashes = merge_lines(list("abc"), list("ac"), list("aBc"), "ours")
    assert lines == list("aBc")
    assert clashes == [Clash(("b",), ("B",), ())]


def test_of_a_paragraph_that_both_rewrote_one_whole_version_is_kept() -> None:
    base, ours, theirs = ["1", "2", "3"], ["m", "b", "3"], ["a", "y", "3"]
    assert merge_lines(base, ours, theirs) == (
        ["m", "b", "3"],
        [Clash(("1", "2"), ("m", "b"), ("a", "y"))],
    )


@given(texts, texts, texts)
def test_the_sides_can_be_swapped(base: list[str], ours: list[str], theirs: list[str]) -> None:
    assert merge_lines(base, ours, theirs) == merge_lines(base, theirs, ours)
    assert merge_lines(base, ours, theirs, "ours") == merge_lines(base, theirs, ours, "theirs")


@given(texts, texts)
def test_a_side_that_changed_nothing_changes_nothing(base: list[str], side: list[str]) -> None:
    assert merge_lines(base, side, base) == (side, [])
    assert merge_lines(base, side, side) == (side, [])


@given(texts, texts, texts)
def test_no_new_line_is_lost(base: list[str], ours: list[str], theirs: list[str]) -> None:
    lines, clashes = merge_lines(base, ours, theirs)
    kept = {*lines, *(line for clash in clashes for line in clash.other)}
    assert {*ours, *theirs} - {*base} <= kept


@given(steps)
def test_steps_come_out_alike_in_whatever_order_they_are_merged(sides: list[list[str]]) -> None:
    a, b, c = sides

    def both(one: list[str], other: list[str]) -> list[str]:
        lines, clashes = merge_lines(["top"], ["top", *one], ["top", *other])
        assert not clashes
        return lines[1:]

    assert {*a, *b, *c} == {*both(both(a, b), c)}
    assert both(a, b) == both(b, a)
    if len({*a, *b, *c}) == len([*a, *b, *c]):
        assert both(both(a, b), c) == both(a, both(b, c)) == both(both(a, c), b)


@pytest.mark.parametrize("side", [["b\n", "a\n"] * 20_000, [f"{n}\n" for n in range(40_000)]])
def test_long_texts_merge_in_time(side: list[str]) -> None:
    base = ["a\n", "b\n"] * 20_000
    start = perf_counter()
    merge_lines(base, side, [*base[100:], "c\n"])
    assert perf_counter() - start < 2
