"""The one door both faces use: open a workspace, read it, do a verb, undo, record, sync, watch."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from threading import Event, Lock
from time import monotonic
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from tuiwork.dataclass import dataclass, replace
from tuiwork.errors import Refused, SyncStopped, TuiworkError
from tuiwork.model.change import IDS, REDOES, UNDOES, Actor, Change, FileChange
from tuiwork.model.document import Document
from tuiwork.model.ids import mint, slug
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import EVERYTHING, Scope, changed_since, load, reload
from tuiwork.store.local import find_local, find_root

if TYPE_CHECKING:
    from tuiwork.sync.history import Commit
    from tuiwork.sync.repository import Opening, Repository
    from tuiwork.sync.syncing import RemoteStatus, SyncResult

P = ParamSpec("P")

FRESH = 0.5
"""The seconds for which what git said of the repository is taken to be so still."""

UNDO_DEPTH = 500
"""How many of a person's commits back undo looks."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A Change in the history: its commit, or None when there was nothing to commit."""

    change: Change
    commit: str | None


class Session:
    """One workspace, opened by one person. `today` pins the day, for reproducible views."""

    def __init__(self, start: Path, today: date | None = None) -> None:
        self.root = find_root(start)
        self.local = find_local(self.root)
        self._pinned = today
        self._workspace: Workspace | None = None
        self._unrecorded: list[Change] = []
        self._recording = Lock()
        self._asked = 0.0
        self._opening: Opening | None = None
        self._opened: Repository | None = None

    # Reading

    @property
    def workspace(self) -> Workspace:
        """The workspace as last loaded or changed; everything is loaded on first use."""
        return self._workspace or self.load()

    def load(self, scope: Scope = EVERYTHING) -> Workspace:
        """Load what the scope takes in, afresh from disk."""
        self._workspace = load(self.local, scope)
        return self._workspace

    def reload(self, paths: Iterable[str]) -> Workspace:
        """Read these files again after they changed on disk."""
        self._workspace = reload(self.local, self.workspace, paths)
        return self._workspace

    def changed_on_disk(self) -> frozenset[str]:
        """The documents that may have changed on disk since everything was loaded."""
        return changed_since(self.local)

    def watch(self, stop: Event) -> Iterator[frozenset[str]]:
        """Sets of document paths that changed on disk, until `stop` is set. It blocks."""
        from tuiwork.store.watch import watch

        return watch(self.root, stop)

    # Who and when

    @cached_property
    def _identity(self) -> tuple[str, str] | None:
        """The name and e-mail address git knows the person by."""
        from tuiwork.errors import NoWorkspace

        try:
            author = self.repository().author
        except NoWorkspace:
            return None
        return (author.name, author.email) if author else None

    def expect_change(self) -> None:
        """Have git asked who acts and where, so that it answers while a verb is prepared."""
        from tuiwork.sync.repository import Opening

        self._asked = monotonic()
        self._opening = Opening(self.root)

    def close(self) -> None:
        """Leave nothing behind that was begun."""
        if self._opening is not None:
            with suppress(TuiworkError):
                self.repository()

    @property
    def handle(self) -> str:
        """Who acts: the person with git's e-mail address, else a handle made of git's name."""
        if self._identity is None:
            return slug(os.environ.get("USER", "") or "somebody")
        name, email = self._identity
        for person in self.workspace.people.values():
            if email.casefold() in person.emails:
                return person.handle
        return slug(name)

    @cached_property
    def timezone(self) -> tzinfo | None:
        """The workspace's timezone; the machine's where it names none, or one nobody knows."""
        name = self.workspace.settings.timezone
        if not name:
            return None
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None

    @property
    def now(self) -> datetime:
        """The time in the workspace's timezone, on the pinned day if there is one."""
        now = datetime.now(self.timezone).astimezone(self.timezone)
        if self._pinned is None:
            return now
        return now.replace(year=self._pinned.year, month=self._pinned.month, day=self._pinned.day)

    @property
    def today(self) -> date:
        return self.now.date()

    def actor(self) -> Actor:
        """Who acts and when, for a verb."""
        now = self.now
        return Actor(self.handle, now, now.date(), lambda: mint(os.urandom))

    # Doing

    def plan(
        self,
        verb: Callable[Concatenate[Workspace, Actor, P], Change],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Change:
        """What a verb would do. Nothing is written. Raises Refused."""
        return verb(self.workspace, self.actor(), *args, **kwargs)

    def do(
        self,
        verb: Callable[Concatenate[Workspace, Actor, P], Change],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Change:
        """Do a verb: when this returns, its Change is saved. `record` then commits it."""
        return self.apply(self.plan(verb, *args, **kwargs))

    def apply(self, change: Change) -> Change:
        """Save a Change, merged into what is on disk by now, and show it in the workspace."""
        written = self._save(change)
        if not written.is_empty:
            self._unrecorded.append(written)
        return written

    def _save(self, change: Change) -> Change:
        from tuiwork.store.apply import apply

        self._must_be_writable()
        written = apply(self.local, change)
        self._show(written.files)
        return written

    def _must_be_writable(self) -> None:
        settings = self.workspace.settings
        if settings.newer:
            raise Refused(
                f"this workspace has format {settings.format}, newer than this tuiwork can write; "
                "it is open for reading only, update tuiwork to change it"
            )

    def _show(self, files: Iterable[FileChange]) -> None:
        from tuiwork.text.document import read_document

        documents: dict[str, Document | None] = {}
        problems = {}
        for file in files:
            documents[file.path], found = (
                (None, []) if file.after is None else read_document(file.path, file.after)
            )
            problems[file.path] = tuple(found)
        self._workspace = self.workspace.replace(documents, problems)

    # Recording

    def record(self, *, foreground: bool = False, most: int | None = None) -> list[Recorded]:
        """Commit every saved Change, or at `most` so many, one commit each.

        Raises NotRecorded; what is left waits.
        """
        from tuiwork.store.lock import hold
        from tuiwork.sync.recording import record

        done: list[Recorded] = []
        with self._recording:
            while self._unrecorded and (most is None or len(done) < most):
                change = self._unrecorded[0]
                with hold(self.local.lock):
                    made = record(
                        self.root,
                        self._to_record(change),
                        commit_message(change),
                        when=self.now if self._pinned else None,
                        foreground=foreground,
                        repo=self._just_opened(),
                    )
                self._unrecorded.pop(0)
                done.append(Recorded(change, made.oid if made else None))
        return done

    def _to_record(self, change: Change) -> dict[str, bytes | None]:
        """The contents by which a Change is recorded, by path.

        Another process may have built on a Change and recorded both already: what has been
        written since, and is not as before in the history, is left to whoever wrote it.
        """
        from tuiwork.sync.history import texts_at

        after = {
            file.path: None if file.after is None else file.after.encode("utf-8")
            for file in change.files
        }
        since = [path for path, data in after.items() if not self._holds(path, data)]
        if since:
            repo = self.repository()
            recorded = texts_at(repo, repo.head, since)
            before = {file.path: file.before for file in change.files}
            for path in since:
                if recorded[path] != before[path]:
                    del after[path]
        return after

    def _holds(self, path: str, data: bytes | None) -> bool:
        from tuiwork.store.files import read_whole

        try:
            return read_whole(self.root, path) == data
        except Refused:
            return False

    def _just_opened(self) -> Repository | None:
        """The repository where git spoke of it so lately that it can be believed once more."""
        opened, self._opened = self._opened, None
        return opened if monotonic() - self._asked < FRESH else None

    @property
    def unrecorded(self) -> int:
        """How many Changes of this session are saved but not committed yet."""
        return len(self._unrecorded)

    def record_outside(self, *, settle: float = 2.0) -> list[Recorded]:
        """Commit what people and programs other than tuiwork changed, with its log entries.

        A file still being written (younger than `settle` seconds) or unreadable is left for the
        next time.
        """
        from tuiwork.verbs.outside import note_outside

        self._repair()
        self.record()
        repo = self.repository()
        before, now = self._outside(repo, settle)
        if not before:
            return []
        change = note_outside(self.workspace, self.actor(), before, now)
        written = self._save(change) if not change.is_empty else change
        texts = {file.path: file.after for file in written.files}
        files = tuple(
            FileChange(path, before[path], texts.get(path, now[path])) for path in sorted(before)
        )
        self._unrecorded.append(replace(written, files=files))
        return self.record()

    def _repair(self) -> None:
        """End what a crash left half saved, so that it is not taken for somebody's edits."""
        if self.local.journal.exists():
            from tuiwork.store.apply import recover
            from tuiwork.store.lock import hold

            with hold(self.local.lock):
                changed = recover(self.local)
            self.reload(changed)

    def _outside(
        self, repo: Repository, settle: float
    ) -> tuple[dict[str, str | None], dict[str, str | None]]:
        """The texts, committed and on disk, of the documents that differ and can be recorded."""
        from tuiwork.store.quiet import read_quiet
        from tuiwork.sync.history import texts_at
        from tuiwork.sync.recording import leftovers

        now = read_quiet(self.root, leftovers(repo), settle)
        before = texts_at(repo, repo.head, list(now))
        return {path: before.get(path) for path in now}, now

    # Taking back

    def undo(self, commit: str | None = None) -> Change:
        """Take back the person's last recorded change, or the one named, as a new Change.

        Raises Refused where there is none or where it would lose another's work.
        """
        return self.apply(self.plan_undo(commit))

    def redo(self) -> Change:
        """Bring back what the person's last undo took away."""
        return self.apply(self.plan_redo())

    def plan_undo(self, commit: str | None = None) -> Change:
        """What `undo` would do."""
        return self._reversal_of(commit, redo=False)

    def plan_redo(self) -> Change:
        """What `redo` would do."""
        return self._reversal_of(None, redo=True)

    def _reversal_of(self, oid: str | None, *, redo: bool) -> Change:
        from tuiwork.sync.history import log
        from tuiwork.verbs.undoing import choose_commit

        self._repair()
        self.record()
        repo = self.repository()
        email = self._identity[1] if self._identity else None
        commits = log(repo, limit=UNDO_DEPTH, email=None if oid else email)
        return self._reversal(repo, choose_commit(commits, oid, redo=redo), redo=redo)

    def _reversal(self, repo: Repository, commit: Commit, *, redo: bool) -> Change:
        from tuiwork.store.files import read_if_there
        from tuiwork.sync.history import texts_at
        from tuiwork.text.source import Malformed
        from tuiwork.verbs.undoing import take_back

        here = [
            self.workspace.tasks[id_].path
            for id_ in commit.trailers.get(IDS, "").split()
            if id_ in self.workspace.tasks
        ]
        paths = list(dict.fromkeys([*commit.paths, *here]))
        parent = commit.parents[0] if commit.parents else None
        before, after = texts_at(repo, parent, paths), texts_at(repo, commit.oid, paths)
        try:
            now = {path: read_if_there(self.root, path) for path in paths}
        except Malformed as error:
            raise Refused(
                f"“{commit.subject}” cannot be taken back: a file {error.message}"
            ) from None
        change = take_back(commit.subject, before, after, now)
        word = "Redid" if redo else "Undid"
        subject = commit.subject.removeprefix("Undid: ") if redo else commit.subject
        return replace(
            change,
            message=f"{word}: {subject}",
            ids=tuple(commit.trailers.get(IDS, "").split()),
            undoes=None if redo else commit.oid,
            redoes=commit.oid if redo else None,
        )

    # History and the remote

    def repository(self) -> Repository:
        """The git repository the workspace lies in. Raises NoWorkspace."""
        from tuiwork.sync.repository import open_repository

        opening, self._opening = self._opening, None
        if opening is None:
            return open_repository(self.root)
        self._opened = opening.wait()
        return self._opened

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
        self.prepare_exchange(settle=settle)
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

    def prepare_exchange(self, *, settle: float = 2.0) -> None:
        """Finish a sync that died, if one did, and record what is left."""
        from tuiwork.sync.syncing import resume

        changed = resume(self.local)
        if changed:
            self.reload(changed)
        self.record_outside(settle=settle)

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

        return sync(
            self.local,
            say=say,
            allow_mass_delete=allow_mass_delete,
            accept_rewritten=accept_rewritten,
            foreground=foreground,
            when=self.now if self._pinned else None,
        )

    def remote_status(self) -> RemoteStatus:
        """How this clone stands against its remote, as far as is known without the network."""
        from tuiwork.sync.syncing import remote_status

        return remote_status(self.repository())


def commit_message(change: Change) -> str:
    """The commit message of a Change: its diary line, then what undo and history need to know."""
    trailers = [f"{IDS}: {' '.join(change.ids)}"] if change.ids else []
    trailers += [f"{UNDOES}: {change.undoes}"] if change.undoes else []
    trailers += [f"{REDOES}: {change.redoes}"] if change.redoes else []
    return "\n".join([change.message, "", *trailers]) if trailers else change.message
