from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.text.workspaces import workspace
from tests.tui.harness import HOSTILE
from tests.tui.planning.sample import sample_company
from tests.workspace import TODAY
from tuiwork.model.workspace import Workspace
from tuiwork.tui.planning.goal_rows import GoalRow, ResultRow, Shown, goal_rows
from tuiwork.tui.planning.goal_text import goal_lines, result_lines
from tuiwork.tui.symbols import symbols

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)


def text(key: str, given: Workspace | None = None, width: int = 60) -> str:
    given = given or sample_company()
    row = next(row.value for row in goal_rows(given, TODAY, Shown(), ()) if row.key == key)
    lines = []
    if isinstance(row, GoalRow):
        lines = goal_lines(given, row.node, NOW, symbols(), width)
    if isinstance(row, ResultRow):
        lines = result_lines(given, row, NOW, symbols(), width)
    assert lines
    assert all(line.cell_length <= width for line in lines)
    return "\n".join(line.plain.rstrip() for line in lines)


def with_result(**fields: Any) -> Workspace:
    row = {"id": "kr", "title": "KR", "start": 0, "target": 10, **fields}
    return workspace(
        {"goals/grow.md": {"title": "Grow", "period": "2026-Q2", "key_results": [row]}}
    )


def test_a_goal_tells_why_it_matters_how_it_stands_and_its_work() -> None:
    told = text("goal:faster-service")
    assert "Jonas Berg  2026-Q2  faster-service" in told
    assert "54 %   expected 84 %" in told
    assert "“A customer who calls in the morning is cold for one night" in told
    assert "20 open (3 blocked), 13 done" in told
    assert "next check-in by fri 26 jun" in told


def test_a_stale_goal_says_since_when() -> None:
    assert "last check-in tue 5 may, 41 days ago: stale" in text("goal:weekly-product")


@pytest.mark.parametrize("width", [30, 44, 120])
def test_the_lines_are_no_wider_than_the_pane(width: int) -> None:
    text("goal:faster-service", width=width)
    text("goal:faster-service/handling-time", width=width)


def test_what_somebody_says_against_the_numbers_stands_there_with_its_note_and_end() -> None:
    said = {"state": "on track", "state_note": "Parts came", "state_until": date(2026, 6, 20)}
    given = workspace({"goals/grow.md": {"title": "Grow", "period": "2026-Q2", **said}})
    assert "called on track until sat 20: Parts came" in text("goal:grow", given)


def test_a_computed_key_result_tells_its_measure_and_the_items_behind_it() -> None:
    told = text("goal:grow/kr", with_result(measure="throughput list:jobs", window="4w"))
    assert "throughput list:jobs" in told
    assert "looking back 4w" in told


def test_a_key_result_tells_how_others_did() -> None:
    mark = {"start": 0, "current": 2, "source": "Trade association"}
    told = text("goal:grow/kr", with_result(current=5, benchmark=mark))
    assert "3 ahead of Trade association (0 → 2)" in told


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_text(hostile: str) -> None:
    given = workspace({"goals/grow.md": {"title": hostile, "period": "2026-Q2", "owner": hostile}})
    told = text("goal:grow", given)
    assert not {char for char in told if not char.isprintable() and char != "\n"}
