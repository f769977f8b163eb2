"""What others write is taken only when they have left it alone, and only if it can be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.store.conftest import ALARM, CALL, ROOF, text
from tests.workspace import write
from tuiwork.store import quiet
from tuiwork.store.local import Local
from tuiwork.store.quiet import read_quiet

START = 1_750_000_000.0


class Clock:
    """Time that passes only when somebody sleeps; `meanwhile` happens at each sleep."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.meanwhile: list[Path] = []

    def time(self) -> float:
        return START + self.passed

    def monotonic(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.passed += seconds
        for file in self.meanwhile:
            touch(file, self.time())


def touch(file: Path, when: float) -> None:
    os.utime(file, (when, when))


@pytest.fixture
def clock(local: Local, monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(quiet, "time", clock)
    for place in local.root.rglob("*"):
        touch(place, START - 60)
    return clock


def test_what_was_left_alone_is_read_at_once(local: Local, clock: Clock) -> None:
    assert read_quiet(local.root, [ROOF, "goals/gone.md"], 2.0) == {
        ROOF: text("k7f3qd2m", "Roof"),
        "goals/gone.md": None,
    }
    assert clock.passed == 0


def test_what_was_just_written_is_waited_for(local: Local, clock: Clock) -> None:
    touch(local.root / ROOF, START - 0.5)
    assert set(read_quiet(local.root, [ROOF, CALL], 2.0)) == {ROOF, CALL}
    assert clock.passed == pytest.approx(1.5)


def test_what_is_written_again_and_again_is_left_for_the_next_time(
    local: Local, clock: Clock
) -> None:
    touch(local.root / ROOF, START)
    clock.meanwhile = [local.root / ROOF]
    assert set(read_quiet(local.root, [ROOF, CALL], 2.0)) == {CALL}
    assert clock.passed == pytest.approx(2.0, abs=0.06)


def test_the_wait_is_for_all_files_together(local: Local, clock: Clock) -> None:
    files = [local.root / path for path in (ROOF, CALL, ALARM)]
    for file in files:
        touch(file, START)
    clock.meanwhile = files
    assert read_quiet(local.root, [ROOF, CALL, ALARM], 2.0) == {}
    assert clock.passed < 2.1


def test_a_file_that_is_gone_may_come_back_while_its_folder_is_not_quiet(
    local: Local, clock: Clock
) -> None:
    folder = (local.root / ROOF).parent
    (local.root / CALL).unlink()
    (local.root / ROOF).rename(folder / "backup")
    touch(folder, START)
    clock.meanwhile = [folder]
    assert read_quiet(local.root, [ROOF], 2.0) == {}
    clock.meanwhile = []
    (folder / "backup").rename(local.root / ROOF)
    touch(folder, clock.time())
    assert read_quiet(local.root, [CALL, ROOF], 2.0) == {
        CALL: None,
        ROOF: text("k7f3qd2m", "Roof"),
    }
    assert clock.passed == pytest.approx(4.0, abs=0.1)


def test_a_file_from_the_future_is_read(local: Local, clock: Clock) -> None:
    touch(local.root / ROOF, START + 3600)
    assert set(read_quiet(local.root, [ROOF], 2.0)) == {ROOF}
    assert clock.passed == 0


@pytest.mark.parametrize("content", ["", "+++\n", "no document", "+++\nid =\n+++\n", "\0"])
def test_what_is_empty_or_torn_is_left_and_never_taken_for_removed(
    local: Local, clock: Clock, content: str
) -> None:
    write(local.root, ROOF, content)
    touch(local.root / ROOF, START - 60)
    assert read_quiet(local.root, [ROOF], 2.0) == {}
    assert clock.passed == 0


def test_links_pipes_and_what_is_no_document_are_left(local: Local, clock: Clock) -> None:
    (local.root / "goals/link.md").symlink_to(local.root / ROOF)
    os.mkfifo(local.root / "goals/pipe.md")
    write(local.root, "README.md", "mine")
    for path in ("goals/link.md", "goals/pipe.md", "README.md"):
        os.utime(local.root / path, (START - 60, START - 60), follow_symlinks=False)
    assert read_quiet(local.root, ["goals/link.md", "goals/pipe.md", "README.md"], 2.0) == {}
    assert clock.passed == 0


def test_what_lay_in_a_folder_that_became_a_file_is_gone(local: Local, clock: Clock) -> None:
    assert read_quiet(local.root, [f"{ROOF}/x.md"], 2.0) == {f"{ROOF}/x.md": None}
    assert clock.passed == 0
