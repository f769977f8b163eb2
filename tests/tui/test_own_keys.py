"""A person's own keys are told and taken wherever keys are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import awaited
from tests.tui.test_work_flows import app_of, select, shown, until
from tests.workspace import TODAY, make_workspace
from tuiwork.session import Session
from tuiwork.tui.app import TuiworkApp
from tuiwork.tui.keymap import make_keymap
from tuiwork.tui.setup import Setup
from tuiwork.tui.why_screen import WhyScreen
from tuiwork.tui.widgets.help import Keys


@pytest.fixture
def root(tmp_path: Path) -> Path:
    notes = "word " * 3000
    tasks = {"k7f3qd2m": {"title": "Replace compressor", "owner": "ali", "notes": notes}}
    return make_workspace(tmp_path / "team", tasks)


@asynccontextmanager
async def opened(root: Path, keys: dict[str, str]) -> AsyncIterator[Pilot[int]]:
    keymap, troubles = make_keymap("default", keys)
    assert not troubles
    app = TuiworkApp(lambda: Session(root, TODAY), Setup(keymap=keymap))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.is_open)
        await until(
            pilot, lambda: app.work_screen is not None and bool(app.work_screen.tasks_list.rows)
        )
        yield pilot
        await app.leave()
    assert not app.failures


def detail(pilot: Pilot[int]) -> str:
    """All that the detail pane says above the checklist."""
    screen = app_of(pilot).work_screen
    page = screen.detail.page if screen is not None else None
    return "\n".join(line.plain for line in page.above.lines(60)) if page is not None else ""


@awaited
async def test_sentences_name_the_keys_of_the_person(root: Path) -> None:
    keys = {"task.editor": "f4", "task.add": "f6", "view.work": "f7"}
    async with opened(root, keys) as pilot:
        select(pilot, "k7f3qd2m")
        await until(pilot, lambda: "f4 opens the file" in detail(pilot))
        await pilot.press("1")
        await until(pilot, lambda: "f7  shows all the work" in shown(pilot))
        assert "f6  adds a task" in shown(pilot)


@awaited
async def test_the_answer_to_why_takes_the_keys_of_the_person(root: Path) -> None:
    async with opened(root, {"why.close": "f8", "why.goals": "f9"}) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhyScreen))
        await until(pilot, lambda: "f9 change goals" in shown(pilot))
        await pilot.press("w", "q")
        assert isinstance(pilot.app.screen, WhyScreen)
        await pilot.press("f8")
        await until(pilot, lambda: not isinstance(pilot.app.screen, WhyScreen))
        await pilot.press("w", "f9")
        await until(pilot, lambda: "Goals of “Replace compressor”" in shown(pilot))


@awaited
async def test_the_help_takes_the_keys_of_the_person_and_tells_them(root: Path) -> None:
    async with opened(root, {"help.close": "f8"}) as pilot:
        await pilot.press("?")
        await until(pilot, lambda: "type to find   f8 close" in shown(pilot))
        await pilot.press("?")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Keys)
        await pilot.press("f8")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Keys))


def test_a_letter_is_no_key_where_one_types() -> None:
    _, troubles = make_keymap("default", {"help.close": "k"})
    assert [one.message for one in troubles] == ["“k” is typed there, so that it cannot be a key"]
