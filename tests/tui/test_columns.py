from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.tui.widgets.columns import Column, Line, cut, fit, lay_out, length

COLUMNS = (
    Column("status", 1),
    Column("title"),
    Column("owner", 6, rank=2),
    Column("due", 6, right=True, gap=2),
    Column("estimate", 3, right=True, rank=1),
)


def text(line: Line) -> str:
    return "".join(part for part, _ in line)


def keys(width: int) -> list[str]:
    return [slot.column.key for slot in fit(COLUMNS, width)]


def test_the_title_takes_what_is_left() -> None:
    assert [slot.cells for slot in fit(COLUMNS, 60)] == [1, 39, 6, 6, 3]


def test_cells_stand_under_their_columns() -> None:
    cells = {"status": "○", "title": "Inspect pump", "owner": "sara", "due": "fri 19"}
    assert text(lay_out(fit(COLUMNS, 40), cells)) == "○ Inspect pump        sara    fri 19    "


def test_when_space_is_short_the_highest_rank_goes_first() -> None:
    assert keys(40) == ["status", "title", "owner", "due", "estimate"]
    assert keys(36) == ["status", "title", "due", "estimate"]
    assert keys(29) == ["status", "title", "due"]
    assert keys(5) == ["status", "title", "due"]


def test_without_a_flexible_column_all_that_fit_stay() -> None:
    columns = (Column("a", 3), Column("b", 3, rank=1))
    assert [slot.column.key for slot in fit(columns, 7)] == ["a", "b"]
    assert [slot.column.key for slot in fit(columns, 6)] == ["a"]


def test_titles_are_cut_and_dates_never() -> None:
    cells = {"title": "Replace the compressor", "due": "wed 24 june", "estimate": "12h"}
    line = text(lay_out(fit(COLUMNS[:2] + COLUMNS[3:], 34), cells))
    assert line == "  Replace the co…  wed 24 june 12h"


def test_tones_stay_with_their_text() -> None:
    line = lay_out(fit(COLUMNS, 40), {"due": [("! ", "overdue"), ("13", "dim")]})
    assert ("! ", "overdue") in line
    assert ("13", "dim") in line


@pytest.mark.parametrize(
    ("line", "width", "short"),
    [
        ("compressor", 10, "compressor"),
        ("compressor", 9, "compress…"),
        ("two words", 5, "two…"),
        ("漢字漢字", 8, "漢字漢字"),
        ("漢字漢字", 7, "漢字漢…"),
        ("漢字漢字", 6, "漢字…"),
        ("👩‍🔧👩‍🔧", 3, "👩‍🔧…"),
        ("ab", 1, "…"),
        ("ab", 0, ""),
    ],
)
def test_a_text_is_cut_between_characters(line: str, width: int, short: str) -> None:
    assert text(cut([(line, "")], width)) == short


def test_a_cut_runs_through_parts() -> None:
    assert cut([("ab", "x"), ("cd", "y"), ("ef", "z")], 4) == [("ab", "x"), ("c…", "y")]
    assert cut([("ab", "x"), ("cd", "y")], 3, "...") == [("...", "x")]


def test_where_the_sign_for_cut_has_no_room_the_text_just_ends() -> None:
    assert cut([("!!", "x")], 1, "...") == [("!", "x")]


def test_escapes_and_newlines_in_a_cell_are_visible_marks() -> None:
    line = text(lay_out(fit((Column("title"),), 20), {"title": "a\x1b[2J\nb"}))
    assert line == "a␛[2J␊b".ljust(20)


def test_a_megabyte_is_laid_out_like_a_line() -> None:
    line = lay_out(fit((Column("title"),), 30), {"title": "漢" * 1_000_000})
    assert text(line) == "漢" * 14 + "… "


@given(st.text(), st.text(max_size=5), st.integers(30, 120))
def test_whatever_the_text_the_line_fills_the_width(title: str, owner: str, width: int) -> None:
    line = lay_out(fit(COLUMNS, width), {"title": title, "owner": owner, "due": "fri 19"})
    assert length(line) == width
    assert text(line).endswith("fri 19") or "fri 19 " in text(line)
