"""A gate on the screen: its questions, of which each can be answered, and what can be done then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.widget import Widget

from tuiwork.insight.initiatives.preflight import Preflight, Short
from tuiwork.model.gates import Gate, Question
from tuiwork.tui.keys import binding_of
from tuiwork.tui.widgets.columns import Line, cut
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.pick import Chooser
from tuiwork.tui.widgets.rows import Row, State

GO, PASS = "go", "pass"
"""The keys of the rows that go on: as it should be, and over what is blank."""
QUESTION, SHORT = "question ", "short "
"""What the keys of the rows of questions, and of people without time, begin with."""

MOST_ROWS = 18
_READY = "ready to launch"
_NOT_READY = "not ready yet"


class Act(NamedTuple):
    """Something that can be done, in words."""

    words: str


def gate_rows(
    gates: Iterable[Gate], short: Sequence[Short] = (), unknown: Sequence[str] = ()
) -> Iterator[Row]:
    """Gate after gate under a header, then who has too little time, then whom nobody knows."""
    for gate in gates:
        yield Row(f":{gate.name}", gate, header=True)
        for one in gate.questions:
            yield Row(f"{QUESTION}{gate.name} {one.key}", one)
    if short or unknown:
        yield Row(":over", "over capacity", header=True)
    for who in short:
        yield Row(f"{SHORT}{who.person}", who)
    for name in unknown:
        yield Row(f":unknown {name}", f"  nobody is called {name}", header=True)


def act_rows(held: bool, target: str) -> Iterator[Row]:
    """What can be done with a gate that does or does not hold."""
    yield Row(":acts", "", header=True)
    if held:
        yield Row(PASS, Act("Go on all the same, with a reason that stays visible"))
    else:
        yield Row(GO, Act(f"Go on to {target}"))


def preflight_title(title: str, found: Preflight) -> str:
    """What a preflight is called; only all answers and enough hours make it ready."""
    return f"Preflight of “{title}”: {_READY if found.is_green else _NOT_READY}"


def question_of(gates: Iterable[Gate], key: str) -> Question:
    """The question that the key of a row means."""
    name, _, question = key.removeprefix(QUESTION).rpartition(" ")
    return next(
        one for gate in gates if gate.name == name for one in gate.questions if one.key == question
    )


def first_blank(rows: Iterable[Row]) -> str | None:
    """The key of the first row with a question that is blank; None where there is none."""
    blank = (row for row in rows if isinstance(row.value, Question) and row.value.blanks)
    return next((row.key for row in blank), None)


class GateScreen(Chooser[str]):
    """The rows of a gate; gives the key of the one that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [binding_of("pick.accept")]
    DEFAULT_CSS = """
    GateScreen {
        & > .dialog { max-width: 110; }
        Lines { margin: 1 0; max-height: 65vh; }
    }
    """

    def __init__(
        self,
        title: str,
        rows: Sequence[Row],
        signs: Mapping[str, str],
        *,
        problem: str = "",
        at: str | None = None,
    ) -> None:
        super().__init__(title, problem)
        self._rows = rows
        self._signs = signs
        self._at = at

    def body(self) -> Iterator[Widget]:
        lines = Lines(self._draw, can_mark=False, signs=self._signs)
        lines.styles.height = min(max(len(self._rows), 3), MOST_ROWS)
        yield lines

    def on_mount(self) -> None:
        self._lines.show(self._rows)
        self._lines.move_to(self._at or first_blank(self._rows) or self._rows[-1].key)
        self._lines.focus()

    def action_accept(self) -> None:
        if self._lines.key is not None:
            self.dismiss(self._lines.key)

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        return [cut(list(_parts(row.value, self._signs)), width, self._signs["cut"])]


def _parts(value: object, signs: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    match value:
        case Gate():
            tone = "today" if value.blanks else "done"
            yield f"{value.name}  ", "strong"
            yield f"{len(value.answered)} of {len(value.questions)}", tone
        case Question():
            sign, tone = ("todo", "today") if value.blanks else ("done", "done")
            yield f"{signs[sign]} ", tone
            if value.blanks:
                yield f"{', '.join(value.blanks)}  ", tone
            yield value.words, ""
        case Short():
            yield f"{signs['off track']} ", "overdue"
            yield value.words, "overdue"
        case Act():
            yield f"{signs['inside']} ", "accent"
            yield value.words, "accent"
        case str():
            yield value, "dim"
