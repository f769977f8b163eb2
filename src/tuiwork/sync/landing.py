"""Taking over a commit: files, index and branch go from one commit to the next, and what was edited
on disk meanwhile survives. Repeatable: what a crash left undone is finished by doing it again."""

from __future__ import annotations

import os
from collections.abc import Mapping

from tuiwork.dataclass import dataclass, field, replace
from tuiwork.errors import Refused
from tuiwork.store.apply import Clash, recover
from tuiwork.store.local import Local
from tuiwork.store.lock import hold
from tuiwork.sync.git import refs
from tuiwork.sync.git.index import refresh_index
from tuiwork.sync.git.objects import TreeChange
from tuiwork.sync.git.refs import Move, move_refs
from tuiwork.sync.git.repository import Repository
from tuiwork.sync.git.runner import start
from tuiwork.sync.putting import Landed, put_files, with_documents

TRIES = 3
"""How often files are put on disk while editors write them too."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one commit (None: none yet) to the next, and what differs between them, by name.

    `blobs` are contents that were read already, by object id.
    """

    old: str | None
    new: str
    changes: Mapping[str, TreeChange]
    blobs: Mapping[str, bytes | None] = field(default_factory=dict)


def land(local: Local, repo: Repository, step: Step, also: Mapping[str, Move], why: str) -> Landed:
    """Take over a commit, and move other refs with the branch, unless that was moved meanwhile.

    Raises Busy, NotSaved or Refused; the branch is as it was then.
    """
    blobs = with_documents(repo, step.changes, step.blobs)
    with hold(local.lock):
        recover(local)
        if not _pin(repo, step, why):
            return Landed()
        ended = {refs.pending(repo): Move(None)}
        try:
            landed = _put(local, repo, step, blobs)
        except Refused:
            move_refs(repo, ended, why)
            raise
        branch = {refs.current(repo): Move(step.new, step.old or "")}
        landed.done = move_refs(repo, branch | ended | dict(also), why)
        if landed.done and landed.staged:
            refresh_index(replace(repo, head=step.new))
        return landed


def _put(local: Local, repo: Repository, step: Step, blobs: Mapping[str, bytes | None]) -> Landed:
    """Put the files there; once more when an editor wrote one of them in the same moment."""
    for _ in range(TRIES - 1):
        try:
            return put_files(local, repo, step.changes, blobs)
        except Clash:
            continue
    return put_files(local, repo, step.changes, blobs)


def _pin(repo: Repository, step: Step, why: str) -> bool:
    """Note the commit as pending, if the branch is still the one it was, and where it was."""
    branch = refs.current(repo)
    head = start(repo.root, "symbolic-ref", "--quiet", "HEAD")
    here = step.old or ""
    moves = {branch: Move(here, here), refs.pending(repo): Move(step.new)}
    pinned = move_refs(repo, moves, why)
    return os.fsdecode(head.wait().out).strip() == branch and repo.state is None and pinned
