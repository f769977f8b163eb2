"""What can go wrong, in words: a Problem is found in a file, an exception ends the command."""

from __future__ import annotations

from tuiwork.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a user's file. Loading never stops at one; views and `check` list them.

    What is `fixable`, `check --fix` mends without a guess.
    """

    path: str
    message: str
    line: int | None = None
    key: str | None = None
    fixable: bool = False

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.message}"


class TuiworkError(Exception):
    """This command cannot go on. The text is one sentence for the person at the keyboard."""

    exit_code = 2
    code = "error"

    def __init__(self, message: str, path: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line


class Refused(TuiworkError):
    """The input makes no sense here; nothing was written."""

    code = "refused"


class Ambiguous(Refused):
    """A name or prefix means several things; `candidates` says which."""

    code = "ambiguous"

    def __init__(self, message: str, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class Busy(TuiworkError):
    """Another process holds the workspace's lock for too long; nothing was written."""

    code = "busy"


class NotSaved(TuiworkError):
    """The disk refused the write; the files are as they were."""

    code = "not-saved"


class NoWorkspace(TuiworkError):
    """There is no workspace here, or it cannot be read."""

    exit_code = 3
    code = "no-workspace"


class SyncStopped(TuiworkError):
    """The exchange with the remote did not finish; everything local is kept.

    `paths` are the documents that it had changed on disk by then.
    """

    exit_code = 4
    code = "sync-stopped"

    def __init__(self, state: str, message: str, paths: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.state = state
        self.paths = paths


class NotRecorded(TuiworkError):
    """The files are saved, but the commit did not happen yet; the next run records them."""

    exit_code = 5
    code = "not-recorded"
