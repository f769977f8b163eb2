"""Any field, and ties to other tasks, by keys and from the palette."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.harness import awaited
from tests.tui.test_work_flows import COMPRESSOR, opened, select, shown, text_of, until
from tests.workspace import make_workspace

PUMP = "spaces/operations/jobs/x5m0rt6b-inspect-pump.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "team")


@awaited
async def test_any_field_is_set_in_words_and_a_refusal_is_asked_again(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("equals_sign")
        await pilot.pause()
        await pilot.press(*"estimate", "enter")
        await until(pilot, lambda: "Estimate of “Replace compressor”" in shown(pilot))
        await pilot.press(*["backspace"] * 4, *"long", "enter")
        await until(pilot, lambda: "is not a duration" in shown(pilot))
        await pilot.press(*["backspace"] * 4, *"2h", "enter")
        await until(pilot, lambda: 'estimate = "2h"' in text_of(root))


@awaited
async def test_tasks_are_tied_and_untied_from_the_palette(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "x5m0rt6b")
        await pilot.press("colon")
        await pilot.pause()
        await pilot.press(*"anothertask")
        await until(pilot, lambda: "Tie to another task" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "waits for" in shown(pilot))
        await pilot.press(*"waits", "enter")
        await until(pilot, lambda: "“Inspect pump” waits for" in shown(pilot))
        await pilot.press(*"compressor", "enter")
        await until(pilot, lambda: 'blocked_by = ["k7f3qd2m"]' in text_of(root, PUMP))
        screen = pilot.app.screen
        await screen.run_action("untie")
        await until(pilot, lambda: "waits for “Replace compressor”" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "blocked_by" not in text_of(root, PUMP))
    assert (root / COMPRESSOR).exists()
