"""The detail pane: one task in full, its checklist to tick."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from tuiwork.tui.detail_text import Page
from tuiwork.tui.keys import DETAIL_KEYS, bindings
from tuiwork.tui.widgets.hanging import Hanging
from tuiwork.tui.widgets.steps import Steps


class Detail(VerticalScroll, can_focus=True):
    """Shows the page it is given, and asks for ticks."""

    BINDING_GROUP_TITLE = "Task"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(DETAIL_KEYS))

    @dataclass
    class Ticked(Message):
        """Somebody wants a step of the task's checklist the other way."""

        task_id: str
        number: int

    def __init__(self, signs: Mapping[str, str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._signs = signs
        self._page: Page | None = None
        self._filled: Page | None = None
        self._stale = True

    def compose(self) -> ComposeResult:
        yield Static(id="above")
        yield Steps(self._signs, id="steps")
        yield Static(id="below")

    @property
    def page(self) -> Page | None:
        """What is shown."""
        return self._page

    def show(self, page: Page | None) -> None:
        """Show a task, or nothing; another task than before is shown from its beginning."""
        self._page = page
        self._stale = True
        if self.display:
            self._fill()

    def on_show(self) -> None:
        self._fill()

    def _fill(self) -> None:
        """Show the page, unless it is there; out of sight it would cost a layout all the same."""
        if not self._stale:
            return
        page, before = self._page, self._filled
        other = page is None or before is None or page.id != before.id
        self._filled, self._stale = page, False
        self._say("#above", None if page is None else page.above)
        self.query_one(Steps).show(() if page is None else page.steps, anew=other)
        self._say("#below", None if page is None else page.below)
        if other:
            self.scroll_home(animate=False)

    def _say(self, name: str, text: Hanging | None) -> None:
        static = self.query_one(name, Static)
        static.display = bool(text)
        if text:
            static.update(text)

    @property
    def steps(self) -> Steps:
        """The checklist."""
        self._fill()
        return self.query_one(Steps)

    def enter(self) -> None:
        """Take the focus: on the checklist, if there is one."""
        (self.steps if self.steps.display else self).focus()

    @on(Steps.Ticked)
    def _tick(self, event: Steps.Ticked) -> None:
        event.stop()
        if self._page is not None:
            self.post_message(self.Ticked(self._page.id, event.number))
