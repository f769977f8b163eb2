"""The lock that every writer of a workspace holds while it writes, and never while it waits."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tuiwork.errors import Busy, NotSaved

PATIENCE = 5.0
"""Seconds a writer waits for another one."""

IN_HOOK = "TUIWORK_IN_HOOK"
"""Stands in the environment of hooks that tuiwork runs: who waits there is waited for."""

LONGEST_PAUSE = 0.002
"""Seconds between two looks at the lock: short, so that who waits longest is not always late."""


@contextmanager
def hold(path: Path, *, patience: float = PATIENCE, what: str = "the workspace") -> Iterator[None]:
    """Hold the lock file at `path`. Raises Busy after `patience` seconds, naming the holder."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise _cannot_lock(what, path, error) from None
    try:
        _wait(handle, 0 if IN_HOOK in os.environ else patience, what, path)
        with suppress(OSError):
            os.ftruncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, patience: float, what: str, path: Path) -> None:
    end = time.monotonic() + patience
    pause = 0.0005
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= end:
                holder = os.pread(handle, 20, 0).decode(errors="replace") or "unknown"
                raise Busy(
                    f"{what} is being written by another tuiwork (process {holder}); "
                    "try again when it is done"
                ) from None
        except OSError as error:
            raise _cannot_lock(what, path, error) from None
        time.sleep(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE)


def _cannot_lock(what: str, path: Path, error: OSError) -> NotSaved:
    return NotSaved(f"cannot lock {what}: {error.strerror} ({path}); nothing was written")
