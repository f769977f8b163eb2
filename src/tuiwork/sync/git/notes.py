"""Notes of gits that write, for the case that they are killed and leave their locks behind.

Before such a git is started, a note of who starts it is left in git's folder, and taken away when
that git has come to its own end. A note that stays tells that one did not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from tuiwork.store.local import find_git_folder

_NOTE = "git-"
PATHS = "paths-"
"""How the list of paths begins that a commit is about; it goes when the commit is made."""

_DEAD = "dead"
_PROCESSES = Path("/proc")

_numbers = count(1)


def leave_note(root: Path) -> Path | None:
    """Note that this process is about to start a git that writes, where there is a repository."""
    folder = find_git_folder(root)
    if folder is None:
        return None
    note = folder / "tuiwork" / f"{_NOTE}{os.getpid()}-{next(_numbers)}"
    try:
        try:
            note.write_text(_start_of(os.getpid()))
        except FileNotFoundError:
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(_start_of(os.getpid()))
    except OSError:
        return None
    return note


def end_note(note: Path | None, *, died: bool) -> None:
    """The git that a note is about has ended: of itself, or it `died` and may have left locks."""
    if note is not None:
        with suppress(OSError):
            if died:
                note.write_text(_DEAD)
            else:
                note.unlink(missing_ok=True)


def notes_of_the_dead(*folders: Path) -> Iterator[Path]:
    """Notes in these folders, and lists of paths for a git, of those who are no more."""
    for folder in set(folders):
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in names:
            if name.startswith((_NOTE, PATHS)):
                pid = name.split("-")[1]
                note = folder / name
                if pid.isdecimal() and not _lives(int(pid), note):
                    yield note


def _lives(pid: int, note: Path) -> bool:
    try:
        noted = note.read_text(errors="replace") if note.name.startswith(_NOTE) else ""
    except OSError:
        return True
    now = _start_of(pid)
    if noted == _DEAD or not now:
        return False
    return noted in ("", now)


def _start_of(pid: int) -> str:
    """What tells a process from another that had its number before; empty where there is none."""
    try:
        stat = (_PROCESSES / str(pid) / "stat").read_text(errors="replace")
        return stat.rpartition(")")[2].split()[19]
    except OSError:
        return "" if _PROCESSES.is_dir() else _without_proc(pid)


def _without_proc(pid: int) -> str:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except OSError:
        pass
    return "alive"
