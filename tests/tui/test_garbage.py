"""Garbage is collected when the keys rest, and only where there may be some."""

from __future__ import annotations

import gc

import pytest

from tuiwork.tui import garbage


@pytest.mark.parametrize(("looks", "collected"), [(0, 0), (garbage.ENOUGH, 1)])
def test_all_is_looked_through_where_enough_is_new(
    monkeypatch: pytest.MonkeyPatch, looks: int, collected: int
) -> None:
    done: list[None] = []
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, looks))
    monkeypatch.setattr(gc, "collect", lambda: done.append(None))
    garbage._collect()
    assert len(done) == collected
