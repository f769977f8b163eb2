"""Ids are random and recognisable, slugs are safe file names, prefixes are as short as can be."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.model.ids import ALPHABET, is_id, mint, shortest_prefixes, slug

ids = st.text(st.sampled_from(ALPHABET), min_size=8, max_size=8).filter(is_id)


@given(st.binary(min_size=5, max_size=5))
def test_a_minted_id_is_an_id(random: bytes) -> None:
    answers = iter([random, b"\xff" * 5])
    assert is_id(mint(lambda _: next(answers)))


def test_every_bit_of_the_randomness_is_in_the_id() -> None:
    assert mint(lambda count: bytes(range(255, 255 - count, -1))) == "zzzfvz7v"


def test_an_id_of_digits_alone_is_minted_again() -> None:
    answers: Iterator[bytes] = iter([b"\0" * 5, b"\x08\x42\x10\x84\x21", b"\xff" * 5])
    assert mint(lambda _: next(answers)) == "zzzzzzzz"


def test_ids_use_the_whole_alphabet_and_do_not_repeat() -> None:
    minted = [mint(os.urandom) for _ in range(2000)]
    assert len(set(minted)) == 2000
    assert set(Counter("".join(minted))) == set(ALPHABET)


@pytest.mark.parametrize("text", ["k7f3qd2m", "zzzzzzzz", "0000000a"])
def test_an_id_is_recognised(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "k7f3qd2",
        "k7f3qd2mm",
        "12345678",
        "K7F3QD2M",
        "k7f3qdil",
        "k7f3-d2m",
        "kåf3qd2m",
        "kjobs٣٣٣",
    ],
)
def test_what_is_no_id_is_recognised_too(text: str) -> None:
    assert not is_id(text)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Replace compressor, Havnegaard roof 2", "replace-compressor-havnegaard-roof-2"),
        ("Ærlig øl på Ås", "aerlig-oel-paa-aas"),
        ("Äpple, Öl, Straße", "aepple-oel-strasse"),
        ("A\u030as", "aas"),
        ("Crème brûlée à Łódź", "creme-brulee-a-lodz"),
        ("½ ™ ﬁn", "1-2-tm-fin"),
        ("../../etc/passwd", "etc-passwd"),
        ("-rf --no", "rf-no"),
        ("a\nb\x1b[2J\x00", "a-b-2j"),
        ("日本語", "task"),
        ("", "task"),
        ("!!!", "task"),
        ("CON", "con-task"),
        ("nul", "nul-task"),
        ("Com1", "com1-task"),
        ("console", "console"),
        ("x" * 80, "x" * 50),
        ("a " * 80, "-".join("a" * 25)),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert slug(title) == name


def test_a_device_name_left_by_the_cut_is_avoided() -> None:
    assert slug("console", limit=3) == "con-task"


@given(st.text(st.characters(exclude_categories=[])))
def test_a_slug_is_always_a_safe_file_name(title: str) -> None:
    name = slug(title)
    assert 1 <= len(name) <= 50
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in name
    assert name.strip("-") == name
    assert slug(name) == name


def test_the_shortest_prefix_grows_only_where_ids_are_alike() -> None:
    assert shortest_prefixes(["k7f3qd2m", "k7f9aaaa", "b2222222"]) == {
        "k7f3qd2m": "k7f3",
        "k7f9aaaa": "k7f9",
        "b2222222": "b22",
    }
    assert shortest_prefixes([]) == {}
    assert shortest_prefixes(["k7f3qd2m"], least=1) == {"k7f3qd2m": "k"}
    assert shortest_prefixes(["k7f3qd2m", "k7f3qd2m"]) == {"k7f3qd2m": "k7f"}


@given(st.sets(ids | ids.map(lambda one: "k7f" + one[3:]), max_size=40))
def test_a_prefix_names_one_id_and_a_shorter_one_would_not(some: set[str]) -> None:
    for one, prefix in shortest_prefixes(some).items():
        assert [other for other in some if other.startswith(prefix)] == [one]
        if len(prefix) > 3:
            assert len([other for other in some if other.startswith(prefix[:-1])]) > 1
