"""A day in the Work view, by keys alone, on a real workspace in a real repository."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.harness import HOSTILE, awaited
from tests.workspace import TODAY, git, make_workspace
from tuiwork.session import Session
from tuiwork.tui.app import TuiworkApp

LONG = 30.0
SIZES = [(80, 24), (120, 36), (200, 50)]
COMPRESSOR = "spaces/operations/jobs/k7f3qd2m-replace-compressor.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "team")


@asynccontextmanager
async def opened(root: Path, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Pilot[int]]:
    app = TuiworkApp(lambda: Session(root, TODAY))
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: app.is_open)
        await pilot.pause()
        yield pilot
        await app.leave()
    assert not app.failures


async def until(pilot: Pilot[Any], condition: Callable[[], bool]) -> None:
    """Wait for something that threads bring about, for longer than it takes on a busy machine."""
    end = monotonic() + LONG
    while not condition():
        assert monotonic() < end, "it did not come about"
        await pilot.pause(0.01)


def app_of(pilot: Pilot[int]) -> TuiworkApp:
    app = pilot.app
    assert isinstance(app, TuiworkApp)
    return app


def select(pilot: Pilot[int], id_: str) -> None:
    screen = app_of(pilot).work_screen
    assert screen is not None
    assert screen.tasks_list.move_to(id_)


def text_of(root: Path, path: str = COMPRESSOR) -> str:
    return (root / path).read_text()


def shown(pilot: Pilot[int]) -> str:
    strips = pilot.app.screen._compositor.render_strips(pilot.app.size)
    return "\n".join(strip.text for strip in strips)


@pytest.mark.parametrize("size", SIZES, ids=str)
@awaited
async def test_the_tasks_are_on_the_screen_at_every_size(root: Path, size: tuple[int, int]) -> None:
    async with opened(root, size) as pilot:
        await until(pilot, lambda: "Replace compressor" in shown(pilot))
        assert "Nordvik Climate" in shown(pilot)


@awaited
async def test_a_task_is_added_in_one_line_with_a_date_in_words_and_a_goal(root: Path) -> None:
    async with opened(root) as pilot:
        await pilot.press("a")
        await pilot.pause()
        for key in "Order filters /jobs ^handling due:friday":
            await pilot.press({" ": "space", "/": "slash", "^": "circumflex_accent"}.get(key, key))
        assert "friday 19 june 2026" in shown(pilot)
        assert "Median incident handling" in shown(pilot)
        await pilot.press("enter")
        jobs = root / "spaces/operations/jobs"
        await until(pilot, lambda: any("order-filters" in one.name for one in jobs.iterdir()))
    added = next(one for one in jobs.iterdir() if "order-filters" in one.name)
    assert 'goals = ["faster-service/handling-time"]' in added.read_text()
    assert "due = 2026-06-19" in added.read_text()


@awaited
async def test_work_is_finished_taken_back_and_recorded_like_a_diary(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("x")
        await until(pilot, lambda: 'status = "done"' in text_of(root))
        await pilot.press("u")
        await until(pilot, lambda: 'status = "doing"' in text_of(root))
    diary = git(root, "log", "--format=%s").splitlines()
    assert diary[0].startswith("Undid: Finished “Replace compressor”")
    assert diary[1].startswith("Finished “Replace compressor”")
    assert git(root, "status", "--porcelain") == ""


@awaited
async def test_a_step_of_the_checklist_is_ticked(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await until(pilot, lambda: "tell the janitor" in shown(pilot))
        await pilot.press("l", "j", "space")
        await until(pilot, lambda: "- [x] tell the janitor" in text_of(root))


@awaited
async def test_why_shows_the_way_to_the_objective_and_its_purpose(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("w")
        await until(pilot, lambda: "Nobody is cold for more than one night." in shown(pilot))
        assert "50 %" in shown(pilot) or "50%" in shown(pilot)


@awaited
async def test_marked_tasks_take_a_verb_at_once_as_one_change(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("space")
        select(pilot, "p2h8w4xn")
        await pilot.press("space", "x")
        await until(pilot, lambda: 'status = "done"' in text_of(root))
    assert "Finished 2 tasks" in git(root, "log", "-1", "--format=%s")


@awaited
async def test_the_screen_follows_an_editor_and_loses_nothing_of_either_edit(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        other = root / COMPRESSOR
        edited = other.read_text().replace("Crane is booked.", "Crane comes on Thursday.")
        fresh = other.with_name(".new")
        fresh.write_text(edited)
        os.replace(fresh, other)
        await until(pilot, lambda: "Crane comes on Thursday." in shown(pilot))
        await pilot.press("p")
        await pilot.pause()
        for key in "urgent":
            await pilot.press(key)
        await pilot.press("enter")
        await until(pilot, lambda: 'priority = "urgent"' in text_of(root))
    assert "Crane comes on Thursday." in text_of(root)


@awaited
async def test_a_broken_file_is_a_problem_and_everything_else_works(root: Path) -> None:
    broken = root / "spaces/operations/jobs/zzz00000-broken.md"
    broken.write_text("+++\ntitle = [\n+++\n")
    async with opened(root) as pilot:
        await until(pilot, lambda: "Problems" in shown(pilot))
        select(pilot, "k7f3qd2m")
        await pilot.press("x")
        await until(pilot, lambda: 'status = "done"' in text_of(root))
    assert broken.read_text() == "+++\ntitle = [\n+++\n"


@awaited
async def test_the_filter_narrows_while_it_is_typed_and_says_what_it_does_not_know(
    root: Path,
) -> None:
    async with opened(root) as pilot:
        await pilot.press("slash")
        for key in "janitor":
            await pilot.press(key)
        await until(pilot, lambda: "Inspect pump" not in shown(pilot))
        assert "Call janitor" in shown(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "Inspect pump" in shown(pilot))


@awaited
async def test_a_hostile_workspace_reaches_the_terminal_as_harmless_text(tmp_path: Path) -> None:
    tasks = {
        f"k7f3qd{number:02}": {"title": text, "tags": [text], "notes": text, "owner": text}
        for number, text in enumerate(HOSTILE)
    }
    root = make_workspace(tmp_path / "team", tasks)
    async with opened(root) as pilot:
        for id_ in tasks:
            select(pilot, id_)
            await pilot.pause()
            await pilot.press("w")
            await pilot.pause()
            text = shown(pilot)
            assert not {one for one in text if ord(one) < 32 and one != "\n"}
            assert not any(0x7F <= ord(one) < 0xA0 or one in "\u202e\u2066" for one in text)
            await pilot.press("escape")
        assert pilot.app.is_running


@awaited
async def test_a_sync_brings_what_a_teammate_sent(root: Path, tmp_path: Path) -> None:
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", remote], check=True)
    git(root, "remote", "add", "origin", str(remote))
    git(root, "push", "--quiet", "origin", "main")
    other = tmp_path / "other"
    subprocess.run(["git", "clone", "--quiet", remote, other], check=True)
    task = other / COMPRESSOR
    task.write_text(task.read_text().replace("Crane is booked.", "Crane is late."))
    git(other, "commit", "--quiet", "--all", "--message", "Late")
    git(other, "push", "--quiet", "origin", "main")
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("S")
        await until(pilot, lambda: "Crane is late." in shown(pilot))
        await until(pilot, lambda: "synced just now" in shown(pilot))


@awaited
async def test_leaving_commits_what_is_saved(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "x5m0rt6b")
        await pilot.press("t")
        path = "spaces/operations/jobs/x5m0rt6b-inspect-pump.md"
        await until(pilot, lambda: 'status = "doing"' in text_of(root, path))
        await pilot.press("q")
        await asyncio.sleep(0)
    assert git(root, "status", "--porcelain") == ""
