"""The user's index: of a commit made beside it, it is told those paths and no others."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from tuiwork.store.local import find_local
from tuiwork.sync.git.objects import EXECUTABLE, PLAIN, Entry, blob_oid, find_entries, null_oid
from tuiwork.sync.git.patience import Patience
from tuiwork.sync.git.repository import Repository
from tuiwork.sync.git.runner import GitFailed, run


def stage(repo: Repository, entries: Mapping[str, Entry | None]) -> bool:
    """Make the index hold these entries, None for no file; what else is staged stays.

    Best done before the commit: a commit that the user makes in between then holds them too,
    and does not take them back. Where another program keeps the index locked, or it cannot be
    written, the paths are noted for refresh_index, and the answer is False.
    """
    patience = Patience(repo.root)
    try:
        while True:
            try:
                _write(repo, entries)
                return True
            except GitFailed as failure:
                patience.bear(failure)
    except GitFailed:
        note_behind(repo, entries)
        return False


def is_index_behind(repo: Repository) -> bool:
    """Whether there is something that refresh_index has yet to tell it."""
    return _note(repo).exists()


def refresh_index(repo: Repository) -> None:
    """Tell the index of what an earlier run had to leave out. The caller holds the write lock."""
    note = _note(repo)
    if repo.head is None or not note.exists():
        return
    paths = [os.fsdecode(path) for path in note.read_bytes().split(b"\0") if path]
    entries = find_entries(repo, repo.head, paths)
    note.unlink()
    stage(repo, {path: entries.get(path) for path in paths})


def _note(repo: Repository) -> Path:
    return find_local(repo.root).state / "index-behind"


def note_behind(repo: Repository, paths: Iterable[str]) -> None:
    """Note that the index is still to be told what the last commit holds at these paths."""
    note = _note(repo)
    note.parent.mkdir(parents=True, exist_ok=True)
    with note.open("ab") as behind:
        behind.write(b"".join(os.fsencode(path) + b"\0" for path in paths))


def _write(repo: Repository, entries: Mapping[str, Entry | None]) -> None:
    """Git looks at the files that are as said, so that it need not read them again."""
    if repo.head is not None and not (repo.git_dir / "index").exists():
        # Made with these entries alone, it would say that all other files are to be deleted.
        run(repo.root, "read-tree", repo.head)
    on_disk = [path for path, entry in entries.items() if _is_as_said(repo, path, entry)]
    listed = b"".join(os.fsencode(path) + b"\0" for path in on_disk)
    options = ("--add", "--remove", "--replace", "-z", "--stdin")
    if on_disk:
        run(repo.root, "update-index", *options, stdin=listed)
    other = entries.keys() - set(on_disk)
    if other:
        lines = (_index_line(repo, path, entries[path]) for path in sorted(other))
        run(repo.root, "update-index", "--replace", "-z", "--index-info", stdin=b"".join(lines))


def _index_line(repo: Repository, path: str, entry: Entry | None) -> bytes:
    mode, oid = (entry.mode, entry.oid) if entry else ("0", null_oid(repo))
    return os.fsencode(f"{mode} {oid}\t{repo.prefix}{path}\0")


def _is_as_said(repo: Repository, path: str, entry: Entry | None) -> bool:
    file = repo.root / path
    try:
        found = file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return entry is None
    if entry is None or not stat.S_ISREG(found.st_mode):
        return False
    if entry.mode != (EXECUTABLE if found.st_mode & stat.S_IXUSR else PLAIN):
        return False
    return blob_oid(repo, file.read_bytes()) == entry.oid
