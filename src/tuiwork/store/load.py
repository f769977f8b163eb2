"""Loading a workspace: only what changed is read again, and nothing a user wrote stops it."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from tuiwork.dataclass import dataclass, field
from tuiwork.errors import Problem
from tuiwork.model.document import Document
from tuiwork.model.kinds import DOCUMENT_FOLDERS, Kind, kind_of
from tuiwork.model.nouns import make_document
from tuiwork.model.workspace import Workspace
from tuiwork.store.attachments import list_attachments
from tuiwork.store.files import list_folder, read_text
from tuiwork.store.index import (
    COARSE_GRAIN,
    DAMAGE,
    NEVER,
    FolderRow,
    Index,
    Row,
    fingerprint,
    is_settled,
)
from tuiwork.store.local import Local
from tuiwork.store.rows import decode, decode_problems, encode_problems

TOLD = 200
"""Files that are read between two words about it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a command needs: the tasks of which folders, or around which ids; notes and logs or not.

    `choose` picks the folders from all that hold tasks or lists; None from it means every one.
    With none of the three it is everything. All documents that are no tasks always belong.
    Without `all_ids`, ids are shortened as if only the loaded tasks had one. `tell` is told now and
    then how many of how many files that nobody had read yet are read.
    """

    folders: tuple[str, ...] | None = None
    ids: tuple[str, ...] | None = None
    texts: bool = True
    choose: Callable[[Sequence[str]], tuple[str, ...] | None] | None = None
    tell: Callable[[int, int], None] | None = None
    all_ids: bool = True

    @property
    def is_everything(self) -> bool:
        return self.folders is None and self.ids is None and self.choose is None


EVERYTHING = Scope()
HEADS = Scope(texts=False)


@dataclass(slots=True)
class _Findings:
    """What a look at the disk found to differ from the index."""

    looked_into: list[FolderRow] = field(default_factory=list)
    gone_folders: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.looked_into or self.gone_folders or self.gone)


def load(local: Local, scope: Scope = EVERYTHING) -> Workspace:
    """The workspace, with the problems of its files inside. Writes nothing but the index."""
    index = Index(local.index)
    try:
        return _load(local.root, index, scope)
    except DAMAGE as error:
        index.begin_anew(error)
        return _load(local.root, index, scope)
    finally:
        index.close()


def _load(root: Path, index: Index, scope: Scope) -> Workspace:
    findings = _look(root, index)
    fresh = _read_all(root, findings.unread, scope.tell)
    folders = _folders_asked(index, scope, fresh.values())
    for path in _changed(root, index, folders, findings):
        if path not in fresh:
            _read_into(fresh, root, path, findings.gone)
    rows = {row.path: row for row in index.rows(folders, scope.texts)}
    if fresh or findings.any:
        index.update(findings.looked_into, fresh.values(), findings.gone, findings.gone_folders)
    wanted = None if folders is None else set(folders)
    for path, row in fresh.items():
        if wanted is None or row.kind != Kind.TASK or row.folder in wanted:
            rows[path] = row
    for path in findings.gone:
        rows.pop(path, None)
    known_ids = None if folders is None else index.ids() if scope.all_ids else ()
    return _workspace(root, rows.values(), findings.problems, known_ids)


def _workspace(
    root: Path, rows: Iterable[Row], more: Sequence[Problem], known_ids: Sequence[str] | None
) -> Workspace:
    documents: dict[str, Document] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    for row in rows:
        if row.document is not None:
            documents[row.path] = row.document
        elif row.fields:
            kind = Kind(row.kind)
            fields = decode(row.fields, row.dates)
            documents[row.path] = make_document(row.path, kind, fields, row.notes, row.log)
        if row.problems:
            problems[row.path] = decode_problems(row.problems)
    for problem in more:
        problems[problem.path] = (*problems.get(problem.path, ()), problem)
    return Workspace(
        documents,
        read=lambda path: read_text(root, path),
        attached=lambda task_id: list_attachments(root, task_id),
        all_ids=None if known_ids is None else lambda: known_ids,
        problems=problems,
    )


# Looking at folders: one whose mtime stands still holds the same names as before.


def _look(root: Path, index: Index) -> _Findings:
    known = index.folders()
    children = _children(known)
    findings = _Findings()
    visited: set[str] = set()
    waiting = ["", *DOCUMENT_FOLDERS]
    while waiting:
        folder = waiting.pop()
        seen = known.get(folder)
        read_at = time.time_ns()
        try:
            found = os.lstat(root / folder)
        except OSError:
            continue
        if not stat.S_ISDIR(found.st_mode):
            findings.problems.append(Problem(folder, "is no folder; it was not looked into"))
            continue
        mtime, _, inode = fingerprint(found)
        visited.add(folder)
        same = seen and (seen.mtime, seen.inode) == (mtime, inode)
        if seen and same and is_settled(mtime, seen.read_at):
            waiting += children.get(folder, ())
            findings.problems += decode_problems(seen.problems)
            continue
        listing = list_folder(root, folder)
        before = index.paths_in(folder) if seen else set()
        findings.unread |= set(listing.documents) - before
        findings.gone |= before - set(listing.documents)
        findings.problems += listing.problems
        seen_at = mtime if listing.complete else NEVER
        findings.looked_into.append(
            FolderRow(folder, seen_at, inode, read_at, encode_problems(listing.problems))
        )
        # Of the folders at the top only those of documents count, and they are visited anyway.
        waiting += listing.folders if folder else ()
    for folder in known.keys() - visited:
        findings.gone_folders.add(folder)
        findings.gone |= index.paths_in(folder)
    return findings


def _children(folders: Iterable[str]) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {}
    for folder in folders:
        if "/" in folder:
            children.setdefault(folder.rpartition("/")[0], []).append(folder)
    return children


# Looking at files: one whose mtime, size and inode stand still holds the same bytes as before.


def _changed(
    root: Path, index: Index, folders: Sequence[str] | None, findings: _Findings
) -> list[str]:
    changed = []
    base = f"{root}/"  # joined by hand, for it is done as often as there are files
    for path, (mtime, size, inode, read_at) in index.stats(folders).items():
        if path in findings.gone:
            continue
        try:
            now = os.lstat(base + path)
        except FileNotFoundError:
            findings.gone.add(path)
            continue
        except OSError:
            changed.append(path)
            continue
        same = now.st_mtime_ns == mtime and now.st_size == size and now.st_ino == inode
        same = same or fingerprint(now) == (mtime, size, inode)
        settled = read_at - mtime > COARSE_GRAIN or is_settled(mtime, read_at)
        if not (same and settled):
            changed.append(path)
    return changed


def _folders_asked(index: Index, scope: Scope, fresh: Collection[Row]) -> tuple[str, ...] | None:
    """The folders whose tasks a scope takes in; None for all of them.

    An id that the index does not know yet asks for everything: somebody may have moved it.
    """
    if scope.is_everything:
        return None
    folders = set(scope.folders or ())
    if scope.choose:
        here = {*index.folders_with_documents(), *(row.folder for row in fresh)}
        chosen = scope.choose(sorted(one for one in here if one.count("/") > 1))
        if chosen is None:
            return None
        folders |= set(chosen)
    if scope.ids:
        prefixes = [prefix.casefold() for prefix in scope.ids]
        if not all(map(str.isprintable, prefixes)):  # half a character is nothing to ask SQLite
            return None
        found = index.folders_of(prefixes)
        for row in fresh:
            for prefix in prefixes:
                if row.id and row.id.startswith(prefix):
                    found[prefix].append(row.folder)
        if not all(found.values()):
            return None
        folders |= {folder for several in found.values() for folder in several}
        folders |= set(index.folders_of_children(prefixes))
    return tuple(sorted(folders))


def _read_all(
    root: Path, paths: Collection[str], tell: Callable[[int, int], None] | None = None
) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for number, path in enumerate(sorted(paths)):
        if tell and number % TOLD == 0:
            tell(number, len(paths))
        _read_into(rows, root, path, set())
    return rows


def _read_into(rows: dict[str, Row], root: Path, path: str, gone: set[str]) -> None:
    from tuiwork.store.reading import read_row

    row = read_row(root, path)
    if row is None:
        gone.add(path)
    else:
        rows[path] = row


def changed_since(local: Local) -> frozenset[str]:
    """The documents that are on disk not as they were when everything was last loaded."""
    index = Index(local.index)
    try:
        findings = _look(local.root, index)
        changed = _changed(local.root, index, None, findings)
    finally:
        index.close()
    return frozenset({*changed, *findings.unread, *findings.gone})


def reload(local: Local, workspace: Workspace, paths: Iterable[str]) -> Workspace:
    """A whole workspace with these files read again from disk."""
    from tuiwork.store.reading import read_row

    documents: dict[str, Document | None] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    for path in paths:
        row = read_row(local.root, path) if kind_of(path) else None
        documents[path] = None if row is None else row.document
        if row is not None and row.problems:
            problems[path] = decode_problems(row.problems)
    return workspace.replace(documents, problems)
