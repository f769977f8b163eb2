from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tuiwork.store.local import Local
from tuiwork.sync.exchanged import KEPT, Exchange, exchanges, how_it_ended, note_exchange

AT = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)
ONE = Exchange(AT, "origin", "/srv/team.git", "published", 2, 3, 1, 0.5, "received 3, sent 2")


@pytest.fixture
def local(tmp_path: Path) -> Local:
    return Local(tmp_path, tmp_path / "state")


def log_of(local: Local) -> Path:
    return local.state / "exchanges.jsonl"


def test_what_was_noted_is_told_newest_first(local: Local) -> None:
    other = replace(ONE, at=AT + timedelta(hours=1), state="offline", message="no way there")
    note_exchange(local, ONE)
    note_exchange(local, other)
    assert exchanges(local) == [other, ONE]


def test_there_is_none_before_the_first(local: Local) -> None:
    assert exchanges(local) == []


def test_the_log_stays_short_and_keeps_the_newest(local: Local) -> None:
    local.state.mkdir()
    note_exchange(local, replace(ONE, message="oldest"))
    line = log_of(local).read_bytes()
    log_of(local).write_bytes(line * 2 * KEPT)
    note_exchange(local, ONE)
    assert len(log_of(local).read_bytes().splitlines()) == KEPT
    assert len(exchanges(local)) == KEPT
    assert exchanges(local)[0] == ONE


@pytest.mark.parametrize(
    "broken",
    [b"{", b"[]", b"null", b"\xff\xfe", b'{"at": "2026-06-15T09:00:00"}', b"[" * 9_000, b"7"],
    ids=lambda line: str(line[:9]),
)
def test_a_broken_line_is_left_out_and_ends_nothing(local: Local, broken: bytes) -> None:
    note_exchange(local, ONE)
    with log_of(local).open("ab") as file:
        file.write(broken)
    note_exchange(local, replace(ONE, sent=7))
    assert [one.sent for one in exchanges(local)] == [7, 2]


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    note_exchange(Local(tmp_path, tmp_path / "state"), ONE)


@pytest.mark.parametrize(
    ("exchange", "words"),
    [
        (ONE, "sent 2, received 3, 1 conflict"),
        (replace(ONE, conflicts=2), "sent 2, received 3, 2 conflicts"),
        (replace(ONE, sent=0, conflicts=0), "received 3"),
        (replace(ONE, state="up-to-date", sent=0, received=0, conflicts=0), "nothing new"),
        (replace(ONE, state="auth"), "not let in"),
        (replace(ONE, state="offline"), "offline"),
    ],
)
def test_the_end_is_told_in_a_few_words(exchange: Exchange, words: str) -> None:
    assert how_it_ended(exchange) == words
