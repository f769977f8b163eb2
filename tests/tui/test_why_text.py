from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.text.workspaces import TODAY, task, workspace
from tuiwork.insight.why import Why, why
from tuiwork.model.task import Task
from tuiwork.text.symbols import symbols
from tuiwork.tui.why_text import BAR, bar, why_in_full, why_in_short
from tuiwork.tui.widgets.hanging import Hanging

SIGNS = symbols()
FASTER: dict[str, Any] = {
    "title": "Faster service",
    "period": "2026-Q2",
    "key_results": [
        {
            "id": "time",
            "title": "Handling time",
            "start": 5,
            "target": 2,
            "current": 3.5,
            "unit": "d",
        }
    ],
}


def answer(one: Task, more: dict[str, dict[str, Any]] | None = None) -> Why:
    given = workspace({"goals/faster-service.md": FASTER} | (more or {}))
    return why(given.replace({one.path: one}), one, TODAY)


def short(given: Why) -> list[str]:
    return [line.plain.rstrip() for line in Hanging([why_in_short(given, SIGNS)]).lines(80)]


def full(given: Why) -> list[str]:
    return [line.plain.rstrip() for line in Hanging(why_in_full(given, SIGNS)).lines(80)]


def test_in_short_each_step_stands_under_the_one_it_serves() -> None:
    assert short(answer(task("a1", goals=["faster-service/time"]))) == [
        "why  Handling time  50%",
        "       └ Faster service  ▼50%",
    ]


def test_several_goals_are_several_chains() -> None:
    lines = short(answer(task("a1", goals=["faster-service", "grow"])))
    assert [line[5:] for line in lines] == ["Faster service  ▼50%", "Grow"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [({}, "why  no goal linked"), ({"run": True}, "why  run work, needs no goal")],
)
def test_where_no_goal_is_linked_it_says_so(fields: dict[str, Any], words: str) -> None:
    assert short(answer(task("a1", **fields))) == [words]


def test_a_link_that_leads_nowhere_is_told() -> None:
    assert short(answer(task("a1", goals=["gone"])))[1] == "     broken link: gone"


def test_in_full_there_are_the_numbers_and_the_purpose() -> None:
    more = {"goals/faster-service.md": FASTER}
    given = workspace(more)
    goal = given.goals["faster-service"]
    one = task("a1", title="Roof", goals=["faster-service/time"])
    with_notes = type(goal)(goal.path, goal.kind, goal.fields, "Nobody is cold.\n\nMore.")
    given = given.replace({goal.path: with_notes, one.path: one})
    lines = full(why(given, one, date(2026, 6, 15)))
    assert lines[0] == "Roof"
    assert lines[2:4] == ["└ key result  Handling time", "  5 → 2 d, now 3.5"]
    assert lines[4].endswith("  50%")
    assert lines[5] == "  └ objective  Faster service"
    assert lines[6].endswith("  50%  expected 84%  ▼ off track")
    assert lines[7] == "    “Nobody is cold.”"


def test_without_a_goal_the_nearest_are_offered() -> None:
    lines = full(answer(task("a1", title="Faster service for all")))
    assert "No goal is linked." in lines
    assert "  Faster service  ▼50%" in lines


@pytest.mark.parametrize(
    ("progress", "expected", "cells"),
    [
        (0, None, "─" * BAR),
        (1, None, "━" * BAR),
        (0.5, None, "━" * 10 + "─" * 10),
        (0.5, 0.75, "━" * 10 + "─" * 5 + "┃" + "─" * 4),
        (0.75, 0.5, "━" * 10 + "┃" + "━" * 4 + "─" * 5),
        (0, 1, "─" * 19 + "┃"),
        (0, 0, "┃" + "─" * 19),
    ],
)
def test_the_bar_is_as_long_whatever_it_shows(
    progress: float, expected: float | None, cells: str
) -> None:
    assert bar(progress, expected, SIGNS).plain == cells
