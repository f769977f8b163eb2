from __future__ import annotations

from typing import Any

import pytest

from tests.sync.playground import git, write
from tests.sync.team import (
    CALL,
    CALL_TEXT,
    ROOF,
    ROOF_TEXT,
    Clone,
    during,
    hold_equal,
    task,
)
from tuiwork.errors import SyncStopped
from tuiwork.store.apply import Clash, write_files
from tuiwork.store.lock import hold
from tuiwork.sync import landing, putting, syncing
from tuiwork.sync.syncing import resume

NEW = "spaces/ops/jobs/qqqq1111-new.md"


def test_a_commit_made_here_during_the_merge_is_joined_too(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    ali.edit(CALL, "todo", "done")
    during(monkeypatch, syncing, "land", lambda: ali.change({"notes.txt": "meanwhile\n"}))
    result = ali.sync()
    assert (result.state, result.sent) == ("published", 2)
    sara.sync()
    assert hold_equal(sara, ali)
    assert sara.read("notes.txt") == "meanwhile\n"


def test_a_commit_made_here_while_files_are_written_is_joined_too(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    ali.edit(CALL, "todo", "done")

    def commit_alone() -> None:
        write(ali.root, "notes.txt", "meanwhile\n")
        git(ali.root, "commit", "--quiet", "-m", "Meanwhile", "--", "notes.txt")

    during(monkeypatch, landing, "put_files", commit_alone)
    assert ali.sync().state == "published"
    sara.sync()
    assert hold_equal(sara, ali)
    assert sara.read("notes.txt") == "meanwhile\n"
    assert 'status = "doing"' in ali.read(ROOF)


class Crash(BaseException):
    """Stands for kill -9: nobody catches it."""


def crash() -> None:
    raise Crash


STEPS = [
    (syncing, "plan"),
    (syncing, "land"),
    (landing, "put_files"),
    ("tuiwork.sync.putting", "_stage"),
    (syncing, "push"),
    (syncing, "note_synced"),
]


@pytest.mark.parametrize("forward", [True, False], ids=["forward", "merge"])
@pytest.mark.parametrize(("module", "name"), STEPS, ids=[name for _, name in STEPS])
def test_a_sync_that_dies_is_finished_by_the_next(
    sara: Clone, ali: Clone, module: Any, name: str, forward: bool
) -> None:
    sara.edit(ROOF, 'status = "todo"', 'status = "doing"')
    sara.change({NEW: task("qqqq1111"), CALL: None, "notes.txt": "1\ntwo\nthree\n"})
    sara.sync()
    if not forward:
        ali.edit(ROOF, "Crane", "A crane")
    with pytest.MonkeyPatch.context() as patch:
        if isinstance(module, str):
            patch.setattr(f"{module}.{name}", lambda *_, **__: crash())
        else:
            patch.setattr(module, name, lambda *_, **__: crash())
        if not (forward and name == "push"):
            with pytest.raises(Crash):
                ali.sync()
    if forward:
        resume(ali.local)
    ali.sync()
    sara.sync()
    assert hold_equal(sara, ali)
    assert git(ali.root, "for-each-ref", "refs/tuiwork/pending") == ""
    assert git(ali.root, "rev-list", "--count", "--merges", "HEAD") == ("0" if forward else "1")
    assert 'status = "doing"' in ali.read(ROOF)


def test_a_crash_in_the_middle_of_the_files_is_finished(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.change({ROOF: ROOF_TEXT.replace("todo", "doing"), CALL: CALL_TEXT.replace("todo", "done")})
    sara.sync()

    def one_file_only(local: Any, files: dict[str, str | None]) -> None:
        path = next(iter(files))
        write_files(local, {path: files[path]})
        crash()

    with monkeypatch.context() as patch:
        patch.setattr("tuiwork.sync.putting.write_files", one_file_only)
        with pytest.raises(Crash):
            ali.sync()
    assert not ali.is_clean
    assert set(resume(ali.local)) in ({CALL}, {ROOF})
    assert hold_equal(sara, ali)


@pytest.mark.parametrize("left", [b"", b"one\nt", None], ids=["empty", "torn", "gone"])
def test_a_file_that_git_was_killed_over_is_written_anew(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch, left: bytes | None
) -> None:
    sara.change({"notes.txt": "one\ntwo\nthree\nfour\n"})
    sara.sync()

    def die_writing(*_: object) -> None:
        notes = ali.root / "notes.txt"
        notes.unlink()
        if left is not None:
            notes.write_bytes(left)
        crash()

    with monkeypatch.context() as patch:
        patch.setattr("tuiwork.sync.putting._check_out", die_writing)
        with pytest.raises(Crash):
            ali.sync()
    resume(ali.local)
    assert ali.read("notes.txt") == "one\ntwo\nthree\nfour\n"
    assert hold_equal(sara, ali)
    assert ali.is_clean


def test_what_somebody_wrote_into_a_file_after_the_crash_is_merged(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.change({"notes.txt": "one\ntwo\nthree\nfour\n"})
    sara.sync()
    with monkeypatch.context() as patch:
        patch.setattr("tuiwork.sync.putting._check_out", lambda *_: crash())
        with pytest.raises(Crash):
            ali.sync()
    ali.save({"notes.txt": "zero\none\ntwo\nthree\n"})
    resume(ali.local)
    assert ali.read("notes.txt") == "zero\none\ntwo\nthree\nfour\n"


def test_a_pending_commit_that_no_longer_follows_is_dropped(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    ali.edit(CALL, "todo", "done")
    with monkeypatch.context() as patch:
        patch.setattr(syncing, "land", lambda *_, **__: crash())
        with pytest.raises(Crash):
            ali.sync()
    ali.edit(CALL, "done", "dropped")
    assert resume(ali.local) == ()
    assert git(ali.root, "for-each-ref", "refs/tuiwork/pending") == ""
    ali.sync()
    sara.sync()
    assert hold_equal(sara, ali)


def test_a_full_disk_leaves_files_and_branch_as_they_were(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    head, files = ali.head, ali.files

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("tuiwork.store.apply.write_temporary", full)
        stop = ali.stopped()
    assert stop.state == "not-saved"
    assert "No space left" in stop.message
    assert (ali.head, ali.files) == (head, files)
    ali.sync()
    assert hold_equal(sara, ali)


def test_a_merge_found_half_done_and_recorded_as_edits_is_no_conflict(
    sara: Clone, ali: Clone
) -> None:
    sara.edit(ROOF, 'status = "todo"', 'status = "doing"')
    sara.edit(ROOF, "Replace", "Repair")
    sara.sync()
    ali.edit(ROOF, "Replace", "Rent")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tuiwork.sync.putting._stage", lambda *_, **__: crash())
        with pytest.raises(Crash):
            ali.sync()
    ali.change({}, "Edited outside tuiwork")
    assert ali.sync().conflicts == ()
    assert ali.read(ROOF).count("[[conflicts]]") == 1
    sara.sync()
    assert hold_equal(sara, ali)


def test_while_the_index_is_locked_documents_land_and_it_is_told_later(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    lock = ali.root / ".git/index.lock"
    lock.touch()
    with monkeypatch.context() as patch:
        patch.setattr("tuiwork.sync.git.patience.SECONDS", 0.0)
        assert ali.sync().state == "received"
    lock.unlink()
    sara.edit(CALL, "todo", "doing")
    sara.sync()
    ali.sync()
    assert hold_equal(sara, ali)


def test_while_the_index_is_locked_the_users_own_files_wait(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.change({"notes.txt": "1\n"})
    sara.sync()
    head = ali.head
    lock = ali.root / ".git/index.lock"
    lock.touch()
    with monkeypatch.context() as patch:
        patch.setattr("tuiwork.sync.git.patience.SECONDS", 0.0)
        assert ali.stopped().state == "busy"
    assert ali.head == head
    lock.unlink()
    ali.sync()
    assert hold_equal(sara, ali)


def test_another_branch_checked_out_meanwhile_is_left_alone(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    during(monkeypatch, syncing, "land", lambda: git(ali.root, "switch", "--quiet", "-c", "side"))
    files = ali.files
    ali.sync()
    assert git(ali.root, "symbolic-ref", "HEAD") == "refs/heads/side"
    assert ali.is_clean
    assert ali.files == {**files, ROOF: sara.read(ROOF).encode()}


def test_an_editor_that_writes_in_the_same_moment_is_looked_at_again(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.edit(ROOF, 'status = "todo"', 'status = "doing"')
    sara.sync()
    edited = ROOF_TEXT.replace("Crane", "A crane")

    def overtake() -> None:
        ali.save({ROOF: edited})
        raise Clash("written by another program just now")

    during(monkeypatch, putting, "write_files", overtake)
    assert ali.sync().state == "received"
    assert ali.read(ROOF) == edited.replace('status = "todo"', 'status = "doing"')


def test_files_that_changed_are_told_also_when_the_branch_then_moved(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()

    def commit_alone() -> None:
        git(ali.root, "commit", "--quiet", "--allow-empty", "--only", "-m", "Meanwhile")

    during(monkeypatch, putting, "_stage", commit_alone)
    assert ali.sync().paths == (ROOF,)
    sara.sync()
    assert hold_equal(sara, ali)


def test_while_a_sync_runs_nothing_is_resumed(ali: Clone) -> None:
    with hold(ali.local.sync_lock), pytest.raises(SyncStopped) as caught:
        resume(ali.local)
    assert caught.value.state == "busy"


def test_with_nothing_begun_nothing_is_resumed(ali: Clone) -> None:
    head = ali.head
    assert resume(ali.local) == ()
    assert ali.head == head
