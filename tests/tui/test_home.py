"""Home by keys: the day with its whys, what is worth a look, what others did since."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import awaited
from tests.tui.test_work_flows import SIZES, app_of, opened, root, shown, text_of, until
from tests.workspace import git
from tuiwork.tui.home import HomeScreen

__all__ = ["root"]


async def home(pilot: Pilot[int]) -> HomeScreen:
    await pilot.press("1")
    await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
    screen = pilot.app.screen
    assert isinstance(screen, HomeScreen)
    await until(pilot, lambda: bool(screen.day_list.rows))
    await pilot.pause()
    return screen


@pytest.mark.parametrize("size", SIZES, ids=str)
@awaited
async def test_the_day_tells_what_each_task_is_for(root: Path, size: tuple[int, int]) -> None:
    async with opened(root, size) as pilot:
        await home(pilot)
        assert "Monday 15 june 2026" in shown(pilot)
        assert "Replace compressor" in shown(pilot)


@awaited
async def test_a_task_is_finished_from_home_and_the_day_is_shown_anew(root: Path) -> None:
    async with opened(root) as pilot:
        screen = await home(pilot)
        assert screen.day_list.move_to("k7f3qd2m")
        await pilot.press("x")
        await until(pilot, lambda: 'status = "done"' in text_of(root))
        await until(pilot, lambda: "k7f3qd2m" not in {row.key for row in screen.day_list.rows})


@awaited
async def test_enter_on_a_task_goes_to_it_in_its_list(root: Path) -> None:
    async with opened(root) as pilot:
        screen = await home(pilot)
        assert screen.day_list.move_to("k7f3qd2m")
        await pilot.press("enter")
        work = app_of(pilot).work_screen
        assert work is not None
        await until(pilot, lambda: pilot.app.screen is work and work.tasks_list.key == "k7f3qd2m")
        assert work.look.place == "spaces/operations/jobs"


@awaited
async def test_what_others_did_since_one_looked_is_told_person_by_person(root: Path) -> None:
    git(root, "-c", "user.name=Ali Rahimi", "-c", "user.email=ali@nordvik.example",
        "commit", "--quiet", "--allow-empty", "-m", "Nothing")  # fmt: skip
    notes = root / "spaces/operations/jobs/list.toml"
    notes.write_text(notes.read_text() + "# touched\n")
    git(root, "-c", "user.name=Ali Rahimi", "-c", "user.email=ali@nordvik.example",
        "commit", "--quiet", "-am", "Finished “March report”")  # fmt: skip
    async with opened(root) as pilot:
        await home(pilot)
        await until(pilot, lambda: "Finished “March report”" in shown(pilot))
    async with opened(root) as pilot:
        await home(pilot)
        await pilot.pause(0.2)
        assert "March report" not in shown(pilot)


@awaited
async def test_q_and_the_digits_go_from_view_to_view(root: Path) -> None:
    async with opened(root) as pilot:
        await home(pilot)
        await pilot.press("q")
        assert pilot.app.screen is app_of(pilot).work_screen
        await home(pilot)
        await pilot.press("8")
        await until(pilot, lambda: "Changes" in shown(pilot))
        await pilot.press("escape", "2")
        await until(pilot, lambda: pilot.app.screen is app_of(pilot).work_screen)
