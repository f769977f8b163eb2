from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tuiwork.tui.sync_words import SyncState

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (SyncState(), "no remote"),
        (SyncState(remote=True), "not synced yet"),
        (SyncState(remote=True, waiting=3, behind=1), "3 to send"),
        (SyncState(remote=True, behind=2), "2 to receive"),
        (SyncState(remote=True, waiting=3, busy=True), "syncing…"),
        (SyncState(remote=True, waiting=3, trouble="offline"), "offline, 3 kept here"),
        (SyncState(remote=True, trouble="auth"), "auth"),
    ],
)
def test_the_state_is_told_in_a_few_words(state: SyncState, words: str) -> None:
    assert state.words(NOW) == words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-30), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=2), "2 min ago"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=5), "5 h ago"),
        (timedelta(days=3), "3 d ago"),
    ],
)
def test_it_tells_how_long_ago_the_last_sync_was(ago: timedelta, words: str) -> None:
    assert SyncState(remote=True, synced=NOW - ago).words(NOW) == f"synced {words}"
