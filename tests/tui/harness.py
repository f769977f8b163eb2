"""A stage for one widget or dialog, and a way to run a test that awaits."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable
from typing import ParamSpec

from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget

from tuiwork.tui import themes

HOSTILE = (
    "[@click=app.bell]X[/]",
    "a [/nope] b",
    "[link='http://e']x[/]",
    "\x1b]52;c;RVZJTA==\x07",
    "\x9b31m",
    "\u202egnp.exe",
    "[",
    "\\",
    "$x ${x}",
)

P = ParamSpec("P")


def awaited(test: Callable[P, Awaitable[None]]) -> Callable[P, None]:
    """Run a test written as a coroutine."""

    @functools.wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        async def wait() -> None:
            await test(*args, **kwargs)

        asyncio.run(wait())

    return run


class Stage(App[None]):
    """An app with our themes and nothing but the widgets it is given."""

    def __init__(self, *widgets: Widget, theme: str = "tuiwork-dark") -> None:
        super().__init__()
        themes.register(self)
        self.theme = theme
        self._widgets = widgets

    def compose(self) -> ComposeResult:
        yield from self._widgets

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.meanings(self.current_theme)

    def strips(self) -> list[Strip]:
        """What is on the screen, line by line."""
        return self.screen._compositor.render_strips(self.size)

    def shown(self) -> list[str]:
        """The text on the screen without its last column, where the scrollbar of a list is."""
        return [strip.crop(0, self.size.width - 1).text.rstrip() for strip in self.strips()]

    def text(self) -> str:
        return "\n".join(self.shown())


def click_actions(app: Stage) -> list[object]:
    """Return what a click anywhere on the screen would run, or follow."""
    styles = [style for strip in app.strips() for _, style, _ in strip if style is not None]
    return [style.meta["@click"] for style in styles if "@click" in style.meta] + [
        style.link for style in styles if style.link
    ]


def control_characters(app: Stage) -> set[str]:
    """Return the control and bidi characters on the screen."""
    return {char for char in app.text() if not char.isprintable() and char != "\n"}
