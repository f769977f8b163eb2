"""How a task looks as a card of the board, and as a line of the timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tuiwork.model.alignment import goal_path
from tuiwork.model.task import Task, is_milestone
from tuiwork.text.side_by_side import wrap
from tuiwork.tui.layouts.timeline import Scale, Zoom, bar_of, span_of
from tuiwork.tui.task_lines import CATEGORY_TONES, TaskLines
from tuiwork.tui.widgets.columns import Line, Part, cut, length
from tuiwork.tui.widgets.rows import Row, State

CARD_HEIGHT = 4
"""Lines of a card: its title, who and when, whom and what it serves, and a blank one. A title that
does not fit on its line takes that of what it serves."""

TITLE = 0.36
"""The part of a timeline's line that the title takes."""
LEAST, MOST = 16, 44
"""Cells of the title of a timeline's line, at least and at most."""


class Cards:
    """Draws tasks as cards."""

    def __init__(self, lines: TaskLines) -> None:
        self._lines = lines

    def draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        """The lines of one card."""
        task = row.value
        assert isinstance(task, Task)
        cells = self._lines.cells(task)
        facts = _joined("  ", cells["owner"], cells["due"], cells["estimate"])
        title = self._title_lines(task, width)
        rest = [] if len(title) > 1 else [self._serves(task, width)]
        return [*title, cut(facts, width, self._lines.signs["cut"]), *rest]

    def title(self, task: Task, width: int) -> Line:
        """The task's signs and its title on one line."""
        cells = self._lines.cells(task)
        line = _joined(" ", cells["sign"], cells["priority"], cells["flag"], cells["title"])
        return cut(line, width, self._lines.signs["cut"])

    def _title_lines(self, task: Task, width: int) -> list[Line]:
        """The same, with what does not fit on a second line."""
        start, room = self.title_place(task, width)
        rest = _rest(task.title, max(room, 1))
        if not rest:
            return [self.title(task, width)]
        cells, sign = self._lines.cells(task), self._lines.signs["cut"]
        first = task.title.rstrip().removesuffix(rest).rstrip()
        tone = cells["title"][-1][1]
        signs = _joined(" ", cells["sign"], cells["priority"], cells["flag"])
        return [
            cut([*signs, (" ", ""), (first, tone)], width, sign),
            cut([(" " * start, ""), (rest, tone)], width, sign),
        ]

    def title_place(self, task: Task, width: int) -> tuple[int, int]:
        """Where the title begins in the first line of a card, and the cells it has."""
        cells = self._lines.cells(task)
        signs = length(_joined(" ", cells["sign"], cells["priority"], cells["flag"]))
        return signs + 1, width - signs - 1

    def _serves(self, task: Task, width: int) -> Line:
        """For whom the task is done, and for which goal."""
        workspace, signs = self._lines.workspace, self._lines.signs
        customer = workspace.customers.get(task.text("customer") or "")
        parts: list[Line] = [[(customer.title, "dim")]] if customer is not None else []
        references = goal_path(workspace, task).references
        found = workspace.key_result(references[0]) if references else None
        if found is not None:
            parts.append([(f"{signs['inside']} {found[0].title}", "dim")])
        return cut(_joined("  ", *parts), width, signs["cut"])


def _rest(text: str, room: int) -> str:
    """What of a text does not fit on a line, whole words where they do; empty where all does."""
    first, *others = ("".join(part for part, _ in line) for line in wrap(((text, False),), room))
    return text[len(first) :].strip() if others else ""


def _joined(gap: str, *cells: Line) -> Line:
    """The cells that hold something, one after the other."""
    line: list[Part] = []
    for cell in cells:
        if length(cell):
            line += [(gap, ""), *cell] if line else cell
    return line


class TimeLines:
    """Draws tasks as bars on a scale that begins on a day."""

    def __init__(self, lines: TaskLines, first: date, zoom: Zoom) -> None:
        self._lines = lines
        self._first = first
        self._zoom = zoom

    def scale(self, width: int) -> tuple[int, Scale]:
        """The cells that titles take of a line, and the scale of what is left."""
        title = max(LEAST, min(MOST, int(width * TITLE)))
        return title, Scale(self._first, self._zoom, max(width - title - 1, 1))

    def draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        """The one line of a task: its sign and title, then its bar."""
        task = row.value
        assert isinstance(task, Task)
        room, scale = self.scale(width)
        cells = self._lines.cells(task)
        name = cells["title"]
        if is_milestone(task):
            name = [(words, f"strong {tone}".strip()) for words, tone in name]
        title = cut(_joined(" ", cells["sign"], name), room, self._lines.signs["cut"])
        blank = (" " * (room - length(title) + 1), "")
        return [[*title, blank, *self._bar(task, scale, cells)]]

    def title_place(self, task: Task, width: int) -> tuple[int, int]:
        """Where the title begins in the line of a task, and the cells it has."""
        signs = length(self._lines.cells(task)["sign"]) + 1
        return signs, self.scale(width)[0] - signs

    def _bar(self, task: Task, scale: Scale, cells: Mapping[str, Line]) -> Line:
        signs = self._lines.signs
        today = scale.cell(self._lines.day)
        line = [" "] * scale.cells
        for monday in scale.mondays:
            line[monday] = signs["week"]
        if 0 <= today < scale.cells:
            line[today] = signs["today"]
        span = span_of(task)
        if span is None:
            return _toned(line, today)
        bar = bar_of(span, scale)
        if bar.is_empty:
            words = signs["before"] if bar.before else signs["after"]
            at = 0 if bar.before else scale.cells - 1
            line[at] = words
            return _toned(line, today, at, at + 1, "dim")
        tone = self._tone(task, cells)
        for cell in range(bar.start, bar.end):
            line[cell] = signs["bar done"]
        if span.point:
            line[bar.start] = signs["milestone" if span.milestone else "due"]
        if bar.before:
            line[bar.start] = signs["before"]
        if bar.after:
            line[bar.end - 1] = signs["after"]
        words = self._waits_for(task)[: max(scale.cells - bar.end - 1, 0)]
        line[bar.end + 1 : bar.end + 1 + len(words)] = words
        return _toned(line, today, bar.start, bar.end, tone)

    def _waits_for(self, task: Task) -> str:
        """The tasks that have to be finished first, by their ids."""
        workspace = self._lines.workspace
        first = map(workspace.tasks.get, task.names("blocked_by"))
        names = [workspace.short(one.id) for one in first if one and workspace.is_open(one)]
        return f"{self._lines.signs['before first']} {' '.join(names)}" if names else ""

    def _tone(self, task: Task, cells: Mapping[str, Line]) -> str:
        due = cells["due"]
        if due and due[0][1] == "overdue":
            return "overdue"
        return CATEGORY_TONES.get(self._lines.workspace.category(task), "strong")


def _toned(line: Sequence[str], today: int, start: int = 0, end: int = 0, tone: str = "") -> Line:
    """The cells of a line as parts: a bar in its tone, today in its own, the rest dim."""
    parts: list[Part] = []
    for cell, sign in enumerate(line):
        own = tone if start <= cell < end else "today" if cell == today else "dim"
        if parts and parts[-1][1] == own:
            parts[-1] = (parts[-1][0] + sign, own)
        else:
            parts.append((sign, own))
    return parts
