"""Looking over what happened: the conflicts that wait for a choice, the changes to take back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from textual import work
from textual.app import SuspendNotSupported

from tuiwork.errors import NotSaved, TuiworkError
from tuiwork.text.merging.conflicts import Conflict
from tuiwork.tui.considering import PAUSE
from tuiwork.tui.elsewhere import Elsewhere
from tuiwork.tui.parts import Part
from tuiwork.tui.setup import Setup
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.symbols import symbols

if TYPE_CHECKING:
    from tuiwork.model.task import Task
    from tuiwork.session import Session
    from tuiwork.verbs.plans import Choice


class Reviewing(Elsewhere):
    """The part of the app with the parts of its views. `left_at` tells where one was in which part,
    `supposed` and `week_at` what is supposed of the load, and in which week one was."""

    def __init__(self, open_session: Callable[[], Session], setup: Setup) -> None:
        super().__init__(open_session, setup)
        self.left_at: dict[Part, str] = {}
        self.looks: dict[Part, tuple[str, ...]] = {}
        self.supposed, self.week_at = "", 0
        self.period_at = ""
        self.start_drafts: dict[str, dict[str, Choice]] = {}
        self._last_of: dict[tuple[Part, ...], Part] = {}

    def show_workspace(self) -> None:
        super().show_workspace()
        if self.is_open:
            self.count_conflicts()

    def show_places(self) -> None:
        super().show_places()
        for view in self.views:
            if isinstance(view, SideScreen):
                view.show_top()
                if view.PART is Part.PROBLEMS:
                    view.show_rows()

    @work(exclusive=True, group="conflicts", exit_on_error=False)
    async def count_conflicts(self) -> None:
        """Find out how many values wait for a choice, once the keys rest."""
        from tuiwork.text.merging.conflicts import kept_values

        await asyncio.sleep(PAUSE)
        workspace = self.workspace
        count = len(await self.desk.ponder(lambda: kept_values(workspace)))
        if count != self.sync_state.conflicts:
            key = self.key_of("app.conflicts")
            self._say_sync(replace(self.sync_state, conflicts=count, key=key))

    def complain(self, error: TuiworkError) -> None:
        error.message = error.message.replace("`tuiwork undo --list`", self.key_of("change.past"))
        super().complain(error)

    def show_part(self, part: Part) -> None:
        """Show a part of a view, in place of the one that is shown."""
        if not self.is_open or (isinstance(self.screen, SideScreen) and self.screen.is_only(part)):
            return
        self._last_of[part.view] = part
        self._show(_screen_of(part)(symbols(ascii_only=self.setup.ascii_only)))

    def part_of(self, view: tuple[Part, ...]) -> Part | None:
        """The part of a view that was shown last, else its first; None where it has none yet."""
        return self._last_of.get(view) or next(iter(self.parts_of(view)), None)

    def parts_of(self, view: tuple[Part, ...]) -> tuple[Part, ...]:
        """The parts of a view that have a screen."""
        return tuple(part for part in view if part in _SCREENS)

    def show_problems(self) -> None:
        """Show what is wrong in the files."""
        self.show_part(Part.PROBLEMS)

    def show_conflicts(self) -> None:
        """Show the values that wait for a choice."""
        self.show_part(Part.CONFLICTS)

    def show_past(self) -> None:
        """Show what can be taken back."""
        self.show_part(Part.CHANGES)

    def show_past_of(self, task: Task) -> None:
        """Show what happened to one task."""
        from tuiwork.tui.undo_list import UndoList

        if self.is_open:
            self._show(UndoList(symbols(ascii_only=self.setup.ascii_only), task))

    def _show(self, screen: SideScreen) -> None:
        if isinstance(self.screen, SideScreen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    async def edit_notes_of(self, conflict: Conflict) -> None:
        """Have both texts of a conflict in the person's editor; what they leave are the notes."""
        try:
            await self._edit_notes_of(conflict)
        except TuiworkError as error:
            self.complain(error)

    async def _edit_notes_of(self, conflict: Conflict) -> None:
        from tuiwork.editor import edit_text
        from tuiwork.store.drafts import keep_text
        from tuiwork.text.merging.conflicts import NOTES, conflicts_in
        from tuiwork.text.merging.resolve import both_notes
        from tuiwork.verbs.resolving import choose_seen

        path = conflict.path
        text = await self.read_file(path)
        document = self.workspace.documents.get(path)
        kept = [one for one in conflicts_in(document) if one.field == NOTES] if document else []
        name = path.rpartition("/")[2]
        if conflict not in kept:
            raise TuiworkError("this was changed or chosen meanwhile; look again")
        notes = both_notes(path, text, kept.index(conflict))
        try:
            with self.suspend():
                after = edit_text(notes, name)
        except SuspendNotSupported:
            raise TuiworkError("the editor needs a terminal of its own") from None
        finally:
            self.refresh()
        try:
            await self.carry_out(
                lambda session: session.do(choose_seen, conflict, "value", value=after, text=text)
            )
        except NotSaved:
            raise
        except TuiworkError as error:
            lane = self.desk
            kept_in = await lane.ponder(lambda: keep_text(lane.session.local, name, after))
            raise TuiworkError(f"{error.message}\nYour text is kept in {kept_in}.") from None


def _screen_of(part: Part) -> Callable[[Mapping[str, str]], SideScreen]:
    """What shows a part; it is only loaded when somebody looks."""
    module, name = _SCREENS[part]
    made: Callable[[Mapping[str, str]], SideScreen] = getattr(import_module(module), name)
    return made


_SCREENS = {
    Part.GOALS: ("tuiwork.tui.planning.goals", "GoalsScreen"),
    Part.INITIATIVES: ("tuiwork.tui.planning.initiatives", "InitiativeList"),
    Part.ROADMAP: ("tuiwork.tui.planning.roadmap", "RoadmapScreen"),
    Part.PERIOD: ("tuiwork.tui.planning.period", "PeriodScreen"),
    Part.DECISIONS: ("tuiwork.tui.planning.decisions", "DecisionScreen"),
    Part.LOAD: ("tuiwork.tui.planning.load", "LoadScreen"),
    Part.HANDOFFS: ("tuiwork.tui.planning.handoffs", "HandoffScreen"),
    Part.CHANGES: ("tuiwork.tui.undo_list", "UndoList"),
    Part.PROBLEMS: ("tuiwork.tui.problems", "ProblemList"),
    Part.CONFLICTS: ("tuiwork.tui.conflicts", "ConflictScreen"),
    Part.SYNC: ("tuiwork.tui.sync_log", "SyncLog"),
}
"""The module and the class of the screen of each part."""
