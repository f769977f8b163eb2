"""The frame of everything that floats above a screen: a title, a body, and the keys that work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tuiwork.tui.content import plain
from tuiwork.tui.keys import HINTS, binding_of
from tuiwork.tui.widgets.help import key_hints, one_line
from tuiwork.tui.widgets.laid_once import LaidOnce

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None], LaidOnce[Result | None]):
    """A modal frame; leaving it with Escape gives None. Subclasses override `body`."""

    BINDING_GROUP_TITLE = "Dialog"
    BINDINGS: ClassVar[list[BindingType]] = [binding_of("dialog.cancel")]
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > .dialog {
            width: 90%;
            max-width: 90;
            height: auto;
            max-height: 90%;
            padding: 0 1;
            background: $surface;
            border: round $focus;
            border-title-color: $focus;
            border-subtitle-color: $dim;
        }
        Input, Input:focus {
            border: none;
            height: 1;
            padding: 0;
            background: $panel;
            background-tint: transparent;
        }
        Lines { background: $surface; }
        .dialog--problem { color: $blocked; }
        .dialog--hints { color: $dim; width: 1fr; text-align: right; }
    }
    """

    def __init__(self, title: str, problem: str = "") -> None:
        super().__init__()
        self._heading: Content = plain(title)
        self._problem = problem
        self.hint_words: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as frame:
            frame.border_title = self._heading
            yield from self.body()
            problem = Static(plain(self._problem), classes="dialog--problem")
            problem.display = bool(self._problem)
            yield problem
            yield Static(classes="dialog--hints")

    def body(self) -> Iterator[Widget]:
        """Yield what stands between the title and the keys."""
        yield from ()

    def on_mount(self) -> None:
        words = HINTS | self.hint_words
        hints = key_hints(self.active_bindings, self.app.get_key_display, words)
        self.query_one(".dialog--hints", Static).update(one_line(hints))

    def action_cancel(self) -> None:
        self.dismiss(None)

    def say_problem(self, words: str) -> None:
        """Say why the answer will not do; nothing when it may."""
        problem = self.query_one(".dialog--problem", Static)
        problem.update(plain(words))
        problem.display = bool(words)

    def say_below(self, words: str) -> None:
        """Write into the lower edge of the frame."""
        self.query_one(".dialog", Vertical).border_subtitle = plain(words)
