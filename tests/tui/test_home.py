"""Home by keys: the day with its whys, what is worth a look, what others did since."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import awaited
from tests.tui.test_work_flows import SIZES, app_of, opened, root, shown, text_of, until
from tests.workspace import TODAY, git, make_workspace
from tuiwork.session import Session
from tuiwork.tui.app import TuiworkApp
from tuiwork.tui.home import HomeScreen
from tuiwork.tui.setup import Setup
from tuiwork.tui.side_screen import SideScreen

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
async def test_enter_on_what_somebody_did_leads_to_that_very_change(root: Path) -> None:
    notes = root / "spaces/operations/jobs/list.toml"
    for number in range(3):
        notes.write_text(f"{notes.read_text()}# {number}\n")
        git(root, "-c", "user.name=Ali Rahimi", "-c", "user.email=ali@nordvik.example",
            "commit", "--quiet", "-am", f"Deed {number}")  # fmt: skip
    oid = git(root, "rev-parse", "HEAD~1").strip()
    async with opened(root) as pilot:
        screen = await home(pilot)
        await until(pilot, lambda: screen.news_list.move_to(oid))
        screen.news_list.focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SideScreen))
        there = pilot.app.screen
        assert isinstance(there, SideScreen)
        await until(pilot, lambda: there.rows_list.key == oid)


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


@awaited
async def test_the_palette_offers_at_home_what_its_keys_do(root: Path) -> None:
    async with opened(root) as pilot:
        screen = await home(pilot)
        assert screen.day_list.move_to("k7f3qd2m")
        await pilot.press("colon")
        await until(pilot, lambda: "Add with a form" in shown(pilot))
        await pilot.press(*"done")
        await until(pilot, lambda: "Done  x" in shown(pilot))
        await pilot.pause(0.2)
        await pilot.press("enter")
        await until(pilot, lambda: 'status = "done"' in text_of(root))


# Several workspaces


PAINT = "m1y2o3wn"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    tasks = {PAINT: {"title": "Buy paint", "owner": "sara", "due": date(2026, 6, 15)}}
    return make_workspace(tmp_path / "personal", tasks)


@asynccontextmanager
async def merged(root: Path, **workspaces: Path) -> AsyncIterator[Pilot[int]]:
    app = TuiworkApp(lambda: Session(root, TODAY), Setup(workspaces={"team": root, **workspaces}))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.is_open)
        yield pilot
        await app.leave()
    assert not app.failures


@awaited
async def test_home_adds_the_day_of_the_other_workspaces_with_their_names(
    root: Path, other: Path
) -> None:
    async with merged(root, personal=other) as pilot:
        screen = await home(pilot)
        await until(pilot, lambda: "personal › Buy paint" in shown(pilot))
        assert "Due today  1" in shown(pilot)
        keys = [row.key for row in screen.day_list.rows if not row.header]
        assert keys == ["p2h8w4xn", f"personal:{PAINT}", "k7f3qd2m"]
        await pilot.press("2", "1")
        await until(pilot, lambda: "personal › Buy paint" in shown(pilot))


@awaited
async def test_a_workspace_that_is_gone_is_one_row_and_the_others_are_there(
    root: Path, other: Path, tmp_path: Path
) -> None:
    async with merged(root, gone=tmp_path / "gone", personal=other) as pilot:
        screen = await home(pilot)
        await until(pilot, lambda: "personal › Buy paint" in shown(pilot))
        assert f"unavailable: {tmp_path}"[:40] in shown(pilot)
        assert screen.day_list.move_to("missing:gone")
        await pilot.press("enter")
        await until(pilot, lambda: "“gone” cannot be read: there is no folder" in shown(pilot))


@awaited
async def test_a_task_of_another_workspace_is_left_alone_and_enter_goes_there(
    root: Path, other: Path
) -> None:
    before = text_of(other, f"spaces/operations/jobs/{PAINT}-buy-paint.md")
    async with merged(root, personal=other) as pilot:
        app, screen = app_of(pilot), await home(pilot)
        await until(pilot, lambda: screen.day_list.move_to(f"personal:{PAINT}"))
        for key in ("x", "s", "space", "delete"):
            app.clear_notifications()
            await pilot.press(key)
            await until(pilot, lambda: "This task lies in “personal”: enter goes" in shown(pilot))
        assert not screen.day_list.marks
        await pilot.press("enter")
        await until(pilot, lambda: app.goes_on_in == other)
        assert app.goes_to == PAINT
    assert text_of(other, f"spaces/operations/jobs/{PAINT}-buy-paint.md") == before


@awaited
async def test_the_cursor_stays_while_the_other_workspaces_come(root: Path, other: Path) -> None:
    async with merged(root, personal=other) as pilot:
        screen = await home(pilot)
        assert screen.day_list.move_to("k7f3qd2m")
        await until(pilot, lambda: "personal › Buy paint" in shown(pilot))
        assert screen.day_list.key == "k7f3qd2m"


@awaited
async def test_the_screens_begin_at_the_task_that_one_comes_for(root: Path) -> None:
    app = TuiworkApp(lambda: Session(root, TODAY), begins_at="x5m0rt6b")
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.work_screen is not None)
        work = app.work_screen
        assert work is not None
        await until(pilot, lambda: work.tasks_list.key == "x5m0rt6b")
        await app.leave()
