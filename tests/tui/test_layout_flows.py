"""The same tasks as list, board, agenda, calendar and timeline, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import awaited
from tests.tui.test_work_flows import (
    COMPRESSOR,
    SIZES,
    app_of,
    opened,
    root,
    select,
    shown,
    text_of,
    until,
)
from tuiwork.tui.look import Layout
from tuiwork.tui.places import ALL
from tuiwork.tui.task_pane import TaskPane

__all__ = ["root"]

JOBS = "spaces/operations/jobs"


def pane(pilot: Pilot[int]) -> TaskPane:
    screen = app_of(pilot).work_screen
    assert screen is not None
    return screen.tasks_list


async def layout(pilot: Pilot[int], wanted: Layout, place: str = JOBS) -> None:
    """Look at a place in a layout, by pressing v as often as it takes."""
    screen = app_of(pilot).work_screen
    assert screen is not None
    screen.go(place)
    for one in list(Layout)[1 : list(Layout).index(wanted) + 1]:
        await pilot.press("v")
        await until(pilot, lambda: pane(pilot).laid_out is one)  # noqa: B023
    await until(pilot, lambda: bool(pane(pilot).rows))
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("wanted", list(Layout), ids=str)
@awaited
async def test_every_layout_shows_the_tasks_at_every_size(
    root: Path, wanted: Layout, size: tuple[int, int]
) -> None:
    async with opened(root, size) as pilot:
        await layout(pilot, wanted)
        assert pane(pilot).move_to("k7f3qd2m")
        await pilot.pause()
        assert "Rep" in shown(pilot)


@awaited
async def test_the_cursor_stays_on_its_task_from_layout_to_layout(root: Path) -> None:
    async with opened(root) as pilot:
        await layout(pilot, Layout.LIST)
        select(pilot, "k7f3qd2m")
        for _ in Layout:
            await pilot.press("v")
            await pilot.pause(0.1)
            await until(pilot, lambda: pane(pilot).key == "k7f3qd2m")


@awaited
async def test_a_card_moved_to_the_right_gets_the_next_status(root: Path) -> None:
    async with opened(root) as pilot:
        await layout(pilot, Layout.BOARD)
        select(pilot, "k7f3qd2m")
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: 'status = "doing"' not in text_of(root))
        await until(pilot, lambda: pane(pilot).key == "k7f3qd2m")
        await pilot.press("u")
        await until(pilot, lambda: 'status = "doing"' in text_of(root))


@awaited
async def test_a_card_moved_into_done_stays_in_sight_and_older_ones_come_with_a_key(
    root: Path,
) -> None:
    async with opened(root, (200, 50)) as pilot:
        await layout(pilot, Layout.BOARD, ALL)
        assert "Restore telemetry" not in shown(pilot)
        select(pilot, "k7f3qd2m")
        while "done  1 in 7 days" not in shown(pilot):
            await pilot.press("greater_than_sign")
            await pilot.pause(0.05)
        await until(pilot, lambda: pane(pilot).key == "k7f3qd2m")
        await pilot.press("z")
        await until(pilot, lambda: "Restore telemetry" in shown(pilot))
        assert "done  2" in shown(pilot)
        await pilot.press("z")
        await until(pilot, lambda: "done  1 in 7 days" in shown(pilot))


@awaited
async def test_a_verb_works_on_the_board_and_in_the_calendar(root: Path) -> None:
    async with opened(root) as pilot:
        await layout(pilot, Layout.CALENDAR)
        select(pilot, "k7f3qd2m")
        await pilot.press("x")
        await until(pilot, lambda: 'status = "done"' in text_of(root, COMPRESSOR))


@awaited
async def test_the_timeline_zooms_and_moves_through_time(root: Path) -> None:
    async with opened(root) as pilot:
        await layout(pilot, Layout.TIMELINE)
        await until(pilot, lambda: "jun 2026" in shown(pilot))
        await pilot.press("right_square_bracket", "right_square_bracket", "right_square_bracket")
        await until(pilot, lambda: "jun 2026" not in shown(pilot) or "jul" in shown(pilot))
        await pilot.press("0", "plus")
        await until(pilot, lambda: "16" in shown(pilot))
        await pilot.press("minus", "minus")
        await until(pilot, lambda: "aug" in shown(pilot))


@awaited
async def test_sorting_and_grouping_are_written_into_the_filter(root: Path) -> None:
    async with opened(root) as pilot:
        await layout(pilot, Layout.LIST)
        await pilot.press("semicolon")
        await pilot.pause()
        await pilot.press(*"owner", "enter")
        screen = app_of(pilot).work_screen
        assert screen is not None
        await until(pilot, lambda: screen.look.filter == "group:owner")
        await until(pilot, lambda: any(row.header for row in pane(pilot).rows))
        await pilot.press("comma")
        await pilot.pause()
        await pilot.press(*"title", "enter")
        await until(pilot, lambda: screen.look.filter == "group:owner sort:title")


@awaited
async def test_a_view_is_saved_as_a_file_with_its_layout(root: Path) -> None:
    async with opened(root) as pilot:
        await layout(pilot, Layout.BOARD)
        await pilot.press("V")
        await pilot.pause()
        await pilot.press(*"Jobs", "enter")
        path = root / "views/jobs.toml"
        await until(pilot, path.exists)
        assert path.read_text() == (
            'name = "Jobs"\nquery = "list:operations/jobs"\nlayout = "board"\n'
        )
