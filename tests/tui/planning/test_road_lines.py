from __future__ import annotations

from datetime import date

import pytest

from tests.verbs.company import company
from tuiwork.insight.load import Level
from tuiwork.insight.roadmap import Flag
from tuiwork.insight.roadmap import Row as Planned
from tuiwork.text.symbols import symbols
from tuiwork.tui.planning.road_lines import Reach, RoadLines, Shown
from tuiwork.tui.planning.road_rows import flag_of, road_rows
from tuiwork.tui.planning.road_text import flag_lines, row_lines
from tuiwork.tui.widgets.columns import Line, length
from tuiwork.tui.widgets.rows import Row

TODAY = date(2026, 6, 15)
SIGNS = symbols()


def text(line: Line) -> str:
    return "".join(words for words, _ in line)


def initiative(
    start: date | None, end: date | None, after: tuple[str, ...] = (), flags: tuple[Flag, ...] = ()
) -> Planned:
    return Planned("initiative", "one", "One", "sara", start, end, "pilot", after, flags)


def shown(row: Planned, note: str = "") -> Shown:
    return Shown(row, "▲", "done", row.state, note)


def lines(reach: Reach = Reach.QUARTER, shifted: int = 0) -> RoadLines:
    return RoadLines(SIGNS, TODAY, reach, shifted, {"two": "Second"})


@pytest.mark.parametrize("width", [40, 77, 117, 197])
@pytest.mark.parametrize("reach", list(Reach))
def test_every_line_is_as_wide_as_the_list(width: int, reach: Reach) -> None:
    drawn = lines(reach)
    row = shown(initiative(date(2026, 5, 1), date(2026, 9, 1), ("two",)))
    assert length(drawn.draw(row, width)) == width
    assert [length(one) for one in drawn.ruler(width)] == [width, width]
    assert length(drawn.load({}, width)) == width


def test_a_bar_lies_on_its_days_and_today_has_its_line() -> None:
    drawn = text(lines().draw(shown(initiative(date(2026, 7, 6), date(2026, 8, 2))), 77))
    room, scale = lines().scale(77)
    assert drawn.index("━") == room + scale.cell(date(2026, 7, 6))
    assert drawn.count("━") == scale.cell(date(2026, 8, 3)) - scale.cell(date(2026, 7, 6))
    assert drawn[room + scale.cell(TODAY)] == "│"


def test_what_lies_outside_is_pointed_at() -> None:
    long_ago = initiative(date(2020, 1, 1), date(2020, 2, 1))
    far_off = initiative(date(2030, 1, 1), date(2030, 2, 1))
    across = initiative(date(2020, 1, 1), date(2030, 2, 1))
    room, _ = lines().scale(77)
    assert text(lines().draw(shown(long_ago), 77))[room] == "◀"
    assert text(lines().draw(shown(far_off), 77)).endswith("▶")
    bar = text(lines().draw(shown(across), 77))[room:]
    assert (bar[0], bar[-1], set(bar[1:-1])) == ("◀", "▶", {"━"})


def test_a_milestone_is_one_sign_on_its_day() -> None:
    day = date(2026, 7, 1)
    row = Planned("milestone", "m", "Launch", None, day, day, "todo")
    assert text(lines().draw(shown(row), 77)).count("◆") == 1


def test_what_it_comes_after_stands_behind_the_bar_or_before_it() -> None:
    short = initiative(date(2026, 5, 1), date(2026, 6, 1), ("two",))
    late = initiative(date(2026, 7, 1), date(2027, 6, 1), ("two",))
    assert "━ ← Second" in text(lines().draw(shown(short), 77))
    assert "← Second ━" in text(lines().draw(shown(late), 77))


def test_what_cannot_be_is_red() -> None:
    flag = Flag("too early", "too early", ("one", "two"))
    row = initiative(date(2026, 5, 1), date(2026, 6, 1), ("two",), (flag,))
    tones = {words.strip(): tone for words, tone in lines().draw(shown(row), 77)}
    assert tones["← Second"] == "overdue"


def test_the_weeks_of_the_team_are_shaded_by_how_full_they_are() -> None:
    levels: dict[date, Level] = {date(2026, 6, 15): "over", date(2026, 6, 22): "light"}
    drawn = lines(Reach.YEAR).load(levels, 77)
    room, scale = lines(Reach.YEAR).scale(77)
    at = room + scale.cell(date(2026, 6, 15))
    assert text(drawn)[at : at + 2] == "█░"
    assert ("█", "overdue") in list(drawn)


def test_a_row_without_dates_says_so() -> None:
    assert "no start" in text(lines().draw(shown(initiative(None, None), "no start"), 77))


def test_the_ruler_names_the_quarter_it_begins_in() -> None:
    upper, lower = lines().ruler(77)
    assert text(upper).split() == ["2026-Q2", "2026-Q3"]
    assert text(lower).split()[:3] == ["may", "jun", "jul"]


FILES = {
    "initiatives__one": '+++\ntitle = "One"\nstart = 2026-07-01\nend = 2026-08-01\n'
    'after = ["two"]\n+++\n',
    "initiatives__two": '+++\ntitle = "Two"\nstart = 2026-06-01\nend = 2026-07-10\n'
    'after = ["one"]\n+++\n',
    "initiatives__bare": '+++\ntitle = "Bare"\n+++\n',
}


def test_the_rows_are_what_has_dates_what_has_none_and_what_cannot_be() -> None:
    found = road_rows(company(**FILES), TODAY, SIGNS)
    keys = [row.key for row in found if not row.header]
    assert keys[:4] == [
        "initiative:two",
        "initiative:one",
        "goal:faster-service",
        "initiative:bare",
    ]
    assert keys[4] == "flag each waits for the next: one → two → one"


def test_behind_a_flag_stands_what_mends_it() -> None:
    one = company(**FILES)
    rows = road_rows(one, TODAY, SIGNS)
    flag = next(found for row in rows if (found := flag_of(row)) is not None)
    told = "\n".join(str(line) for line in flag_lines(one, flag, TODAY, 60))
    assert "Take one of them out" in told
    assert flag_of(Row("x", "y")) is None


def test_behind_an_initiative_stand_its_dates_and_its_neighbours() -> None:
    one = company(**FILES)
    row = next(row for row in road_rows(one, TODAY, SIGNS) if row.key == "initiative:one")
    told = "\n".join(str(line) for line in row_lines(one, row.value, None, TODAY, 80, SIGNS))
    assert "wed 1 jul to sat 1 aug  in 47 days" in told
    assert "after   Two" in told
    assert "before  Two" in told
    assert "nobody owns it" in told
