"""Finding anything from anywhere: what is typed is looked for while it is typed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import monotonic
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Input, Static

from tuiwork.insight.findable import Entry, Index, index_of
from tuiwork.insight.finding import LONGEST_QUERY, Found, folded_words, search
from tuiwork.model.workspace import Workspace
from tuiwork.text.clean import safe
from tuiwork.tui.content import plain, put
from tuiwork.tui.desk import Desk
from tuiwork.tui.found_lines import FoundLines, below, found_rows
from tuiwork.tui.keys import binding_of
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.pick import Chooser
from tuiwork.tui.widgets.rows import Row, State, find

HINT = "words of a title, a note, a comment, a name"
MEANT = "All words, in any order. Filters have a key of their own: {key}"
FILTER = "“{word}” is a word like any other here; {key} filters by it"
_TERM = re.compile(r"[^\W\d][\w.-]*:\S*")
ECHO = 0.005
"""Seconds in which a typed letter is painted, or another one comes, before anything is found."""
PAUSE = 0.1
"""Seconds between the first answer and a fuller one, where the whole takes longer; and until it is
said that there is none yet."""
LOOK = 0.5
"""Seconds between looks whether the workspace has changed."""


class Finder:
    """Searches the workspace of a desk, away from the event loop; it remembers between openings
    what was typed and chosen."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._index: Index | None = None
        self.query = ""
        self.key: str | None = None

    @property
    def workspace(self) -> Workspace:
        """What there is now."""
        return self._desk.workspace

    async def steps(self, query: str) -> Iterator[Found | None]:
        """A search in the workspace as it is now; each step is for `step` to take."""
        workspace = self.workspace
        return await self._desk.look(lambda: self._begin(workspace, query))

    def _begin(self, workspace: Workspace, query: str) -> Iterator[Found | None]:
        self._index = index_of(workspace, self._index)
        return search(self._index, query)

    async def step(self, steps: Iterator[Found | None]) -> Found | None:
        """What is found after one more step; None where that shows nothing new."""
        return await self._desk.look(lambda: next(steps, None))

    async def rest(self) -> None:
        """Give back the memory that only searches need."""
        if self._index is not None:
            await self._desk.look(self._index.forget_texts)


class FindScreen(Chooser[Entry | str]):
    """Gives what was chosen, or a text to filter by, or None when the person left."""

    BINDINGS: ClassVar[list[BindingType]] = [binding_of("find.filter")]
    DEFAULT_CSS = """
    FindScreen {
        & > .dialog { width: 100%; max-width: 140; height: 100%; max-height: 100%; }
        .find--hint {
            color: $dim; width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis;
        }
        Lines > .lines--header { text-style: none; }
        .dialog--hints { margin-top: 1; }
    }
    """

    def __init__(
        self, finder: Finder, signs: Mapping[str, str], key_of: Callable[[str], str]
    ) -> None:
        super().__init__("Find anywhere")
        self._finder = finder
        self._signs = signs
        self._key_of = key_of
        self._looked_at = finder.workspace
        self._drawn_with: FoundLines | None = None
        self._asked: str | None = None
        self._haste: str | None = None
        self._wanted: str | None = None
        self.hint_words = {
            "pick.accept": "go there",
            "find.filter": "filter by this",
            "dialog.cancel": "close",
        }

    def body(self) -> Iterator[Widget]:
        yield Input(self._finder.query, placeholder=HINT, max_length=LONGEST_QUERY)
        yield Static(classes="find--hint")
        lines = Lines(self._draw, can_mark=False, signs=self._signs)
        lines.can_focus = False
        yield lines

    def on_mount(self) -> None:
        self.call_after_refresh(self._look)
        self.set_interval(LOOK, self._look_again)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        clean = safe(event.value)
        if clean != event.value:
            event.input.value = clean
        else:
            self._look(after=ECHO)

    def _look_again(self) -> None:
        if self._finder.workspace is not self._looked_at:
            self._look()

    @work(exclusive=True, group="find", exit_on_error=False)
    async def _look(self, *, after: float = 0.0) -> None:
        """Show what is found, from the first step of the search on."""
        query = self.query_one(Input).value
        self._say_hint(query)
        if after:
            await asyncio.sleep(after)
        self._looked_at = self._finder.workspace
        words = folded_words(query)
        steps = await self._finder.steps(query)
        known, due, has_hits = Found((), 0, done=False), monotonic() + PAUSE, False
        anew = query != self._asked
        while not known.done:
            known = await self._finder.step(steps) or known
            worth = monotonic() >= due or (known.hits and not has_hits)
            if known.done or (anew and worth):
                self._show(query, words, known)
                due, has_hits = monotonic() + PAUSE, bool(known.hits)

    def _show(self, query: str, words: list[str], found: Found) -> None:
        anew, self._asked = query != self._asked, query
        lines = self._lines
        if self._drawn_with is None or self._drawn_with.workspace is not self._looked_at:
            self._drawn_with = FoundLines(self._looked_at, self._signs)
            lines.redraw()
        lines.say_when_empty("Nothing is found." if found.done else "Looking…")
        lines.show(found_rows(found, words))
        if anew:
            lines.action_first()
            self._wanted = self._finder.key if query == self._finder.query else None
        if self._wanted is not None and (lines.move_to(self._wanted) or found.done):
            self._wanted = None
        self._say_count(found)
        if query == self._haste and (found.hits or found.done):
            self._accept()

    def _draw(self, row: Row, width: int, state: State) -> Sequence[Line]:
        assert self._drawn_with is not None
        return self._drawn_with.draw(row, width, state)

    def _say_count(self, found: Found) -> None:
        words = f"{found.count:,} found" if self._asked else ""
        if len(found.hits) < found.count:
            words += f", {len(found.hits)} shown"
        self.say_below(words if found.done else f"{words} {self._signs['cut']}")

    def _say_hint(self, query: str) -> None:
        term = _TERM.search(query)
        words = "" if query else MEANT.format(key=self._key_of("view.filter"))
        if term:
            words = FILTER.format(word=term[0], key=self._key_of("find.filter"))
        put(self.query_one(".find--hint", Static), plain(words))

    @on(Lines.CursorMoved)
    def _show_text_below(self, event: Lines.CursorMoved) -> None:
        """Have the line of the note in sight, too."""
        lines = event.lines
        at = find(lines.rows, below(event.key or ""))
        if at is not None:
            lines.scroll_to_region(Region(0, at, 1, 1), animate=False, x_axis=False, force=True)

    def action_accept(self) -> None:
        # The input has to take in first what was typed before.
        self.query_one(Input).call_later(self._accept)

    def _accept(self) -> None:
        """Leave with what is under the cursor; where that is not there yet, once it is."""
        query, row = self.query_one(Input).value, self._lines.row
        if query != self._asked:
            self._haste = query
        elif row is not None:
            hit, _ = row.value
            self._finder.query, self._finder.key = query, row.key
            self.dismiss(hit.entry)

    def action_filter(self) -> None:
        """Leave with what is written, to filter by it."""
        self.query_one(Input).call_later(self._filter)

    def _filter(self) -> None:
        query = self.query_one(Input).value.strip()
        if query:
            self.dismiss(query)
