"""Clones that were treated like anybody's come to the same bytes, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.soak.clones import Sort, shrink, trial
from tests.soak.inmemory import InMemory
from tests.soak.ledger import Broken
from tests.soak.steps import Step
from tuiwork.text.merging.trees import TreeMerge


def test_teams_of_clones_agree_and_lose_nothing() -> None:
    figures = trial(1_000, 4, 1, Sort(5, 12), Sort(2, 9))
    assert figures.failures == ()
    assert figures.lost == 0
    assert figures.runs == 1_004
    assert figures.edits > 4_000


def _set(number: int, who: int) -> Step:
    return Step(number, who, "set", 0, 1, 1)


PLAN = [Step(1, 0, "comment", 3, 0, 0), _set(2, 0), Step(3, 1, "sync", 0, 0, 0), _set(4, 1)]


def test_a_merge_that_loses_a_value_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tests.soak.inmemory.merge_trees", lambda base, ours, _: TreeMerge({**base, **ours})
    )

    def breaks(plan: object) -> bool:
        try:
            InMemory(2).play(plan)  # type: ignore[arg-type]
        except Broken as broken:
            return broken.lost > 0
        return False

    assert breaks(PLAN)
    assert [step.number for step in shrink(breaks, PLAN)] == [2, 4]
