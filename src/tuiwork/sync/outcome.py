"""How a sync ended: the states it can end in, and what it did."""

from __future__ import annotations

from collections.abc import Iterable

from tuiwork.dataclass import dataclass, field
from tuiwork.errors import Problem
from tuiwork.text.merging.conflicts import Conflict

PUBLISHED = "published"
RECEIVED = "received"
UP_TO_DATE = "up-to-date"

NO_REMOTE = "no-remote"
OFFLINE = "offline"
AUTH = "auth"
REFUSED = "refused"
REWRITTEN = "rewritten"
UNRELATED = "unrelated"
MASS_DELETE = "mass-delete"
NEWER_FORMAT = "newer-format"
BUSY = "busy"
OPERATION = "operation"
DETACHED = "detached"
DAMAGED = "damaged"
IDENTITY = "identity"
UNSIGNED = "unsigned"
NOT_SAVED = "not-saved"
FAILED = "failed"
"""The first three are how a sync ends well; the others are states of SyncStopped."""

KEPT = "your work is kept here"

SHOWN = 3
"""So many of the things that a merge found are told in its sentence."""


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What a finished sync did. `sent` and `received` count changes, merges left out.

    `paths` are the documents that changed on disk; `conflicts` the values a merge turned down.
    """

    state: str
    sent: int
    received: int
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    paths: tuple[str, ...]
    message: str


@dataclass(slots=True)
class Tally:
    """What a sync has done so far."""

    received: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)

    def note(self, conflicts: Iterable[Conflict], problems: Iterable[Problem]) -> None:
        """Add what a merge found."""
        self.conflicts += conflicts
        self.problems += problems

    def result(self, state: str, sent: int = 0) -> SyncResult:
        """The result of a sync that ends now."""
        return SyncResult(
            state,
            sent,
            self.received,
            tuple(self.conflicts),
            tuple(self.problems),
            tuple(sorted(self.paths)),
            self._message(sent),
        )

    def _message(self, sent: int) -> str:
        parts = [f"received {changes(self.received)}"] if self.received else []
        parts += [f"sent {changes(sent)}"] if sent else []
        parts += ["nothing was new"] if not parts else []
        if self.conflicts:
            some = (
                "one value was"
                if len(self.conflicts) == 1
                else f"{len(self.conflicts)} values were"
            )
            parts.append(
                f"{some} changed on both sides; both are kept, `tuiwork conflicts` shows them"
            )
        return "; ".join([", ".join(parts), *self._told()])

    def _told(self) -> list[str]:
        """What a person must hear of the merge, the first of it."""
        told = [str(problem) for problem in self.problems[:SHOWN]]
        more = len(self.problems) - len(told)
        return [*told, f"and {more} more"] if more else told


def changes(count: int) -> str:
    """A number of changes in words."""
    return "1 change" if count == 1 else f"{count} changes"
