"""A question answered in one line, with a look at what the answer would mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from tuiwork.text.clean import safe
from tuiwork.tui.keys import binding_of
from tuiwork.tui.widgets.dialog import Dialog


class Ask(Dialog[str]):
    """Ask for one line; gives the text, or None when the person left.

    `preview` is called with every change and says what the text would do. `validate` returns a
    sentence when the text will not do, and the question stays open. `problem` is said from the
    start, `accept` is what Enter is called.
    """

    BINDINGS: ClassVar[list[BindingType]] = [binding_of("dialog.accept")]
    DEFAULT_CSS = """
    Ask {
        .ask--preview { margin-top: 1; }
    }
    """

    def __init__(
        self,
        title: str,
        initial: str = "",
        *,
        hint: str = "",
        preview: Callable[[str], Content] | None = None,
        validate: Callable[[str], str | None] | None = None,
        problem: str = "",
        accept: str = "ok",
    ) -> None:
        super().__init__(title, problem)
        self._initial = initial
        self._hint = hint
        self.preview = preview
        self._validate = validate
        self.hint_words = {"dialog.accept": accept}

    def body(self) -> Iterator[Widget]:
        yield Input(safe(self._initial), placeholder=safe(self._hint), select_on_focus=False)
        if self.preview is not None:
            yield Static(self.preview(self._initial), classes="ask--preview")

    @property
    def value(self) -> str:
        """What is written now; untouched, it is `initial` to the byte."""
        written = self.query_one(Input).value
        return self._initial if written == safe(self._initial) else written

    @property
    def unsent(self) -> str:
        """What was written and is not given yet."""
        return "" if self.value == self._initial else self.value

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        clean = safe(event.value)
        if clean != event.value:
            event.input.value = clean
            return
        self.look_ahead()
        if self.value != self._initial:
            self.say_problem("")

    def look_ahead(self) -> None:
        """Show what the answer would mean now."""
        if self.preview is not None:
            self.query_one(".ask--preview", Static).update(self.preview(self.value))

    def action_accept(self) -> None:
        problem = None if self._validate is None else self._validate(self.value)
        if problem is None:
            self.dismiss(self.value)
        else:
            self.say_problem(problem)
