"""Taking back: the Change that makes things what they would be had another never happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuiwork.dataclass import replace
from tuiwork.errors import Refused
from tuiwork.model.change import IDS, Change
from tuiwork.session.recording import Recording

if TYPE_CHECKING:
    from tuiwork.sync.git.repository import Repository
    from tuiwork.sync.history import Commit

UNDO_DEPTH = 500
"""How many of a person's commits back undo looks."""


class TakingBack(Recording):
    """The part of a session that undoes and redoes."""

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
