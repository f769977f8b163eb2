"""The title is edited where it stands, and the due date is asked for, by keys alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.harness import awaited
from tests.tui.test_work_flows import COMPRESSOR, app_of, opened, select, shown, text_of, until
from tests.workspace import make_workspace, write
from tuiwork.tui.look import Layout
from tuiwork.tui.widgets.inline import Inline

SIZES = [(80, 24), (120, 36), (200, 50)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "team")


def is_inline(pilot: Pilot[int]) -> bool:
    return isinstance(pilot.app.screen, Inline)


def input_line(pilot: Pilot[int]) -> str:
    """The line of the screen that the input lies on, up to its end."""
    region = pilot.app.screen.query_one(Input).region
    line = shown(pilot).split("\n")[region.y]
    assert line[region.x : region.right].strip() in line
    return line[region.x : region.right].rstrip()


@pytest.mark.parametrize("size", SIZES, ids=str)
@awaited
async def test_the_title_is_edited_right_where_it_stands(root: Path, size: tuple[int, int]) -> None:
    async with opened(root, size) as pilot:
        select(pilot, "k7f3qd2m")
        before = shown(pilot).split("\n")
        await pilot.press("e")
        await until(pilot, lambda: is_inline(pilot))
        await pilot.pause()
        region = pilot.app.screen.query_one(Input).region
        assert before[region.y][region.x :].startswith("Replace compressor")
        await pilot.press(*"s")
        await pilot.pause()
        assert input_line(pilot) == "Replace compressors"
        after = shown(pilot).split("\n")
        assert after[region.y][: region.x] == before[region.y][: region.x]
        assert after[region.y][region.right :] == before[region.y][region.right :]
        assert "enter save" in after[-1]
        await pilot.press("enter")
        await until(pilot, lambda: 'title = "Replace compressors"' in text_of(root))
        await until(pilot, lambda: "Replace compressors" in shown(pilot))


@awaited
async def test_escape_leaves_the_title_as_it_was(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("e", "x", "escape")
        await until(pilot, lambda: not is_inline(pilot))
        assert "Replace compressorx" not in shown(pilot)
    assert 'title = "Replace compressor"' in text_of(root)


@awaited
async def test_the_cursor_and_the_marks_stay_and_the_title_under_the_cursor_is_meant(
    root: Path,
) -> None:
    async with opened(root) as pilot:
        screen = app_of(pilot).work_screen
        assert screen is not None
        select(pilot, "p2h8w4xn")
        await pilot.press("space")
        select(pilot, "k7f3qd2m")
        await pilot.press("e", "s", "enter")
        await until(pilot, lambda: 'title = "Replace compressors"' in text_of(root))
        await until(pilot, lambda: "Replace compressors" in shown(pilot))
        assert screen.tasks_list.key == "k7f3qd2m"
        assert screen.tasks_list.marks == {"p2h8w4xn"}


@awaited
async def test_an_empty_title_is_refused_and_asked_again(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("e", "ctrl+u", "enter")
        await until(pilot, lambda: "a task needs a title" in shown(pilot))
        await pilot.press(*"x", "enter")
        await until(pilot, lambda: 'title = "Replace compressorx"' in text_of(root))


async def look_as(pilot: Pilot[int], layout: Layout) -> None:
    screen = app_of(pilot).work_screen
    assert screen is not None
    screen.look_at(replace(screen.look, layout=layout))
    await until(pilot, lambda: screen.tasks_list.laid_out == layout)
    await until(pilot, lambda: screen.tasks_list.move_to("k7f3qd2m"))
    screen.tasks_list.focus()
    await pilot.pause()


@pytest.mark.parametrize("layout", [Layout.BOARD, Layout.AGENDA, Layout.TIMELINE])
@awaited
async def test_it_is_so_in_every_layout_that_has_a_line_for_it(root: Path, layout: Layout) -> None:
    async with opened(root, (120, 36)) as pilot:
        await look_as(pilot, layout)
        before = shown(pilot).split("\n")
        await pilot.press("e")
        await until(pilot, lambda: is_inline(pilot))
        await pilot.pause()
        region = pilot.app.screen.query_one(Input).region
        assert before[region.y][region.x :].startswith("Replace")
        await pilot.press("s", "enter")
        await until(pilot, lambda: 'title = "Replace compressors"' in text_of(root))


@awaited
async def test_a_calendar_has_no_room_so_that_a_dialog_asks(root: Path) -> None:
    async with opened(root) as pilot:
        await look_as(pilot, Layout.CALENDAR)
        await pilot.press("e")
        await until(pilot, lambda: "─ Title ─" in shown(pilot))
        assert not is_inline(pilot)
        await pilot.press("s", "enter")
        await until(pilot, lambda: 'title = "Replace compressors"' in text_of(root))


@awaited
async def test_at_home_too(root: Path) -> None:
    async with opened(root) as pilot:
        await pilot.press("1")
        await until(pilot, lambda: "Overdue  1" in shown(pilot))
        await pilot.press("e")
        await until(pilot, lambda: is_inline(pilot))
        await pilot.pause()
        assert input_line(pilot) == "Call janitor"
        await pilot.press("s", "enter")
        await until(pilot, lambda: "Call janitors" in shown(pilot))


@awaited
async def test_the_input_follows_its_line_when_the_screen_changes_its_size(root: Path) -> None:
    async with opened(root, (120, 36)) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("e")
        await until(pilot, lambda: is_inline(pilot))
        await pilot.resize_terminal(200, 50)
        await pilot.pause()
        await until(pilot, lambda: input_line(pilot) == "Replace compressor")
        lines = shown(pilot).split("\n")
        region = pilot.app.screen.query_one(Input).region
        assert "fri 19" in lines[region.y][region.right :]


@awaited
async def test_a_due_date_is_walked_to(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("d", "down", "j", "enter")
        await until(pilot, lambda: "due = 2026-06-26" in text_of(root, COMPRESSOR))
        await pilot.press("d", "backspace", "enter")
        await until(pilot, lambda: "due = " not in text_of(root, COMPRESSOR))


@awaited
async def test_the_input_follows_its_line_when_others_add_lines_above(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "x5m0rt6b")
        await pilot.press("e")
        await until(pilot, lambda: is_inline(pilot))
        await pilot.pause()
        before = pilot.app.screen.query_one(Input).region.y
        new = (root / COMPRESSOR).read_text().replace("k7f3qd2m", "c1c1c1c1")
        write(root, "spaces/operations/jobs/c1c1c1c1-more.md", new.replace("Replace", "Repair"))
        await until(pilot, lambda: "Repair compressor" in shown(pilot))
        await until(pilot, lambda: pilot.app.screen.query_one(Input).region.y == before + 1)
        await pilot.press("s", "enter")
        pump = "spaces/operations/jobs/x5m0rt6b-inspect-pump.md"
        await until(pilot, lambda: 'title = "Inspect pumps"' in text_of(root, pump))
