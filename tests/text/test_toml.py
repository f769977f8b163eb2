"""TOML: limits before parsing, values printed so that they read back equal."""

from __future__ import annotations

import math
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from tests.text.fronts import SAMPLES, fronts, texts, values
from tests.text.hostile import HOSTILE, seconds
from tuiwork.text import toml
from tuiwork.text.source import Malformed


@given(values)
def test_a_printed_value_reads_back_equal(value: Any) -> None:
    printed = toml.show(value)
    assert "\n" not in printed
    assert toml.canonical(tomli.loads(f"v = {printed}")["v"]) == toml.canonical(value)
    assert tomli.loads(f"v = {printed}") == {"v": value}


@pytest.mark.parametrize("value", SAMPLES, ids=repr)
def test_so_do_values_that_are_easy_to_spoil(value: Any) -> None:
    assert toml.load(f"v = {toml.show(value)}") == {"v": value}


def test_what_is_no_number_is_printed_as_such() -> None:
    assert toml.show(math.inf) == "inf"
    assert math.isnan(toml.load(f"v = {toml.show(math.nan)}")["v"])


def test_utc_is_printed_as_z_and_other_offsets_as_they_are() -> None:
    moment = datetime(2026, 6, 2, 8, 14, tzinfo=UTC)
    east = moment.astimezone(timezone(timedelta(hours=2)))
    assert toml.show(moment) == "2026-06-02T08:14:00Z"
    assert toml.load(f"v = {toml.show(east)}")["v"] == moment
    assert "+02:00" in toml.show(east)


def test_text_is_never_taken_for_a_time() -> None:
    assert toml.load(f"v = {toml.show('café at +00:00')}") == {"v": "café at +00:00"}


@given(texts)
def test_a_printed_key_reads_back_equal(key: str) -> None:
    assert toml.load(f"{toml.show_key(key)} = 1") == {key: 1}
    assert toml.key_parts(f"a . {toml.show_key(key)}") == ["a", key]
    assert toml.plain_key(f'"a".{toml.show_key(key)}') == f"a.{toml.show_key(key)}"


@pytest.mark.parametrize("words", ["", "# c", "a = 1\nb", "a b", "a.", "[x]", "a\n", "x" * 9_000])
def test_a_name_that_is_no_key_is_refused(words: str) -> None:
    with pytest.raises(Malformed):
        toml.key_parts(words)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")))
def test_a_text_of_several_lines_reads_back_equal(text: str) -> None:
    assert toml.load(f"v = {toml.show_block(text)}") == {"v": text}


def test_a_text_with_a_fence_in_it_does_not_end_the_front_matter() -> None:
    shown = toml.show_block("one\n+++\n+++ \ntwo\n")
    assert not any(line.startswith("+++") for line in shown.split("\n"))
    assert toml.load(f"v = {shown}") == {"v": "one\n+++\n+++ \ntwo\n"}


@given(fronts())
def test_statements_are_the_text_cut_where_values_end(text: str) -> None:
    cut = toml.statements(text)
    assert "".join(cut) == text
    table: dict[str, Any] = {}
    for statement in cut:
        if not statement.lstrip().startswith("["):
            table |= toml.load(statement)
    assert len([one for one in cut if one.strip() and one.strip()[0] not in "#["]) >= len(table)


def test_comments_are_found_behind_and_between_but_never_in_strings() -> None:
    text = '# a\nx = "# no" # b\ny = """\n# no\n""""\n# c\nz = \'\'\'# no\'\'\' # d  \n'
    assert toml.comments(text) == ["# a", "# b", "# c", "# d"]


def loaded(front: str) -> None:
    with suppress(Malformed):
        toml.load(front)


@pytest.mark.parametrize(("name", "front"), HOSTILE.items(), ids=HOSTILE)
def test_what_is_hostile_is_read_or_refused_at_once(name: str, front: str) -> None:
    refused = None
    try:
        toml.load(front)
    except Malformed as error:
        refused = error
    assert seconds(lambda: loaded(front)) < 0.1, name
    assert refused is None or len(refused.message) < 200
    assert refused is None or 1 <= refused.line <= front.count("\n") + 1


@pytest.mark.parametrize(
    ("front", "line", "message"),
    [
        ("a = 1\na = 2\n", 2, "is not valid TOML: Cannot overwrite a value"),
        ("a = 1\nb =\n", 2, "is not valid TOML: Invalid value"),
        ("x = 1\n" * 2_001, 1, "has more than 2000 lines of front matter"),
        ("#" * 65_537, 1, "has more than 64 KB of front matter"),
        ("a = 1\n#" + "x" * 8_192, 2, "has a line longer than 8 KB"),
        ("a = 1\n" + "b = " + "[" * 33, 2, "nests deeper than 32 levels"),
        ("s = '''\n\n'''\na.b.c.d.e.f.g.h.i = 1", 4, "has a key of more than 8 parts"),
        ("x = {\na = 1, b.c.d.e.f.g.h.i.j = 1 }", 2, "has a key of more than 8 parts"),
        ("a = 1\nn = " + "9" * 200, 2, "has a number that is too long"),
        ("a = 1\nn = 0x" + "f" * 200, 2, "has a number that is too long"),
    ],
)
def test_a_refusal_says_what_and_where(front: str, line: int, message: str) -> None:
    with pytest.raises(Malformed) as refused:
        toml.load(front)
    assert (refused.value.line, refused.value.message[: len(message)]) == (line, message)


@pytest.mark.parametrize(
    "front",
    [
        "# " + "_" * 300,
        'commit = "' + "0123456789abcdef" * 40 + '"',
        "x = " + "[" * 32 + "]" * 32,
        "a.b.c.d.e.f.g.h = 1",
        'note = "a.b.c.d.e.f.g.h.i.j.k.l = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["',
        "versions = [1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9]",
        "# e.g. i.e. a.b.c.d.e.f.g.h.i.j = 1",
    ],
)
def test_the_limits_leave_ordinary_texts_alone(front: str) -> None:
    assert toml.load(front) == tomli.loads(front)
