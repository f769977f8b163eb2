"""Following what other programs do to the files: it is shown at once, and committed when they are
done with it."""

from __future__ import annotations

import asyncio

from textual import work

from tuiwork.errors import TuiworkError
from tuiwork.tui.desk import Lane
from tuiwork.tui.doing import Doing
from tuiwork.tui.exchanging import SETTLED


class Following(Doing):
    """The part of the app that looks at the disk."""

    _outside: asyncio.TimerHandle | None = None

    @work(group="follow", exit_on_error=False)
    async def follow(self) -> None:
        """Show what other programs change, for as long as the app lives."""
        lane = Lane("tuiwork-watch")
        changes = self.desk.session.watch(self.desk.stop)
        if await lane.run(lambda: next(changes, None)) is not None and await self.desk.catch_up():
            self._show_outside()
        while (paths := await lane.run(lambda: next(changes, None))) is not None:
            if paths and await self.desk.reload(paths):
                self._show_outside()

    def _show_outside(self) -> None:
        self.show_workspace()
        self.reconsider()
        self._commit_outside_soon()

    def _commit_outside_soon(self) -> None:
        loop = asyncio.get_running_loop()
        self._touched = loop.time()
        if self._outside is not None:
            self._outside.cancel()
        self._outside = loop.call_later(SETTLED, self.commit_outside)

    @work(group="commit", exit_on_error=False)
    async def commit_outside(self) -> None:
        """Commit what other programs left, with its entries in the log."""
        try:
            await self.desk.run(self.desk.session.record_outside)
        except TuiworkError as error:
            self.complain(error)
        self.show_workspace()
        await self.learn_sync_state()
