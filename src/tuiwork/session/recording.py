"""Recording: what is saved becomes commits, also what people and programs changed without us."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tuiwork.dataclass import dataclass, replace
from tuiwork.errors import Problem, Refused
from tuiwork.model.change import IDS, REDOES, SOURCE, UNDOES, Change, FileChange
from tuiwork.session.saving import Saving
from tuiwork.text.clean import safe

if TYPE_CHECKING:
    from tuiwork.sync.git.repository import Repository
    from tuiwork.sync.recording import Recorded as Commit


@dataclass(frozen=True, slots=True)
class Recorded:
    """A Change in the history: its commit, or None when there was nothing to commit."""

    change: Change
    commit: str | None


class Recording(Saving):
    """The part of a session that commits.

    `left_out` are the documents that could not be recorded when that was tried last.
    """

    def __init__(self, start: Path, today: date | None = None) -> None:
        super().__init__(start, today)
        self.left_out: list[Problem] = []

    def record(self, *, foreground: bool = False, most: int | None = None) -> list[Recorded]:
        """Commit every saved Change, or at `most` so many, one commit each.

        Raises NotRecorded; what is left waits.
        """
        from tuiwork.store.lock import hold

        done: list[Recorded] = []
        with self._recording:
            while self._unrecorded and (most is None or len(done) < most):
                change = self._unrecorded[0]
                with hold(self.local.lock):
                    made = self._commit(change, foreground=foreground)
                self._unrecorded.pop(0)
                done.append(Recorded(change, made.oid if made else None))
                if made and made.rewritten:
                    self.reload(made.rewritten)
        return done

    def _commit(self, change: Change, *, foreground: bool) -> Commit | None:
        """Commit one Change; before it, in a commit of their own, edits that it was built on and
        that nobody has recorded yet, so that taking it back does not take them back."""
        from tuiwork.sync.recording import BuiltOnUnrecorded, record

        files = self._to_record(change)
        before = {file.path: _bytes(file.before) for file in change.files if file.path in files}
        when = self.now if self._pinned else None
        try:
            return record(
                self.root,
                files,
                commit_message(change),
                before=before,
                when=when,
                foreground=foreground,
                repo=self._just_opened(),
            )
        except BuiltOnUnrecorded as error:
            earlier = {path: before[path] for path in error.paths}
        from tuiwork.text.document import read_document
        from tuiwork.verbs.outside import outside_message

        documents = [
            read_document(file.path, file.before)[0]
            for file in change.files
            if file.path in earlier and file.before is not None
        ]
        message = outside_message([one for one in documents if one is not None])
        record(self.root, earlier, message, when=when, foreground=foreground)
        return record(self.root, files, commit_message(change), when=when, foreground=foreground)

    def _to_record(self, change: Change) -> dict[str, bytes | None]:
        """The contents by which a Change is recorded, by path.

        Another process may have built on a Change and recorded both already: what has been
        written since, and is not as before in the history, is left to whoever wrote it.
        """
        from tuiwork.sync.history import texts_at

        after = {file.path: _bytes(file.after) for file in change.files}
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

    @property
    def unrecorded(self) -> int:
        """How many Changes of this session are saved but not committed yet."""
        return len(self._unrecorded)

    def record_outside(self, *, settle: float = 2.0, foreground: bool = False) -> list[Recorded]:
        """Commit what people and programs other than tuiwork changed, with its log entries.

        A file still being written (younger than `settle` seconds) or unreadable is left for the
        next time; `left_out` tells which, and why.
        """
        from tuiwork.sync.recording import repair
        from tuiwork.verbs.outside import note_outside

        self._repair()
        self.record(foreground=foreground)
        repo = self.repository()
        repair(self.local, repo)
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
        return self.record(foreground=foreground)

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

        self.left_out.clear()
        now = read_quiet(self.root, leftovers(repo), settle, self.left_out.append)
        before = texts_at(repo, repo.head, list(now))
        return {path: before.get(path) for path in now}, now


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8")


def commit_message(change: Change) -> str:
    """The commit message of a Change: its diary line, then what undo and history need to know."""
    trailers = [f"{IDS}: {' '.join(change.ids)}"] if change.ids else []
    trailers += [f"{UNDOES}: {' '.join(change.undoes)}"] if change.undoes else []
    trailers += [f"{REDOES}: {' '.join(change.redoes)}"] if change.redoes else []
    trailers += [f"{SOURCE}: {' '.join(change.source.split())}"] if change.source.strip() else []
    lines = [change.message, "", *trailers] if trailers else [change.message]
    # What people and files say stays on its own line: none of it begins another trailer.
    return "\n".join(" ".join(safe(line).split()) for line in lines)
