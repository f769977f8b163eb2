"""Clones that were treated like anybody's come to the same bytes, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.soak.clones import Sort, shrink, trial
from tests.soak.inmemory import InMemory
from tests.soak.ledger import Broken, Ledger
from tests.soak.steps import Step
from tests.text.trees import BASE, JOBS
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


ONE, TWO = f"{JOBS}/aaaaaaa1-one.md", f"{JOBS}/bbbbbbb2-two.md"
WORD = b"w000001x"


def test_a_word_may_go_that_each_side_took_out_of_another_file() -> None:
    ledger = Ledger()
    base = {ONE: WORD, TWO: WORD}
    ours, theirs, merged = {**base, ONE: b""}, {**base, TWO: b""}, {ONE: b"", TWO: b""}
    ledger.check_merge(base, ours, theirs, merged)
    ledger.note(base, ours)
    ledger.check_exchange(base, merged)
    ledger.check_undo(ours, base, theirs, merged)


def test_a_word_that_only_one_file_of_two_was_to_lose_must_be_there() -> None:
    base, ours = {ONE: WORD, TWO: WORD}, {ONE: WORD, TWO: b""}
    with pytest.raises(Broken, match="a merge lost"):
        Ledger().check_merge(base, ours, base, {ONE: b"", TWO: b""})


def test_a_word_may_go_that_one_took_out_of_the_record_and_one_out_of_the_log() -> None:
    record = b'+++\n[[conflicts]]\nother = "w000001x"\nby = "w000001x"\n+++\n'
    log = b"\n## Log\n\n- w000001x status - -> w000001x\n"
    ours, theirs = {ONE: record}, {ONE: log}
    Ledger().check_merge({ONE: record + log}, ours, theirs, {ONE: b""})
    with pytest.raises(Broken, match="a merge lost"):
        Ledger().check_merge({ONE: record + log}, theirs, theirs, {ONE: b""})
    ledger = Ledger()
    ledger.note({}, {ONE: WORD + log})
    ledger.note({ONE: WORD + log}, {ONE: log})
    with pytest.raises(Broken, match="in the end is lost"):
        ledger.check_end(BASE)
    ledger.note({ONE: record + log}, {ONE: record})
    ledger.check_end(BASE)


def test_the_name_of_a_list_is_there_where_a_task_lies_in_it() -> None:
    base = {ONE: WORD}
    Ledger().check_merge(base, base, base, {"spaces/operations/w000001x/aaaaaaa1-one.md": b""})
    with pytest.raises(Broken, match="a merge lost"):
        Ledger().check_merge(base, base, base, {"spaces/operations/w000001x/list.toml": b""})


RENAMED_AND_CHOSEN = [
    Step(5, 1, "rename folder", 845, 839, 929),
    Step(6, 0, "rename folder", 845, 839, 603),
    Step(7, 0, "sync", 0, 0, 0),
    Step(9, 1, "sync", 0, 0, 0),
    Step(10, 1, "choose", 896, 444, 592),
    Step(11, 0, "sync", 0, 0, 0),
    Step(15, 0, "choose", 897, 849, 855),
]
UNDONE_AND_CHOSEN = [
    Step(17, 1, "set", 801, 211, 83),
    Step(18, 0, "set", 801, 211, 284),
    Step(20, 0, "sync", 0, 0, 0),
    Step(32, 0, "undo", 135, 860, 667),
    Step(35, 1, "sync", 0, 0, 0),
    Step(38, 1, "choose", 441, 849, 485),
]


@pytest.mark.parametrize("plan", [RENAMED_AND_CHOSEN, UNDONE_AND_CHOSEN])
def test_what_two_people_took_out_of_its_two_places_is_not_lost(plan: list[Step]) -> None:
    assert InMemory(3).play(plan) > 0
