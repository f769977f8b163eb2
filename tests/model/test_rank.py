"""There is always room for one more task between two others, and the keys stay short."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuiwork.model.rank import DIGITS, between, spread

keys = st.text(st.sampled_from(DIGITS), min_size=1, max_size=12)


def in_order(ranks: list[str]) -> bool:
    return all(one < other for one, other in pairwise(ranks))


@pytest.mark.parametrize(
    ("low", "high", "rank"),
    [
        (None, None, "a1"),
        ("a1", None, "a2"),
        ("a9", None, "aA"),
        ("az", None, "b1"),
        ("zz", None, "zz01"),
        ("a0V", None, "a1"),
        ("a", None, "a1"),
        (None, "a0", "Zz"),
        (None, "a1", "Zz"),
        (None, "a0V", "Zz"),
        (None, "01", "00zz"),
        ("a0", "a1", "a0V"),
        ("a1", "a2", "a1V"),
        ("a0", "a0V", "a0F"),
        ("a0V", "a1", "a0k"),
        ("a1", "a5", "a3"),
        ("Zz", "a0", "ZzV"),
        ("a", "a01", "a00V"),
        ("0", "1", "0V"),
        ("a", "b5", "b"),
    ],
)
def test_the_key_between_two_neighbours(low: str | None, high: str | None, rank: str) -> None:
    assert between(low, high) == rank


@given(keys, keys)
def test_a_key_lies_between_any_two_that_leave_room(one: str, other: str) -> None:
    low, high = sorted((one, other))
    if low.rstrip("0") == high.rstrip("0"):
        return
    rank = between(low, high)
    assert low < rank < high
    assert not rank.endswith("0")
    assert len(rank) <= max(len(low), len(high)) + 1


@given(keys)
def test_there_is_room_after_every_key_and_before_every_key_but_zero(key: str) -> None:
    assert between(key, None) > key
    if key.strip("0"):
        first = between(None, key)
        assert "0" < first < key
        assert not first.endswith("0")


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_a_thousand_insertions_anywhere_keep_their_order_and_stay_short(random: Random) -> None:
    ranks = ["a0", "a0V", "a1"]
    for _ in range(1000):
        place = random.randint(0, len(ranks))
        low = ranks[place - 1] if place else None
        high = ranks[place] if place < len(ranks) else None
        ranks.insert(place, between(low, high))
    assert in_order(ranks)
    assert max(map(len, ranks)) <= 12
    assert not any(rank.endswith("0") for rank in ranks[1:] if rank != "a0")


def test_keys_stay_short_when_everything_is_appended_or_put_first() -> None:
    last = first = "a1"
    for _ in range(1000):
        after, before = between(last, None), between(None, first)
        assert after > last
        assert before < first
        last, first = after, before
    assert (len(last), len(first)) == (2, 2)
    for _ in range(20_000):
        last, first = between(last, None), between(None, first)
    assert (len(last), len(first)) == (8, 8)


def test_inserting_at_the_same_place_costs_one_character_for_every_five() -> None:
    high = "a1"
    for _ in range(100):
        high = between("a0", high)
    assert len(high) <= 22


@pytest.mark.parametrize(
    ("low", "high"),
    [("a1", "a1"), ("a2", "a1"), ("a", "a0"), ("a0", "a00"), (None, "0"), (None, "000")],
)
def test_no_room_is_said(low: str | None, high: str) -> None:
    with pytest.raises(ValueError, match="nothing sorts between the ranks"):
        between(low, high)


@pytest.mark.parametrize("key", ["", "a-1", "ä", "a 1", "~", "a1\n"])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="is not made of the digits and letters"):
        between(key, None)
    with pytest.raises(ValueError, match="is not made of the digits and letters"):
        between(None, key)


@given(st.integers(0, 500))
def test_spread_keys_are_in_order_with_room_on_every_side(count: int) -> None:
    ranks = spread(count)
    assert len(ranks) == count
    assert in_order(ranks)
    assert all(len(rank) <= 3 and not rank.endswith("0") for rank in ranks)
    for low, high in pairwise([None, *ranks, None]):
        assert between(low, high)
