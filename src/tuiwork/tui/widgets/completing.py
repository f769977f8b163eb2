"""A question whose answer is completed while it is typed, and which takes several pasted lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from tuiwork.text.clean import safe
from tuiwork.text.quickadd.completing import Completion
from tuiwork.tui.keys import binding_of
from tuiwork.tui.widgets.ask import Ask
from tuiwork.tui.widgets.columns import Column, Line, fit, lay_out
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State

SHOWN = 6
"""Offers that are shown at once."""

_COLUMNS = (Column("value", 30), Column("label", gap=2))


class FirstLine(Input):
    """An input that leaves pasted lines but the first to whoever asks. It handles a paste first."""

    def _on_paste(self, event: events.Paste) -> None:
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1:
            event.text = lines[0]
            asking = self.screen
            if isinstance(asking, AskCompleting):
                asking.take_more(lines[1:])


class AskCompleting(Ask):
    """Ask for a line, or several that were pasted; they are given with line ends between them.

    `complete` says what the word before the cursor could become. Tab takes the offer under the
    cursor; the arrows move it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of("complete.take"),
        binding_of("pick.down"),
        binding_of("pick.up"),
    ]
    DEFAULT_CSS = """
    AskCompleting Lines {
        display: none; height: auto; margin: 1 0 0 0;
        & > .lines--cursor { background: $cursor; }
    }
    """

    def __init__(
        self,
        title: str,
        initial: str = "",
        *,
        complete: Callable[[str, int], Completion | None],
        hint: str = "",
        preview: Callable[[str], Content] | None = None,
        validate: Callable[[str], str | None] | None = None,
        problem: str = "",
        accept: str = "ok",
    ) -> None:
        first, *more = initial.split("\n")
        super().__init__(
            title, first, hint=hint, preview=preview, validate=validate, problem=problem,
            accept=accept,
        )  # fmt: skip
        self._complete = complete
        self._completion: Completion | None = None
        self._more: list[str] = more

    def body(self) -> Iterator[Widget]:
        yield FirstLine(safe(self._initial), placeholder=safe(self._hint), select_on_focus=False)
        yield from list(super().body())[1:]
        offers = Lines(self._draw, can_mark=False)
        offers.can_focus = False
        yield offers

    @property
    def value(self) -> str:
        return "\n".join([super().value, *self._more])

    def take_more(self, lines: Sequence[str]) -> None:
        """Have these lines, too."""
        self._more = [*self._more, *map(safe, lines)]
        self.call_after_refresh(self.look_ahead)

    @on(Input.Changed)
    def _offer(self, event: Input.Changed) -> None:
        written = self.query_one(Input)
        self._completion = self._complete(event.value, written.cursor_position)
        offers = () if self._completion is None else self._completion.offers
        shown = self.query_one(Lines)
        shown.show(Row(one.value, one) for one in offers)
        shown.action_first()
        shown.styles.height = min(len(offers), SHOWN)
        shown.display = bool(offers)

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        cells: dict[str, Line] = {
            "value": [(row.value.value, "accent")],
            "label": [(row.value.label, "dim")],
        }
        return [lay_out(fit(_COLUMNS, width), cells)]

    def action_move(self, rows: int) -> None:
        self.query_one(Lines).action_move(rows)

    @on(Lines.Opened)
    def action_take(self) -> None:
        """Take the offer under the cursor."""
        row = self.query_one(Lines).row
        if self._completion is not None and row is not None:
            written = self.query_one(Input)
            text, cursor = self._completion.take(written.value, row.value)
            written.value = text
            written.cursor_position = cursor
