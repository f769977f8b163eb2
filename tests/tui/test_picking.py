"""Tags, ties, customers and initiatives are picked by keys, for all marked tasks at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import awaited
from tests.tui.test_work_flows import app_of, opened, select, shown, text_of, until
from tests.workspace import git, make_workspace, write

JANITOR = "spaces/operations/jobs/p2h8w4xn-call-janitor.md"
PUMP = "spaces/operations/jobs/x5m0rt6b-inspect-pump.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = make_workspace(tmp_path / "team")
    write(folder, "customers/skovly.md", '+++\nname = "Skovly Housing"\n+++\n')
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "A customer")
    return folder


async def pick(pilot: Pilot[int], key: str) -> None:
    await pilot.app.screen.run_action(f"pick('{key}')")
    await pilot.pause()


async def set_field(pilot: Pilot[int], name: str) -> None:
    await pilot.press("=")
    await until(pilot, lambda: "Set which field" in shown(pilot))
    await pilot.press(*name, "enter")


@awaited
async def test_tags_are_ticked_and_new_ones_made_for_all_marked_tasks_as_one_change(
    root: Path,
) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("space")
        select(pilot, "p2h8w4xn")
        await pilot.press("space", "#")
        await until(pilot, lambda: "Tags of 2 tasks" in shown(pilot))
        await pilot.press(*"crane")
        await until(pilot, lambda: "new tag" in shown(pilot))
        await pilot.press("tab", *["backspace"] * 5, *"roof", "enter")
        await until(pilot, lambda: 'tags = ["roof", "crane"]' in text_of(root))
        await until(pilot, lambda: '"crane"' in text_of(root, JANITOR))
        assert '"roof"' in text_of(root, JANITOR)
    assert git(root, "log", "-1", "--format=%s").startswith("Set tags of 2 tasks")


@awaited
async def test_a_word_that_was_typed_is_taken_by_enter_alone(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("#", *"crane", "enter")
        await until(pilot, lambda: 'tags = ["roof", "crane"]' in text_of(root))
        await pilot.press("#", *"roof", "tab", "enter")
        await until(pilot, lambda: 'tags = ["crane"]' in text_of(root))


@awaited
async def test_a_parent_is_found_by_title_and_by_id_but_never_below_the_task(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "p2h8w4xn")
        await pick(pilot, "parent")
        await until(pilot, lambda: "“Call janitor” is part of" in shown(pilot))
        await pilot.press(*"k7f", "enter")
        await until(pilot, lambda: 'parent = "k7f3qd2m"' in text_of(root, JANITOR))
        select(pilot, "k7f3qd2m")
        await pick(pilot, "parent")
        await until(pilot, lambda: "“Replace compressor” is part of" in shown(pilot))
        await pilot.press(*"janitor")
        await until(pilot, lambda: "Nothing matches." in shown(pilot))


@awaited
async def test_what_a_task_waits_for_is_ticked_and_unticked(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "x5m0rt6b")
        await pick(pilot, "blocked_by")
        await until(pilot, lambda: "“Inspect pump” waits for" in shown(pilot))
        await pilot.press(*"compressor", "enter")
        await until(pilot, lambda: 'blocked_by = ["k7f3qd2m"]' in text_of(root, PUMP))
        await pick(pilot, "blocked_by")
        await until(pilot, lambda: "✓ Replace compressor" in shown(pilot))
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "blocked_by" not in text_of(root, PUMP))


@awaited
async def test_setting_any_field_asks_as_fits_it(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await set_field(pilot, "customer")
        await until(pilot, lambda: "Skovly Housing" in shown(pilot))
        await pilot.press(*"skov", "enter")
        await until(pilot, lambda: 'customer = "skovly"' in text_of(root))
        await set_field(pilot, "customer")
        await until(pilot, lambda: "Customer of" in shown(pilot))
        await pilot.press(*"none", "enter")
        await until(pilot, lambda: "customer" not in text_of(root))
        await set_field(pilot, "start")
        await until(pilot, lambda: "Start of “Replace compressor”" in shown(pilot))
        await pilot.press(*"today", "enter")
        await until(pilot, lambda: "start = 2026-06-15" in text_of(root))
        await set_field(pilot, "run")
        await until(pilot, lambda: "Run work of" in shown(pilot))
        await pilot.press(*"yes", "enter")
        await until(pilot, lambda: "run = true" in text_of(root))
        await set_field(pilot, "collab")
        await until(pilot, lambda: "Collaborators of" in shown(pilot))
        await pilot.press(*"ali", "enter")
        await until(pilot, lambda: 'collaborators = ["ali"]' in text_of(root))
        await set_field(pilot, "estimate")
        await until(pilot, lambda: "nothing takes it away" in shown(pilot) or "6h" in shown(pilot))
        await pilot.press("ctrl+u", "enter")
        await until(pilot, lambda: "estimate" not in text_of(root))
        await set_field(pilot, "list")
        await until(pilot, lambda: "Move “Replace compressor” to" in shown(pilot))
        await pilot.press(*"incid", "enter")
        moved = root / "spaces/operations/incidents/k7f3qd2m-replace-compressor.md"
        await until(pilot, moved.exists)


@awaited
async def test_where_there_is_nothing_to_name_it_is_said(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pick(pilot, "initiative")
        await until(pilot, lambda: "nothing yet that initiative could be" in shown(pilot))


@awaited
async def test_the_palette_has_them_all(root: Path) -> None:
    async with opened(root) as pilot:
        screen = app_of(pilot).work_screen
        assert screen is not None
        select(pilot, "p2h8w4xn")
        await pilot.press("colon")
        await pilot.pause()
        await pilot.press(*"waitforother")
        await until(pilot, lambda: "Wait for other tasks" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "“Call janitor” waits for" in shown(pilot))
