"""The load of the team: who has how much to do in which week, and what if it were otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tuiwork.errors import Refused
from tuiwork.insight.load import Cell, Load, load
from tuiwork.model.workspace import Workspace
from tuiwork.tui.content import put
from tuiwork.tui.keys import ANYWHERE, BEHIND_KEYS, EVERY_KEY, PART_KEYS, Key, bindings
from tuiwork.tui.parts import Part
from tuiwork.tui.planning.heat import HeatLines
from tuiwork.tui.planning.heat_lines import Apart, Weeks, heat_rows, weeks_line
from tuiwork.tui.planning.load_text import apart_lines, banner, week_lines
from tuiwork.tui.planning.load_verbs import LoadVerbs
from tuiwork.tui.planning.load_ways import way_to_tasks
from tuiwork.tui.planning.team_keys import LOAD_KEYS
from tuiwork.tui.planning.what_if import WhatIf, suppose
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row

AHEAD = 13
"""How many weeks there are, this one first; as many as fit are shown."""
EMPTY = """\
Nobody is in this workspace yet.

{add}  adds a person with their hours"""


class LoadScreen(LoadVerbs):
    """People by weeks, with what takes a week behind it. A line of what ifs changes what is
    shown, and writes nothing."""

    PART = Part.LOAD
    KEYS: ClassVar[tuple[Key, ...]] = (
        *LOAD_KEYS, EVERY_KEY["change.undo"], EVERY_KEY["change.redo"],
        *PART_KEYS, *BEHIND_KEYS, *ANYWHERE,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-normal"), (150, "-wide")]  # noqa: RUF012

    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__("Load", signs)
        self._answers: Sequence[str] = ()

    def make_list(self) -> Lines:
        return HeatLines(self.signs, self.work_app.week_at)

    def above(self) -> ComposeResult:
        yield Static(id="what-if")
        yield Static(id="weeks")

    # Showing

    async def find_rows(self) -> Sequence[Row]:
        app, workspace, today = self.work_app, self.workspace, self.actor.today
        self.empty_words = EMPTY.format(add=app.key_of("load.add"))

        def find_out(line: str) -> tuple[WhatIf | None, Load, list[str], list[Row]]:
            what = suppose(workspace, line) if line else None
            now = load(workspace, today, AHEAD)
            then = now if what is None else what.load(today, AHEAD)
            answers = [] if what is None else what.answers(today)
            return what, then, answers, heat_rows(workspace, now, then)

        try:
            found = await app.desk.look(lambda: find_out(app.supposed))
        except Refused as error:
            app.supposed = ""
            app.tell(f"What was supposed makes no sense any more: {error.message}")
            found = await app.desk.look(lambda: find_out(""))
        self._what, self._then, self._answers, rows = found
        self.heat.take_weeks(len(self._then.weeks))
        self.show_above()
        return rows

    def show_above(self) -> None:
        """Show what is supposed, and the weeks."""
        words = self._what.words if self._what else ()
        supposed = self.query_one("#what-if", Static)
        supposed.display = bool(words)
        leave = self.work_app.setup.keymap.keys["behind.leave"]
        key = "esc" if "escape" in leave else self.work_app.key_of("behind.leave")
        put(supposed, banner(words, self._answers, self.size.width - 4, key))
        heat = self.heat
        line = weeks_line(self._then.weeks, heat.window, heat.row_width, self.signs)
        put(self.query_one("#weeks", Static), line)

    @on(HeatLines.WeekMoved)
    def _week_moved(self) -> None:
        self.work_app.week_at = self.heat.window.at
        self.show_above()
        self.pane.scroll_home(animate=False)
        self.show_behind()

    @property
    def _cell(self) -> Cell | None:
        """The week under the cursor; None in rows that have none."""
        value, at = self._value, self.heat.window.at
        return value.cells[at] if isinstance(value, Weeks) and at < len(value.cells) else None

    @property
    def _value(self) -> object:
        """The row under the cursor."""
        return self.heat.row.value if self.heat.row is not None else None

    @property
    def _supposed(self) -> Workspace:
        """The workspace as it is, or is supposed to be."""
        return self._what.workspace if self._what else self.workspace

    async def lines_behind(self, key: str, width: int) -> Sequence[Content]:
        workspace, today, signs = self._supposed, self.actor.today, self.signs
        value, cell = self._value, self._cell
        if isinstance(value, Apart):
            return await self.work_app.desk.look(
                lambda: apart_lines(workspace, value, today, width, signs)
            )
        if cell is None or not isinstance(value, Weeks):
            return ()
        person, true = self._then.row(key), value.otherwise(self.heat.window.at)
        return await self.work_app.desk.look(
            lambda: week_lines(workspace, person, cell, true, today, width, signs)
        )

    @property
    def _ids(self) -> list[str]:
        value, cell = self._value, self._cell
        ids = cell.ids if cell else ()
        if isinstance(value, Apart):
            ids = tuple(part.id for part in value.parts) or value.ids
        return [id_ for id_ in ids if id_ in self.workspace.tasks]

    @on(Lines.Opened, "#rows")
    @work(exit_on_error=False)
    async def action_open(self) -> None:
        key, ids, cell = self.heat.key, self._ids, self._cell
        if key is None or not ids:
            self.work_app.tell("No task falls in here.")
            return
        way = way_to_tasks(self.workspace, ids, key, cell.week if cell else None)
        self.work_app.action_work()
        await self.work_app.go_to(way)

    def action_back(self) -> None:
        if self._what is None:
            super().action_back()
        else:
            self._suppose("")
