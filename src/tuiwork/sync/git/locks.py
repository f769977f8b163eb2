"""Locks that a git left behind when it died: found, and removed where surely nobody holds them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tuiwork.store.local import find_local
from tuiwork.sync.git.index import note_behind
from tuiwork.sync.git.notes import PATHS, notes_of_the_dead
from tuiwork.sync.git.repository import Repository

OLD = 600.0
"""Seconds after which a lock that nobody has open is nobody's, whoever made it."""

ORPHANED = 2.0
"""Seconds that a git at work is waited for where one who started a git was killed."""

_GLANCE = 0.02
_PROCESSES = Path("/proc")
_LOCKS = ("index.lock", "HEAD.lock", "ORIG_HEAD.lock", "next-index-*.lock")
_SHARED_LOCKS = ("packed-refs.lock", "config.lock", "shallow.lock")
_HARMLESS = frozenset(
    b"log show diff blame grep cat-file rev-list help gui daemon fsmonitor--daemon "
    b"credential-cache--daemon instaweb".split()
)
"""What git may be about for hours without holding a lock."""


def clear_away(repo: Repository) -> None:
    """Remove what gits that were killed have left, if any were. Best done under the write lock."""
    dead = list(left_by_the_dead(repo))
    if dead and not _is_git_at_work(repo):
        remove_stale(repo)
        for note in dead:
            with suppress(OSError):
                if note.name.startswith(PATHS):
                    note_behind(
                        repo, map(os.fsdecode, filter(None, note.read_bytes().split(b"\0")))
                    )
                note.unlink(missing_ok=True)


def await_orphans(repo: Repository) -> None:
    """Let a git end whose tuiwork was killed: before that, nothing can be cleared away."""
    end = time.monotonic() + ORPHANED
    while any(left_by_the_dead(repo)) and _is_git_at_work(repo) and time.monotonic() < end:
        time.sleep(_GLANCE)


def left_by_the_dead(repo: Repository) -> Iterator[Path]:
    """Notes of gits that were killed, or of those who had started one."""
    return notes_of_the_dead(repo.git_dir / "tuiwork", find_local(repo.root).state)


def stale_locks(repo: Repository) -> list[Path]:
    """Git's lock files that surely nobody holds any more: a git of ours died, or they are old; no
    program has them open, and no git is at work here."""
    found = [place for place in _locks(repo) if _is_ours(place)]
    if not any(left_by_the_dead(repo)):
        found = [place for place in found if _age(place) > OLD]
    if not found or not _PROCESSES.is_dir() or _is_git_at_work(repo):
        return []
    held = _open_files()
    return [place for place in found if os.path.realpath(place) not in held]


def remove_stale(repo: Repository) -> list[Path]:
    """Remove them; gives those that are gone."""
    removed = []
    for place in stale_locks(repo):
        with suppress(OSError):
            place.unlink()
            removed.append(place)
    return removed


def _locks(repo: Repository) -> list[Path]:
    found = {place for name in _LOCKS for place in repo.git_dir.glob(name)}
    found |= {place for name in _SHARED_LOCKS for place in repo.common_dir.glob(name)}
    for folder in {repo.git_dir / "refs", repo.common_dir / "refs"}:
        found |= set(folder.rglob("*.lock"))
    return sorted(found)


def _is_ours(place: Path) -> bool:
    try:
        return place.is_file() and place.lstat().st_uid == os.getuid()
    except OSError:
        return False


def _age(place: Path) -> float:
    try:
        return time.time() - place.lstat().st_mtime
    except OSError:
        return 0.0


# Other processes


def _is_git_at_work(repo: Repository) -> bool:
    """Whether a git that may hold locks runs in this repository."""
    folders = {str(repo.git_dir), str(repo.common_dir), os.path.realpath(repo.root)}
    if repo.prefix:
        folders.add(str(Path(os.path.realpath(repo.root)).parents[repo.prefix.count("/") - 1]))
    return any(_works_in(process, folders) for process in _running())


def _running() -> Iterator[Path]:
    with suppress(OSError):
        for entry in os.scandir(_PROCESSES):
            if entry.name.isdecimal():
                yield Path(entry.path)


def _works_in(process: Path, folders: set[str]) -> bool:
    try:
        if not (process / "comm").read_bytes().startswith(b"git"):
            return False
        words = (process / "cmdline").read_bytes().split(b"\0")
        if not _HARMLESS.isdisjoint(words):
            return False
        here = os.readlink(process / "cwd")
    except OSError:
        return False
    named = os.fsdecode(b" ".join(words))
    return any(here == one or here.startswith(f"{one}/") or one in named for one in folders)


def _open_files() -> set[str]:
    """What any process has open, as far as we may see."""
    files = set()
    for process in _running():
        with suppress(OSError):
            for one in os.scandir(process / "fd"):
                with suppress(OSError):
                    files.add(os.readlink(one.path))
    return files
