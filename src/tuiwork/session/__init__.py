"""The one door both faces use: open a workspace, read it, do a verb, undo, record, sync, watch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from tuiwork.dataclass import replace
from tuiwork.errors import Problem, SyncStopped
from tuiwork.model.document import Document
from tuiwork.session.mending import Mending, Repairs
from tuiwork.session.recording import Recorded, commit_message

if TYPE_CHECKING:
    from tuiwork.sync.exchanged import Exchange
    from tuiwork.sync.history import Commit
    from tuiwork.sync.syncing import RemoteStatus, SyncResult

__all__ = ["Recorded", "Repairs", "Session", "commit_message"]

SHOWN = 3
"""So many of the files that were left out are named in a sentence."""


class Session(Mending):
    """One workspace, opened by one person. `today` pins the day, for reproducible views."""

    # The history

    def history(self, *, limit: int = 100, skip: int = 0) -> list[Commit]:
        """The last recorded changes, newest first."""
        from tuiwork.sync.history import log

        return log(self.repository(), limit=limit, skip=skip)

    def history_of(self, document: Document) -> list[Commit]:
        """The recorded changes of one document, also from before it was moved, newest first."""
        from tuiwork.model.task import Task
        from tuiwork.sync.history import history_of

        name = document.id if isinstance(document, Task) else document.slug
        return history_of(self.repository(), name, document.path)

    def changes_in(self, commit: str) -> Mapping[str, tuple[str | None, str | None]]:
        """The texts before and after of every document a recorded change touched."""
        from tuiwork.sync.history import changes_in

        return {path: (old, new) for path, old, new in changes_in(self.repository(), commit)}

    # The remote

    def sync(
        self,
        *,
        say: Callable[[str], None] = lambda _: None,
        settle: float = 2.0,
        allow_mass_delete: bool = False,
        accept_rewritten: bool = False,
        foreground: bool = False,
    ) -> SyncResult:
        """Record what is left, then fetch, merge and push. Raises SyncStopped, nothing lost."""
        self.prepare_exchange(settle=settle, foreground=foreground)
        try:
            result = self.exchange(
                say=say,
                allow_mass_delete=allow_mass_delete,
                accept_rewritten=accept_rewritten,
                foreground=foreground,
            )
        except SyncStopped as stopped:
            self.reload(stopped.paths)
            raise
        self.reload(result.paths)
        return result

    def prepare_exchange(self, *, settle: float = 2.0, foreground: bool = False) -> None:
        """Finish a sync that died, if one did, and record what is left."""
        from tuiwork.sync.syncing import resume

        began = monotonic()
        try:
            changed = resume(self.local)
        except SyncStopped as stopped:
            self._note(stopped, began)
            raise
        if changed:
            self.reload(changed)
        self.record_outside(settle=settle, foreground=foreground)

    def exchange(
        self,
        *,
        say: Callable[[str], None] = lambda _: None,
        allow_mass_delete: bool = False,
        accept_rewritten: bool = False,
        foreground: bool = False,
    ) -> SyncResult:
        """Fetch, merge and push what is recorded. It touches the disk only, not this session, so
        that edits may go on meanwhile; `reload` then shows the paths that it changed."""
        from tuiwork.sync.syncing import sync

        began = monotonic()
        try:
            result = sync(
                self.local,
                say=say,
                allow_mass_delete=allow_mass_delete,
                accept_rewritten=accept_rewritten,
                foreground=foreground,
                when=self.now if self._pinned else None,
            )
        except SyncStopped as stopped:
            self._note(stopped, began)
            raise
        if self.left_out:
            result = replace(result, message=f"{result.message}; {_left_out(self.left_out)}")
        self._note(result, began)
        return result

    def _note(self, end: SyncResult | SyncStopped, began: float) -> None:
        """Keep in the log of this copy how an exchange ended that began at this moment."""
        from tuiwork.sync.exchanged import Exchange, note_exchange
        from tuiwork.sync.syncing import remote_of

        did = (0, 0, 0)
        if not isinstance(end, SyncStopped):
            did = (end.sent, end.received, len(end.conflicts))
        took = monotonic() - began
        name, url = remote_of(self.root)
        note_exchange(self.local, Exchange(self.now, name, url, end.state, *did, took, end.message))

    def exchanges(self) -> list[Exchange]:
        """What the last exchanges from this copy did, newest first."""
        from tuiwork.sync.exchanged import exchanges

        return exchanges(self.local)

    def remote_status(self) -> RemoteStatus:
        """How this clone stands against its remote, as far as is known without the network."""
        from tuiwork.sync.syncing import remote_status

        return remote_status(self.repository())


def _left_out(problems: Sequence[Problem]) -> str:
    """The end of a sentence about documents that could not be recorded, and why."""
    what = "a file was" if len(problems) == 1 else f"{len(problems)} files were"
    more = f" and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
    return f"{what} left out: {'; '.join(map(str, problems[:SHOWN]))}{more}"
