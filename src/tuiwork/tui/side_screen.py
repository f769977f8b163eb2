"""A part of the activity: a list, and what stands behind the row under its cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Static

from tuiwork.tui.bottom_line import BottomLine
from tuiwork.tui.content import put
from tuiwork.tui.parts import Part, parts_line
from tuiwork.tui.sync_words import SyncState
from tuiwork.tui.top_line import TopLine
from tuiwork.tui.view import View
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row


class Behind(VerticalScroll):
    """What stands behind a row; it is drawn for the width it has."""

    BINDING_GROUP_TITLE = "What it did"

    @dataclass
    class Resized(Message):
        """There is more room than before, or less."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())


class SideScreen(View):
    """The frame of such a screen. Subclasses say what its rows are and what stands behind one.

    `PART` is which part it is, `EMPTY` what is said without rows, `KEYS` what the help and the
    palette offer; `CAN_ENTER` says that one can go into what stands behind a row, to look around
    there, `TELLS_CONFLICTS` that the top line need not.
    """

    PART: ClassVar[Part]
    EMPTY: ClassVar[str] = ""
    CAN_ENTER: ClassVar[bool] = False
    TELLS_CONFLICTS: ClassVar[bool] = False

    CSS_PATH = Path(__file__).with_name("side_screen.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    AUTO_FOCUS = "#rows"
    BINDING_GROUP_TITLE = "Here"

    rows_list = query_one("#rows", Lines)
    pane = query_one("#behind", Behind)

    def __init__(self, title: str, signs: Mapping[str, str]) -> None:
        super().__init__(signs)
        self.heading = title
        self.signs = signs
        self.empty_words = self.EMPTY
        self._behind = ""
        self._is_shown = False

    def make_list(self) -> Lines:
        """The list, whose id is `rows`."""
        raise NotImplementedError

    async def find_rows(self) -> Sequence[Row]:
        """The rows as they are now."""
        raise NotImplementedError

    async def lines_behind(self, key: str, width: int) -> Sequence[Content]:
        """What stands behind a row, as lines that are no wider."""
        raise NotImplementedError

    # Showing

    def compose(self) -> ComposeResult:
        yield TopLine()
        yield Static(id="parts")
        yield from self.above()
        with Container(id="sides"):
            yield self.make_list()
            yield from self.below()
            with Behind(id="behind", can_focus=self.CAN_ENTER):
                yield Static(id="behind-text")
        yield BottomLine()

    def above(self) -> ComposeResult:
        """What stands between the line of parts and the list."""
        yield from ()

    def below(self) -> ComposeResult:
        """What stands right below the list."""
        yield from ()

    def on_mount(self) -> None:
        self.show_workspace()

    @property
    def takes_keys(self) -> bool:
        return self._is_shown

    @property
    def title_words(self) -> str:
        return self.heading

    def show_top(self) -> None:
        super().show_top()
        app = self.work_app
        counts = {Part.PROBLEMS: len(app.problems), Part.CONFLICTS: app.sync_state.conflicts}
        parts = app.parts_of(self.PART.view)
        put(self.query_one("#parts", Static), parts_line(self.PART, counts, parts))

    @property
    def sync_state(self) -> SyncState:
        state = super().sync_state
        return replace(state, conflicts=0) if self.TELLS_CONFLICTS else state

    def show_workspace(self) -> None:
        """Show anew what there is; whatever the person looks at stays where it is."""
        self.show_top()
        self.show_rows()

    @work(exclusive=True, group="rows", exit_on_error=False)
    async def show_rows(self) -> None:
        """Find out the rows and show them."""
        rows = await self.find_rows()
        self.rows_list.say_when_empty(self.empty_words)
        self.rows_list.show(rows)
        self.set_class(not rows, "-none")
        if not self._is_shown:
            self._is_shown = True
            self.rows_list.move_to(self.work_app.left_at.get(self.PART, ""))
        self.rows_list.redraw()
        self.show_behind()
        self.show_hints()

    @work(exclusive=True, group="behind", exit_on_error=False)
    async def show_behind(self) -> None:
        """Show what stands behind the row under the cursor."""
        key = self.rows_list.key
        width = self.query_one("#behind-text").size.width
        lines: Sequence[Content] = ()
        if key is not None and width > 0:
            lines = await self.lines_behind(key, width)
        self.query_one("#behind-text", Static).update(Content("\n").join(lines))
        if key != self._behind:
            self._behind = key or ""
            self.pane.scroll_home(animate=False)

    @on(Behind.Resized)
    def _resized(self) -> None:
        self.show_behind()

    @on(Lines.CursorMoved, "#rows")
    def _moved(self, event: Lines.CursorMoved) -> None:
        if self._is_shown and event.key is not None:
            self.work_app.left_at[self.PART] = event.key
        self.show_behind()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_hints)

    def on_descendant_focus(self) -> None:
        self.show_hints()

    def is_only(self, part: Part) -> bool:
        """Whether it is this part, and nothing narrower than it."""
        return self.PART is part

    # What the keys do

    @property
    def is_in(self) -> bool:
        """Whether what stands behind the row has taken the place of the list."""
        return self.has_class("-in")

    def show_in(self, inside: bool) -> None:
        """Go into what stands behind the row, which takes the place of the list where there is
        room for one, or come back."""
        self.set_class(inside, "-in")
        self.call_after_refresh(self.pane.focus if inside else self.rows_list.focus)

    def action_next(self, rows: int) -> None:
        self.rows_list.action_move(rows)

    def action_scroll(self, pages: int) -> None:
        height = max(self.pane.scrollable_content_region.height - 2, 1)
        self.pane.scroll_relative(y=pages * height, animate=False)

    def action_back(self) -> None:
        if self.is_in:
            self.show_in(False)
        else:
            self.work_app.left_at.clear()
            self.dismiss(None)

    def action_part(self, step: int) -> None:
        parts = self.work_app.parts_of(self.PART.view)
        self.work_app.show_part(self.PART.beside(step, parts))
