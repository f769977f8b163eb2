"""The exchange with the team: on a thread of its own, told in words in the top line."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from textual import work

from tuiwork.errors import SyncStopped, TuiworkError
from tuiwork.tui.considering import Considering
from tuiwork.tui.sync_words import SyncState, in_keys

SETTLED = 2.2
"""Seconds after which a file that another program wrote counts as finished."""


class Exchanging(Considering):
    """The part of the app that talks to the remote."""

    _touched = 0.0
    """When another program last wrote a file, on the loop's clock."""

    @work(exclusive=True, group="sync", exit_on_error=False)
    async def sync_now(self) -> None:
        """Exchange with the remote; editing goes on meanwhile."""
        self._say_sync(replace(self.sync_state, busy=True, trouble=""))
        trouble = ""
        try:
            await self._settle()
            result = await self.desk.sync()
        except SyncStopped as error:
            trouble = error.state
            self.complain(error)
        except TuiworkError as error:
            self.complain(error)
        else:
            self.tell(in_keys(result.message, self.key_of("app.conflicts")))
        finally:
            self._say_sync(replace(self.sync_state, busy=False, trouble=trouble))
        self.show_workspace()
        self.reconsider()
        await self.learn_sync_state()

    async def _settle(self) -> None:
        """Wait here, not with the session in hand, until files of other programs are finished."""
        rest = self._touched + SETTLED - asyncio.get_running_loop().time()
        if self._touched and rest > 0:
            await asyncio.sleep(rest)

    async def learn_sync_state(self) -> None:
        """Find out how this clone stands against its remote, as far as is known here."""
        try:
            status = await self.desk.run(self.desk.session.remote_status)
        except TuiworkError:
            # A folder that is no repository has no state to show; committing says so in words.
            return
        self._say_sync(
            replace(
                self.sync_state,
                remote=status.remote is not None,
                waiting=status.ahead,
                behind=status.behind,
                synced=status.last_synced,
            )
        )

    def _say_sync(self, state: SyncState) -> None:
        self.sync_state = state
        if self.is_open:
            for screen in self.views:
                screen.show_top()
