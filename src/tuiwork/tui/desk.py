"""The session behind the screens. Its work is done in order on one thread, what is shown is worked
out on a second, the network waits on a third, so that the event loop waits for none of them."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from queue import SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from tuiwork.errors import SyncStopped
from tuiwork.model.change import Actor, Change
from tuiwork.model.workspace import Workspace

if TYPE_CHECKING:
    from tuiwork.session import Session
    from tuiwork.sync.syncing import SyncResult

T = TypeVar("T")

FEW = 12
"""Folders of tasks up to which everything is loaded at once."""
FIRST = 3
"""Folders of tasks that are loaded first where there are more."""

TURN = 0.001
"""Seconds that a thread may compute while another waits to; the event loop mostly waits."""


class Lane:
    """One thread that does jobs in the order they come. It never keeps the program from ending.

    A job that nobody waits for any more when its turn comes is left out.
    """

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = SimpleQueue()
        Thread(target=self._work, name=name, daemon=True).start()

    def _work(self) -> None:
        while True:
            job, future = self._jobs.get()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(job())
            except BaseException as error:  # noqa: BLE001 - whoever waits for the job gets it
                future.set_exception(error)
            # Else what was worked out last would be kept until something else is.
            del job, future

    async def run(self, job: Callable[[], T]) -> T:
        """Do a job on the lane's thread and give its result, or raise what it raised."""
        future: Future[T] = Future()
        self._jobs.put((job, future))
        return await asyncio.wrap_future(future)


class Desk:
    """A session for the screens. Every method that reads or writes is awaited.

    `workspace` and `actor` are as of the last job that changed something, with all look-ups worked
    out; they cost the event loop nothing. `read` tells, while it is opened for the first time, how
    many of how many files are read.
    """

    def __init__(self, open_session: Callable[[], Session]) -> None:
        self._open = open_session
        self._session: Session | None = None
        self._actor: Actor | None = None
        self._unsure = False
        self._hand = Lane("tuiwork-hand")
        self._eye = Lane("tuiwork-eye")
        self._back = Lane("tuiwork-back")
        self._network = Lane("tuiwork-network")
        self.workspace = Workspace({})
        self.read = (0, 0)
        self.stop = Event()
        sys.setswitchinterval(TURN)

    @property
    def session(self) -> Session:
        """The open session; only what it has in memory may be touched from the event loop."""
        assert self._session is not None, "open the desk first"
        return self._session

    @property
    def is_open(self) -> bool:
        """Whether everything is loaded, and it is known who looks."""
        return self._actor is not None and self._actor.handle != "" and self.workspace.is_whole

    @property
    def actor(self) -> Actor:
        """Who acts, at this moment."""
        assert self._actor is not None, "open the desk first"
        now = self.session.now
        return replace(self._actor, now=now, today=now.date())

    # The lanes

    async def run(self, job: Callable[[], T]) -> T:
        """Do a job with the session, after all that were asked for before it."""
        return await self._hand.run(lambda: self._published(job))

    async def look(self, job: Callable[[], T]) -> T:
        """Work out what somebody waits to see. The job may read values, not the session."""
        return await self._eye.run(job)

    async def ponder(self, job: Callable[[], T]) -> T:
        """Work out what nobody waits for. The job may read values, not the session."""
        return await self._back.run(job)

    def _published(self, job: Callable[[], T]) -> T:
        try:
            return job()
        finally:
            if self._session is not None:
                self._publish(self._session)

    def _publish(self, session: Session) -> None:
        workspace = session.workspace
        if workspace is not self.workspace or self._actor is None or self._unsure:
            _work_out(workspace)
            self._actor = session.actor()
            self._unsure = False
            self.workspace = workspace

    # What is done with the session

    async def glance(self) -> None:
        """Open the session and load what fits on a first screen: all of it, if it is little."""
        from tuiwork.store.load import Scope

        def choose(folders: Sequence[str]) -> tuple[str, ...] | None:
            return None if len(folders) <= FEW else tuple(folders[:FIRST])

        def tell(read: int, files: int) -> None:
            self.read = read, files

        def job() -> None:
            session = self._session = self._session or self._open()
            workspace = session.load(Scope(choose=choose, all_ids=False, tell=tell))
            _work_out(workspace)
            # Who it is takes git a while to say; it is asked when the tasks can be seen.
            now = session.now
            self._actor = self._actor or Actor("", now, now.date(), lambda: "")
            self.workspace = workspace

        await self._hand.run(job)

    async def open(self) -> None:
        """Load what is not loaded yet, and find out who it is that looks."""

        def job() -> None:
            if not self.session.workspace.is_whole:
                self.session.load()
            self._unsure = True

        await self._load(job)

    async def load_again(self) -> None:
        """Load everything anew."""
        await self._load(self.session.load)

    async def _load(self, job: Callable[[], object]) -> None:
        """Load much, without collecting garbage among it while it comes, or ever again.

        There is none to find, and every thread stands still for as long as it is looked for.
        """

        def unwatched() -> None:
            gc.disable()
            try:
                self._published(job)
            finally:
                gc.freeze()
                gc.enable()

        await self._hand.run(unwatched)

    async def record(self) -> None:
        """Commit what is saved; an edit that comes meanwhile goes first. Raises NotRecorded."""
        while await self.run(lambda: self.session.record(most=1)):
            pass

    async def reload(self, paths: frozenset[str]) -> bool:
        """Read files again; whether that showed anything new."""
        return await self.run(lambda: self._reload(paths))

    def _reload(self, paths: frozenset[str]) -> bool:
        before = self.session.workspace
        after = self.session.reload(paths)
        return any(
            before.documents.get(path) != after.documents.get(path)
            or before.problems_by_path.get(path) != after.problems_by_path.get(path)
            for path in paths
        )

    async def catch_up(self) -> bool:
        """Read again what changed since everything was loaded; whether that showed anything new."""
        return await self.run(lambda: self._reload(self.session.changed_on_disk()))

    async def do(self, job: Callable[[Session], Change], paths: frozenset[str]) -> Change:
        """Do a job with the session that knows these files as they are on disk now."""

        def do() -> Change:
            if paths:
                self._reload(paths)
            return job(self.session)

        return await self.run(do)

    async def sync(self) -> SyncResult:
        """Record, exchange with the remote, read what came. Edits go on meanwhile."""
        await self.run(self.session.prepare_exchange)
        try:
            result = await self._network.run(self.session.exchange)
        except SyncStopped as stopped:
            await self.reload(frozenset(stopped.paths))
            raise
        await self.reload(frozenset(result.paths))
        return result


def _work_out(workspace: Workspace) -> None:
    """Have all look-ups ready that the screens use."""
    for ready in (
        workspace.settings,
        workspace.tasks,
        workspace.tasks_in,
        workspace.open_in,
        workspace.children,
        workspace.blocks,
        workspace.lists,
        workspace.tree,
        workspace.people,
        workspace.goals,
        workspace.initiatives,
        workspace.customers,
        workspace.ids,
    ):
        del ready
