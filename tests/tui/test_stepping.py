"""A checklist is edited in the detail pane, a step at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.harness import awaited
from tests.tui.test_work_flows import COMPRESSOR, app_of, opened, select, shown, text_of, until
from tests.workspace import git, make_workspace
from tuiwork.tui.widgets.inline import Inline
from tuiwork.tui.widgets.steps import Steps

JANITOR = "spaces/operations/jobs/p2h8w4xn-call-janitor.md"
SIZES = [(80, 24), (120, 36), (200, 50)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "team")


def steps_of(root: Path, path: str = COMPRESSOR) -> list[str]:
    return [line for line in text_of(root, path).split("\n") if line.startswith("- [")]


async def into_steps(pilot: Pilot[int]) -> None:
    select(pilot, "k7f3qd2m")
    screen = app_of(pilot).work_screen
    assert screen is not None
    await until(pilot, lambda: screen.detail.page is not None and bool(screen.detail.page.steps))
    await pilot.press("l")
    await until(pilot, lambda: isinstance(screen.focused, Steps))


@pytest.mark.parametrize("size", SIZES, ids=str)
@awaited
async def test_steps_are_added_one_after_the_other(root: Path, size: tuple[int, int]) -> None:
    async with opened(root, size) as pilot:
        await into_steps(pilot)
        await pilot.press("a", *"sweep", "enter")
        await until(pilot, lambda: steps_of(root)[2:] == ["- [ ] sweep"])
        await until(pilot, lambda: "Add a step to “Replace compressor”" in shown(pilot))
        await pilot.press(*"lock", "enter")
        await until(pilot, lambda: steps_of(root)[2:] == ["- [ ] sweep", "- [ ] lock"])
        await pilot.press("escape")
        await until(pilot, lambda: "○ lock" in shown(pilot))
    subjects = git(root, "log", "-2", "--format=%s").splitlines()
    assert subjects[0].startswith("Added the step “lock” to “Replace compressor”")


@awaited
async def test_a_checklist_is_begun_from_the_detail_pane_and_from_the_palette(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "p2h8w4xn")
        screen = app_of(pilot).work_screen
        assert screen is not None
        detail = screen.detail
        await until(pilot, lambda: detail.page is not None and detail.page.id == "p2h8w4xn")
        await pilot.press("l", "a", *"ring", "enter")
        await until(pilot, lambda: steps_of(root, JANITOR) == ["- [ ] ring"])
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(screen.focused, Steps))
        await screen.run_action("add_step")
        await until(pilot, lambda: "Add a step to" in shown(pilot))
        await pilot.press(*"again", "enter")
        await until(pilot, lambda: steps_of(root, JANITOR) == ["- [ ] ring", "- [ ] again"])
        await pilot.press("escape")


@pytest.mark.parametrize("size", SIZES, ids=str)
@awaited
async def test_a_step_is_renamed_where_it_stands(root: Path, size: tuple[int, int]) -> None:
    async with opened(root, size) as pilot:
        await into_steps(pilot)
        await pilot.press("j", "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, Inline))
        await pilot.pause()
        region = pilot.app.screen.query_one(Input).region
        line = shown(pilot).split("\n")[region.y]
        assert line[region.x :].startswith("tell the janitor")
        await pilot.press("s", "enter")
        await until(pilot, lambda: steps_of(root)[1] == "- [ ] tell the janitors")
        assert steps_of(root)[0] == "- [x] order part"


@awaited
async def test_a_step_of_several_lines_is_renamed_in_a_dialog(tmp_path: Path) -> None:
    words = "tell the janitor " * 8
    notes = f"- [ ] {words.strip()}\n"
    root = make_workspace(
        tmp_path / "t", {"k7f3qd2m": {"title": "Replace compressor", "notes": notes}}
    )
    async with opened(root) as pilot:
        await into_steps(pilot)
        await pilot.press("e")
        await until(pilot, lambda: "─ Step ─" in shown(pilot))
        await pilot.press("ctrl+u", *"short", "enter")
        await until(pilot, lambda: steps_of(root) == ["- [ ] short"])


@awaited
async def test_a_step_is_moved_and_the_cursor_goes_with_it(root: Path) -> None:
    async with opened(root) as pilot:
        await into_steps(pilot)
        await pilot.press("J", "J")
        await until(pilot, lambda: steps_of(root) == ["- [ ] tell the janitor", "- [x] order part"])
        await pilot.press("K", "J", "K")
        await until(pilot, lambda: steps_of(root) == ["- [x] order part", "- [ ] tell the janitor"])
        steps = pilot.app.screen.query_one(Steps)
        await until(pilot, lambda: steps.step is not None and steps.step.number == 1)


@awaited
async def test_a_step_is_removed_and_undo_brings_it_back(root: Path) -> None:
    async with opened(root) as pilot:
        await into_steps(pilot)
        await pilot.press("delete")
        await until(pilot, lambda: steps_of(root) == ["- [ ] tell the janitor"])
        await pilot.press("u")
        await until(pilot, lambda: len(steps_of(root)) == 2)
        assert (root / COMPRESSOR).exists()


@awaited
async def test_the_keys_of_steps_are_told(root: Path) -> None:
    async with opened(root) as pilot:
        await into_steps(pilot)
        await until(pilot, lambda: "a add step" in shown(pilot))
        assert "e rename" in shown(pilot)
        await pilot.press("question_mark")
        await until(pilot, lambda: "Move the step down" in shown(pilot))
