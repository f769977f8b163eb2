"""A question for a day: in words, or by walking through the month below them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import ClassVar, TypeAlias

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from tuiwork.tui.keys import binding_of
from tuiwork.tui.widgets.ask import Ask
from tuiwork.tui.widgets.days import Days

When: TypeAlias = date | datetime
NONE = "none"
"""What takes a date away."""


class DayInput(Input):
    """An input in which taking away what is not there means: no date."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of(f"date.{name}") for name in ("into", "later", "earlier")
    ]

    def action_delete_left(self) -> None:
        if self.value:
            super().action_delete_left()
        else:
            self.value = NONE
            self.action_select_all()


class AskDate(Ask):
    """Ask for a date; gives the words for it, or None when the person left or wrote nothing.

    `read` understands words, None where they are no date; `write` makes words of a day. The
    month begins on `now`, whose time of day stays while one walks.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of(f"date.{name}") for name in ("later", "earlier")
    ]
    DEFAULT_CSS = """
    AskDate > .dialog { max-width: 56; }
    AskDate Days { margin: 1 0 0 1; }
    """

    def __init__(
        self,
        title: str,
        initial: str = "",
        *,
        days: Days,
        now: When | None,
        read: Callable[[str], When | None],
        write: Callable[[When], str],
        hint: str = "",
        preview: Callable[[str], Content] | None = None,
        validate: Callable[[str], str | None] | None = None,
        problem: str = "",
    ) -> None:
        super().__init__(
            title, initial, hint=hint, preview=preview, validate=validate, problem=problem,
            accept="set",
        )  # fmt: skip
        self._days = days
        self._when = now
        self._read = read
        self._write = write

    def body(self) -> Iterator[Widget]:
        written, *others = super().body()
        assert isinstance(written, Input)
        yield DayInput(written.value, placeholder=written.placeholder, select_on_focus=False)
        yield from others
        yield self._days

    def on_mount(self) -> None:
        self._look_at(self._read(self.value) or self._when)

    def _look_at(self, when: When | None) -> None:
        if when is not None:
            self._when = when
            self._days.show(when.date() if isinstance(when, datetime) else when)

    @on(Input.Changed)
    def _typed_words(self, event: Input.Changed) -> None:
        self._look_at(self._read(event.value))

    @on(Days.Moved)
    def _walked(self, event: Days.Moved) -> None:
        day, when = event.day, self._when
        if isinstance(when, datetime):
            when = when.replace(year=day.year, month=day.month, day=day.day)
        else:
            when = day
        self._put(self._write(when))

    @on(Days.Typed)
    def _goes_on(self, event: Days.Typed) -> None:
        self._put(event.character)
        self.query_one(Input).focus()

    @on(Days.Cleared)
    def _cleared(self) -> None:
        self._put(NONE)

    def _put(self, words: str) -> None:
        written = self.query_one(Input)
        written.value = words
        written.cursor_position = len(words)

    @on(Days.Chosen)
    def action_accept(self) -> None:
        if self.value.strip():
            super().action_accept()
        elif self._days.has_focus:
            self.dismiss(self._write(self._days.day))
        else:
            self.dismiss(None)

    def action_into(self) -> None:
        self._days.focus()

    def action_month(self, months: int) -> None:
        self._days.move(months=months)
