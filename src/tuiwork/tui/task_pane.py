"""The middle of the Work view: the tasks of a selection, in whichever layout it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Static

from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.tui.content import plain, put
from tuiwork.tui.layouts.board import BoardColumn
from tuiwork.tui.layouts.cards import CARD_HEIGHT, Cards, TimeLines
from tuiwork.tui.layouts.lately import DAYS
from tuiwork.tui.layouts.timeline import first_day, ruler
from tuiwork.tui.look import Layout
from tuiwork.tui.selection import Selection
from tuiwork.tui.task_lines import TaskLines
from tuiwork.tui.widgets.board import Board, Stack
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.month import Month
from tuiwork.tui.widgets.rows import Row, State


class TaskPane(Vertical):
    """One cursor and one set of marks over tasks, however they are laid out."""

    DEFAULT_CSS = """
    TaskPane {
        height: 1fr;
        & > #ruler {
            width: 1fr; height: 2; padding: 0 0 0 3; color: $dim; text-wrap: nowrap; display: none;
        }
        & > #board { display: none; }
        & > #month { display: none; }
    }
    """

    class CursorMoved(Message):
        """The cursor stands on another task, or on none."""

    class Opened(Message):
        """Someone wants to see the task under the cursor in full."""

    class MarksChanged(Message):
        """Other tasks are marked than before."""

    @dataclass
    class Carried(Message):
        """Somebody wants tasks in another column of the board."""

        ids: tuple[str, ...]
        column: BoardColumn

    lines = query_one("#tasks", Lines)
    board = query_one("#board", Board)
    month = query_one("#month", Month)
    _ruler = query_one("#ruler", Static)

    def __init__(self, signs: Mapping[str, str], empty: str) -> None:
        super().__init__()
        self._signs = signs
        self._empty = empty
        self._laid_out = Layout.LIST
        self._selection: Selection | None = None
        self._task_lines: TaskLines | None = None
        self._cards: Cards | None = None
        self._time_lines: TimeLines | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="ruler")
        yield Lines(self._draw, keep_marks=True, empty=self._empty, signs=self._signs, id="tasks")
        yield Month(self._draw_day, self._signs, id="month")
        yield Board(self._draw_card, self._signs, row_height=CARD_HEIGHT, id="board")

    # What there is in it

    @property
    def selection(self) -> Selection | None:
        """What is shown."""
        return self._selection

    @property
    def task_lines(self) -> TaskLines | None:
        """What draws it, and knows for which day."""
        return self._task_lines

    @property
    def laid_out(self) -> Layout:
        """How they are laid out."""
        return self._laid_out

    @property
    def shown(self) -> Lines | Board | Month:
        """The widget that shows the tasks in this layout."""
        if self._laid_out is Layout.BOARD:
            return self.board
        return self.month if self._laid_out is Layout.CALENDAR else self.lines

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.shown.row

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return self.shown.rows

    @property
    def key(self) -> str | None:
        """The id of the task under the cursor."""
        return self.shown.key

    @property
    def marks(self) -> frozenset[str]:
        """The ids of the marked tasks."""
        return self.shown.marks

    def mark(self, ids: Iterable[str]) -> None:
        """Mark exactly these tasks."""
        self.shown.mark(ids)

    def move_to(self, id_: str) -> bool:
        """Put the cursor on this task; return whether it is there."""
        return self.shown.move_to(id_)

    @property
    def title_region(self) -> Region | None:
        """Where on the screen the title under the cursor stands; None in a calendar, and while it
        is out of sight."""
        lines = self.board.lines if self.shown is self.board else self.lines
        region = None if lines is None or self.shown is self.month else lines.row_region
        task = self.row.value if self.row is not None else None
        if region is None or not isinstance(task, Task):
            return None
        drawn: Cards | TaskLines | TimeLines | None = self._task_lines
        if self.shown is self.board:
            drawn = self._cards
        elif self._laid_out is Layout.TIMELINE:
            drawn = self._time_lines
        assert drawn is not None
        start, room = drawn.title_place(task, region.width)
        whole = self.region.contains_point((region.x + start + room - 1, region.y))
        return Region(region.x + start, region.y, room, 1) if whole else None

    def focus(self, scroll_visible: bool = True) -> Self:
        self.shown.focus(scroll_visible)
        return self

    # Showing

    def say(self, words: str) -> None:
        """Say why no tasks are shown yet."""
        self.lines.say_when_empty(words)

    async def show(
        self, selection: Selection, workspace: Workspace, now: datetime, empty: str
    ) -> None:
        """Show a selection of the workspace's tasks; the cursor and the marks stay on theirs."""
        look = selection.look
        before = self._laid_out
        key, marks, focused = self.key, self.marks, self.shown.has_focus_within
        self._selection = selection
        self._task_lines = TaskLines(workspace, now, self._signs, selection.depths, look.folded)
        self._cards = Cards(self._task_lines)
        self._time_lines = TimeLines(
            self._task_lines, first_day(now.date(), look.zoom, look.shifted), look.zoom
        )
        if look.layout is not before:
            self._lay_out(look.layout)
        if look.layout is Layout.BOARD:
            await self.board.show([self._stack(column) for column in selection.columns])
            self.board.redraw()
        elif look.layout is Layout.CALENDAR:
            self.month.show(selection.days, now.date(), look.shifted)
        else:
            self.lines.say_when_empty(empty)
            self.lines.show(selection.rows)
            self.lines.redraw()
        if look.layout is not before:
            self.mark(marks)
            if key is not None:
                self.move_to(key)
            if focused:
                self.focus()
        self.call_after_refresh(self._show_ruler)

    def _lay_out(self, layout: Layout) -> None:
        """Show what a layout needs; with classes, Textual would style all there is anew."""
        self._laid_out = layout
        for widget in (self.board, self.month, self.lines):
            widget.display = widget is self.shown
        self._ruler.display = layout is Layout.TIMELINE

    def _stack(self, column: BoardColumn) -> Stack:
        count = str(len(column.rows) + column.more)
        if column.limit is not None:
            count = f"{count}/{column.limit}"
        parts = [plain(column.title), Content("  "), Content(count)]
        if column.is_full:
            parts.append(Content(f" {self._signs['problem']}"))
        if column.lately:
            parts.append(Content(f" in {DAYS} days"))
        title = Content.assemble(*parts)
        rows = column.rows
        if column.more:
            words = f"{self._signs['cut']} and {column.more} more"
            rows = (*rows, Row(f":more {column.key}", words, header=True))
        return Stack(column.key, title.stylize("$today") if column.is_full else title, rows)

    def _draw(self, row: Row, width: int, state: State) -> Sequence[Line]:
        assert self._task_lines is not None
        assert self._time_lines is not None
        if self._laid_out is Layout.TIMELINE and not row.header:
            return self._time_lines.draw(row, width, state)
        return self._task_lines.draw(row, width, state)

    def _draw_card(self, row: Row, width: int, state: State) -> Sequence[Line]:
        assert self._cards is not None
        if row.header:
            return [[(str(row.value), "dim")]]
        return self._cards.draw(row, width, state)

    def _draw_day(self, row: Row, width: int, _: State) -> Sequence[Line]:
        assert self._cards is not None
        return [self._cards.title(row.value, width)]

    def _show_ruler(self) -> None:
        if self._time_lines is None or self._laid_out is not Layout.TIMELINE:
            return
        title, scale = self._time_lines.scale(self.lines.row_width)
        blank = " " * (title + 1)
        months, days = ruler(scale)
        put(self._ruler, Content(f"{blank}{months}\n{blank}{days}"))

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_ruler)

    # What its widgets say

    @on(Lines.CursorMoved)
    def _moved(self, event: Lines.CursorMoved) -> None:
        event.stop()
        if self._is_shown(event.lines):
            self.post_message(self.CursorMoved())

    @on(Month.CursorMoved)
    def _moved_in_month(self, event: Month.CursorMoved) -> None:
        event.stop()
        self.post_message(self.CursorMoved())

    @on(Month.Opened)
    @on(Lines.Opened)
    def _opened(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Opened())

    @on(Month.MarksChanged)
    @on(Lines.MarksChanged)
    def _marked(self, event: Message) -> None:
        event.stop()
        self.post_message(self.MarksChanged())

    @on(Board.Moved)
    def _carried(self, event: Board.Moved) -> None:
        event.stop()
        columns = self._selection.columns if self._selection is not None else ()
        for column in columns:
            if column.key == event.column:
                self.post_message(self.Carried(event.keys, column))

    def _is_shown(self, lines: Lines) -> bool:
        return self.shown is (self.lines if lines is self.lines else self.board)
