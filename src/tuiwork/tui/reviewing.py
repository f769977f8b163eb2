"""Looking over what happened: the conflicts that wait for a choice, the changes to take back."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from textual import work
from textual.app import SuspendNotSupported

from tuiwork.errors import NotSaved, TuiworkError
from tuiwork.text.merging.conflicts import Conflict
from tuiwork.tui.considering import PAUSE
from tuiwork.tui.elsewhere import Elsewhere
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.symbols import symbols


class Reviewing(Elsewhere):
    """The part of the app with the screens beside the Work view."""

    def show_workspace(self) -> None:
        super().show_workspace()
        if self.is_open:
            self.count_conflicts()

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

    def show_conflicts(self) -> None:
        """Open the conflict screen."""
        from tuiwork.tui.conflicts import ConflictScreen

        self._show(ConflictScreen(symbols(ascii_only=self.setup.ascii_only)))

    def show_past(self) -> None:
        """Open the list of what can be taken back."""
        from tuiwork.tui.undo_list import UndoList

        self._show(UndoList(symbols(ascii_only=self.setup.ascii_only)))

    def _show(self, screen: SideScreen) -> None:
        if self.is_open:
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
        text = await self._read(path)
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
