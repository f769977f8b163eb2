"""The problems of the workspace, with the lines of the file that each is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content

from tuiwork.errors import Problem, TuiworkError
from tuiwork.text.clean import safe
from tuiwork.tui.content import plain
from tuiwork.tui.keys import ANYWHERE, BEHIND_KEYS, PART_KEYS, PROBLEM_KEYS, Key, bindings
from tuiwork.tui.pane_text import led, wrapped
from tuiwork.tui.parts import Part
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.widgets.columns import Line, cut
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State

EMPTY = "All is well: nothing is wrong in the files."
AROUND = 8
"""Lines of the file that are shown above and below the one with the problem."""


class ProblemLines(Lines):
    """The list of them; Enter edits the file."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(PROBLEM_KEYS))


class ProblemList(SideScreen):
    """What is wrong at the left, where at the right; Enter opens the file in the editor."""

    PART = Part.PROBLEMS
    EMPTY = EMPTY
    KEYS: ClassVar[tuple[Key, ...]] = (*PROBLEM_KEYS, *PART_KEYS, *BEHIND_KEYS, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))

    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__("Problems", signs)
        self._found: dict[str, Problem] = {}

    def make_list(self) -> Lines:
        return ProblemLines(self._draw, row_height=2, can_mark=False, signs=self.signs, id="rows")

    async def find_rows(self) -> Sequence[Row]:
        self._found = {str(one): one for one in self.work_app.problems}
        self.heading = f"Problems  {len(self._found)}" if self._found else "Problems"
        self.show_top()
        return [Row(key, one) for key, one in self._found.items()]

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        problem = row.value
        assert isinstance(problem, Problem)
        sign = self.signs["problem"]
        place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
        return [
            cut([(f"{sign} ", "today"), (problem.message, "")], width, self.signs["cut"]),
            cut([(f"  {place}", "dim")], width, self.signs["cut"]),
        ]

    async def lines_behind(self, key: str, width: int) -> Sequence[Content]:
        problem = self._found.get(key)
        if problem is None:
            return ()
        try:
            text = await self.work_app.read_file(problem.path)
        except TuiworkError:
            text = ""
        return list(problem_lines(problem, text, width))

    @on(Lines.Opened, "#rows")
    @work(exit_on_error=False)
    async def action_open(self) -> None:
        problem = self._found.get(self.rows_list.key or "")
        if problem is None:
            return
        if problem.path == str(self.work_app.setup.config_path):
            await self.work_app.edit_config()
        else:
            await self.work_app.edit_file(problem.path)


def problem_lines(problem: Problem, text: str, width: int) -> Iterator[Content]:
    """One problem in full, and the lines of the file around it."""
    yield from wrapped(problem.message[:1].upper() + problem.message[1:], width, "bold")
    yield from wrapped(problem.path, width, "$dim")
    if problem.fixable:
        yield from wrapped("`tuiwork check --fix` mends it.", width, "$done")
    yield Content("")
    lines = text.split("\n")
    at = min(problem.line or 1, len(lines))
    first = max(at - AROUND, 1)
    room = len(str(at + AROUND)) + 2
    for number, line in enumerate(lines[first - 1 : at + AROUND], first):
        is_it = number == problem.line
        style = "$today" if is_it else "$dim"
        lead = f"{number}".rjust(room - 2) + "  "
        if is_it:
            yield from led(lead, line, width, style)
        else:
            yield plain(lead + safe(line)).stylize(style).truncate(width, ellipsis=True)
