"""Locks of gits that died are taken away; those that somebody may hold are left alone."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sync.playground import TASK, git, keep, new_repository, save
from tuiwork.errors import NotRecorded
from tuiwork.store.local import find_local
from tuiwork.sync.git import patience
from tuiwork.sync.git.locks import OLD, clear_away, left_by_the_dead, remove_stale, stale_locks
from tuiwork.sync.git.notes import end_note, leave_note, notes_of_the_dead
from tuiwork.sync.git.repository import open_repository
from tuiwork.sync.git.runner import run
from tuiwork.sync.recording import record, repair

LOCKS = ("index.lock", "HEAD.lock", "refs/heads/main.lock", "packed-refs.lock", "config.lock")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "workspace")


def lock(root: Path, name: str = "index.lock", *, age: float = 0) -> Path:
    place = root / ".git" / name
    place.write_bytes(b"")
    os.utime(place, (time.time() - age,) * 2)
    return place


def killed(root: Path) -> None:
    """Leave the note of one who was killed with its git."""
    note = leave_note(root)
    assert note is not None
    note.rename(note.with_name("git-4194304-1"))


@contextmanager
def git_at_work(root: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A git of somebody else's that runs in the repository."""
    words = ["git", "hash-object", "--stdin"]
    with subprocess.Popen(words, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        comm = Path(f"/proc/{other.pid}/comm")
        while comm.read_text() != "git\n":
            pass
        yield other
        other.communicate()


@pytest.mark.parametrize("name", LOCKS)
def test_what_a_killed_git_of_ours_locked_is_free_at_once(root: Path, name: str) -> None:
    place = lock(root, name)
    killed(root)
    assert stale_locks(open_repository(root)) == [place]
    keep(root, {TASK: "two\n"})
    assert not place.exists()
    assert git(root, "status", "--porcelain") == ""
    assert not list(notes_of_the_dead(root / ".git/tuiwork"))


def test_a_git_that_was_killed_alone_leaves_a_note_that_it_died(root: Path) -> None:
    end_note(leave_note(root), died=True)
    place = lock(root)
    assert remove_stale(open_repository(root)) == [place]


def test_a_git_that_ended_of_itself_leaves_no_note(root: Path) -> None:
    run(root, "update-index", "--refresh", check=False)
    run(root, "update-index", "--no-such-option", check=False)
    assert not list((root / ".git/tuiwork").glob("git-*"))


def test_a_note_of_one_who_lives_frees_nothing(root: Path) -> None:
    lock(root)
    leave_note(root)
    assert stale_locks(open_repository(root)) == []


def test_a_note_of_one_whose_number_another_has_now_is_of_the_dead(root: Path) -> None:
    place = lock(root)
    note = leave_note(root)
    assert note is not None
    note.write_text("1")
    assert stale_locks(open_repository(root)) == [place]


def test_a_lock_of_unknown_origin_is_left_until_it_is_old(root: Path) -> None:
    place = lock(root, age=OLD - 60)
    repo = open_repository(root)
    assert remove_stale(repo) == []
    os.utime(place, (time.time() - OLD - 60,) * 2)
    assert remove_stale(repo) == [place]


def test_an_old_lock_that_a_program_has_open_is_left(root: Path) -> None:
    place = lock(root, age=2 * OLD)
    with place.open("rb"):
        assert stale_locks(open_repository(root)) == []
    assert stale_locks(open_repository(root)) == [place]


def test_nothing_is_taken_away_while_a_git_is_at_work_here(root: Path) -> None:
    place = lock(root)
    killed(root)
    repo = open_repository(root)
    with git_at_work(root):
        clear_away(repo)
        assert place.exists()
        assert list(left_by_the_dead(repo))
    clear_away(repo)
    assert not place.exists()


def test_a_repair_lets_the_git_of_one_who_was_killed_end_its_commit(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = lock(root)
    killed(root)
    repo = open_repository(root)
    with git_at_work(root) as orphan:

        def committing(_: float) -> None:
            monkeypatch.undo()
            place.unlink()
            git(root, "commit", "--quiet", "--allow-empty", "-m", "By the orphan")
            orphan.communicate()

        monkeypatch.setattr("tuiwork.sync.git.locks.time.sleep", committing)
        repaired = repair(find_local(root), repo)
    assert not list(left_by_the_dead(repo))
    assert repaired.head == git(root, "rev-parse", "HEAD") != repo.head


def test_a_git_at_work_elsewhere_does_not_matter(root: Path, tmp_path: Path) -> None:
    place = lock(root)
    killed(root)
    with git_at_work(new_repository(tmp_path / "workspace-2")):
        assert stale_locks(open_repository(root)) == [place]


def test_an_edit_is_saved_and_not_recorded_while_another_holds_the_branch(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "SECONDS", 0.1)
    place = lock(root, "refs/heads/main.lock")
    with pytest.raises(NotRecorded, match=r"main\.lock"):
        record(root, save(root, {TASK: "two\n"}), "Done")
    assert place.exists()


def test_the_index_learns_of_a_commit_whose_git_was_killed_before_it_could_say(
    root: Path,
) -> None:
    keep(root, {TASK: "two\n"})
    git(
        root,
        "update-index",
        "--cacheinfo",
        f"100644,{git(root, 'rev-parse', f'HEAD~:{TASK}')},{TASK}",
    )
    assert git(root, "status", "--porcelain") == f"MM {TASK}"
    listed = root / ".git/tuiwork/paths-4194304"
    listed.write_bytes(TASK.encode() + b"\0")
    repair(find_local(root), open_repository(root))
    assert not listed.exists()
    assert git(root, "status", "--porcelain") == ""
