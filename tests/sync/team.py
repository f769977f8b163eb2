"""A team for the tests of syncing: people with a clone each, over one bare remote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.sync.playground import git, write
from tuiwork.errors import SyncStopped
from tuiwork.store.local import Local, find_local
from tuiwork.sync.outcome import SyncResult
from tuiwork.sync.syncing import sync

ROOF = "spaces/ops/jobs/k7f3qd2m-replace-compressor.md"
CALL = "spaces/ops/jobs/p2h8w4xn-call-janitor.md"
LIST = "spaces/ops/jobs/list.toml"


def task(id_: str, *lines: str, notes: str = "Crane booked.\n", log: tuple[str, ...] = ()) -> str:
    """The text of a task with these front matter lines, notes and log entries."""
    front = "".join(f"{line}\n" for line in (f'id = "{id_}"', *lines))
    entries = "".join(f"- {entry}\n" for entry in ("2026-06-02T08:14:00Z jonas created", *log))
    return f"+++\n{front}+++\n\n{notes}\n## Log\n\n{entries}"


ROOF_TEXT = task("k7f3qd2m", 'title = "Replace compressor"', 'status = "todo"')
CALL_TEXT = task("p2h8w4xn", 'title = "Call janitor"', 'status = "todo"')

WORKSPACE = {
    "tuiwork.toml": "format = 1\n",
    "spaces/ops/space.toml": 'name = "Operations"\n',
    LIST: 'name = "Jobs"\n',
    ROOF: ROOF_TEXT,
    CALL: CALL_TEXT,
    "notes.txt": "one\ntwo\nthree\n",
}


@dataclass(frozen=True)
class Clone:
    """One person's clone; `root` is the workspace in it."""

    root: Path

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a text in a file and record it."""
        self.change({path: self.read(path).replace(old, new)})

    def change(self, files: dict[str, str | None], message: str = "Edited") -> str:
        """Change whole files and record them; gives the commit."""
        self.save(files)
        git(self.root, "add", "--all", ".")
        git(self.root, "commit", "--quiet", "--allow-empty", "-m", message)
        return self.head

    def save(self, files: dict[str, str | None]) -> None:
        """Change files on disk alone."""
        for path, text in files.items():
            if text is None:
                (self.root / path).unlink()
            else:
                write(self.root, path, text)

    @property
    def local(self) -> Local:
        return find_local(self.root)

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def sync(self, **options: Any) -> SyncResult:
        return sync(self.local, **options)

    def stopped(self, **options: Any) -> SyncStopped:
        """How a sync stops. What is recorded may not be lost by that."""
        before = self.head
        with pytest.raises(SyncStopped) as caught:
            self.sync(**options)
        git(self.root, "merge-base", "--is-ancestor", before, "HEAD")
        return caught.value

    @property
    def head(self) -> str:
        return git(self.root, "rev-parse", "HEAD")

    @property
    def tree(self) -> str:
        """The id of the whole tree: two that are equal are equal byte for byte."""
        return git(self.root, "rev-parse", "HEAD^{tree}")

    @property
    def files(self) -> dict[str, bytes]:
        """What lies on disk, git's own folder left out."""
        found = sorted(self.root.rglob("*"))
        return {
            file.relative_to(self.root).as_posix(): file.read_bytes()
            for file in found
            if file.is_file() and ".git" not in file.relative_to(self.root).parts
        }

    @property
    def writes(self) -> dict[str, tuple[int, int]]:
        """For each file on disk what changes when it is written: its inode and time."""
        stats = {path: (self.root / path).stat() for path in self.files}
        return {path: (one.st_ino, one.st_mtime_ns) for path, one in stats.items()}

    @property
    def is_clean(self) -> bool:
        """Whether git sees no difference between commit, index and disk."""
        return git(self.root, "status", "--porcelain") == ""


@dataclass(frozen=True)
class Team:
    """A bare remote and those who cloned it."""

    folder: Path

    @property
    def remote(self) -> Path:
        return self.folder / "remote.git"

    @property
    def tip(self) -> str:
        """The commit that the remote's branch is at."""
        return git(self.remote, "rev-parse", "main")

    def clone(self, name: str) -> Clone:
        git(self.folder, "clone", "--quiet", "--template=", str(self.remote), name)
        root = self.folder / name
        git(root, "config", "user.name", name.capitalize())
        git(root, "config", "user.email", f"{name}@nordvik.example")
        return Clone(root)


def new_team(folder: Path, files: dict[str, str] | None = None) -> Team:
    """A team whose remote holds a small workspace, or nothing at all with `files` empty."""
    kind = ("--bare", "--template=", "--initial-branch=main")
    git(folder, "init", "--quiet", *kind, "remote.git")
    team = Team(folder)
    if files is None or files:
        first = team.clone("first")
        first.change(dict(WORKSPACE if files is None else files), "Begin")
        git(first.root, "push", "--quiet", "origin", "HEAD:refs/heads/main")
    return team


def hold_equal(*clones: Clone) -> bool:
    """Whether all clones hold the same, on disk, in the index and in the last commit."""
    trees = {clone.tree for clone in clones}
    disks = {tuple(clone.files.items()) for clone in clones}
    return len(trees) == 1 and len(disks) == 1 and all(clone.is_clean for clone in clones)


def during(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, act: Callable[[], object]
) -> None:
    """Have something happen once, just before a module calls this function of its own."""
    original = getattr(module, name)
    acts = [act]

    def run(*args: Any, **options: Any) -> Any:
        if acts:
            acts.pop()()
        return original(*args, **options)

    monkeypatch.setattr(module, name, run)
