"""Doing: a verb is carried out and shown at once, and committed when the keys have been quiet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from textual import work

from tuiwork.errors import TuiworkError
from tuiwork.model.change import Actor, Change
from tuiwork.model.workspace import Workspace
from tuiwork.tui.exchanging import Exchanging
from tuiwork.tui.setup import Setup

if TYPE_CHECKING:
    from tuiwork.session import Session

P = ParamSpec("P")

QUIET = 1.0
"""Seconds without an edit after which what is saved is committed."""
LONGEST = 5.0
"""Seconds after which it is committed however busy the keys are."""


class Doing(Exchanging):
    """The part of the app that changes things."""

    def __init__(self, open_session: Callable[[], Session], setup: Setup) -> None:
        super().__init__(open_session, setup)
        self._whole = asyncio.Event()
        self._commit: asyncio.TimerHandle | None = None
        self._commit_by = 0.0

    @work(group="do", exit_on_error=False)
    async def do(
        self,
        verb: Callable[Concatenate[Workspace, Actor, P], Change],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Do a verb, and say how it went."""
        await self._try(lambda session: session.do(verb, *args, **kwargs))

    @work(group="do", exit_on_error=False)
    async def take_back(self, *, redo: bool) -> None:
        """Undo or redo the person's last change."""
        await self._try(lambda session: session.redo() if redo else session.undo())

    async def _try(self, job: Callable[[Session], Change]) -> None:
        try:
            await self.carry_out(job)
        except TuiworkError as error:
            self.complain(error)

    async def carry_out(
        self, job: Callable[[Session], Change], paths: Collection[str] = ()
    ) -> Change:
        """Carry out a job that knows the files at `paths` as they are now; show what came of it.

        Raises what it raises; then nothing was changed.
        """
        await self._whole.wait()
        change = await self.desk.do(job, frozenset(paths))
        self.show_workspace()
        if change.is_empty:
            self.tell("Nothing changed.")
        else:
            self._after(change)
        return change

    def _after(self, change: Change) -> None:
        screen = self.work_screen
        if screen is not None:
            screen.after(change)
        words = [change.message, *change.notices]
        gone = {one.path for one in change.files if one.after is None}
        if gone and len(gone) == len(change.files) and not change.undoes:
            key = self.key_of("change.undo")
            words.append(f"{key} brings {'it' if len(gone) == 1 else 'them'} back")
        self.tell("\n".join(words))
        self._commit_soon()
        self.reconsider()

    # Committing

    def _commit_soon(self) -> None:
        loop = asyncio.get_running_loop()
        if self._commit is None:
            self._commit_by = loop.time() + LONGEST
        else:
            self._commit.cancel()
        self._commit = loop.call_at(min(loop.time() + QUIET, self._commit_by), self.commit)

    @work(group="commit", exit_on_error=False)
    async def commit(self) -> None:
        """Commit what is saved."""
        self._commit = None
        try:
            await self.desk.record()
        except TuiworkError as error:
            self.complain(error)
        await self.learn_sync_state()
