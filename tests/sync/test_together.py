from __future__ import annotations

import fcntl
import multiprocessing
import subprocess
import time
from pathlib import Path

import pytest

from tests.sync.playground import (
    OTHER,
    TASK,
    git,
    head,
    keep,
    new_repository,
    write,
)
from tuiwork.errors import NotRecorded
from tuiwork.sync.git import patience
from tuiwork.sync.git.index import refresh_index
from tuiwork.sync.git.repository import open_repository
from tuiwork.sync.recording import record


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "work")


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SECONDS", 0.1)


@pytest.mark.usefixtures("_impatient")
def test_a_locked_branch_is_said_to_be_locked(root: Path) -> None:
    write(root / ".git", "HEAD.lock", "")
    with pytest.raises(NotRecorded, match="cannot lock ref"):
        keep(root, {TASK: "two\n"})


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize("gone", [False, True])
def test_an_index_that_is_locked_is_brought_up_to_date_later(root: Path, gone: bool) -> None:
    lock = root / ".git/index.lock"
    lock.write_bytes(b"")
    keep(root, {TASK: None if gone else "two\n", OTHER: "new\n"})
    lock.unlink()
    assert git(root, "diff", "--cached", "--name-only").split() == [TASK, OTHER]
    refresh_index(open_repository(root))
    assert git(root, "status", "--porcelain") == ""
    assert list((root / ".git").rglob("index-behind")) == []


@pytest.mark.usefixtures("_impatient")
def test_the_next_commit_brings_the_index_up_to_date(root: Path) -> None:
    lock = root / ".git/index.lock"
    lock.write_bytes(b"")
    keep(root, {TASK: "two\n"})
    lock.unlink()
    keep(root, {OTHER: "new\n"})
    assert git(root, "status", "--porcelain") == ""


def test_a_lock_that_goes_away_is_waited_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = root / ".git/HEAD.lock"
    lock.write_bytes(b"")
    monkeypatch.setattr(time, "sleep", lambda _: lock.unlink())
    assert keep(root, {TASK: "two\n"}).oid == head(root)


def work(root: Path, number: int, times: int) -> None:
    for count in range(times):
        path = f"spaces/ops/jobs/{number}-{count}.md"
        with (root / ".git/test-lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            record(root, {path: write(root, path, f"{number} {count}\n")}, path)


def test_six_processes_at_once_lose_nothing(root: Path) -> None:
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=work, args=(root, number, 5)) for number in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 6
    expected = sorted(
        f"spaces/ops/jobs/{number}-{count}.md" for number in range(6) for count in range(5)
    )
    assert sorted(git(root, "log", "--format=%s").splitlines()[:-1]) == expected
    assert git(root, "status", "--porcelain") == "" == git(root, "fsck")


def test_a_user_who_commits_at_the_same_time_loses_nothing_and_takes_nothing_back(
    root: Path,
) -> None:
    worker = multiprocessing.get_context("fork").Process(target=work, args=(root, 1, 10))
    worker.start()
    mine = []
    for number in range(10):
        write(root, "notes.txt", f"{number}\n")
        commit = ["git", "commit", "--quiet", "-am", f"Mine {number}"]
        if subprocess.run(commit, cwd=root, stderr=subprocess.DEVNULL).returncode == 0:
            mine.append(f"Mine {number}")
    worker.join()
    assert worker.exitcode == 0
    log = git(root, "log", "--format=%s").splitlines()
    assert [subject for subject in mine if subject not in log] == []
    held = git(root, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    assert {f"spaces/ops/jobs/1-{count}.md" for count in range(10)} <= set(held)
