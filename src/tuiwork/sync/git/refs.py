"""The refs that sync keeps beside the branches: what it fetched, saw last, is about to take over
and had before; and how refs are moved, all of them or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tuiwork.dataclass import dataclass
from tuiwork.sync.git.objects import null_oid
from tuiwork.sync.git.patience import Patience
from tuiwork.sync.git.repository import Repository
from tuiwork.sync.git.runner import GitFailed, run

OURS = "refs/tuiwork/"
PENDING = f"{OURS}pending/"
BACKUP_DAYS = 30
_STAMP = "%Y%m%dT%H%M%S.%fZ"

_ELSEWHERE = ("but expected", "reference already exists", "unable to resolve reference")


@dataclass(frozen=True, slots=True)
class Move:
    """Where a ref shall point, None for nowhere; `old`, if given, is where it must point now.

    An `old` of "" means that it must not exist; a `new` that equals `old` only asks.
    """

    new: str | None
    old: str | None = None


def fetched(remote: str, branch: str) -> str:
    """The ref that holds the remote's branch as it was fetched last."""
    return f"{OURS}fetch/{remote}/{branch}"


def seen(remote: str, branch: str) -> str:
    """The ref that holds the tip of the remote's branch that was last merged here or sent."""
    return f"{OURS}seen/{remote}/{branch}"


def current(repo: Repository) -> str:
    """The local branch."""
    return f"refs/heads/{repo.branch}"


def pending(repo: Repository) -> str:
    """The ref that holds the commit the local branch and the files are being moved to."""
    return f"{PENDING}{repo.branch}"


def scratch(repo: Repository) -> str:
    """A ref for commits that are only steps on the way to another."""
    return f"{OURS}scratch/{repo.branch}"


def backup(when: datetime | None = None) -> str:
    """A ref that keeps an older state for the user; without a time, what they all begin with."""
    return f"{OURS}backup/{when.strftime(_STAMP) if when else ''}"


def age(ref: str, now: datetime) -> timedelta:
    """How old a backup is; one whose name tells no time is new."""
    try:
        made = datetime.strptime(ref.removeprefix(backup()), _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return timedelta()
    return now - made


def read_refs(root: Path, *places: str) -> dict[str, str]:
    """The refs under these places, each with what it points to."""
    shown = run(root, "for-each-ref", "--format=%(objectname) %(refname)", "--", *places).out
    lines = shown.decode("utf-8", "surrogateescape").splitlines()
    return {ref: oid for oid, _, ref in (line.partition(" ") for line in lines)}


def move_refs(repo: Repository, moves: Mapping[str, Move], why: str) -> bool:
    """Move all these refs, or none and answer False where one is not where it must be."""
    listed = "".join(_command(repo, ref, move) for ref, move in moves.items())

    patience = Patience(repo.root)
    while True:
        try:
            run(repo.root, "update-ref", "-m", why, "--stdin", "-z", stdin=os.fsencode(listed))
            return True
        except GitFailed as failure:
            if any(words in failure.err for words in _ELSEWHERE):
                return False
            patience.bear(failure)


def _command(repo: Repository, ref: str, move: Move) -> str:
    old = move.old if move.old != "" else null_oid(repo)
    if move.old is not None and move.new == move.old:
        return f"verify {ref}\0{old}\0"
    if move.new is None:
        return f"delete {ref}\0{old or ''}\0"
    return f"update {ref}\0{move.new}\0{old or ''}\0"
