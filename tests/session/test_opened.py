"""Whoever reads next ends what a crash left half done, and never waits long for one who writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace import TODAY, make_workspace
from tuiwork.session import Session, opened
from tuiwork.store.journal import begin
from tuiwork.store.lock import hold

JOBS = "spaces/operations/jobs"
PATHS = (f"{JOBS}/p2h8w4xn-call-janitor.md", f"{JOBS}/x5m0rt6b-inspect-pump.md")


@pytest.fixture
def half_done(tmp_path: Path) -> Path:
    """A workspace whose writer died after the first of two files."""
    root = make_workspace(tmp_path / "company")
    before = {path: (root / path).read_bytes() for path in PATHS}
    after = {
        path: text.replace(b"status", b'priority = "low"\nstatus') for path, text in before.items()
    }
    local = Session(root, TODAY).local
    local.state.mkdir()
    begin(local, before, after)
    (root / PATHS[0]).write_bytes(after[PATHS[0]])
    return root


def priorities(session: Session) -> list[object]:
    documents = session.load().documents
    return [documents[path].fields.get("priority") for path in PATHS]


def test_a_reader_ends_a_batch_that_a_crash_left_half_done(half_done: Path) -> None:
    session = Session(half_done, TODAY)
    assert priorities(session) == ["low", "low"]
    assert not session.local.journal.exists()


def test_a_reader_leaves_a_batch_to_the_writer_who_is_at_it(
    half_done: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "AT_WORK", 0.01)
    session = Session(half_done, TODAY)
    with hold(session.local.lock):
        assert priorities(session) == ["low", None]
    assert session.local.journal.exists()


def test_a_reader_shows_what_is_there_where_the_disk_refuses(
    half_done: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    session = Session(half_done, TODAY)
    monkeypatch.setattr("tuiwork.store.apply.write_temporary", refuse)
    assert priorities(session) == ["low", None]
