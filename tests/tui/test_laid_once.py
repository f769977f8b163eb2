"""A screen is laid out as often as something asks for it, and not once more."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from tests.tui.harness import awaited
from tuiwork.tui.widgets.laid_once import LaidOnce


class Growing(LaidOnce[None]):
    """A text that may have more lines than there is room for."""

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static("one line")


class Showing(App[None]):
    def get_default_screen(self) -> Growing:
        return Growing()


@awaited
async def test_a_text_that_grows_is_laid_out_once() -> None:
    async with Showing().run_test(size=(40, 10)) as pilot:
        screen = pilot.app.screen
        layouts: list[object] = []
        screen.screen_layout_refresh_signal.subscribe(screen, layouts.append)
        await pilot.pause(0.2)
        layouts.clear()
        screen.query_one(Static).update("some\nmore\nlines")
        await pilot.pause()
        await pilot.pause(0.1)
        assert len(layouts) == 1
        assert screen.query_one(Static).size.height == 3


@awaited
async def test_a_scrollbar_comes_where_it_has_to_and_takes_its_room() -> None:
    async with Showing().run_test(size=(40, 10)) as pilot:
        box, text = pilot.app.screen.query_one(VerticalScroll), pilot.app.screen.query_one(Static)
        wide = text.size.width
        text.update("\n".join("abcdefghijklmnopqrst"))
        await pilot.pause()
        await pilot.pause(0.1)
        assert box.max_scroll_y == 10
        assert text.size.width < wide
        text.update("one line")
        await pilot.pause()
        await pilot.pause(0.1)
        assert text.size.width == wide
