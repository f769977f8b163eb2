"""Handing over by keys: the form, the answers, the detail pane and the day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.tui.harness import awaited
from tests.tui.test_home import home
from tests.tui.test_work_flows import COMPRESSOR, opened, select, shown, text_of, until
from tests.workspace import git, make_workspace
from tuiwork.model.log import Entry
from tuiwork.text.edit import edit


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "team")


@pytest.fixture
def handed(root: Path) -> Path:
    """Ali handed the compressor to Sara, who looks."""
    details = "ali -> sara The part is here.\nNext: call the crane.\nDue: friday."
    entry = Entry(datetime.fromisoformat("2026-06-09T08:00:00Z"), "ali", "handoff", details)
    file = root / COMPRESSOR
    file.write_text(edit(COMPRESSOR, file.read_text(), entries=[entry]))
    git(root, "commit", "--quiet", "-am", "Handed")
    return root


@awaited
async def test_a_task_is_handed_over_with_a_form(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("H")
        await until(pilot, lambda: "Hand over “Replace compressor”" in shown(pilot))
        await pilot.press(*"rahimi")
        await until(pilot, lambda: "Ali Rahimi" in shown(pilot))
        await pilot.press("enter", *"Part is here", "enter", *"Call", "enter", *"fri")
        await until(pilot, lambda: "friday 19 june" in shown(pilot))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: 'owner = "ali"' in text_of(root))
        assert "handoff sara -> ali Part is here\n  Next: Call\n  Due: 2026-06-19" in text_of(root)


@awaited
async def test_what_lacks_is_said_and_what_was_written_stays(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("H", *"ali", "ctrl+s")
        await until(pilot, lambda: "needs its context and its next action" in shown(pilot))
        await pilot.press("down", *"Part is here", "escape")
        await until(pilot, lambda: "Hand over" not in shown(pilot))
        await pilot.press("H")
        await until(pilot, lambda: "Part is here" in shown(pilot))
        await pilot.press("down", "down", *"Call", "ctrl+s")
        await until(
            pilot, lambda: "handoff sara -> ali Part is here\n  Next: Call" in text_of(root)
        )


@awaited
async def test_nobody_hands_a_task_to_themselves(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("H", *"sara")
        await until(pilot, lambda: "nobody else is called so" in shown(pilot))


@awaited
async def test_what_was_handed_over_stands_above_the_task_and_is_taken_over(handed: Path) -> None:
    async with opened(handed) as pilot:
        select(pilot, "k7f3qd2m")
        await until(pilot, lambda: "ali → sara, 6 days: The part" in shown(pilot))
        await pilot.press("H")
        await until(pilot, lambda: "was handed to you" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "sara accept" in text_of(handed))
        await until(pilot, lambda: "ali → sara, 6 days" not in shown(pilot))


@awaited
async def test_what_was_handed_over_is_given_back_or_handed_on(handed: Path) -> None:
    async with opened(handed) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("H", "down", "down", "enter")
        await until(pilot, lambda: "Hand over “Replace compressor”" in shown(pilot))
        await pilot.press("escape", "H", *"back", "enter")
        await until(pilot, lambda: "Why does “Replace compressor” go back?" in shown(pilot))
        await pilot.press(*"No key", "enter")
        await until(pilot, lambda: "sara return No key" in text_of(handed))
        assert 'owner = "ali"' in text_of(handed)


@awaited
async def test_the_palette_answers_too(handed: Path) -> None:
    async with opened(handed) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("colon", *"take over what")
        await until(pilot, lambda: "Take over what was handed to you" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "sara accept" in text_of(handed))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
@awaited
async def test_the_day_begins_with_what_was_handed_over(
    handed: Path, size: tuple[int, int]
) -> None:
    async with opened(handed, size) as pilot:
        screen = await home(pilot)
        await until(pilot, lambda: "Handed to you  1" in shown(pilot))
        first = next(row for row in screen.day_list.rows if not row.header)
        assert first.key == "k7f3qd2m"
        assert "ali → sara, 6 days: The part is here." in shown(pilot)
        assert "Next: call the crane." in shown(pilot)
        assert [row.key for row in screen.day_list.rows].count("k7f3qd2m") == 1
