"""GitPython as a reader of history, made to start git only through the runner.

Importing this module costs 160 ms: it is imported inside the functions that need it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from git import Git, Repo

from tuiwork.sync.git.places import whole
from tuiwork.sync.git.repository import Repository
from tuiwork.sync.git.runner import run


class _Commands(Git):
    """GitPython's git commands, each run by the runner: its environment, options and limits."""

    def execute(self, command: list[str], stdout_as_string: bool = True, **_: Any) -> Any:  # type: ignore[override]
        out = run(Path(str(self.working_dir)), *map(str, command[1:])).out
        return os.fsdecode(out) if stdout_as_string else out


def blamed_lines(repo: Repository, commit: str, path: str) -> Iterator[tuple[int, str, str, int]]:
    """For every line of a file in a commit, unsorted: number, commit, author, time in seconds."""
    with Repo(repo.git_dir, expand_vars=False) as reader:
        reader.git = _Commands(whole(repo).root)
        for entry in reader.blame_incremental(commit, repo.prefix + path):
            origin = entry.commit
            for number in entry.linenos:
                yield number, origin.hexsha, origin.author.name or "", origin.authored_date
