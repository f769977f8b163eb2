"""Choosing from a list by typing a few letters of what is meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import ClassVar, NamedTuple, TypeVar

from rich.cells import cell_len
from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from tuiwork.text.clean import safe
from tuiwork.tui.keys import binding_of
from tuiwork.tui.widgets.columns import Column, Line, fit, lay_out
from tuiwork.tui.widgets.dialog import Dialog
from tuiwork.tui.widgets.fuzzy import Match, match
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State

Result = TypeVar("Result")

MOST_ROWS = 12
WIDEST_HINT = 30
NEW = 8
"""Cells of the hint beside a choice that is new."""
NOWHERE = Match(0.0, ())


class Choice(NamedTuple):
    """What can be chosen: the key that is given back, its label, and a dim hint beside it."""

    key: str
    label: str
    hint: str = ""


class Chooser(Dialog[Result]):
    """An input that keeps the focus, and below it a list in which the keys move the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of(f"pick.{name}") for name in ("accept", "down", "up", "page.down", "page.up")
    ]
    DEFAULT_CSS = """
    Chooser Lines {
        & > .lines--cursor { background: $cursor; }
        &:ansi > .lines--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: not dim;
        }
    }
    """

    @property
    def _lines(self) -> Lines:
        return self.query_one(Lines)

    def action_move(self, rows: int) -> None:
        self._lines.action_move(rows)

    def action_page(self, pages: int) -> None:
        self._lines.action_page(pages)

    @on(Lines.Opened)
    def _opened(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Leave with what is chosen."""
        raise NotImplementedError


class Picker(Chooser[Result]):
    """The choices that match what is typed."""

    can_tick: ClassVar[bool] = False

    DEFAULT_CSS = """
    Picker Lines { margin: 1 0; max-height: 50vh; }
    """

    def __init__(
        self,
        title: str,
        choices: Iterable[Choice],
        *,
        at: str | None = None,
        problem: str = "",
        hint_cells: int = 0,
    ) -> None:
        super().__init__(title, problem)
        self.choices = [Choice(key, safe(label), safe(hint)) for key, label, hint in choices]
        self._at = at
        self._found: tuple[str, Sequence[Choice]] = ("", self.choices)
        hints = min(max((cell_len(one.hint) for one in self.choices), default=0), WIDEST_HINT)
        hints = max(hints, hint_cells)
        self._columns = (Column("label"), Column("hint", hints, gap=2, rank=1))

    def body(self) -> Iterator[Widget]:
        yield Input(placeholder="type to find")
        lines = Lines(self._draw, empty="Nothing matches.", can_mark=self.can_tick, keep_marks=True)
        lines.can_focus = False
        lines.styles.height = min(max(len(self.choices), 3), MOST_ROWS)
        yield lines

    def on_mount(self) -> None:
        self._find("")
        if self._at is not None:
            self._lines.move_to(self._at)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._find(event.value)

    def _find(self, query: str) -> None:
        before, found = self._found
        rows = _matching(found if query.startswith(before) else self.choices, query)
        kept = {row.key for row in rows}
        self._found = query, [choice for choice in self.choices if choice.key in kept]
        self._lines.show([*rows, *self.more_rows(query)])
        self._lines.action_first()
        self.say_below(f"{len(rows)} of {len(self.choices)}")

    def more_rows(self, query: str) -> Sequence[Row]:
        """What is offered below the choices that match what is typed."""
        del query
        return ()

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        choice, found = row.value
        label, hint = _lit(choice, found.offsets)
        return [lay_out(fit(self._columns, width), {"label": label, "hint": hint})]


class Pick(Picker[str]):
    """Choose one; gives its key, or None when the person left."""

    def action_accept(self) -> None:
        if self._lines.key is not None:
            self.dismiss(self._lines.key)


class PickMany(Picker[tuple[str, ...]]):
    """Choose several with Tab; gives their keys in the order of the choices, or None.

    Enter chooses the row under the cursor, too, where nothing is or was ticked, or what was typed
    last found it. `new` makes a choice of what is typed, where that can be one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [binding_of("pick.tick")]
    can_tick = True

    def __init__(
        self,
        title: str,
        choices: Iterable[Choice],
        *,
        ticked: Iterable[str] = (),
        at: str | None = None,
        problem: str = "",
        new: Callable[[str], Choice | None] | None = None,
    ) -> None:
        self._ticked = frozenset(ticked)
        self._new = new
        self._is_typed = False
        every = list(choices)
        at = at or next((one.key for one in every if one.key in self._ticked), None)
        room = NEW if new is not None else 0
        super().__init__(title, every, at=at, problem=problem, hint_cells=room)
        self._touched = False

    def on_mount(self) -> None:
        self._lines.mark(self._ticked)

    @on(Lines.MarksChanged)
    def _ticks_changed(self) -> None:
        self._touched = True

    @on(Input.Changed)
    def _looked_for(self, event: Input.Changed) -> None:
        self._is_typed = bool(event.value.strip())

    def more_rows(self, query: str) -> Sequence[Row]:
        """What is typed itself, where it is no choice yet."""
        made = self._new(query) if self._new is not None else None
        if made is None or any(one.key == made.key for one in self.choices):
            return ()
        shown = Choice(made.key, safe(made.label), safe(made.hint))
        return [Row(shown.key, (shown, NOWHERE))]

    def action_tick(self) -> None:
        self._take_in()
        self._is_typed = False
        self._lines.action_mark()

    def action_accept(self) -> None:
        key = self._lines.key
        untouched = not self._touched and not self._ticked
        chosen = set(self._lines.marks)
        if key is not None and (untouched or self._is_typed):
            self._take_in()
            chosen.add(key)
        self.dismiss(tuple(choice.key for choice in self.choices if choice.key in chosen))

    def _take_in(self) -> None:
        """Make a choice of the row under the cursor, if it is a new word."""
        row = self._lines.row
        if row is not None and all(one.key != row.key for one in self.choices):
            self.choices.append(row.value[0])
            self._found = ("", self.choices)


def _matching(choices: Iterable[Choice], query: str) -> list[Row]:
    if not query.strip():
        return [Row(choice.key, (choice, NOWHERE)) for choice in choices]
    found = [(choice, match(query, f"{choice.label} {choice.hint}")) for choice in choices]
    hits = [(choice, hit) for choice, hit in found if hit is not None]
    hits.sort(key=lambda pair: -pair[1].score)
    return [Row(choice.key, (choice, hit)) for choice, hit in hits]


def _lit(choice: Choice, offsets: Iterable[int]) -> tuple[Line, Line]:
    """The label and the hint with the letters that matched made strong."""
    found = set(offsets)
    behind_label = len(choice.label) + 1
    return _stretches(choice.label, found, ""), _stretches(
        choice.hint, {offset - behind_label for offset in found}, "dim"
    )


def _stretches(letters: str, found: Collection[int], tone: str) -> Line:
    return [
        ("".join(letter for _, letter in run), "accent strong" if lit else tone)
        for lit, run in groupby(enumerate(letters), lambda pair: pair[0] in found)
    ]
