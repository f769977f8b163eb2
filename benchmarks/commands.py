"""The cases of the command line: starting, listing, writing, loading, exchanging."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.generate import lists, tasks_in
from benchmarks.measure import Case, Failed, Figures, memory, run, timed
from benchmarks.place import Place, commit, git
from benchmarks.tasks import Task

PYTHON = sys.executable
TUIWORK = str(Path(PYTHON).with_name("tuiwork"))
ADDED = "Replace the fan belt"

LOAD = (
    "import sys; from pathlib import Path; from tuiwork.session import Session;"
    " Session(Path(sys.argv[1])).load()"
)
_READ = """
import os, sys
for folder, folders, names in os.walk(sys.argv[1]):
    folders[:] = [name for name in folders if name != ".git"]
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            file.read()
"""


def start_cases() -> list[Case]:
    """What every command pays before it begins."""
    return [timed("bare Python", PYTHON, "-c", "pass"), timed("version", TUIWORK, "--version")]


def asked_list(size: int) -> int:
    """The number of the one list that is listed and written to."""
    return len(lists(size)) // 2


def closable(place: Place) -> Iterator[Task]:
    """Open tasks of the asked list that can be done whatever else is done before."""
    found = list(tasks_in(place.size, place.seed, asked_list(place.size)))
    needed = {id_ for task in found for id_ in task.needs}
    return (one for one in found if one.is_open and not one.needs and one.id not in needed)


def command_cases(place: Place) -> list[Case]:
    """Listing and writing, each a whole process."""
    project = lists(place.size)[asked_list(place.size)][0].rpartition("/")[2]
    waiting = closable(place)
    tuiwork = (TUIWORK, "-C", str(place.mine))

    def list_one() -> Figures:
        words = (*tuiwork, "list", f"list:{project}")
        return {"list": run(*words), "list memory": memory(*words)}

    def write(*words: str) -> float:
        before = _head(place.mine)
        elapsed = run(*tuiwork, *words)
        if _head(place.mine) == before:
            raise Failed(f"`tuiwork {words[0]}` made no commit")
        return elapsed

    def done() -> Figures:
        task = next(waiting, None)
        if task is None:
            raise Failed("every task that could be done is done")
        return {"done": write("done", task.id)}

    return [
        Case(("list", "list memory"), list_one),
        timed("list everything", *tuiwork, "list"),
        Case(("add",), lambda: {"add": write("add", f"{ADDED} /{project} due:tomorrow")}),
        Case(("done",), done),
    ]


def load_cases(place: Place) -> list[Case]:
    """Loading everything, without and with an index, and what reading alone takes."""

    def cold() -> Figures:
        shutil.rmtree(place.mine / ".git" / "tuiwork", ignore_errors=True)
        return {"load cold": run(PYTHON, "-c", LOAD, place.mine)}

    return [
        timed("read all bytes", PYTHON, "-c", _READ, place.mine),
        Case(("load cold",), cold),
        timed("load warm", PYTHON, "-c", LOAD, place.mine),
    ]


def sync_cases(place: Place) -> list[Case]:
    """One change here and one on the other side, exchanged by tuiwork and by git alone.

    Both work in the same clone, each after git has looked at it and with the same left to do.
    """
    own = list(tasks_in(place.size, place.seed, 0))

    def with_tuiwork() -> Figures:
        change_elsewhere(place)
        tuiwork = (TUIWORK, "-C", str(place.shared))
        recorded = run(*tuiwork, "add", f"{ADDED} /{own[0].project}")
        sent = run(*tuiwork, "sync")
        _must_be_level(place)
        return {"sync": sent, "add and sync": recorded + sent}

    def with_git() -> Figures:
        turn = change_elsewhere(place)
        path, text = _commented(own[turn % len(own)], turn)
        (place.shared / path).write_text(text, encoding="utf-8")
        alone = ("git", "-C", str(place.shared))
        recorded = run(*alone, "add", path) + run(*alone, "commit", "--quiet", "-m", "Seen")
        sent = run(*alone, "pull", "--quiet", "--no-rebase", "--no-edit")
        sent += run(*alone, "push", "--quiet")
        _must_be_level(place)
        return {"git pull, push": sent, "git add, commit, pull, push": recorded + sent}

    return [
        Case(("sync", "add and sync"), with_tuiwork),
        Case(("git pull, push", "git add, commit, pull, push"), with_git),
    ]


_TURNS = count()


def change_elsewhere(place: Place) -> int:
    """Have somebody comment on a task at the remote, one after the other; the turn, from 0."""
    others = list(tasks_in(place.size, place.seed, -1))
    turn = next(_TURNS)
    commented = _commented(others[turn % len(others)], turn)
    commit(place.remote, "From the other side", iter([commented]))
    git(place.shared, "status")
    return turn


def _commented(task: Task, turn: int) -> tuple[str, str]:
    entry = f"- 2026-06-15T09:{turn % 60:02}:00Z ali comment Seen.\n"
    return task.path, f"{task.text}{entry}"


def _must_be_level(place: Place) -> None:
    if _head(place.shared) != _head(place.remote):
        raise Failed("the exchange left the two sides different")


def _head(repository: Path) -> str:
    asked = ["git", "-C", str(repository), "rev-parse", "refs/heads/main"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout
