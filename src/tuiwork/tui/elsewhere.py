"""What is done in other programs: the person's editor for whole files, and whatever opens links."""

from __future__ import annotations

from textual.app import SuspendNotSupported

from tuiwork.errors import NotSaved, TuiworkError
from tuiwork.model.change import Change, FileChange
from tuiwork.text.clean import safe
from tuiwork.tui.doing import Doing

WEB = ("https://", "http://", "mailto:")
"""How an address begins that may be opened."""


class Elsewhere(Doing):
    """The part of the app that hands over to other programs."""

    async def edit_file(self, path: str) -> None:
        """Open a file in the person's editor; what changed meanwhile is merged with the result.

        A text that cannot be saved is kept, and is what the editor shows the next time.
        """
        try:
            await self._edit_file(path)
        except TuiworkError as error:
            self.complain(error)

    async def _edit_file(self, path: str) -> None:
        from tuiwork.editor import edit_text
        from tuiwork.store.drafts import keep_text

        before = await self.read_file(path)
        before, text = self.drafts.pop(path, (before, before))
        name = path.rpartition("/")[2]
        try:
            with self.suspend():
                after = edit_text(text, name)
        except SuspendNotSupported:
            raise TuiworkError("the editor needs a terminal of its own") from None
        finally:
            self.refresh()
        if after == before:
            return
        ids = tuple(task.id for task in self.workspace.tasks.values() if task.path == path)
        change = Change(f"Edited {name}"[:72], (FileChange(path, before, after),), ids)
        try:
            await self.carry_out(lambda session: session.apply(change))
        except NotSaved as error:
            self.drafts[path] = (before, after)
            raise NotSaved(
                f"{error.message}\n{self.key_of('task.editor')} opens your text again."
            ) from None
        except TuiworkError as error:
            self.drafts[path] = (before, after)
            kept = await self.desk.ponder(lambda: keep_text(self.desk.session.local, name, after))
            raise TuiworkError(
                f"{error.message}\nYour text is kept in {kept}, and "
                f"{self.key_of('task.editor')} opens it again."
            ) from None

    async def read_file(self, path: str) -> str:
        """The text of a file as it is on disk. Raises TuiworkError where that cannot be shown."""
        from tuiwork.store.files import read_text
        from tuiwork.text.source import Malformed

        root = self.desk.session.root
        try:
            return await self.desk.run(lambda: read_text(root, path))
        except (Malformed, OSError) as error:
            raise TuiworkError(f"{path} cannot be opened here: {error}") from None

    def follow_link(self, url: str) -> None:
        """Open a web or mail address; anything else is told and left alone."""
        if url.lower().startswith(WEB):
            self.open_url(url)
        else:
            self.notify(safe(f"Not opened, no web address: {url}"), markup=False)
