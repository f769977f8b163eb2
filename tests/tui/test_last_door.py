from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.app import ComposeResult
from textual.color import Color
from textual.strip import Strip
from textual.widgets import Static

from tests.hostile.judging import commands_in
from tests.hostile.payloads import TEXTS
from tests.tui.harness import awaited
from tuiwork.session import Session
from tuiwork.tui.core import Core
from tuiwork.tui.last_door import LastDoor
from tuiwork.tui.setup import Setup

BLACK = Color.parse("black")


def through(text: str) -> str:
    return "".join(one.text for one in LastDoor().apply([Segment("a"), Segment(text)], BLACK))[1:]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nothing_that_commands_comes_through(text: str) -> None:
    assert commands_in(through(text)) == []


@pytest.mark.parametrize("text", ["Replace compressor", "漢字", "👩‍🔧", "é", "═ › ●", "\ue0b0"])
def test_what_can_be_read_comes_through_as_it_is(text: str) -> None:
    assert through(text) == text


def test_leaving_something_out_moves_nothing() -> None:
    text = "a\x1b[2Jb\x07c"
    assert Strip([Segment(through(text))]).cell_length == Strip([Segment(text)]).cell_length


def _no_session() -> Session:
    raise AssertionError("nobody opens it")


@awaited
async def test_a_widget_that_forgot_is_helped() -> None:
    class Forgetful(Core):
        def compose(self) -> ComposeResult:
            yield Static("good\x1b]0;HACK\x07", markup=False)

    app = Forgetful(_no_session, Setup())
    async with app.run_test() as pilot:
        await pilot.pause()
        strips = app.screen._compositor.render_strips(app.size)
    shown = "\n".join(strip.text for strip in strips)
    assert "good]0;HACK" in shown
    assert commands_in(shown) == []
