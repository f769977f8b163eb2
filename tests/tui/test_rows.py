from __future__ import annotations

import pytest

from tuiwork.tui.widgets.rows import Row, find, held_top, landing


def rows(keys: str) -> list[Row]:
    return [Row(key, header=key == "#") for key in keys]


def test_a_key_is_found_wherever_it_went() -> None:
    assert find(rows("abcd"), "c", 2) == 2
    assert find(rows("abcd"), "c", 0) == 2
    assert find(rows("abcd"), "c", 99) == 2
    assert find(rows("abcd"), "x") is None


@pytest.mark.parametrize(
    ("keys", "index", "step", "place"),
    [
        ("abc", 1, 1, 1),
        ("abc", 9, 1, 2),
        ("abc", -9, -1, 0),
        ("a#b", 1, 1, 2),
        ("a#b", 1, -1, 0),
        ("#a#", 0, -1, 1),
        ("#a#", 2, 1, 1),
        ("##", 0, 1, None),
        ("", 0, 1, None),
    ],
)
def test_the_cursor_lands_on_the_nearest_row_along_its_way(
    keys: str, index: int, step: int, place: int | None
) -> None:
    assert landing(rows(keys), index, step) == place


@pytest.mark.parametrize(
    ("new", "top", "held", "now"),
    [
        ("abcdef", 2, 3, 2),
        ("xyabcdef", 2, 3, 4),
        ("bcdef", 2, 3, 1),
        ("xabcdef", 2, None, 3),
        ("xyabcdef", 0, 3, 0),
        ("abef", 2, 3, 2),
    ],
)
def test_a_list_stands_still_around_the_row_that_is_held(
    new: str, top: int, held: int | None, now: int
) -> None:
    assert held_top(rows("abcdef"), rows(new), top, held, 1) == now


def test_a_list_of_high_rows_stands_still_too() -> None:
    assert held_top(rows("abcd"), rows("xabcd"), 4, None, 3) == 7
