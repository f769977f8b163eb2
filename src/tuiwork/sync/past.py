"""Repositories that begin with a past: all its commits in one fast-import, each by its own person,
and clones that know who works in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tuiwork.sync.git.fastimport import NewCommit, history_stream
from tuiwork.sync.git.repository import Identity
from tuiwork.sync.git.runner import run

BRANCH = "main"


def make_remote(folder: Path, commits: Iterable[NewCommit]) -> None:
    """Make folder, which is not there yet, a bare repository whose branch holds these commits.

    The same commits get the same ids everywhere. Raises what git says.
    """
    kind = ("--bare", "--template=", "--object-format=sha1", f"--initial-branch={BRANCH}")
    run(folder.parent, "init", "--quiet", *kind, "--", folder.name)
    stream = history_stream(f"refs/heads/{BRANCH}", commits)
    options = ("--quiet", "--date-format=raw")
    run(folder, "--git-dir=.", "fast-import", *options, stdin=stream)


def give_to(root: Path, person: Identity) -> None:
    """Make a person the one who works in a clone, without hooks and signing from elsewhere."""
    settings = {
        "user.name": person.name,
        "user.email": person.email,
        "commit.gpgSign": "false",
        "core.hooksPath": str(root / ".git" / "hooks"),
    }
    for key, value in settings.items():
        run(root, "config", key, value)
