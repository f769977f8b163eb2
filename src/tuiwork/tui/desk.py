"""The session behind the screens: its work is done in order on one thread, the network's on
another, so that the event loop waits for neither."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from tuiwork.model.change import Actor, Change
from tuiwork.model.workspace import Workspace

if TYPE_CHECKING:
    from tuiwork.session import Session
    from tuiwork.sync.syncing import SyncResult

P = ParamSpec("P")
T = TypeVar("T")


class Lane:
    """One thread that does jobs in the order they come. It never keeps the program from ending."""

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

    async def run(self, job: Callable[[], T]) -> T:
        """Do a job on the lane's thread and give its result, or raise what it raised."""
        future: Future[T] = Future()
        self._jobs.put((job, future))
        return await asyncio.wrap_future(future)


class Desk:
    """A session for the screens. Every method that reads or writes is awaited."""

    def __init__(self, open_session: Callable[[], Session]) -> None:
        self._open = open_session
        self._session: Session | None = None
        self._hand = Lane("tuiwork-hand")
        self._network = Lane("tuiwork-network")
        self.stop = Event()

    @property
    def session(self) -> Session:
        """The open session; only what it has in memory may be touched from the event loop."""
        assert self._session is not None, "open the desk first"
        return self._session

    async def run(self, job: Callable[[], T]) -> T:
        """Do a job with the session, after all that were asked for before it."""
        return await self._hand.run(job)

    async def open(self) -> tuple[Workspace, Actor]:
        """Open the session and load everything."""

        def job() -> tuple[Workspace, Actor]:
            self._session = self._session or self._open()
            workspace = self._session.load()
            return workspace, self._session.actor()

        return await self.run(job)

    async def do(
        self,
        verb: Callable[Concatenate[Workspace, Actor, P], Change],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Change:
        """Do a verb; its Change is saved when this returns."""
        return await self.run(lambda: self.session.do(verb, *args, **kwargs))

    async def record(self) -> None:
        """Commit what is saved. Raises NotRecorded."""
        await self.run(self.session.record)

    async def reload(self, paths: frozenset[str]) -> bool:
        """Read files again; whether that showed anything new."""

        def job() -> bool:
            before = self.session.workspace
            after = self.session.reload(paths)
            return any(
                before.documents.get(path) != after.documents.get(path)
                or before.problems_by_path.get(path) != after.problems_by_path.get(path)
                for path in paths
            )

        return await self.run(job)

    async def sync(self) -> SyncResult:
        """Record, exchange with the remote, read what came. Edits go on meanwhile."""
        await self.run(self.session.record_outside)
        result = await self._network.run(self.session.exchange)
        if result.paths:
            await self.reload(frozenset(result.paths))
        return result
