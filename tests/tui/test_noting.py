"""What is noted from the palette: steps, time, check-ins, goals, and how the work is aligned."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.text.workspaces import SARA, workspace
from tests.tui.harness import awaited
from tests.tui.test_work_flows import (
    app_of,
    opened,
    root,
    select,
    shown,
    text_of,
    until,
)
from tuiwork.errors import Refused
from tuiwork.insight.aligning import alignments
from tuiwork.text.query.parse import parse_query
from tuiwork.text.query.run import compile_query
from tuiwork.tui.goal_form import ask_alignment, check_in_words, goal_by_form

__all__ = ["root"]

GOAL = "goals/faster-service.md"


async def palette(pilot: Pilot[int], words: str) -> None:
    """Choose a command by its words."""
    await pilot.press("colon")
    await until(pilot, lambda: len(pilot.app.screen_stack) > 1)
    for letter in words:
        await pilot.press("space" if letter == " " else letter)
    await until(pilot, lambda: words.casefold() in shown(pilot).casefold())
    await pilot.pause(0.2)
    await pilot.press("enter")


async def typed(pilot: Pilot[int], words: str) -> None:
    for letter in words:
        await pilot.press({" ": "space", ".": "full_stop"}.get(letter, letter))


@awaited
async def test_a_step_is_ticked_by_its_words(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await palette(pilot, "Tick a step")
        await until(pilot, lambda: "Tick a step of" in shown(pilot))
        await typed(pilot, "janitor")
        await pilot.press("enter")
        await until(pilot, lambda: "- [x] tell the janitor" in text_of(root))


@awaited
async def test_time_worked_is_noted_with_what_it_was_for(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await palette(pilot, "Note time worked")
        await until(pilot, lambda: "Time worked on" in shown(pilot))
        await typed(pilot, "long")
        await pilot.press("enter")
        await until(pilot, lambda: "long" in shown(pilot) and "Time worked on" in shown(pilot))
        await pilot.press(*["backspace"] * 4)
        await typed(pilot, "45m found it")
        await pilot.press("enter")
        await until(pilot, lambda: "time 45m found it" in text_of(root))


@awaited
async def test_a_key_result_is_checked_in_with_a_number_and_words(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await palette(pilot, "Check in a key result")
        await until(pilot, lambda: "Check in which key result?" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Median incident handling today" in shown(pilot))
        await typed(pilot, "3.1 two closed")
        await pilot.press("enter")
        await until(pilot, lambda: "two closed" in text_of(root, GOAL))
        assert "3.1" in text_of(root, GOAL)


@awaited
async def test_a_goal_is_added_in_a_form(root: Path) -> None:
    async with opened(root) as pilot:
        await palette(pilot, "Add a goal")
        await until(pilot, lambda: "what should be reached" in shown(pilot))
        await typed(pilot, "Warm homes")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: (root / "goals/warm-homes.md").exists())
    text = text_of(root, "goals/warm-homes.md")
    assert 'period = "2026-Q2"' in text
    assert 'owner = "sara"' in text


@awaited
async def test_how_the_work_is_aligned_leads_to_what_serves_no_goal(root: Path) -> None:
    async with opened(root) as pilot:
        await palette(pilot, "How much of the work")
        await until(pilot, lambda: "serve no goal" in shown(pilot))
        await pilot.press("down", "down", "enter")
        work = app_of(pilot).work_screen
        assert work is not None
        await until(pilot, lambda: work.look.filter == "aligned:no")
        await until(pilot, lambda: not work.tasks_list.move_to("k7f3qd2m"))
        assert work.tasks_list.move_to("p2h8w4xn")


def test_each_part_of_the_alignment_is_a_query_that_makes_sense() -> None:
    found = alignments(workspace(), SARA.today)
    for one in ask_alignment(found).choices:
        compile_query(parse_query(one.key), workspace(), SARA)


def test_a_value_comes_first_and_has_to_be_a_number() -> None:
    with pytest.raises(Refused, match="“much” is no number"):
        check_in_words(workspace(), SARA, "grow/contracts", "much better")


def test_a_goal_without_a_title_is_refused() -> None:
    with pytest.raises(Refused):
        goal_by_form(workspace(), SARA, {"title": " "})
