"""What is the person's own in the screens: keys, colours, config, tour, other workspaces."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import awaited
from tests.tui.test_work_flows import COMPRESSOR, app_of, select, shown, text_of, until
from tests.workspace import TODAY, make_workspace
from tuiwork.errors import Problem
from tuiwork.remembered import Remembered, recall
from tuiwork.session import Session
from tuiwork.tui.app import TuiworkApp
from tuiwork.tui.keymap import make_keymap
from tuiwork.tui.setup import Setup
from tuiwork.tui.tour import TOUR


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TUIWORK_CONFIG", str(tmp_path / "config.toml"))
    return make_workspace(tmp_path / "team")


@asynccontextmanager
async def opened(root: Path, setup: Setup) -> AsyncIterator[Pilot[int]]:
    app = TuiworkApp(lambda: Session(root, TODAY), setup)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.is_open and "Replace compressor" in shown(pilot))
        yield pilot
        await app.leave()
    assert not app.failures


@awaited
async def test_a_persons_own_keys_work_and_are_what_is_shown(root: Path) -> None:
    keymap, _ = make_keymap("vim", {"task.done": "X", "task.remove": ""})
    async with opened(root, Setup(keymap=keymap)) as pilot:
        assert "X done" in shown(pilot)
        select(pilot, "x5m0rt6b")
        await pilot.press("g", "x", "delete")
        screen = app_of(pilot).work_screen
        assert screen is not None
        assert screen.tasks_list.key != "x5m0rt6b"
        select(pilot, "k7f3qd2m")
        await pilot.press("X")
        await until(pilot, lambda: 'status = "done"' in text_of(root))
    assert (root / COMPRESSOR).exists()


@awaited
async def test_ascii_only_shows_nothing_else(root: Path) -> None:
    async with opened(root, Setup(ascii_only=True)) as pilot:
        for keys in ((), ("w",), ("s",), ("a",), ("question_mark",), ("colon",)):
            await pilot.press(*keys)
            await pilot.pause()
            assert {char for char in shown(pilot) if not char.isascii()} == set(), keys
            await pilot.press("escape")


@awaited
async def test_without_colour_everything_is_still_said(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(root, Setup()) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.pause()
        strips = pilot.app.screen._compositor.render_strips(pilot.app.size)
        styles = [style for strip in strips for _, style, _ in strip if style is not None]
        colours = [colour for style in styles for colour in (style.color, style.bgcolor) if colour]
        shades = {tuple(colour.get_truecolor()) for colour in colours}
        assert len(shades) > 2
        assert [shade for shade in shades if len(set(shade)) > 1] == []
        text = shown(pilot)
    for sign in ("▌  ◐ !  Replace compressor", "! fri 12", "■    Inspect pump", "1 blocked"):
        assert sign in text


@awaited
async def test_problems_of_the_config_stand_among_the_problems(root: Path) -> None:
    problem = Problem("/home/sara/config.toml", "there is no setting “teme”", 3)
    setup = Setup(problems=(problem,), config_path=Path("/home/sara/config.toml"))
    async with opened(root, setup) as pilot:
        await until(pilot, lambda: "1 problem in" in shown(pilot))
        await until(pilot, lambda: "Problems" in shown(pilot))
        await pilot.press("P")
        await until(pilot, lambda: "config.toml:3" in shown(pilot))
        assert "there is no setting “teme”" in shown(pilot)
        await pilot.press("escape")


@awaited
async def test_a_theme_that_was_picked_is_remembered(root: Path) -> None:
    async with opened(root, Setup()) as pilot:
        pilot.app.theme = "nord"
        await pilot.pause()
    assert recall() == Remembered("nord", "dark")


@awaited
async def test_the_tour_goes_on_when_its_steps_are_done_and_is_not_shown_again(root: Path) -> None:
    async with opened(root, Setup(tour=True)) as pilot:
        await until(pilot, lambda: "Tour 1 of 5" in shown(pilot))
        await pilot.press("n")
        await until(pilot, lambda: "Tour 2 of 5" in shown(pilot))
        await pilot.press("j")
        await until(pilot, lambda: "Tour 3 of 5" in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "Tour" not in shown(pilot))
        assert recall().tour_seen
        app_of(pilot).action_tour()
        assert app_of(pilot).tour == TOUR


@awaited
async def test_going_to_another_workspace_records_first(root: Path, tmp_path: Path) -> None:
    other = make_workspace(tmp_path / "other")
    setup = Setup(workspaces={"other": other, "gone": tmp_path / "gone"})
    app = TuiworkApp(lambda: Session(root, TODAY), setup)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.is_open and "Replace compressor" in shown(pilot))
        await pilot.press("W", *"gone", "enter")
        await until(pilot, lambda: "there is no folder" in shown(pilot))
        await pilot.press("W", *"other", "enter")
        await until(pilot, lambda: app.goes_on_in is not None)
    assert app.goes_on_in == other
