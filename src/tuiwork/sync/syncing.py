"""One sync: fetch, join, take over, push, until both sides hold the same. Nothing is ever forced or
reset, the network never holds the write lock, and a sync that died is finished by the next one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tuiwork.errors import Busy, NotSaved, Refused, SyncStopped
from tuiwork.store.local import Local
from tuiwork.store.lock import hold
from tuiwork.sync import guards, outcome
from tuiwork.sync.git import refs
from tuiwork.sync.git.patience import way_out
from tuiwork.sync.git.places import changes_between
from tuiwork.sync.git.refs import Move, move_refs, read_refs
from tuiwork.sync.git.repository import Repository, open_repository
from tuiwork.sync.git.runner import GitFailed
from tuiwork.sync.joining import Options, plan
from tuiwork.sync.landing import Step, land
from tuiwork.sync.outcome import KEPT, SyncResult, Tally, changes
from tuiwork.sync.putting import mend_torn
from tuiwork.sync.remote import (
    RemoteStatus,
    fetch,
    note_stopped,
    note_synced,
    push,
    remote_of,
    remote_status,
    the_remote,
)

__all__ = ["RemoteStatus", "SyncResult", "remote_of", "remote_status", "resume", "sync"]

ROUNDS = 10
"""How often a sync tries again when others push, or commit here, at the same time."""

_PATIENCE = 0.3
_PAUSE = 0.1
_LONGEST_PAUSE = 3.0
_WHY = "tuiwork: sync"

Say = Callable[[str], None]


def sync(
    local: Local,
    *,
    say: Say = lambda _: None,
    allow_mass_delete: bool = False,
    accept_rewritten: bool = False,
    foreground: bool = False,
    when: datetime | None = None,
) -> SyncResult:
    """Exchange what is recorded here with the remote's branch; `say` is told what goes on.

    `when` stands in for the time of a merge. Raises SyncStopped with the reason and what to do;
    everything here is kept then.
    """
    options = Options(allow_mass_delete, accept_rewritten, foreground, when)
    with _in_words(), _alone(local):
        try:
            with _in_words():
                return _Sync(local, options, say).run()
        except SyncStopped as stopped:
            note_stopped(local, stopped.message)
            raise


def resume(local: Local) -> tuple[str, ...]:
    """Finish what a sync that died had begun to take over; gives the documents that changed.

    Best done before what lies on disk is recorded, so that a merge is not taken for edits.
    Raises SyncStopped where another sync is running, or it cannot be finished.
    """
    with _in_words(), _alone(local):
        if not _may_have_begun(local):
            return ()
        repo = open_repository(local.root)
        if repo.state is not None or repo.branch is None:
            return ()
        ref = refs.pending(repo)
        begun = read_refs(repo.root, ref).get(ref)
        return tuple(sorted(_resume(local, repo, begun))) if begun else ()


def _may_have_begun(local: Local) -> bool:
    """Whether any branch has a commit pending; where git cannot tell, opening says why."""
    try:
        return bool(read_refs(local.root, refs.PENDING))
    except GitFailed:
        return True


class _Sync:
    """One sync on its way: what it knows of the remote and what it has done so far."""

    def __init__(self, local: Local, options: Options, say: Say) -> None:
        self._local = local
        self._options = options
        self._say = say
        self._tally = Tally()

    def run(self) -> SyncResult:
        """Go through it to the end."""
        try:
            return self._run()
        except SyncStopped as stopped:
            stopped.paths = tuple(sorted({*stopped.paths, *self._tally.paths}))
            raise

    def _run(self) -> SyncResult:
        repo = self._open()
        self._remote = remote = the_remote(repo)
        begun = refs.pending(repo)
        known = read_refs(repo.root, begun, remote.seen, remote.tracking, refs.backup())
        self._seen = known.get(remote.seen)
        self._expired = _expired(known)
        last = self._seen or known.get(remote.tracking)
        if begun in known:
            self._tally.paths |= _resume(self._local, repo, known[begun])
            repo = self._open()
        for attempt in range(ROUNDS):
            _pause(attempt)
            self._say(f"fetching from {remote.name}")
            tip = fetch(repo, remote, foreground=self._options.foreground)
            if last is not None:
                guards.must_not_be_rewritten(
                    repo,
                    remote,
                    last,
                    tip,
                    accept=self._options.accept_rewritten,
                    foreground=self._options.foreground,
                )
            repo, ahead = self._receive(repo, tip)
            last = tip
            if repo.head is None or repo.head == tip:
                return self._finish(repo, tip)
            self._say(f"sending {changes(ahead)}")
            if push(repo, remote, repo.head, foreground=self._options.foreground):
                return self._finish(repo, repo.head, pushed=True, sent=ahead)
        raise SyncStopped(
            outcome.BUSY,
            f"others sent to {remote.name} {ROUNDS} times meanwhile; {KEPT}, sync again later",
        )

    def _open(self) -> Repository:
        repo = open_repository(self._local.root)
        guards.must_be_ready(repo)
        return repo

    def _receive(self, repo: Repository, tip: str | None) -> tuple[Repository, int]:
        """Take over what the remote has; gives the repository as it is then, and what to send."""
        for _ in range(ROUNDS):
            planned = plan(repo, self._remote, tip, self._options)
            step = planned.step
            if step is None or tip is None:
                return repo, planned.ahead
            self._say(f"taking over {changes(planned.behind)}")
            self._keep(repo, step, tip)
            landed = land(self._local, repo, step, {self._remote.seen: Move(tip)}, _WHY)
            self._tally.paths |= landed.paths
            self._tally.note(landed.conflicts, landed.problems)
            if landed.done:
                self._seen = tip
                self._tally.received += planned.behind
                self._tally.note(planned.conflicts, planned.problems)
                self._tally.note((), guards.hooks_among(repo, step.changes))
                return replace(repo, head=step.new), planned.ahead
            repo = self._open()
        raise SyncStopped(
            outcome.BUSY, f"another program keeps committing here; {KEPT}, sync again later"
        )

    def _keep(self, repo: Repository, step: Step, tip: str) -> None:
        """Keep our state before the first merge with a remote and before a mass deletion."""
        first = self._seen is None and step.new != tip
        if step.old is not None and (first or self._options.allow_mass_delete):
            guards.keep(repo, step.old, "kept before a sync")

    def _finish(
        self, repo: Repository, tip: str | None, *, pushed: bool = False, sent: int = 0
    ) -> SyncResult:
        moves = {ref: Move(None) for ref in self._expired}
        if tip is not None and tip != self._seen:
            moves[self._remote.seen] = Move(tip)
        if moves:
            move_refs(repo, moves, _WHY)
        note_synced(self._local)
        changed = self._tally.received or self._tally.paths
        state = outcome.RECEIVED if changed else outcome.UP_TO_DATE
        return self._tally.result(outcome.PUBLISHED if pushed else state, sent)


def _expired(known: Iterable[str]) -> list[str]:
    """The backups among these refs that were kept long enough."""
    now, limit = datetime.now(UTC), timedelta(days=refs.BACKUP_DAYS)
    ours = (ref for ref in known if ref.startswith(refs.backup()))
    return [ref for ref in ours if refs.age(ref, now) > limit]


def _resume(local: Local, repo: Repository, begun: str) -> set[str]:
    """Take over the pending commit if it still follows from our head; drop it otherwise."""
    if repo.head != begun and (repo.head is None or guards.is_ancestor(repo, repo.head, begun)):
        step = Step(repo.head, begun, changes_between(repo, repo.head, begun))
        with hold(local.lock):
            mend_torn(repo, step.changes)
        return land(local, repo, step, {}, _WHY).paths
    move_refs(repo, {refs.pending(repo): Move(None)}, _WHY)
    return set()


def _pause(attempt: int) -> None:
    """Let others finish, each for another while, so that they do not meet again."""
    if attempt:
        from random import uniform

        time.sleep(uniform(0, min(_PAUSE * 2**attempt, _LONGEST_PAUSE)))


@contextmanager
def _alone(local: Local) -> Iterator[None]:
    """Hold the sync lock. Stops at once where another sync has it."""
    with ExitStack() as held:
        try:
            held.enter_context(hold(local.sync_lock, patience=_PATIENCE, what="the sync"))
        except Busy:
            raise SyncStopped(
                outcome.BUSY, "a sync of this workspace is running already; wait for it to end"
            ) from None
        yield


@contextmanager
def _in_words() -> Iterator[None]:
    """Make every failure on the way a stop."""
    try:
        yield
    except Busy as busy:
        sentence = f"{busy.message}; what the remote has comes with the next sync"
        raise SyncStopped(outcome.BUSY, sentence) from busy
    except NotSaved as failure:
        sentence = f"{failure.message}; what the remote has comes with the next sync"
        raise SyncStopped(outcome.NOT_SAVED, sentence) from failure
    except Refused as refusal:
        raise SyncStopped(outcome.REFUSED, f"{refusal.message}; {KEPT}") from refusal
    except GitFailed as failure:
        sentence = f"{failure.message.rstrip('.')}{way_out(failure)}; {KEPT}"
        raise SyncStopped(outcome.FAILED, sentence) from failure
    except OSError as error:
        sentence = f"{error.filename or 'the disk'}: {error.strerror}; {KEPT}"
        raise SyncStopped(outcome.FAILED, sentence) from error
