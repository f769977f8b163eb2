"""A little of each trial of writing: nothing that was acknowledged is lost, nothing is half."""

from __future__ import annotations

from importlib import import_module

import pytest

LITTLE = 0.001


@pytest.mark.parametrize(
    ("trial", "seed"),
    [("syscalls", 9), ("faults", 3), ("kills", 1), ("signals", 1), ("crowd", 1)],
)
def test_nothing_is_lost(trial: str, seed: int) -> None:
    figures = import_module(f"tests.soak.{trial}").run(LITTLE, seed)
    if figures.notes.startswith("skipped"):
        pytest.skip(figures.notes)
    assert figures.failures == ()
    assert figures.lost == 0
    assert figures.runs > 0
