"""How this clone's own files are: cache, locks, what a crash left, drafts that were kept."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from tuiwork.dataclass import dataclass
from tuiwork.model.kinds import DOCUMENT_FOLDERS
from tuiwork.model.workspace import Workspace
from tuiwork.store.files import TEMPORARY
from tuiwork.store.index import VERSION
from tuiwork.store.load import load
from tuiwork.store.local import Local, find_git_folder
from tuiwork.store.rows import encode


class Level(StrEnum):
    """How much a finding matters."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is to be said about how something stands, and what to do about it: the person
    or, where it is `fixable`, `doctor --fix`."""

    level: Level
    message: str
    cure: str = ""
    fixable: bool = False


def examine_cache(
    local: Local, workspace: Workspace | None, *, compare: bool = True
) -> Iterator[Finding]:
    """The index: whether it can be read and says of the files what they say themselves.

    `workspace` is what was loaded through it just now; to `compare` it, all files are read anew.
    """
    place = local.index
    damage = _damage(place)
    if damage is not None:
        yield Finding(
            Level.WRONG, f"{place}: {damage}", "make it anew from the files", fixable=True
        )
        return
    if workspace is None:
        return
    if compare and _differs(local, workspace):
        words = f"{place} is stale: it says otherwise than the files"
        yield Finding(Level.WRONG, words, "make it anew from the files", fixable=True)
        return
    size = place.stat().st_size / 1024 / 1024 if place.exists() else 0
    rows = len(workspace.documents)
    yield Finding(Level.FINE, f"{place}: {rows} documents, {size:.1f} MB, version {VERSION}, sound")


def _damage(place: Path) -> str | None:
    if not place.exists():
        return None
    try:
        db = sqlite3.connect(f"file:{place}?mode=ro", uri=True, timeout=1.0)
        try:
            (answer,) = db.execute("PRAGMA integrity_check(1)").fetchone()
            (version,) = db.execute("PRAGMA user_version").fetchone()
            db.execute("SELECT count(*) FROM documents").fetchone()
        finally:
            db.close()
    except sqlite3.Error as error:
        return f"cannot be read ({error})"
    if version != VERSION:
        return f"has version {version}, and {VERSION} is expected"
    return None if answer == "ok" else f"is damaged ({answer})"


def _differs(local: Local, workspace: Workspace) -> bool:
    """Whether the files, read all anew, are another workspace than that of the index."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:
        anew = load(Local(local.root, Path(place)))
    same = anew.problems_by_path == workspace.problems_by_path
    return not same or _told(anew) != _told(workspace)


def _told(workspace: Workspace) -> dict[str, tuple[object, ...]]:
    """What each document says, as text: a number that is none is not equal to itself."""
    return {
        path: (*encode(one.fields), one.notes, one.log) for path, one in workspace.documents.items()
    }


def rebuild_cache(local: Local) -> Workspace:
    """The workspace, read all anew into a new index."""
    for end in ("", "-wal", "-shm"):
        Path(f"{local.index}{end}").unlink(missing_ok=True)
    return load(local)


def examine_locks(local: Local) -> Iterator[Finding]:
    """Who writes or syncs just now."""
    for place, what in ((local.lock, "writes to the workspace"), (local.sync_lock, "syncs")):
        holder = _holder(place)
        if holder is None:
            yield Finding(Level.FINE, f"nobody {what}")
            continue
        since = datetime.fromtimestamp(place.stat().st_mtime).astimezone()
        yield Finding(
            Level.NOTE,
            f"process {holder} {what}, since {since:%H:%M:%S}",
            "it is let go when that process ends",
        )


def _holder(place: Path) -> str | None:
    """Who holds a lock, None where nobody does."""
    try:
        handle = os.open(place, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "unknown"
    finally:
        os.close(handle)
    return None


def examine_leftovers(local: Local) -> Iterator[Finding]:
    """What a crash left of ours, and texts that were kept for somebody."""
    if local.journal.exists():
        words = "a change was interrupted, and may be saved only in part"
        yield Finding(Level.WRONG, words, "finish it, as the next change would", fixable=True)
    left = list(temporaries(local))
    if left:
        what = "an unfinished file" if len(left) == 1 else f"{len(left)} unfinished files"
        words = f"{what} of a crash, such as {left[0]}"
        yield Finding(Level.NOTE, words, "remove what a crash left", fixable=True)
    if not left and not local.journal.exists():
        yield Finding(Level.FINE, "nothing is left of a crash")
    kept = sorted(place for place in (local.state / "drafts").glob("*") if place.is_file())
    if kept:
        what = "a draft was" if len(kept) == 1 else f"{len(kept)} drafts were"
        yield Finding(Level.NOTE, f"{what} kept in {kept[0].parent}", "look at them, then delete")
    git = find_git_folder(local.root)
    damaged = sorted((git / "tuiwork" / "damaged").glob("*")) if git else []
    if damaged:
        what = "a damaged file" if len(damaged) == 1 else f"{len(damaged)} damaged files"
        words = f"{what} of an earlier repair: {damaged[0].parent}"
        yield Finding(Level.NOTE, words, "delete them once all is well")


def temporaries(local: Local) -> Iterator[Path]:
    """The unfinished files of ours that lie in the workspace."""
    folders = [local.root]
    for name in DOCUMENT_FOLDERS:
        folders += (Path(place) for place, _, _ in os.walk(local.root / name))
    for folder in folders:
        yield from sorted(folder.glob(f"{TEMPORARY}*.tmp"))
