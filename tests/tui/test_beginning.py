from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from tests.tui.harness import awaited
from tuiwork.tui.beginning import BeginApp, Beginning
from tuiwork.tui.setup import Setup


async def answer(folder: Path, *keys: str, setup: Setup | None = None) -> Beginning | None:
    """What the first screen gives when these keys are pressed."""
    app = BeginApp(folder, setup or Setup())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    return app.return_value


@awaited
async def test_there_are_three_ways_to_begin() -> None:
    assert await answer(Path("/tmp"), "j", "j", "enter") == Beginning("demo")
    assert await answer(Path("/tmp"), "q") is None


@awaited
async def test_known_workspaces_come_first() -> None:
    setup = Setup(workspaces={"team": Path("/work/team")})
    begun = await answer(Path("/tmp"), "enter", setup=setup)
    assert begun == Beginning("open", "/work/team")


@pytest.mark.parametrize(("inside", "offered"), [("", ""), (".git", ""), ("notes.txt", "/work")])
def test_a_new_workspace_is_not_strewn_among_other_files(
    tmp_path: Path, inside: str, offered: str
) -> None:
    if inside:
        (tmp_path / inside).mkdir()

    @awaited
    async def take_what_is_offered() -> None:
        begun = await answer(tmp_path, "enter", "enter")
        assert begun == Beginning("create", f"{tmp_path}{offered}")

    take_what_is_offered()


@awaited
async def test_an_address_is_asked_for_and_needed() -> None:
    assert await answer(Path("/tmp"), "j", "enter", "enter", "escape", "q") is None
    begun = await answer(Path("/tmp"), "j", "enter", *"host", "enter")
    assert begun == Beginning("clone", "host")


@awaited
async def test_what_is_typed_at_once_is_an_answer_to_the_end() -> None:
    app = BeginApp(Path("/tmp"), Setup())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in ("j", "enter", *"host", "enter"):
            assert app._driver is not None
            app._driver.process_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        while app.return_value is None:
            await pilot.pause()
    assert app.return_value == Beginning("clone", "host")
