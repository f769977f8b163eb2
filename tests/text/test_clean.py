"""No text from outside may command the terminal, reorder a line or hide in it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tuiwork.text.clean import safe

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = "\u00ad\u180e\u200b\u2028\u2029\u2060\u2064\ufeff\ufff9\ufffb\U0001d173"
CONTROLS = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
TAGS = "".join(map(chr, range(0xE0000, 0xE0080)))
FORBIDDEN = frozenset(CONTROLS + BIDI + INVISIBLE + TAGS)

EMOJI = "\U0001f469"
JOINER = "\u200d"

anything = st.text(st.characters(exclude_categories=[]))  # lone surrogates too
hostile = st.text(
    st.sampled_from([*sorted(FORBIDDEN), "\u0301", "\ud800", JOINER, EMOJI, "a", " "])
)
printable = st.text(st.characters(exclude_categories=["C", "Z", "M"], include_characters=" "))


@pytest.mark.parametrize(
    ("payload", "shown"),
    [
        ("T\x1b]52;c;RVZJTA==\x07", "T␛]52;c;RVZJTA==␇"),
        ("\x1b]0;HACK\x07", "␛]0;HACK␇"),
        ("\x1b[2J", "␛[2J"),
        ("\x1bc", "␛c"),
        ("\x1bPq\x1b\\", "␛Pq␛\\"),
        ("\x9b31m", "▯31m"),
        ("\x9d52;c;x", "▯52;c;x"),
        ("a\x00b\x08c\x7fd\x85e", "a␀b␈c␡d▯e"),
    ],
)
def test_terminal_commands_are_shown_and_never_sent(payload: str, shown: str) -> None:
    assert safe(payload) == shown


@pytest.mark.parametrize("char", [*BIDI, *INVISIBLE, *map(chr, (0xE0041, 0xD800, 0xDFFF))])
def test_characters_that_reorder_or_hide_are_shown_as_a_mark(char: str) -> None:
    assert safe(f"pay{char}100") == "pay▯100"


@given(st.one_of(anything, hostile))
def test_nothing_forbidden_is_left(text: str) -> None:
    cleaned = safe(text)
    assert not FORBIDDEN & set(cleaned)
    assert not any("\ud800" <= char <= "\udfff" for char in cleaned)
    cleaned.encode()


@given(st.one_of(anything, hostile))
def test_only_line_ends_are_left_in_text_of_several_lines(text: str) -> None:
    assert FORBIDDEN & set(safe(text, multiline=True)) <= {"\n"}


@given(st.one_of(anything, hostile), st.booleans())
@example("\x9b\u200d" + EMOJI, False)
@example("a" + "\u0301" * 9 + "\ufe0f\u200d" + EMOJI, False)
def test_cleaning_twice_changes_nothing(text: str, multiline: bool) -> None:
    once = safe(text, multiline=multiline)
    assert safe(once, multiline=multiline) == once


@given(printable)
def test_printable_text_is_unchanged(text: str) -> None:
    assert safe(text) == text
    assert safe(text, multiline=True) == text


@pytest.mark.parametrize(
    "text",
    [
        "Udskift kompressor på taget, Ærø",
        "[@click=app.quit]not markup to us[/x]",
        "a\u0301 e\u0308\u0301",
        "no\u00a0break",
        "日本語 … → ✓",
        "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937",
        "\u2764\ufe0f\u200d\U0001f525",
        f"{EMOJI}{JOINER}\U0001f4bb",
        f"{EMOJI}\U0001f3fd{JOINER}\U0001f4bb",
    ],
)
def test_what_people_write_is_unchanged(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"pay{JOINER}pal", "pay▯pal"),
        ("pay\u200cpal", "pay▯pal"),
        (f"{EMOJI}{JOINER}", f"{EMOJI}▯"),
        (f"{JOINER}{EMOJI}", f"▯{EMOJI}"),
        (f"{EMOJI}{JOINER}{JOINER}{EMOJI}", f"{EMOJI}▯▯{EMOJI}"),
        (f"{EMOJI}\u200c{EMOJI}", f"{EMOJI}▯{EMOJI}"),
    ],
)
def test_a_joiner_with_nothing_to_join_is_shown(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_lines_stay_apart_only_where_lines_are_wanted() -> None:
    assert safe("one\ntwo") == "one␊two"
    assert safe("one\ntwo\r\nthree", multiline=True) == "one\ntwo\nthree"
    assert safe("one\rtwo", multiline=True) == "one␍two"


def test_a_tab_is_a_space() -> None:
    assert safe("a\tb") == "a b"
    assert safe("a\tb", multiline=True) == "a b"


def test_eight_marks_on_a_letter_stay_and_the_rest_is_one_mark() -> None:
    assert safe("a" + "\u0301" * 8 + "b") == "a" + "\u0301" * 8 + "b"
    assert safe("a" + "\u0301" * 500 + "b") == "a" + "\u0301" * 8 + "▯b"
    assert safe("a" + "\u0301" * 500 + "\n", multiline=True) == "a" + "\u0301" * 8 + "▯\n"


@given(st.text(st.sampled_from("a\u0301\u0489\ufe0f\u20dd\x1b"), max_size=60))
def test_no_letter_ever_carries_more_than_eight_marks(text: str) -> None:
    marks = 0
    for char in safe(text):
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        assert marks <= 8
