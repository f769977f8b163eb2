"""The handoffs of the team that nobody has answered yet, the one that waits longest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content

from tuiwork.insight.handoffs import Handed, pending_handoffs
from tuiwork.model.task import Task
from tuiwork.tui.handing_verbs import HandingVerbs
from tuiwork.tui.keys import ANYWHERE, BEHIND_KEYS, EVERY_KEY, PART_KEYS, Key, bindings
from tuiwork.tui.parts import Part
from tuiwork.tui.planning.handoff_lines import Waiting, handoff_lines, handoff_text, waiting
from tuiwork.tui.planning.team_keys import HANDOFF_KEYS, HANDOFF_LIST_KEYS
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.ways import Way
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State

EMPTY = """\
No handoff waits for an answer.

{hand}  at a task hands it to somebody, with what they have to know"""
ANSWERS = ("take_over", "give_back")
"""What only the one can do whom a task was handed to."""


class HandoffList(Lines):
    """The list of them; Enter goes to the task."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(HANDOFF_LIST_KEYS))


class HandoffScreen(SideScreen, HandingVerbs):
    """Who handed what to whom, for how long it waits, and what was said."""

    PART = Part.HANDOFFS
    KEYS: ClassVar[tuple[Key, ...]] = (
        *HANDOFF_KEYS, EVERY_KEY["change.undo"], EVERY_KEY["change.redo"],
        *PART_KEYS, *BEHIND_KEYS, *ANYWHERE,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))

    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__("Handoffs", signs)
        self._found: Mapping[str, Waiting] = {}

    def make_list(self) -> Lines:
        return HandoffList(self._draw, row_height=2, can_mark=False, signs=self.signs, id="rows")

    @property
    def current(self) -> Task | None:
        found = self._found.get(self.rows_list.key or "")
        return found.handed.task if found else None

    async def find_rows(self) -> Sequence[Row]:
        workspace, actor = self.workspace, self.actor
        self.empty_words = EMPTY.format(hand=self.work_app.key_of("task.hand"))

        def find_out() -> list[Waiting]:
            return [waiting(workspace, one, actor) for one in pending_handoffs(workspace)]

        found = await self.work_app.desk.look(find_out)
        self._found = {one.handed.task.id: one for one in found}
        self.heading = f"Handoffs  {len(found)}" if found else "Handoffs"
        self.show_top()
        return [Row(key, one) for key, one in self._found.items()]

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        assert isinstance(row.value, Waiting)
        return handoff_lines(row.value, width, self.signs)

    async def lines_behind(self, key: str, width: int) -> Sequence[Content]:
        found, workspace, actor = self._found.get(key), self.workspace, self.actor
        if found is None:
            return ()
        return await self.work_app.desk.look(
            lambda: handoff_text(workspace, found, actor.now, width)
        )

    # What the keys do

    def why_not(self, action: str) -> str | None:
        found = self._found.get(self.rows_list.key or "")
        if action not in ANSWERS or found is None or found.is_mine:
            return super().why_not(action)
        handoff: Handed = found.handed
        who = handoff.handoff.receiver
        return f"“{handoff.task.title}” was handed to {who}, who has to answer."

    @asks
    async def action_hand_on(self) -> None:
        if chosen := self.chosen:
            await self._hand_over(chosen)

    @on(Lines.Opened, "#rows")
    @work(exit_on_error=False)
    async def action_open(self) -> None:
        task = self.current
        if task is not None:
            self.work_app.action_work()
            await self.work_app.go_to(Way(task.folder, task=task.id))
