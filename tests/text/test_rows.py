"""Rows change their order with their own lines; everything else stays where it is."""

from __future__ import annotations

import pytest

from tuiwork.text.front import parse_front
from tuiwork.text.rows import order_rows

TEXT = """\
title = "x" # kept

# the first
[[items]]
of = "a"

[[items]]
of = "b"
[items.more]
why = "of b"

[[others]]
of = "c"

# the last
[[items]]
of = "c"
"""


def order(text: str, *names: str) -> str:
    return order_rows(parse_front(text), "items", "of", names).join()


def test_rows_come_in_the_order_of_their_names_each_with_its_lines() -> None:
    made = order(TEXT, "c", "a", "b")
    rows = parse_front(made)
    assert [one.get("of") for one in rows.sections if one.name == "items"] == ["c", "a", "b"]
    assert '# the last\n[[items]]\nof = "c"\n' in made
    assert '[[items]]\nof = "b"\n[items.more]\nwhy = "of b"\n' in made
    assert made.startswith('title = "x" # kept\n')
    assert sorted(made.splitlines()) == sorted(TEXT.splitlines())


def test_the_order_it_has_changes_nothing() -> None:
    assert order(TEXT, "a", "b", "c") == TEXT


def test_rows_that_are_not_named_stay_at_their_place() -> None:
    rows = parse_front(order(TEXT, "c", "a")).sections
    assert [one.get("of") for one in rows if one.name == "items"] == ["c", "b", "a"]


@pytest.mark.parametrize("names", [("gone",), ()])
def test_names_of_no_row_change_nothing(names: tuple[str, ...]) -> None:
    assert order(TEXT, *names) == TEXT


def test_rows_written_inline_change_their_order_too() -> None:
    assert order('items = [{ of = "a" }, { of = "b", x = 1 }]\n', "b", "a") == (
        'items = [{ of = "b", x = 1 }, { of = "a" }]\n'
    )
