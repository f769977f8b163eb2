"""A form: a line for each field, what was understood beside it, and the names it takes offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static

from tuiwork.text.clean import safe
from tuiwork.tui.content import plain
from tuiwork.tui.keys import binding_of
from tuiwork.tui.widgets.dialog import Dialog


class Understood(NamedTuple):
    """What a text means for a field, or what is wrong with it where it is not `ok`."""

    words: str
    ok: bool = True


class Blank(NamedTuple):
    """One line of a form: its key and label, what it holds, and who reads it.

    `complete` gives the whole text that one begun may become, None where nobody knows.
    """

    key: str
    label: str
    initial: str
    read: Callable[[str], Understood]
    complete: Callable[[str], str | None]
    hint: str = ""


class _Completing(Suggester):
    """Offers how a field's text may go on."""

    def __init__(self, complete: Callable[[str], str | None]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        found = self._complete(value) if value else None
        return None if found is None else safe(found)


class _Row(Horizontal):
    """The line of a blank."""

    def __init__(self, blank: Blank) -> None:
        super().__init__()
        self.blank = blank

    def compose(self) -> ComposeResult:
        yield Static(plain(self.blank.label), classes="form--label")
        yield Input(
            safe(self.blank.initial),
            placeholder=safe(self.blank.hint),
            suggester=_Completing(self.blank.complete),
            select_on_focus=False,
        )
        yield Static(classes="form--meaning")

    @property
    def value(self) -> str:
        """What is written now; untouched, it is the initial text to the byte."""
        written = self.query_one(Input).value
        return self.blank.initial if written == safe(self.blank.initial) else written

    def look_ahead(self) -> bool:
        """Show what the text means; whether it means anything."""
        understood = self.blank.read(self.value)
        meaning = self.query_one(".form--meaning", Static)
        words = plain(understood.words)
        meaning.update(words if understood.ok else words.stylize("$today"))
        return understood.ok


class Form(Dialog[Mapping[str, str]]):
    """Ask for many values at once; gives the texts that differ from what was there, by key.

    Enter and the arrows go from line to line, Enter accepts the only one; a text that makes no
    sense keeps the form open. So does what `check` says of all the texts together, which is said
    while they are typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of("form.accept"),
        binding_of("form.next"),
        binding_of("form.up"),
        binding_of("form.down"),
    ]
    DEFAULT_CSS = """
    Form {
        & > .dialog { max-width: 110; }
        VerticalScroll { height: auto; max-height: 70vh; scrollbar-size-vertical: 1; }
        _Row {
            height: 1;
            & > .form--label { width: 16; color: $dim; text-wrap: nowrap; text-overflow: ellipsis; }
            & > Input { width: 1fr; }
            & > .form--meaning {
                width: 34%; padding: 0 1; color: $dim; text-wrap: nowrap; text-overflow: ellipsis;
            }
        }
    }
    """

    def __init__(
        self,
        title: str,
        blanks: Sequence[Blank],
        problem: str = "",
        told: Mapping[str, str] | None = None,
        check: Callable[[Mapping[str, str]], str] | None = None,
    ) -> None:
        """`told` are answers given before, which are given again."""
        super().__init__(title, problem)
        self.blanks = blanks
        self._told = dict(told or {})
        self._check = check
        if len(blanks) == 1:
            self.hint_words = {"form.next": "save"}
        self.given_up: Mapping[str, str] = {}

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(can_focus=False) as lines:
            for blank in self.blanks:
                yield _Row(blank)
        yield lines

    def on_mount(self) -> None:
        for row in self._rows:
            row.look_ahead()

    @property
    def _rows(self) -> list[_Row]:
        return list(self.query(_Row))

    @property
    def answers(self) -> dict[str, str]:
        """The texts that differ from what was there."""
        return self._told | {
            row.blank.key: row.value for row in self._rows if row.value != row.blank.initial
        }

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        clean = safe(event.value)
        if clean != event.value:
            event.input.value = clean
            return
        row = event.input.parent
        if isinstance(row, _Row):
            row.look_ahead()
            if row.value != row.blank.initial:
                self.say_problem(self._what_is_wrong() if self.answers else "")

    def _what_is_wrong(self) -> str:
        """What is wrong with the texts together, once each of them makes sense."""
        if self._check is None or not all(row.look_ahead() for row in self._rows):
            return ""
        return self._check({row.blank.key: row.value for row in self._rows})

    @property
    def unsent(self) -> str:
        """What was written and is not given yet."""
        answers = self.answers
        labels = {row.blank.key: row.blank.label for row in self._rows}
        return "\n".join(f"{labels[key]}: {text}" for key, text in answers.items() if text)

    def action_cancel(self) -> None:
        """Leave; `given_up` then has what the answers would have been."""
        self.given_up = self.answers
        super().action_cancel()

    def action_next(self) -> None:
        """To the next line; of a form with one line alone, leave with the answer."""
        self.action_move(1) if len(self.blanks) > 1 else self.action_accept()

    def action_move(self, step: int) -> None:
        """To the next line, or the one before."""
        self.focus_next(Input) if step > 0 else self.focus_previous(Input)

    def action_accept(self) -> None:
        """Leave with the answers, if all of them make sense; else to the first that does not."""
        wrong = [row for row in self._rows if not row.look_ahead()]
        if not wrong:
            problem = self._what_is_wrong()
            self.say_problem(problem) if problem else self.dismiss(self.answers)
            return
        wrong[0].query_one(Input).focus()
        self.say_problem(wrong[0].blank.read(wrong[0].value).words)
