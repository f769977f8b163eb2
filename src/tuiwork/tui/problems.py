"""The problems of the workspace, a line each; Enter opens the file in the editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tuiwork.errors import Problem
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.dialog import Dialog
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State


class _ProblemLines(Lines):
    """The list of them, with its one key told."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "edit", key_display="enter", id="problem.open"),
    ]


class Problems(Dialog[str]):
    """What is wrong in the files; gives the path of the one to open."""

    DEFAULT_CSS = """
    Problems > .dialog { max-width: 140; }
    Problems Lines { max-height: 60vh; margin: 1 0; }
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("Problems")
        self._problems = problems
        self.hint_words = {"dialog.cancel": "close"}

    def body(self) -> Iterator[Widget]:
        lines = _ProblemLines(self._draw, row_height=2, can_mark=False)
        lines.show(Row(str(at), problem) for at, problem in enumerate(self._problems))
        lines.styles.height = min(2 * len(self._problems), 20)
        yield lines

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        del width
        problem = row.value
        assert isinstance(problem, Problem)
        place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
        return [[(problem.message, "")], [(f"  {place}", "dim")]]

    @on(Lines.Opened)
    def _open(self, event: Lines.Opened) -> None:
        self.dismiss(self._problems[int(event.key)].path)
