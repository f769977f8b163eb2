"""Keeps generated workspaces in git, beside what other programs make of them, from run to run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from tempfile import gettempdir

from benchmarks.generate import PERSON, VERSION, documents, tasks
from benchmarks.tasks import TODAY

START = "start"
"""The tag of the commit that every run begins with."""

_READY = "ready"
_WHEN = int(datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC).timestamp())


@dataclass(frozen=True, slots=True)
class Place:
    """One generated workspace: two clones, `mine` and `shared`, of the bare repository `remote`."""

    folder: Path
    size: int
    seed: int

    @property
    def mine(self) -> Path:
        return self.folder / "mine"

    @property
    def shared(self) -> Path:
        return self.folder / "shared"

    @property
    def remote(self) -> Path:
        return self.folder / "remote.git"


def open_place(size: int, seed: int, parent: Path | None = None) -> Place:
    """The workspace of this size and seed as it was generated; made unless an earlier run has."""
    parent = parent or Path(gettempdir()) / "tuiwork-benchmarks"
    place = Place(parent / f"{size}-{seed}-v{VERSION}", size, seed)
    if (place.folder / _READY).exists():
        try:
            _restore(place)
            return place
        except subprocess.CalledProcessError:
            print(f"{place.folder} is damaged and made anew", file=sys.stderr)
    shutil.rmtree(place.folder, ignore_errors=True)
    _make(place)
    (place.folder / _READY).touch()
    return place


def _make(place: Place) -> None:
    place.folder.mkdir(parents=True)
    git(place.folder, "init", "--quiet", "--bare", "--initial-branch=main", place.remote.name)
    texts = chain(
        documents(place.size, place.seed),
        ((task.path, task.text) for task in tasks(place.size, place.seed)),
    )
    commit(place.remote, "A company at work", texts)
    git(place.remote, "tag", START)
    for clone in (place.mine, place.shared):
        git(place.folder, "clone", "--quiet", place.remote.name, clone.name)
        for key, value in (
            ("user.name", PERSON[0]),
            ("user.email", PERSON[1]),
            ("gc.auto", "0"),
            ("commit.gpgsign", "false"),
            ("pull.rebase", "false"),
        ):
            git(clone, "config", key, value)


def _restore(place: Place) -> None:
    """Take back what earlier runs did."""
    git(place.remote, "update-ref", "refs/heads/main", START)
    for clone in (place.mine, place.shared):
        shutil.rmtree(clone / ".git" / "tuiwork", ignore_errors=True)
        _forget_remote(clone)
        git(clone, "reset", "--quiet", "--hard", START)
        git(clone, "clean", "--quiet", "-d", "--force")
        git(clone, "fetch", "--quiet")


def _forget_remote(clone: Path) -> None:
    """Drop what tuiwork knows of the remote, which would look rewritten to it."""
    words = ["git", "-C", str(clone), "for-each-ref", "--format=delete %(refname)", "refs/tuiwork"]
    known = subprocess.run(words, check=True, capture_output=True).stdout
    words = ["git", "-C", str(clone), "update-ref", "--stdin"]
    subprocess.run(words, check=True, input=known)


def commit(repository: Path, message: str, texts: Iterator[tuple[str, str]]) -> None:
    """Commit these files on main, on top of what is there, without touching a work tree."""
    found = subprocess.run(
        ["git", "-C", str(repository), "rev-parse", "--quiet", "--verify", "refs/heads/main"],
        capture_output=True,
        check=False,
        text=True,
    )
    program = ["git", "-C", str(repository), "fast-import", "--quiet"]
    with subprocess.Popen(program, stdin=subprocess.PIPE) as process:
        stream = process.stdin
        assert stream is not None
        stream.write(
            f"commit refs/heads/main\ncommitter {PERSON[0]} <{PERSON[1]}> {_WHEN} +0000\n"
            f"data {len(message)}\n{message}\n".encode()
        )
        if found.stdout:
            stream.write(f"from {found.stdout}".encode())
        for path, text in texts:
            data = text.encode()
            stream.write(b"M 100644 inline %b\ndata %d\n%b\n" % (path.encode(), len(data), data))
        stream.close()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, program)


def git(folder: Path, *words: str) -> None:
    """Run git. Raises CalledProcessError; its words go to stderr."""
    subprocess.run(["git", "-C", str(folder), *words], check=True, stdout=subprocess.DEVNULL)
