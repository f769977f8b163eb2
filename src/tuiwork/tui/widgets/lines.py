"""A virtual list: any number of rows, of which only the visible ones cost anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tuiwork.text.clean import safe
from tuiwork.tui.keys import LIST_KEYS, bindings
from tuiwork.tui.symbols import symbols
from tuiwork.tui.widgets.columns import Line, cut
from tuiwork.tui.widgets.rows import Row, State, find, held_top, landing
from tuiwork.tui.widgets.strips import LOOKS, LOOKS_CSS, MARGIN, Draw, Strips


@dataclass
class FromLines(Message):
    """Something happened in a list."""

    lines: Lines

    @property
    def control(self) -> Lines:
        """The list, so that `@on` can choose by its id."""
        return self.lines


class Lines(ScrollView, can_focus=True, inherit_bindings=False):
    """A list with a cursor and marks over rows that are drawn when they come into sight.

    Give it `draw`, or override `draw_row`; then `show` rows as often as the data changes. Tones
    are the component classes `tone--…`; several may be given with blanks between them. Marks fall
    off rows that are gone, unless `keep_marks` says that rows only hide.
    """

    ALLOW_SELECT = False
    BINDING_GROUP_TITLE = "List"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(LIST_KEYS))
    COMPONENT_CLASSES: ClassVar[set[str]] = set(LOOKS)
    DEFAULT_CSS = f"""
    Lines {{
        height: 1fr;
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        {LOOKS_CSS}
    }}
    """

    @dataclass
    class CursorMoved(FromLines):
        """The cursor stands on another row; None when there is no row left to stand on."""

        key: str | None

    @dataclass
    class Opened(FromLines):
        """Someone wants to see inside the row."""

        key: str

    @dataclass
    class MarksChanged(FromLines):
        """Other rows are marked than before."""

        keys: frozenset[str]

    def __init__(
        self,
        draw: Draw | None = None,
        *,
        row_height: int = 1,
        can_mark: bool = True,
        keep_marks: bool = False,
        empty: str = "",
        signs: Mapping[str, str] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        self._draw = draw
        self._row_height = row_height
        self._can_mark = can_mark
        self._gutter = 3 if can_mark else 2
        self._marks_outlive_rows = keep_marks
        self._empty = empty
        self._signs = symbols() if signs is None else signs
        self._strips = Strips(
            self.draw_row,
            self._component_style,
            self._signs,
            row_height=row_height,
            gutter=self._gutter,
        )
        self._rows: tuple[Row, ...] = ()
        self._cursor: int | None = None
        self._shows_cursor = True
        self._marks: frozenset[str] = frozenset()
        super().__init__(id=id, classes=classes)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return None if self._cursor is None else self._rows[self._cursor]

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor."""
        return None if self._cursor is None else self._rows[self._cursor].key

    @property
    def marks(self) -> frozenset[str]:
        """The keys of the marked rows."""
        return self._marks

    @property
    def row_width(self) -> int:
        """The cells that a row has to be drawn in."""
        return max(self.scrollable_content_region.width - self._gutter - MARGIN, 0)

    def show(self, rows: Iterable[Row]) -> None:
        """Show these rows; what the person looks at stays where it is.

        The cursor stays on its key, or else in its place; marks stay on the rows that are left;
        the screen does not move while the row that was looked at is still there.
        """
        key, top, at = self.key, self.scroll_offset.y, self._cursor
        seen = at if self._in_sight() else None
        old, self._rows = self._rows, tuple(rows)
        self._cursor = self._cursor_after(key)
        self._take_size(Size(0, len(self._rows) * self._row_height))
        held = held_top(old, self._rows, top, seen, self._row_height)
        self.scroll_to(y=held, animate=False, force=True)
        self._keep_marks()
        if seen is not None or self.key != key:
            self._reveal()
        if self.key != key:
            self.post_message(self.CursorMoved(self, self.key))
        if (len(old), top, at) == (len(self._rows), self.scroll_offset.y, self._cursor):
            self._refresh_others(old)
        else:
            self.refresh()

    def show_cursor(self, shown: bool) -> None:
        """Show where the cursor stands, or keep it to oneself: another list has the cursor now."""
        if shown is not self._shows_cursor:
            self._shows_cursor = shown
            self.refresh()

    def say_when_empty(self, words: str) -> None:
        """Show these words while there are no rows."""
        if words != self._empty:
            self._empty = words
            self.refresh()

    def redraw(self) -> None:
        """Draw every visible row anew, for when something outside the rows has changed."""
        self._strips.forget()
        self.refresh()

    def move_to(self, key: str) -> bool:
        """Put the cursor on the row with this key; return whether there is one."""
        index = find(self._rows, key, -1 if self._cursor is None else self._cursor)
        if index is None or self._rows[index].header:
            return False
        self._go(index)
        return True

    def mark(self, keys: Iterable[str]) -> None:
        """Mark exactly these rows."""
        marks = frozenset(keys)
        if marks != self._marks:
            self._marks = marks
            self.refresh()
            self.post_message(self.MarksChanged(self, marks))

    def draw_row(self, row: Row, width: int, state: State) -> Sequence[Line]:
        """Return the row's lines; without `draw`, the row's value as text."""
        if self._draw is None:
            return [cut([(safe(str(row.value)), "")], width, self._signs["cut"])]
        return self._draw(row, width, state)

    def action_move(self, rows: int) -> None:
        if self._cursor is not None:
            self._go(landing(self._rows, self._cursor + rows, rows))

    def action_page(self, pages: int) -> None:
        self.action_move(pages * max(self._rows_in_sight - 1, 1))

    def action_half(self, pages: int) -> None:
        self.action_move(pages * max(self._rows_in_sight // 2, 1))

    @property
    def _rows_in_sight(self) -> int:
        return self.scrollable_content_region.height // self._row_height

    def action_first(self) -> None:
        self._go(landing(self._rows, 0))

    def action_last(self) -> None:
        self._go(landing(self._rows, len(self._rows) - 1, -1))

    def action_open(self) -> None:
        if self.key is not None:
            self.post_message(self.Opened(self, self.key))

    def action_mark(self) -> None:
        if self.key is not None and self._can_mark:
            self.mark(self._marks ^ {self.key})
            self.action_move(1)

    def action_unmark(self) -> None:
        self.mark(())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave Escape to the screen while there is no mark to clear."""
        return bool(self._marks) if action == "unmark" else True

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is None:
            return
        index = self._index_at(at.y)
        if index is None:
            return
        event.stop()
        self._go(index)
        if at.x < self._gutter and self._can_mark:
            self.mark(self._marks ^ {self._rows[index].key})
        elif event.chain == 2:
            self.action_open()

    @property
    def row_region(self) -> Region | None:
        """Where on the screen the row under the cursor is drawn, without the gutter; None while
        its first line is out of sight."""
        if self._cursor is None:
            return None
        shown = self.scrollable_content_region
        y = self._cursor * self._row_height - self.scroll_offset.y
        if not 0 <= y < shown.height:
            return None
        return Region(shown.x + self._gutter, shown.y + y, self.row_width, self._row_height)

    def key_at(self, y: int) -> str | None:
        """Return the key of the row that line `y` of the list shows, None for headers and none."""
        index = self._index_at(y)
        return None if index is None else self._rows[index].key

    def _index_at(self, y: int) -> int | None:
        index = (y + self.scroll_offset.y) // self._row_height
        shown = 0 <= index < len(self._rows) and not self._rows[index].header
        return index if shown else None

    def on_resize(self) -> None:
        self._reveal()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        super().notify_style_update()
        self._strips.forget()

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen, from the cache when it is known."""
        width = self.scrollable_content_region.width
        if not self._rows:
            return self._strips.words(self._empty, y, width)
        index, line = divmod(y + self.scroll_offset.y, self._row_height)
        if index >= len(self._rows):
            return self._strips.blank(width)
        row = self._rows[index]
        state = State(self._shows_cursor and index == self._cursor, row.key in self._marks)
        return self._strips.row(row, width, state)[line]

    def _component_style(self, *names: str) -> Style:
        return self.get_visual_style(*names).rich_style

    def _go(self, index: int | None) -> None:
        if index is None:
            return
        if index != self._cursor:
            old, self._cursor = self._cursor, index
            for changed in (old, index):
                if changed is not None:
                    self.refresh_lines(changed * self._row_height, self._row_height)
            self.post_message(self.CursorMoved(self, self.key))
        self._reveal(with_headers=True)

    def _reveal(self, *, with_headers: bool = False) -> None:
        """Scroll the least that shows the cursor, and the headers right above it if they fit."""
        height = self.scrollable_content_region.height // self._row_height
        if self._cursor is None or height == 0:
            return
        top = self._cursor
        while (
            with_headers and top and self._rows[top - 1].header and self._cursor - top < height - 1
        ):
            top -= 1
        start, end = top * self._row_height, (self._cursor + 1) * self._row_height
        region = Region(0, start, 1, end - start)
        self.scroll_to_region(region, animate=False, x_axis=False, force=True)

    def _refresh_others(self, old: Sequence[Row]) -> None:
        """Paint the rows in sight that are others than in the same places before."""
        first = self.scroll_offset.y // self._row_height
        for index in range(first, min(first + self._rows_in_sight + 2, len(old))):
            if old[index] != self._rows[index]:
                self.refresh_lines(index * self._row_height, self._row_height)

    def _take_size(self, size: Size) -> None:
        """Be as large as all rows; only a list that is as high as they are moves others."""
        if size != self.virtual_size:
            self.set_reactive(Lines.virtual_size, size)
            self._scroll_update(size)
            if self.styles.auto_dimensions:
                self.refresh(layout=True)

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # Else the scrollbar would be painted anew with every layout.
        same = size == self._size
        return not same and super()._size_updated(size, virtual_size, container_size, layout)

    def _in_sight(self) -> bool:
        below = (self._cursor or 0) * self._row_height - self.scroll_offset.y
        return self._cursor is not None and 0 <= below < self.scrollable_content_region.height

    def _cursor_after(self, key: str | None) -> int | None:
        place = self._cursor or 0
        same = None if key is None else find(self._rows, key, place)
        return landing(self._rows, place if same is None else same)

    def _keep_marks(self) -> None:
        if self._marks and not self._marks_outlive_rows:
            self.mark(self._marks.intersection(row.key for row in self._rows))
