from __future__ import annotations

import pytest

from tuiwork.cli.output import Line, Span
from tuiwork.cli.table import Column, table
from tuiwork.text.width import width

COLUMNS = (Column(), Column(grows=True), Column(spare=1), Column(right=True))


def shown(lines: list[Line]) -> list[str]:
    return ["".join(one if isinstance(one, str) else one[0] for one in line) for line in lines]


def test_columns_are_as_wide_as_their_cells_and_numbers_stand_right() -> None:
    rows: list[list[Span]] = [["k7f", "One", "sara", "9"], ["3m2", "Second", "ali", "10"]]
    assert shown(table(COLUMNS, rows, None)) == [
        "k7f  One     sara   9",
        "3m2  Second  ali   10",
    ]


def test_a_column_without_a_single_cell_takes_no_room() -> None:
    assert shown(table(COLUMNS, [["k7f", "One", "", "9"]], None)) == ["k7f  One  9"]


@pytest.mark.parametrize(
    "title", ["Replace the compressor on the roof", "屋上の圧縮機を交換する" * 3]
)
@pytest.mark.parametrize("room", [40, 80])
def test_no_line_is_wider_than_its_room(title: str, room: int) -> None:
    rows: list[list[Span]] = [
        ["k7f", title * 3, "operations/jobs", "! fri 19"],
        ["3m2", "Short", "jobs", "mon 22"],
    ]
    lines = shown(table(COLUMNS, rows, room))
    assert all(width(line) <= room for line in lines)
    assert "…" in lines[0]
    assert lines[0].endswith("! fri 19")


def test_spare_columns_go_before_the_title_gets_too_narrow_to_read() -> None:
    rows: list[list[Span]] = [["k7f", "Replace compressor", "operations/jobs", "fri 19"]]
    assert shown(table(COLUMNS, rows, 40)) == ["k7f  Replace compressor  fri 19"]


def test_one_long_text_widens_no_other_line_and_stays_whole_for_a_pipe() -> None:
    rows: list[list[Span]] = [["k7f", "x" * 5_000, "sara", "9"], ["3m2", "Short", "ali", "10"]]
    long, short = shown(table(COLUMNS, rows, None))
    assert "x" * 5_000 in long
    assert len(short) < 200


def test_one_long_name_leaves_the_title_half_of_a_terminal() -> None:
    rows: list[list[Span]] = [["k" * 300, "Replace compressor", "", "9"]]
    [line] = shown(table(COLUMNS, rows, 60))
    assert width(line) <= 60
    assert "Replace compressor" in line


def test_what_could_command_a_terminal_is_made_visible_before_it_is_measured() -> None:
    rows: list[list[Span]] = [["k7f", ("a\x1b[31mb", "red"), "", ""]]
    assert shown(table(COLUMNS, rows, None)) == ["k7f  a␛[31mb"]
