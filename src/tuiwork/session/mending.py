"""Mending what `check` finds: the repairs are thought out one after another, then done."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from tuiwork.dataclass import dataclass
from tuiwork.errors import NotRecorded, NoWorkspace
from tuiwork.model.change import Change, FileChange
from tuiwork.model.workspace import Workspace
from tuiwork.session.taking_back import TakingBack

if TYPE_CHECKING:
    from tuiwork.sync.git.repository import Repository


SETTLE = 2.0
"""Seconds for which a file must have been left alone to be recorded before it is mended."""


@dataclass(frozen=True, slots=True)
class Repairs:
    """What would be mended: a Change for each kind of repair, in the order they are to be done.

    While git is in the middle of an `operation`, only what it could not merge is mended, and
    `settled` are the documents of which git is told then. `waiting` are the paths that git waits
    for and that are the person's to settle.
    """

    changes: tuple[Change, ...]
    operation: str | None = None
    settled: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def whole(self) -> Change:
        """All the repairs as one Change, to be looked at."""
        files: dict[str, FileChange] = {}
        for file in (file for change in self.changes for file in change.files):
            before = files.get(file.path, file).before
            files[file.path] = FileChange(file.path, before, file.after)
        notices = tuple(one for change in self.changes for one in change.notices)
        message = "; ".join(change.message for change in self.changes)
        return Change(message, tuple(files[path] for path in sorted(files)), (), notices)


class Mending(TakingBack):
    """The part of a session that repairs."""

    def plan_repairs(self) -> Repairs:
        """What `mend` would do to a workspace that is loaded as a whole. Nothing is written."""
        from tuiwork.verbs.mending.ids import give_ids, part_ids
        from tuiwork.verbs.mending.imagining import imagine
        from tuiwork.verbs.mending.references import mend_references

        workspace, actor = self.workspace, self.actor()
        repo = self._repository_if_any()
        merges, settled, waiting = self._plan_merges(workspace, repo)
        if repo is not None and repo.state not in (None, "detached"):
            changes = () if merges.is_empty else (merges,)
            return Repairs(changes, repo.state, settled, waiting)
        repairs = [merges]
        workspace = imagine(workspace, merges)
        for verb in (give_ids, part_ids):
            repairs.append(verb(workspace, actor))
            workspace = imagine(workspace, repairs[-1])
        removed = self._removed_tasks(workspace, repo)
        repairs.append(mend_references(workspace, actor, removed))
        return Repairs(tuple(change for change in repairs if not change.is_empty))

    def mend(self) -> Repairs:
        """Do what `plan_repairs` tells, and save it; `record` then commits it. Where git is in the
        middle of something, git is told instead that the documents are merged.

        What people did without tuiwork is recorded first, so that undo takes back repairs alone.
        """
        repairs = self.plan_repairs()
        if repairs.changes and repairs.operation is None:
            with suppress(NotRecorded, NoWorkspace):
                if self.record_outside(settle=SETTLE):
                    repairs = self.plan_repairs()
        for change in repairs.changes:
            if repairs.operation is None:
                self.apply(change)
            else:
                self._save(change)
        if repairs.settled:
            self._stage(repairs.settled)
        return repairs

    def _plan_merges(
        self, workspace: Workspace, repo: Repository | None
    ) -> tuple[Change, tuple[str, ...], tuple[str, ...]]:
        """The Change that merges what git left, the documents that are whole then, and the paths
        that git still waits for."""
        from tuiwork.sync.unmerged import find_unmerged, find_versions
        from tuiwork.text.merging.unmarking import part
        from tuiwork.verbs.mending.merges import keep_both_sides

        marked = {
            path
            for path, problems in workspace.problems_by_path.items()
            if any(one.fixable and one.key != "id" for one in problems)
        }
        unmerged = find_unmerged(repo) if repo else None
        documents = unmerged.documents if unmerged else ()
        now = {path: self._text_on_disk(path) for path in sorted({*marked, *documents})}
        known = find_versions(repo, now) if repo and now else {}
        change = keep_both_sides(workspace, self.actor(), now, known)
        after = now | {file.path: file.after for file in change.files}
        settled = tuple(
            path
            for path in documents
            if after[path] != now[path] or (path in known and known[path].untouched)
            if after[path] is None or part(path, after[path] or "") is None
        )
        waiting = {*documents, *(unmerged.others if unmerged else ())} - set(settled)
        return change, settled, tuple(sorted(waiting))

    def _text_on_disk(self, path: str) -> str | None:
        from tuiwork.store.files import read_if_there
        from tuiwork.text.source import Malformed

        try:
            return read_if_there(self.root, path)
        except Malformed:
            return None

    def _removed_tasks(self, workspace: Workspace, repo: Repository | None) -> set[str]:
        """The ids that dangling references name and whose task the history knows to be removed."""
        from tuiwork.insight.references import Dangling
        from tuiwork.model.fields import Type
        from tuiwork.sync.unmerged import removed_tasks

        if repo is None:
            return set()
        references = Dangling(workspace)
        lost = {
            one.name
            for document in workspace.documents.values()
            for one in references.of(document)
            if one.field.type is Type.TASK
        }
        return removed_tasks(repo, lost)

    def _stage(self, paths: tuple[str, ...]) -> None:
        """Tell git that these documents are merged, as they are on disk now."""
        from tuiwork.store.files import read_whole
        from tuiwork.store.lock import hold
        from tuiwork.sync.git.index import stage
        from tuiwork.sync.git.objects import EXECUTABLE, PLAIN, Entry, blob_oid

        repo = self.repository()
        with hold(self.local.lock):
            contents: Mapping[str, bytes | None] = {
                path: read_whole(self.root, path) for path in paths
            }
            entries: dict[str, Entry | None] = {}
            for path, data in contents.items():
                entries[path] = None
                if data is not None:
                    runs = (self.root / path).lstat().st_mode & stat.S_IXUSR
                    mode = EXECUTABLE if runs else PLAIN
                    entries[path] = Entry(mode, "blob", blob_oid(repo, data))
            stage(repo, entries)

    def _repository_if_any(self) -> Repository | None:
        try:
            return self.repository()
        except NoWorkspace:
            return None
