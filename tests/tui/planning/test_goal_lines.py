from __future__ import annotations

import pytest

from tests.text.workspaces import workspace
from tests.tui.planning.sample import sample_company
from tests.workspace import TODAY
from tuiwork.model.key_result import KeyResult
from tuiwork.model.workspace import Workspace
from tuiwork.tui.planning.goal_lines import GoalLines, way_in_short
from tuiwork.tui.planning.goal_rows import Shown, goal_rows
from tuiwork.tui.symbols import symbols
from tuiwork.tui.widgets.columns import Line, length

FASTER, HANDLING = "goal:faster-service", "goal:faster-service/handling-time"


def line(key: str, width: int, given: Workspace | None = None, *, ascii_only: bool = False) -> Line:
    rows = {row.key: row for row in goal_rows(given or sample_company(), TODAY, Shown(), ())}
    return GoalLines(TODAY, symbols(ascii_only=ascii_only)).draw(rows[key], width)


def words(drawn: Line) -> str:
    return "".join(text for text, _ in drawn)


@pytest.mark.parametrize("width", [40, 60, 77, 110, 160])
def test_a_line_takes_no_more_than_its_width_and_keeps_title_and_share(width: int) -> None:
    drawn = line(FASTER, width)
    assert length(drawn) <= width
    assert "Faster" in words(drawn)
    assert "54 %" in words(drawn)


def test_a_wide_line_tells_everything() -> None:
    text = words(line(FASTER, 130))
    assert text.startswith("▼  ▾ Faster, predictable service")
    assert "━━━━━━━━━━━──────┃──" in text
    assert "84 %" in text
    assert "jonas" in text
    assert text.endswith("20 (3)/13")
    assert "5→2 d" in words(line(HANDLING, 130))
    assert " 3.1 " in words(line(HANDLING, 130))


def test_off_track_is_red_and_a_missing_check_in_amber() -> None:
    assert ("▼", "overdue") in line(FASTER, 110)
    assert ("?", "today") in line("goal:weekly-product", 110)
    assert ("◆", "today") in line(HANDLING, 110)


def test_ascii_terminals_see_ascii() -> None:
    assert words(line(HANDLING, 130, ascii_only=True)).isascii()


def test_a_goal_without_work_or_numbers_has_no_bar_and_says_that_nobody_works() -> None:
    given = workspace({"goals/grow.md": {"title": "Grow", "period": "2026-Q2"}})
    drawn = line("goal:grow", 110, given)
    assert "━" not in words(drawn)
    assert drawn[-1] == ("–", "today")


def test_a_way_is_told_in_short_with_a_short_unit() -> None:
    sites = KeyResult("a", "A", 11, 30, 13, "sites")
    assert way_in_short(sites) == "11→30"
    assert way_in_short(KeyResult("a", "A", 5, 2, 3, "d"), ascii_only=True) == "5>2 d"
