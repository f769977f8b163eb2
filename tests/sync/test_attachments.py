"""Attachments among several: they travel to the byte, and two of one name are both kept."""

from __future__ import annotations

import pytest

from tests.sync.playground import git, hook
from tests.sync.team import Clone, hold_equal
from tuiwork.session import Session
from tuiwork.verbs.attaching import Incoming, attach, detach

TASK = "k7f3qd2m"
FOLDER = f"attachments/{TASK}"
BINARY = bytes(range(256)) * 8 + b"\r\n\x00"


def give(clone: Clone, name: str, data: bytes) -> None:
    session = Session(clone.root)
    session.do(attach, TASK, [Incoming(name, data)])
    session.record()


def held(clone: Clone) -> dict[str, bytes]:
    folder = clone.root / FOLDER
    return {one.name: one.read_bytes() for one in folder.iterdir()} if folder.is_dir() else {}


def test_what_one_attaches_the_other_has_to_the_byte(sara: Clone, ali: Clone) -> None:
    git(ali.root, "config", "core.autocrlf", "true")
    give(sara, "scan.bin", BINARY)
    give(sara, "table.csv", b"a;b\r\n1;2\n")
    sara.sync()
    ali.sync()
    assert held(ali) == {"scan.bin": BINARY, "table.csv": b"a;b\r\n1;2\n"}
    assert git(ali.root, "status", "--porcelain") == ""
    assert hold_equal(sara, ali)


@pytest.mark.parametrize(
    ("hers", "his"), [(BINARY, BINARY[::-1]), (b"one\n", b"two\n"), (b"one\n", BINARY)]
)
def test_two_of_one_name_are_both_kept(sara: Clone, ali: Clone, hers: bytes, his: bytes) -> None:
    give(sara, "photo.jpg", hers)
    give(ali, "photo.jpg", his)
    sara.sync()
    ali.sync()
    sara.sync()
    assert sorted(held(sara).values()) == sorted([hers, his])
    assert held(sara) == held(ali)
    assert all(name.startswith("photo.") and name.endswith(".jpg") for name in held(sara))


def test_the_same_file_of_both_is_one(sara: Clone, ali: Clone) -> None:
    give(sara, "photo.jpg", BINARY)
    give(ali, "photo.jpg", BINARY)
    sara.sync()
    ali.sync()
    assert held(ali) == {"photo.jpg": BINARY}


def test_what_one_takes_away_is_gone_for_the_other(sara: Clone, ali: Clone) -> None:
    give(sara, "photo.jpg", BINARY)
    sara.sync()
    ali.sync()
    session = Session(ali.root)
    session.do(detach, TASK, ["photo.jpg"])
    session.record()
    ali.sync()
    sara.sync()
    assert held(sara) == {}


def test_an_undo_of_an_old_one_leaves_what_others_attached(sara: Clone, ali: Clone) -> None:
    give(sara, "hers.bin", BINARY)
    sara.sync()
    ali.sync()
    give(ali, "his.bin", BINARY[::-1])
    ali.sync()
    sara.sync()
    Session(sara.root).undo()
    assert held(sara) == {"his.bin": BINARY[::-1]}


def test_the_users_hooks_see_it_and_a_gitignore_does_not_hide_it(sara: Clone) -> None:
    hook(sara.root, "pre-commit", "touch seen")
    (sara.root / ".gitignore").write_text("*.bin\n")
    give(sara, "scan.bin", BINARY)
    assert (sara.root / "seen").exists()
    blob = git(sara.root, "rev-parse", f"HEAD:{FOLDER}/scan.bin")
    assert blob == git(sara.root, "hash-object", "--no-filters", f"{FOLDER}/scan.bin")


def test_one_that_a_crash_left_unrecorded_is_recorded_by_the_next_sync(sara: Clone) -> None:
    session = Session(sara.root)
    session.do(attach, TASK, [Incoming("scan.bin", BINARY)])
    del session  # it ends before it could record
    again = Session(sara.root)
    again.record_outside(settle=0.0)
    assert git(sara.root, "status", "--porcelain") == ""
    assert "scan.bin" in git(sara.root, "ls-tree", "-r", "--name-only", "HEAD", FOLDER)


def test_one_that_is_too_large_for_any_host_is_left_out_and_told(
    sara: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuiwork.store.files.MOST_MB", 0)
    place = sara.root / FOLDER / "film.mp4"
    place.parent.mkdir(parents=True)
    place.write_bytes(BINARY)
    session = Session(sara.root)
    assert session.record_outside(settle=0.0) == []
    assert [one.message for one in session.left_out] == ["is larger than 0 MB"]
    assert place.read_bytes() == BINARY
