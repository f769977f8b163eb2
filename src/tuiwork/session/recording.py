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
    from collections.abc import Mapping

    from tuiwork.sync.git.repository import Repository
    from tuiwork.sync.recording import Recorded as Commit

Contents = dict[str, bytes | None]
"""What files hold, None for one that is not there, by path."""


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

        files, before = self._to_record(change, foreground=foreground)
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
            if not all(self._holds(path, files[path]) for path in error.paths):
                # The branch was moved since we looked what it holds there.
                return self._commit(change, foreground=foreground)
            earlier = {file.path: file.before for file in change.files if file.path in error.paths}
        self._record_others(earlier, foreground=foreground)
        return record(self.root, files, commit_message(change), when=when, foreground=foreground)

    def _record_others(self, texts: Mapping[str, str | None], *, foreground: bool) -> None:
        """Commit, in the name of nobody's Change, what documents hold, None for those gone."""
        from tuiwork.sync.recording import record
        from tuiwork.text.document import read_document
        from tuiwork.verbs.outside import outside_message

        read = [read_document(path, text)[0] for path, text in texts.items() if text is not None]
        message = outside_message([one for one in read if one is not None])
        contents = {path: _bytes(text) for path, text in texts.items()}
        when = self.now if self._pinned else None
        record(self.root, contents, message, when=when, foreground=foreground)

    def _to_record(self, change: Change, *, foreground: bool) -> tuple[Contents, Contents]:
        """The contents by which a Change is recorded, and those it is built on, by path.

        What others have saved on top of it meanwhile is left to them. Where the branch does not
        hold what the Change was built on, as that waits to be recorded too, or was recorded with
        more, the Change is laid over what the branch does hold.
        """
        from tuiwork.sync.history import texts_at

        before = {file.path: _bytes(file.before) for file in change.files}
        after = {file.path: _bytes(file.after) for file in change.files}
        since = [path for path, data in after.items() if not self._holds(path, data)]
        if not since:
            return after, before
        repo = self.repository()
        texts = texts_at(repo, repo.head, since)
        recorded = {path: _bytes(text) for path, text in texts.items()}
        apart = [path for path in since if recorded[path] not in (before[path], after[path])]
        if not apart:
            return after, before
        laid = _laid_over(before, after, {path: recorded[path] for path in apart})
        if laid is None:
            from tuiwork.store.quiet import read_quiet

            # Nobody can tell any more who did what to the same value.
            self._record_others(read_quiet(self.root, sorted(after), 0.0), foreground=foreground)
            return {}, {}
        return after | laid, before | {path: recorded[path] for path in apart}

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
        repo = repair(self.local, self.repository())
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
    return None if text is None else text.encode("utf-8", "surrogateescape")


def _laid_over(before: Contents, after: Contents, now: Contents) -> Contents | None:
    """What some files hold once a change is made to what they hold now; None if that clashes."""
    from tuiwork.text.merging.trees import merge_trees

    merged = merge_trees(
        {path: before[path] for path in now}, {path: after[path] for path in now}, now
    )
    clashes = bool(merged.conflicts) or merged.files.keys() != now.keys()
    return None if clashes else dict(merged.files)


def commit_message(change: Change) -> str:
    """The commit message of a Change: its diary line, then what undo and history need to know."""
    trailers = [f"{IDS}: {' '.join(change.ids)}"] if change.ids else []
    trailers += [f"{UNDOES}: {' '.join(change.undoes)}"] if change.undoes else []
    trailers += [f"{REDOES}: {' '.join(change.redoes)}"] if change.redoes else []
    trailers += [f"{SOURCE}: {' '.join(change.source.split())}"] if change.source.strip() else []
    lines = [change.message, "", *trailers] if trailers else [change.message]
    # What people and files say stays on its own line: none of it begins another trailer.
    return "\n".join(" ".join(safe(line).split()) for line in lines)
