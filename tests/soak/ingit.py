"""A team with real clones over a bare repository: edits by tuiwork, by hand and by git, syncs that
are killed, overtaken or refused, and merges by git with and without the driver."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.soak.game import Game
from tests.soak.ledger import Broken, ids_of, reads
from tests.soak.steps import Step
from tests.sync.playground import git
from tests.text.trees import BASE, Tree
from tuiwork.errors import SyncStopped
from tuiwork.model.change import Change, FileChange
from tuiwork.model.kinds import kind_of
from tuiwork.session import Session
from tuiwork.store.apply import apply
from tuiwork.store.local import find_local
from tuiwork.sync import landing, putting, remote, syncing
from tuiwork.sync.create import clone_repository
from tuiwork.sync.recording import record

MOST = 5
POINTS = (
    (syncing, "plan"), (syncing, "land"), (landing, "put_files"), (putting, "write_files"),
    (putting, "_stage"), (syncing, "push"), (syncing, "note_synced"),
)  # fmt: skip
"""Where a sync dies."""


class Crash(BaseException):
    """Stands for kill -9: nobody catches it."""


def lay_out(folder: Path) -> Path:
    """A remote and clones of it, to be copied for each team; every second clone has no driver."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--bare", "--template=", "--initial-branch=main", "remote.git")
    git(folder, "clone", "--quiet", "--template=", "remote.git", "first")
    _write(folder / "first", {}, dict(BASE))
    git(folder / "first", "add", ".")
    git(folder / "first", "commit", "--quiet", "-m", "Begin")
    git(folder / "first", "push", "--quiet", "origin", "HEAD:main")
    for number in range(MOST):
        root = folder / f"clone{number}"
        clone_repository(str(folder / "remote.git"), root)
        git(root, "config", "remote.origin.url", "../remote.git")
        if number % 2:
            (root / ".git/info/attributes").unlink()
            git(root, "config", "--remove-section", "merge.tuiwork")
    shutil.rmtree(folder / "first")
    return folder


class InGit(Game[Path]):
    """Clones on disk, copied from those that were laid out."""

    def __init__(self, count: int, original: Path, folder: Path) -> None:
        super().__init__()
        self.remote = folder / "remote.git"
        self.clones = [folder / f"clone{number}" for number in range(count)]
        for one in (self.remote, *self.clones):
            shutil.copytree(original / one.name, one)

    def tree(self, clone: Path) -> Tree:
        files = (file for file in sorted(clone.rglob("*")) if ".git" not in file.parts)
        return {
            file.relative_to(clone).as_posix(): file.read_bytes()
            for file in files
            if file.is_file()
        }

    def state(self, clone: Path) -> object:
        files = {path: (clone / path).stat() for path in self.tree(clone)}
        times = {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in files.items()}
        return git(clone, "rev-parse", "HEAD"), times

    def change(self, clone: Path, before: Tree, after: Tree, step: Step) -> None:
        changed = [
            path for path in sorted({*before, *after}) if before.get(path) != after.get(path)
        ]
        if step.what == "break" or any(kind_of(path) is None for path in changed):
            how = 2
        else:
            how = step.c % 3
        if how == 0:
            _by_tuiwork(clone, before, after, changed)
            return
        _write(clone, {path: before[path] for path in changed if path in before}, after)
        if how == 1:
            Session(clone).record_outside(settle=0)
        else:
            git(clone, "add", "--all")
            git(clone, "commit", "--quiet", "--allow-empty", "-m", "By git")

    def sync(self, clone: Path, overtaking: Path | None = None) -> None:
        before = self.tree(clone)
        if overtaking is None:
            _sync(clone)
        else:
            push, others = remote.push, [overtaking]

            def late(*args: Any, **options: Any) -> bool:
                if others:
                    self.sync(others.pop())
                return push(*args, **options)

            with patch.object(syncing, "push", late):
                _sync(clone)
        self.ledger.check_exchange(before, self.tree(clone))

    def die_syncing(self, clone: Path, step: Step) -> None:
        module, name = POINTS[step.c % len(POINTS)]
        with patch.object(module, name, side_effect=Crash):
            try:
                _sync(clone)
            except Crash:
                return

    def be_refused(self, clone: Path) -> None:
        refusal = self.remote / "hooks/pre-receive"
        refusal.parent.mkdir()
        refusal.write_text("#!/bin/sh\nexit 1\n")
        refusal.chmod(0o755)
        before = self.tree(clone)
        try:
            _sync(clone)
        except SyncStopped as stopped:
            if stopped.state != "refused":
                raise
        finally:
            shutil.rmtree(refusal.parent)
        self.ledger.check_exchange(before, self.tree(clone))

    def git_merge(self, clone: Path, other: Path, step: Step) -> None:
        if git(clone, "status", "--porcelain") or clone == other:
            return
        before = self.tree(clone)
        git(clone, "fetch", "--quiet", str(other), "main")
        driver = "merge.tuiwork" in git(clone, "config", "--list")
        # Without the driver git would put one task's edit into another that looks like it.
        guess = ("-c", "merge.renames=true" if driver else "merge.renames=false")
        how, end = (("rebase",), "rebase") if step.c % 4 == 0 else (("merge", "--no-edit"), "merge")
        try:
            git(clone, *guess, *how, "--quiet", "FETCH_HEAD")
        except subprocess.CalledProcessError:
            git(clone, end, "--abort")
        after = self.tree(clone)
        if any(b"\n<<<<<<<" in data for data in after.values()):
            raise Broken("markers were left on disk")
        if driver:
            self._must_read(after)
        if not self._is_sound(after):
            git(clone, "reset", "--quiet", "--hard", "ORIG_HEAD")
        self.ledger.check_exchange(before, self.tree(clone))

    def check_end(self) -> None:
        for one in (self.remote, *self.clones):
            if said := git(one, "fsck", "--no-progress", "--no-dangling"):
                raise Broken(f"git fsck: {said}")
        for clone in self.clones:
            if said := git(clone, "status", "--porcelain"):
                raise Broken(f"git status: {said}")

    def _must_read(self, tree: Tree) -> None:
        unread = [path for path, data in tree.items() if kind_of(path) and not reads(path, data)]
        if unread and not self.ledger.has_broken:
            raise Broken(f"the driver left what cannot be read: {unread}")

    def _is_sound(self, tree: Tree) -> bool:
        """Whether a person would keep what git made, after a look at `tuiwork check`."""
        ids = ids_of(tree)
        unread = [path for path, data in tree.items() if kind_of(path) and not reads(path, data)]
        return len(ids) == len(set(ids)) and (not unread or self.ledger.has_broken)


def _sync(clone: Path) -> None:
    Session(clone).sync(settle=0, allow_mass_delete=True)


def _by_tuiwork(clone: Path, before: Tree, after: Tree, changed: list[str]) -> None:
    old, new = (
        {path: tree[path].decode() for path in changed if path in tree} for tree in (before, after)
    )
    files = tuple(FileChange(path, old.get(path), new.get(path)) for path in changed)
    written = apply(find_local(clone), Change("Done", files)).files
    record(
        clone,
        {one.path: None if one.after is None else one.after.encode() for one in written},
        "Done",
    )


def _write(root: Path, before: Tree, after: Tree) -> None:
    """Make files what they are after, as an editor does; empty folders go."""
    for path in before.keys() - after.keys():
        (root / path).unlink()
        for folder in (root / path).parents:
            if folder == root or any(folder.iterdir()):
                break
            folder.rmdir()
    for path, data in after.items():
        file = root / path
        if not file.exists() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
