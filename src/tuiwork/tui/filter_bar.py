"""The filter: a query that is tried with every letter, and the word in it that makes no sense."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tuiwork.errors import Refused
from tuiwork.text.clean import safe
from tuiwork.text.query.tree import QueryError
from tuiwork.tui.content import plain, put
from tuiwork.tui.keys import FILTER_KEYS, bindings
from tuiwork.tui.typing_ahead import asks

HINT = "words, owner:@me due:<+7d priority:>=high -tag:waiting goal:… sort:due"


class _Marker(Highlighter):
    """Underlines the stretch that makes no sense, wherever the input has scrolled it to."""

    def __init__(self) -> None:
        super().__init__()
        self.stretch: tuple[int, int] | None = None

    def highlight(self, text: Text) -> None:
        if self.stretch is not None:
            text.stylize("underline reverse", *self.stretch)


class FilterBar(Vertical):
    """An input and, below it, what is wrong. It is shown while it has the focus or a query."""

    BINDING_GROUP_TITLE = "Filter"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(FILTER_KEYS))
    DEFAULT_CSS = """
    FilterBar {
        height: auto;
        display: none;
        & > Horizontal { height: 1; background: $panel; }
        & .filter--sign { width: auto; color: $focus; padding: 0 1; }
        & Input, & Input:focus {
            border: none; height: 1; width: 1fr; padding: 0; background: $panel;
            background-tint: transparent;
        }
        & > .filter--trouble { height: auto; max-height: 2; padding: 0 3; color: $today; }
    }
    """

    @dataclass
    class Changed(Message):
        """The filter is another one."""

        query: str

    def __init__(
        self,
        done: Callable[[str], Awaitable[None]],
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`done` takes the focus away when the person is done with this filter."""
        super().__init__(id=id)
        self._done = done
        self._marker = _Marker()

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("/", classes="filter--sign")
            yield Input(placeholder=HINT, highlighter=self._marker, select_on_focus=False)
        yield Static(classes="filter--trouble")

    @property
    def query_text(self) -> str:
        """What is written."""
        return self.query_one(Input).value

    def open(self) -> None:
        """Take the focus, before the next key comes."""
        self.display = True
        self.screen.set_focus(self.query_one(Input))

    def write(self, query: str) -> None:
        """Have this as the filter."""
        self.query_one(Input).value = query
        self.display = bool(query) or self.has_focus_within

    def say(self, error: Refused | None) -> None:
        """Show what is wrong with the filter, and where; None when nothing is."""
        at = (error.start, error.end) if isinstance(error, QueryError) else None
        if at != self._marker.stretch:
            self._marker.stretch = at
            self.query_one(Input).refresh()
        words = "" if error is None else getattr(error, "sentence", error.message)
        trouble = self.query_one(".filter--trouble", Static)
        trouble.display = bool(words)
        put(trouble, plain(words))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        clean = safe(event.value)
        if clean != event.value:
            event.input.value = clean
            return
        self.post_message(self.Changed(clean))

    @asks
    async def action_leave(self) -> None:
        """Leave; keys that were typed meanwhile wait until what the filter found is shown."""
        self.display = bool(self.query_text)
        await self._done(self.query_text)

    def action_clear(self) -> None:
        self.query_one(Input).value = ""
        self.action_leave()
