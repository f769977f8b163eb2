"""How the repository and the exchange with its remote stand, in plain sentences."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tuiwork.store.health import Finding, Level
from tuiwork.store.local import Local
from tuiwork.sync.create import driver_stands
from tuiwork.sync.git import refs
from tuiwork.sync.git.index import is_index_behind
from tuiwork.sync.git.locks import stale_locks
from tuiwork.sync.git.places import whole
from tuiwork.sync.git.refs import read_refs
from tuiwork.sync.git.repository import WAYS_OUT, Repository
from tuiwork.sync.git.runner import run
from tuiwork.sync.recording import leftovers
from tuiwork.sync.remote import last_stop, remote_status
from tuiwork.sync.rescue.ground import Ground
from tuiwork.sync.rescue.objects import lost_for_good
from tuiwork.sync.rescue.steps import diagnose

OLDEST_GIT = (2, 39, 5)
SAFE_GIT = (2, 43, 7)


def examine_program(version: str) -> Iterator[Finding]:
    """The versions of tuiwork, Python and git."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding(Level.FINE, f"tuiwork {version}, Python {python}")
    said = run(Path.cwd(), "--version", check=False).out.decode("utf-8", "replace").strip()
    yield judge_git(said.removeprefix("git version ").partition(" ")[0])


def judge_git(version: str) -> Finding:
    """What is to be said of a version of git."""
    parts = tuple(map(int, re.findall(r"[0-9]+", version)[:3]))
    if parts < OLDEST_GIT:
        return Finding(Level.WRONG, f"git {version} is too old", "install git 2.39.5 or newer")
    if parts < SAFE_GIT:
        return Finding(
            Level.NOTE,
            f"git {version} lacks the mending of CVE-2025-48384: a clone with submodules of a "
            "stranger can run programs (tuiwork never fetches submodules)",
            "update git to 2.43.7 or newer",
        )
    return Finding(Level.FINE, f"git {version}")


def examine_damage(ground: Ground) -> Iterator[Finding]:
    """What a crash has damaged, also where git cannot open the repository."""
    steps = diagnose(ground)
    for step in steps:
        yield Finding(Level.WRONG, step.what, step.cure, fixable=step.can_be_mended)
    if steps:
        return
    lost = lost_for_good(ground)
    if lost:
        what = "an object" if lost == 1 else f"{lost} objects"
        yield Finding(
            Level.WRONG,
            f"{what} of the history cannot be read; the files as they are now are all there",
            "`git fetch --refetch` brings them back where a remote has them",
        )
    elif lost is None:
        words = "the history was not gone through: it is too long, or in part with the remote"
        yield Finding(Level.NOTE, words, "`git fsck` goes through all of it")
    else:
        yield Finding(Level.FINE, "every object of the history is there")


def examine_repository(repo: Repository) -> Iterator[Finding]:
    """What a commit here depends on."""
    yield _branch(repo)
    if repo.state is not None:
        yield Finding(Level.NOTE, WAYS_OUT[repo.state])
    if repo.author is None:
        yield Finding(
            Level.WRONG,
            "git does not know who you are",
            '`git config --global user.name "Your Name"` and `git config --global user.email …`',
        )
    else:
        yield Finding(Level.FINE, f"you are {repo.author.name} <{repo.author.email}>")
    yield from _programs(repo)
    if repo.git_dir != repo.common_dir:
        yield Finding(Level.FINE, f"it is a work tree of {repo.common_dir}")
    if (repo.common_dir / "shallow").exists():
        words = "the history is cut off: this clone is shallow"
        yield Finding(Level.NOTE, words, "`git fetch --unshallow` fetches the rest")
    if driver_stands(repo):
        yield Finding(Level.FINE, "git's own merge of documents goes through tuiwork")
    else:
        words = "git's own merge and its settings may spoil documents"
        yield Finding(Level.NOTE, words, "have it go through tuiwork", fixable=True)
    yield from _unrecorded(repo)
    yield from _left_behind(repo)


def _branch(repo: Repository) -> Finding:
    if repo.head is None:
        return Finding(Level.NOTE, f"the branch {repo.branch} has no commit yet")
    shown = run(repo.root, "log", "-1", "--format=%h %s, %ar", repo.head, check=False)
    last = shown.out.decode("utf-8", "replace").strip()
    return Finding(Level.FINE, f"on the branch {repo.branch or 'none'}, last commit {last}")


def _programs(repo: Repository) -> Iterator[Finding]:
    """Programs that run when something is recorded."""
    if repo.commit_hooks:
        yield Finding(Level.FINE, f"hooks run with each commit: {', '.join(repo.commit_hooks)}")
    top = Path(os.path.realpath(whole(repo).root))
    hooks = Path(os.path.realpath(repo.hooks_dir))
    if hooks.is_relative_to(top) and not hooks.is_relative_to(os.path.realpath(repo.common_dir)):
        yield Finding(
            Level.WRONG,
            f"hooks are taken from {hooks}, among the files that everybody who can push may write",
            "`git config --unset core.hooksPath`, unless you trust all of them with your machine",
        )
    if repo.signs:
        yield Finding(Level.FINE, "commits are signed")


def _unrecorded(repo: Repository) -> Iterator[Finding]:
    left = leftovers(repo) if repo.head else []
    if left:
        what = "a document is" if len(left) == 1 else f"{len(left)} documents are"
        words = f"{what} changed and not recorded yet, such as {left[0]}"
        yield Finding(
            Level.NOTE, words, "`tuiwork sync` records; `tuiwork check` tells what cannot"
        )


def _left_behind(repo: Repository) -> Iterator[Finding]:
    """What a git or a sync that was killed has left."""
    locks = stale_locks(repo)
    if locks:
        names = ", ".join(place.name for place in locks)
        yield Finding(
            Level.WRONG, f"a dead git left its locks: {names}", "remove them", fixable=True
        )
    if is_index_behind(repo):
        words = "git's index was not told of everything that is recorded"
        yield Finding(Level.NOTE, words, "tell it", fixable=True)
    if repo.branch and read_refs(repo.root, refs.pending(repo)):
        words = "a sync was interrupted while it took over changes"
        yield Finding(Level.NOTE, words, "end it, as the next sync would", fixable=True)


def examine_remote(repo: Repository, local: Local) -> Iterator[Finding]:
    """How this clone stands against its remote, as far as is known without the network."""
    status = remote_status(repo)
    if status.remote is None:
        words = "no remote: nothing is exchanged"
        yield Finding(Level.NOTE, words, "`git remote add origin ADDRESS` sets one")
        return
    yield Finding(Level.FINE, f"{status.remote}, branch {status.branch}, at {status.url}")
    counts = f"{status.ahead} to send, {status.behind} to receive"
    if status.last_synced is None:
        yield Finding(Level.NOTE, f"not synced yet; {counts}", "`tuiwork sync` does")
    else:
        since = status.last_synced.astimezone()
        yield Finding(Level.FINE, f"last synced on {since:%Y-%m-%d at %H:%M}; {counts}")
    stop = last_stop(local)
    if stop:
        yield Finding(Level.NOTE, f"the last sync stopped: {stop}")
