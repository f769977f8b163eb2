"""Waiting for other git programs: what failed because of their locks is tried again for a while."""

from __future__ import annotations

import re
import time
from pathlib import Path

from tuiwork.errors import NoWorkspace
from tuiwork.sync.git.objects import RefMoved
from tuiwork.sync.git.runner import GitFailed

SECONDS = 5.0
_FIRST_PAUSE = 0.01
_LONGEST_PAUSE = 0.1


class Patience:
    """How long to go on trying in the repository that `root` lies in.

    Made before the first try, asked after each that failed.
    """

    __slots__ = ("_end", "_pause", "_root")

    def __init__(self, root: Path) -> None:
        self._root = root
        self._end = time.monotonic() + SECONDS
        self._pause = _FIRST_PAUSE

    def bear(self, failure: GitFailed | RefMoved) -> None:
        """Wait a little after a failure that may pass. Raises it when it will not, or too late."""
        passing = isinstance(failure, RefMoved) or is_lock(failure)
        if not passing or time.monotonic() >= self._end:
            raise failure
        if is_lock(failure) and _remove_locks_of_the_dead(self._root):
            return
        from random import uniform

        time.sleep(uniform(self._pause / 2, self._pause))
        self._pause = min(1.5 * self._pause, _LONGEST_PAUSE)


def is_lock(failure: GitFailed | RefMoved) -> bool:
    """Whether git failed because another program holds one of its locks."""
    if isinstance(failure, RefMoved):
        return False
    return ".lock': File exists" in failure.err or "cannot lock ref" in failure.err


def way_out(failure: GitFailed | RefMoved) -> str:
    """What to do about a lock that stays, to end a sentence with; nothing for other failures."""
    found = re.search(r"Unable to create '(.+?\.lock)': File exists", failure.message)
    return f"; when no git runs here any more, remove {found[1]}" if found else ""


def _remove_locks_of_the_dead(root: Path) -> bool:
    from tuiwork.sync.git.locks import remove_stale
    from tuiwork.sync.git.repository import open_repository

    try:
        return bool(remove_stale(open_repository(root)))
    except (NoWorkspace, GitFailed):
        return False
