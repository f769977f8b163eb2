"""One writer at a time; who waits too long is told for whom."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from tuiwork.errors import Busy, NotSaved
from tuiwork.store.lock import hold


@contextmanager
def another_process_holds(path: Path) -> Iterator[int]:
    """A second process that holds the lock; gives its number."""
    ready, go = os.pipe(), os.pipe()
    holder = os.fork()
    if holder == 0:
        try:
            os.close(go[1])
            with hold(path):
                os.write(ready[1], b"x")
                os.read(go[0], 1)
        finally:
            os._exit(0)
    os.close(go[0])
    assert os.read(ready[0], 1) == b"x"
    try:
        yield holder
    finally:
        os.close(go[1])
        os.waitpid(holder, 0)
        for end in (*ready,):
            os.close(end)


def test_a_second_process_waits_in_vain_and_is_told_which_one_writes(tmp_path: Path) -> None:
    lock = tmp_path / "state/lock"
    with another_process_holds(lock) as holder:
        with pytest.raises(Busy, match=rf"written by another tuiwork \(process {holder}\)"):
            hold_once(lock, patience=0)
        with pytest.raises(Busy, match=r"^the sync is being written"):
            hold_once(lock, patience=0, what="the sync")
    hold_once(lock, patience=0)


def test_a_hook_of_a_commit_does_not_wait_for_that_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUIWORK_IN_HOOK", "1")
    monkeypatch.setattr("time.sleep", lambda _: pytest.fail("waits"))
    with another_process_holds(tmp_path / "lock"), pytest.raises(Busy):
        hold_once(tmp_path / "lock", patience=5)


def hold_once(lock: Path, *, patience: float, what: str = "the workspace") -> None:
    with hold(lock, patience=patience, what=what):
        pass


def test_a_second_thread_waits_until_the_first_is_done(tmp_path: Path) -> None:
    order: list[str] = []
    waiting = Event()

    def second() -> None:
        waiting.set()
        with hold(tmp_path / "lock"):
            order.append("second")

    thread = Thread(target=second)
    with hold(tmp_path / "lock"):
        thread.start()
        waiting.wait()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_lock_is_free_again_after_an_error_or_a_death(tmp_path: Path) -> None:
    with pytest.raises(KeyError), hold(tmp_path / "lock"):
        raise KeyError
    child = os.fork()
    if child == 0:
        with hold(tmp_path / "lock"):
            os._exit(9)
    os.waitpid(child, 0)
    hold_once(tmp_path / "lock", patience=0)


def test_the_holder_is_named_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("1234567890123")
    with hold(tmp_path / "lock"):
        assert (tmp_path / "lock").read_text() == str(os.getpid())


def test_a_place_without_room_for_a_lock_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotSaved, match="cannot lock the workspace: "):
        hold_once(tmp_path / "file/lock", patience=0)
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotSaved, match="cannot lock the workspace: "):
        hold_once(tmp_path / "link", patience=0)
