from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.tui.widgets.fuzzy import match


def best(query: str, *labels: str) -> str:
    scores = {label: found.score for label in labels if (found := match(query, label))}
    return max(scores, key=scores.__getitem__)


def test_letters_in_order_match_and_others_do_not() -> None:
    assert match("cmp", "compressor") is not None
    assert match("pmc", "compressor") is None
    assert match("compressors", "compressor") is None


def test_the_letters_that_matched_are_known() -> None:
    found = match("roof", "Replace compressor, roof 2")
    assert found is not None
    assert found.offsets == (20, 21, 22, 23)


def test_case_does_not_matter_and_never_shifts_the_letters() -> None:
    found = match("bryg", "İİ Brygværk")
    assert found is not None
    assert found.offsets == (3, 4, 5, 6)


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("sa", ("sara", "Lisa", "sales area plan")),
        ("job", ("Jobs", "all jobs of 2026", "J. Obel")),
        ("ops in", ("ops / incidents", "stops / min", "oxp sxixn")),
    ],
)
def test_the_nearer_match_comes_first(query: str, labels: tuple[str, ...]) -> None:
    assert best(query, *reversed(labels)) == labels[0]


def test_words_may_come_in_any_order_and_all_must_match() -> None:
    assert match("roof comp", "compressor on the roof") is not None
    assert match("roof pump", "compressor on the roof") is None


def test_an_empty_query_matches_everything_alike() -> None:
    assert match("  ", "anything") is not None


def test_a_label_made_to_be_slow_is_not() -> None:
    assert match("aabbaabbaabb" * 4, "ab " * 100_000) is not None


@given(st.text(), st.text(max_size=12))
def test_every_matched_offset_lies_in_the_label(label: str, query: str) -> None:
    found = match(query, label)
    assert found is None or all(0 <= offset < len(label) for offset in found.offsets)
