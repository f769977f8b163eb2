"""A board: lists side by side, one of which has the cursor; cards are moved between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Self

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalScroll, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tuiwork.tui.content import put
from tuiwork.tui.keys import BOARD_KEYS, bindings
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row
from tuiwork.tui.widgets.strips import Draw

LEAST = 24
"""Cells that a column is wide at least."""


class Stack(NamedTuple):
    """One column to be shown: a key that stays the same, what stands above it, its cards."""

    key: str
    title: Content
    rows: tuple[Row, ...]


class Column(Vertical):
    """A column on the screen."""

    def __init__(self, key: str, lines: Lines) -> None:
        super().__init__()
        self.key = key
        self.lines = lines

    def compose(self) -> ComposeResult:
        yield Static(classes="board--title")
        yield self.lines

    def show(self, stack: Stack) -> None:
        """Show what stands in it now."""
        put(self.query_one(".board--title", Static), stack.title)
        self.lines.show(stack.rows)


class Board(HorizontalScroll, inherit_bindings=False, can_focus=False):
    """Columns of cards with one cursor. It speaks as its lists do, and says when a card is moved.

    Marks are the same in all columns, so that they follow a card that changes its column.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(BOARD_KEYS))
    BINDING_GROUP_TITLE = "Board"
    DEFAULT_CSS = """
    Board {
        height: 1fr;
        scrollbar-size-horizontal: 1;
        & > Column {
            width: 24;
            & > .board--title { height: 1; margin: 0 0 1 0; padding: 0 0 0 3; text-wrap: nowrap;
                                text-overflow: ellipsis; color: $dim; }
        }
        & > Column:focus-within > .board--title { color: $foreground; text-style: bold; }
    }
    """

    @dataclass
    class Moved(Message):
        """Somebody wants cards in another column."""

        keys: tuple[str, ...]
        column: str

    def __init__(
        self,
        draw: Draw,
        signs: Mapping[str, str],
        *,
        row_height: int = 4,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._signs = signs
        self._row_height = row_height
        self._at = 0
        self._grabbed: tuple[str, str] | None = None

    # What it shows

    @property
    def columns(self) -> list[Column]:
        """The columns, from left to right."""
        return list(self.query_children(Column))

    @property
    def lines(self) -> Lines | None:
        """The list that has the cursor."""
        columns = self.columns
        return columns[min(self._at, len(columns) - 1)].lines if columns else None

    @property
    def row(self) -> Row | None:
        """The card under the cursor."""
        return self.lines.row if self.lines else None

    @property
    def key(self) -> str | None:
        """The key of the card under the cursor."""
        return self.lines.key if self.lines else None

    @property
    def rows(self) -> tuple[Row, ...]:
        """All cards, column after column."""
        return tuple(row for column in self.columns for row in column.lines.rows)

    @property
    def marks(self) -> frozenset[str]:
        """The keys of the marked cards."""
        return self.lines.marks if self.lines else frozenset()

    async def show(self, stacks: Sequence[Stack]) -> None:
        """Show these columns; the cursor stays on its card, also where that changed its column."""
        key, marks = self.key, self.marks
        if [one.key for one in self.columns] != [one.key for one in stacks]:
            had_focus = self.has_focus_within
            await self.remove_children()
            await self.mount_all(Column(one.key, self._new_lines()) for one in stacks)
            self._share_room()
            self.mark(marks)
            if had_focus:
                self.focus()
        for column, stack in zip(self.columns, stacks, strict=True):
            column.show(stack)
        if key is not None and key != self.key:
            self.move_to(key)
        if self.row is None:
            self._to_some_card()
        self._stand_in(self._at)

    def redraw(self) -> None:
        """Draw every visible card anew."""
        for column in self.columns:
            column.lines.redraw()

    def mark(self, keys: Iterable[str]) -> None:
        """Mark exactly these cards."""
        marks = frozenset(keys)
        for column in self.columns:
            column.lines.mark(marks)

    def move_to(self, key: str) -> bool:
        """Put the cursor on the card with this key; return whether there is one."""
        for number, column in enumerate(self.columns):
            if column.lines.move_to(key):
                self._go(number)
                return True
        return False

    def focus(self, scroll_visible: bool = True) -> Self:
        """Take the focus, on the column that has the cursor."""
        if self.lines is not None:
            self.lines.focus(scroll_visible)
        return self

    def on_resize(self) -> None:
        self._share_room()

    def _share_room(self) -> None:
        """Give all columns the same width, with which they fill the board or scroll in it."""
        columns = self.columns
        for column in columns:
            column.styles.width = max(self.size.width // len(columns), LEAST)

    # Moving about

    def action_beside(self, step: int) -> None:
        self._go(self._at + step)

    def action_carry(self, step: int) -> None:
        columns = self.columns
        if 0 <= self._at + step < len(columns):
            keys = tuple(sorted(self.marks)) or ((self.key,) if self.key else ())
            if keys:
                self.post_message(self.Moved(keys, columns[self._at + step].key))

    def _go(self, number: int) -> None:
        columns = self.columns
        if not 0 <= number < len(columns):
            return
        had_focus = self.has_focus_within
        self._stand_in(number)
        if had_focus and self.lines is not None:
            self.lines.focus()
        self.scroll_to_widget(columns[number], animate=False)

    def _stand_in(self, number: int) -> None:
        self._at = number
        for at, column in enumerate(self.columns):
            column.lines.show_cursor(at == number)

    def _to_some_card(self) -> None:
        for number, column in enumerate(self.columns):
            if column.lines.row is not None:
                self._go(number)
                return

    def _new_lines(self) -> Lines:
        return Lines(self._draw, row_height=self._row_height, keep_marks=True, signs=self._signs)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow a click into another column."""
        for number, column in enumerate(self.columns):
            if column.lines is event.widget and number != self._at:
                self._stand_in(number)
                self.post_message(Lines.CursorMoved(column.lines, column.lines.key))

    @on(Lines.MarksChanged)
    def _marked(self, event: Lines.MarksChanged) -> None:
        for column in self.columns:
            with column.lines.prevent(Lines.MarksChanged):
                column.lines.mark(event.keys)

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a card."""
        self._grabbed = self._card_at(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of it, in another column maybe."""
        grabbed, self._grabbed = self._grabbed, None
        column = self._column_at(event)
        if grabbed is not None and column is not None and column.key != grabbed[0]:
            key = grabbed[1]
            keys = tuple(sorted(self.marks)) if key in self.marks else (key,)
            self.post_message(self.Moved(keys, column.key))

    def _column_at(self, event: events.MouseEvent) -> Column | None:
        return next(
            (one for one in self.columns if one.region.contains(event.screen_x, event.screen_y)),
            None,
        )

    def _card_at(self, event: events.MouseEvent) -> tuple[str, str] | None:
        column = self._column_at(event)
        if column is None or not column.lines.region.contains(event.screen_x, event.screen_y):
            return None
        key = column.lines.key_at(int(event.screen_y) - column.lines.region.y)
        return None if key is None else (column.key, key)
