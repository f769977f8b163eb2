"""Folding for searches, and where a folded hit lies in the text as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.text.folding import fold, stretches, word_start


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Pump", "pump"),
        ("Café MÜLLER", "cafe muller"),
        ("e\u0301clair", "eclair"),
        ("Øst Æble Łódź đ", "ost aeble lodz d"),
        ("Straße", "strasse"),
        ("ＡＢ１２", "ab12"),
        ("ﾎﾟﾝﾌﾟ", fold("ポンプ")),
        ("Ёлка", "елка"),
        ("ΣΑΣ", "σασ"),
        ("İstanbul ı", "istanbul i"),
        ("ﬁlter", "filter"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("修理", "修理"),
        ("", ""),
    ],
)
def test_case_accents_and_widths_make_no_difference(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_japanese_letters_that_differ_by_a_point_stay_two_letters() -> None:
    assert fold("ガス") != fold("カス")


def test_a_long_text_is_folded_like_a_short_one() -> None:
    assert fold("Ærø é " * 30_000) == "aero e " * 30_000


def test_a_word_begins_where_no_letter_stands_before_it() -> None:
    assert word_start("heat pump", "pump") == 5
    assert word_start("heatpump", "pump") == -1
    assert word_start("heatpump pump", "pump") == 9


def marked(text: str, *words: str) -> str:
    """The text with brackets around its stretches."""
    out, at = "", 0
    for start, end in stretches(text, words):
        out += f"{text[at:start]}[{text[start:end]}]"
        at = end
    return out + text[at:]


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Replace pump 4", ["pump"], "Replace [pump] 4"),
        ("Heatpump and pump", ["pump"], "Heatpump and [pump]"),
        ("Æblerød", ["aeb", "rod"], "[Æb]le[rød]"),
        ("Cafe\u0301 au lait", ["cafe"], "[Cafe\u0301] au lait"),
        ("Straße 7", ["sse"], "Stra[ße] 7"),
        ("水泵修理", ["修"], "水泵[修]理"),
        ("한국", [fold("하")], "[한]국"),
        ("abcd", ["ab", "bc"], "[abc]d"),
        ("nothing", ["else"], "nothing"),
    ],
)
def test_hits_are_marked_in_the_text_as_it_is_written(
    text: str, words: list[str], shown: str
) -> None:
    assert marked(text, *words) == shown


@given(st.text(max_size=40), st.text(max_size=5))
def test_any_text_can_be_folded_and_marked(text: str, word: str) -> None:
    for start, end in stretches(text, [fold(word)]):
        assert 0 <= start < end <= len(text)


@given(st.text(alphabet="aéøＡ修́ß \n", max_size=20), st.data())
def test_a_text_holds_the_folding_of_what_stands_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert fold(text[start:end]) in fold(text)
