"""The list of what can be taken back: every change in words, by whom, and what it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content

from tuiwork.errors import NotRecorded, Refused, TuiworkError
from tuiwork.insight.differences import Differing, differing
from tuiwork.model.task import Task
from tuiwork.session.recalled import Recalled, begins, outlooks, recall, recall_document
from tuiwork.sync.recalling import texts_of
from tuiwork.tui.conflict_text import moment
from tuiwork.tui.keys import (
    ANYWHERE,
    BEHIND_KEYS,
    PART_KEYS,
    UNDO_KEYS,
    UNDO_LIST_KEYS,
    Key,
    bindings,
)
from tuiwork.tui.parts import Part
from tuiwork.tui.past_text import past_lines
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.columns import Column, Line, fit, lay_out
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.pick import Choice, Pick
from tuiwork.tui.widgets.rows import Row, State

PAGE = 200
"""Changes that are looked up at once; as many more when the cursor comes to the end."""
EVERYBODY = "-"
EMPTY = "No change is recorded yet."

_COLUMNS = (
    Column("sign", 1),
    Column("when", 12, right=True, gap=1, rank=1),
    Column("by", 8, gap=2),
    Column("subject", gap=2),
)


class PastLines(Lines):
    """The list of them; Enter goes into what one did."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(UNDO_LIST_KEYS))


class UndoList(SideScreen):
    """Recorded changes, newest first, with what the one under the cursor did beside them."""

    PART = Part.CHANGES
    KEYS: ClassVar[tuple[Key, ...]] = (*UNDO_KEYS, *PART_KEYS, *BEHIND_KEYS, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))
    CAN_ENTER = True

    def __init__(self, signs: Mapping[str, str], task: Task | None = None) -> None:
        """With a task it is the list of what happened to that task."""
        super().__init__("Changes", signs)
        self._about = task
        self._person = ""
        self._limit = PAGE
        self._found: dict[str, Recalled] = {}

    def is_only(self, part: Part) -> bool:
        return super().is_only(part) and self._about is None

    def make_list(self) -> Lines:
        return PastLines(self._draw, can_mark=False, signs=self.signs, id="rows")

    @property
    def current(self) -> Recalled | None:
        """The change under the cursor."""
        return self._found.get(self.rows_list.key or "")

    # Showing

    async def find_rows(self) -> Sequence[Row]:
        desk = self.work_app.desk
        try:
            await desk.record()
        except NotRecorded as error:
            self.work_app.complain(error)
        workspace, limit = self.work_app.workspace, self._limit
        person = workspace.people.get(self._person)
        emails = person.emails if person else ()
        task = self._about = self._about and workspace.tasks.get(self._about.id, self._about)
        self.empty_words = EMPTY
        try:
            repo = await desk.run(desk.session.repository)
            found = await desk.look(
                lambda: (
                    recall_document(repo, workspace, task, limit=limit, emails=emails)
                    if task
                    else recall(repo, workspace, limit=limit, emails=emails)
                )
            )
        except TuiworkError as error:
            self.empty_words = error.message
            found = []
        self._found = {one.commit.oid: one for one in found}
        self.heading = f"Changes of “{task.title}”" if task else "Changes"
        self.heading += f"  by {person.title}" if person else ""
        self.show_top()
        return [Row(oid, one) for oid, one in self._found.items()]

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        one = row.value
        assert isinstance(one, Recalled)
        quiet = one.fallen or one.commit.is_merge or begins(one.commit)
        tone = "dim" if quiet else ""
        sign = self.signs["dropped"] if one.fallen else self.signs["sync"] * one.commit.is_merge
        cells: dict[str, str | Line] = {
            "sign": [(sign, "dim")],
            "when": [(moment(one.commit.at, self.work_app.actor.now), "dim")],
            "by": [(one.by, tone or "accent")],
            "subject": [(one.commit.subject, tone)],
        }
        return [lay_out(fit(_COLUMNS, width), cells, cut_sign=self.signs["cut"])]

    async def lines_behind(self, key: str, width: int) -> Sequence[Content]:
        one = self._found.get(key)
        if one is None:
            return ()
        desk = self.work_app.desk
        workspace, now, root = self.work_app.workspace, self.work_app.actor.now, desk.session.root
        task = self._about
        repo = await desk.run(desk.session.repository)

        def find_out() -> tuple[list[Differing], Refused | None]:
            before, after = texts_of(repo, [one.commit])[key]
            why_not = None if one.fallen else outlooks(repo, root, workspace, [one])[0]
            things = differing(before, after)
            if task is not None:
                things.sort(key=lambda thing: thing.id != task.id)
            return things, why_not

        def draw() -> list[Content]:
            things, why_not = find_out()
            return past_lines(workspace, one, things, why_not, now, width)

        return await desk.look(draw)

    @on(Lines.CursorMoved, "#rows")
    def _reached(self) -> None:
        rows = self.rows_list.rows
        if len(rows) >= self._limit and self.rows_list.key == rows[-1].key:
            self._limit += PAGE
            self.show_rows()

    # What the keys do

    @on(Lines.Opened, "#rows")
    def action_open(self) -> None:
        self.show_in(True)

    @work(group="do", exit_on_error=False)
    async def action_take_back(self) -> None:
        one = self.current
        if one is None:
            return
        if one.fallen:
            self.work_app.tell(
                f"It was taken back already; {self.work_app.key_of('past.redo')} brings it back."
            )
            return
        await self._carry_out(one, redo=False)

    @work(group="do", exit_on_error=False)
    async def action_bring_back(self) -> None:
        if self.current is not None:
            await self._carry_out(self.current, redo=True)

    async def _carry_out(self, one: Recalled, *, redo: bool) -> None:
        oid = one.commit.oid
        try:
            await self.work_app.carry_out(
                lambda session: session.redo(oid) if redo else session.undo(oid)
            )
        except TuiworkError as error:
            self.work_app.complain(error)

    @asks
    async def action_person(self) -> None:
        people = self.work_app.workspace.people.values()
        choices = [Choice(EVERYBODY, "Everybody")]
        choices += [Choice(one.handle, one.title, one.handle) for one in people]
        at = self._person or EVERYBODY
        answer = await self.app.push_screen_wait(Pick("Whose changes?", choices, at=at))
        if answer is not None:
            self._person = "" if answer == EVERYBODY else answer
            self._limit = PAGE
            self.show_rows()
