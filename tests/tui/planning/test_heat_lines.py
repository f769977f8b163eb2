"""The heatmap drawn from values, for terminals with and without Unicode."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.tui.planning.sample import sample_company
from tuiwork.insight.load import Cell, Load, Part, load
from tuiwork.tui.planning.heat_lines import (
    TEAM,
    UNDATED,
    UNOWNED,
    Weeks,
    Window,
    draw,
    heat_rows,
    weeks_in,
    weeks_line,
)
from tuiwork.tui.planning.what_if import suppose
from tuiwork.tui.symbols import symbols
from tuiwork.tui.widgets.columns import Line, length

TODAY = date(2026, 6, 15)
SIGNS = symbols(ascii_only=False)
ASCII = symbols(ascii_only=True)
NOWHERE = Window(at=-1)


def week(hours: float, capacity: float, *, guessed: bool = False) -> Cell:
    parts = (Part("a", hours, hours, guessed),) if hours else ()
    return Cell(TODAY, capacity, parts)


def text(line: Line) -> str:
    return "".join(part for part, _ in line)


def told(cell: Cell, *, off: bool = False) -> str:
    row = Weeks("sara", (cell,), (cell,), off=frozenset({0} if off else ()))
    return " ".join(text(draw(row, 40, NOWHERE, SIGNS)).split())


@pytest.fixture(scope="module")
def now() -> Load:
    return load(sample_company(), TODAY, 10)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (week(46, 30), "sara █153% 46h"),
        (week(9, 20), "sara ░ 45% 9h"),
        (week(2.5, 37, guessed=True), "sara ░ 7% ~2.5h"),
        (week(33, 37), "sara ▓ 89% 33h"),
        (week(0, 37), "sara · 37h free"),
        (week(0, 0), "sara – no hours"),
        (week(5, 0), "sara █ – 5h"),
        (week(370, 37), "sara █ 10× 370h"),
    ],
)
def test_a_week_says_how_full_it_is_as_a_sign_and_in_numbers(cell: Cell, words: str) -> None:
    assert told(cell) == words


def test_somebody_who_is_away_is_off() -> None:
    assert told(week(0, 0), off=True) == "sara – off"


def test_only_too_much_is_red() -> None:
    tones = [draw(Weeks("x", (cell,), (cell,)), 40, NOWHERE, SIGNS)[-1][1] for cell in (
        week(46, 30), week(29, 30), week(20, 30)
    )]  # fmt: skip
    assert tones == ["overdue", "today", ""]


def test_the_week_under_the_cursor_stands_out_and_one_that_is_supposed_is_marked() -> None:
    row = Weeks("sara", (week(9, 30), week(9, 30)), (week(9, 30), week(8, 30)))
    line = draw(row, 60, Window(at=1), SIGNS)
    assert [tone for _, tone in line if "cell" in tone] == ["cell"]
    assert text(line).index("≠") > text(line).index("9h")


@pytest.mark.parametrize("signs", [SIGNS, ASCII], ids=["signs", "ascii"])
@pytest.mark.parametrize("width", [62, 77, 117, 197])
def test_every_row_and_the_line_of_weeks_keep_to_their_columns(
    now: Load, signs: dict[str, str], width: int
) -> None:
    window = Window(first=1, at=2)
    lines = [draw(row.value, width, window, signs) for row in heat_rows(sample_company(), now, now)]
    assert max(map(length, lines)) <= width
    ends = {len(text(line).rstrip()) for line in lines if "h" in text(line) and "%" in text(line)}
    above = weeks_line(now.weeks, window, width, signs).plain
    assert len(ends) == 1
    assert ends == {len(above.rstrip(f"{signs['after']} "))}


def test_at_80_columns_there_are_at_least_four_weeks() -> None:
    assert weeks_in(77) >= 4


def test_the_weeks_shown_follow_the_cursor() -> None:
    window = Window().moved(7, 10, 5)
    assert window == (3, 7)
    assert window.moved(4, 10, 5) == (3, 4)
    assert window.moved(1, 10, 5) == (1, 1)
    assert window.moved(99, 10, 5) == (5, 9)
    assert window.moved(-3, 10, 5) == (0, 0)
    assert Window(5, 9).moved(9, 10, 10) == (0, 9)


def test_the_line_of_weeks_tells_of_more_on_either_side() -> None:
    weeks = [TODAY + timedelta(7 * at) for at in range(10)]
    line = weeks_line(weeks, Window(2, 3), 62, SIGNS).plain
    assert "◀ w27 29 jun" in line
    assert line.endswith("▶")
    assert "◀" not in weeks_line(weeks, Window(0, 0), 200, SIGNS).plain


def test_below_the_people_are_the_team_and_the_work_that_is_in_no_week(now: Load) -> None:
    rows = heat_rows(sample_company(), now, now)
    keys = [row.key for row in rows if not row.header]
    assert keys == ["ali", "freja", "henrik", "jonas", "mia", "sara", TEAM, UNDATED, UNOWNED]
    assert text(draw(rows[-2].value, 77, NOWHERE, SIGNS)).split() == [
        "due", "on", "no", "day", "13", "tasks", "~74h",
    ]  # fmt: skip


def test_of_the_sample_company_sara_has_153_percent_and_freja_is_off(now: Load) -> None:
    lines = {
        row.key: text(draw(row.value, 77, NOWHERE, SIGNS))
        for row in heat_rows(sample_company(), now, now)
    }
    assert lines["sara"].split()[1:3] == ["█153%", "46h"]
    assert lines["freja"].split()[4:6] == ["–", "off"]


def test_weeks_that_are_as_they_are_in_truth_are_not_marked(now: Load) -> None:
    workspace = sample_company()
    then = suppose(workspace, "+quote-in-a-day").load(TODAY, 10)
    rows = heat_rows(workspace, now, then)
    changed = {
        row.key: [at for at in range(10) if row.value.is_supposed(at)]
        for row in rows
        if isinstance(row.value, Weeks)
    }
    assert changed["jonas"] == changed["mia"] == []
    assert 0 in changed["sara"]
    assert 1 not in changed["freja"]
    assert 0 in changed[TEAM]


def test_an_owner_who_is_no_person_is_asked_about_however_long_the_name() -> None:
    row = Weeks("somebody-from-outside", (week(5, 0),), (week(5, 0),), known=False)
    assert text(draw(row, 40, NOWHERE, SIGNS)).startswith("? somebod…")
