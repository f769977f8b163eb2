"""Columns stay straight whatever script or emoji a title is written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.text.clean import safe
from tuiwork.text.width import fit, width

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
THUMB = "\U0001f44d\U0001f3fd"
FLAG = "\U0001f1e9\U0001f1f0"
HEART = "\u2764\ufe0f"
KEYCAP = "1\ufe0f\u20e3"

titles = st.text(
    st.one_of(
        st.characters(exclude_categories=["C", "Z"], include_characters=" "),
        st.sampled_from([*"ab語…é", FAMILY[1], *FAMILY, *THUMB, *FLAG, *HEART]),
    )
).map(safe)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("roof 2", 6),
        ("Ærø på tværs", 12),
        ("e\u0301a\u0308", 2),
        ("日本語", 6),
        ("ｆｕｌｌ", 8),
        ("\u1112\u1161\u11ab", 2),
        ("a → b …", 7),
        ("␛▯␡", 3),
        ("\U0001f600", 2),
        ("\U0001fae8", 2),
        (FAMILY, 2),
        (THUMB, 2),
        ("\u261d\U0001f3fd", 2),
        (FLAG, 2),
        (FLAG * 2, 4),
        (FLAG[0], 1),
        ("\u2764", 1),
        (HEART, 2),
        (KEYCAP, 2),
        ("a\ufe0f", 1),
        ("\u0301", 0),
    ],
)
def test_the_cells_of_a_text(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("compressor", 10, "compressor"),
        ("compressor", 9, "compress…"),
        ("compressor", 1, "…"),
        ("compressor", 0, ""),
        ("compressor", -3, ""),
        ("på taget", 8, "på taget"),
        ("på taget", 4, "på …"),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("日本語", 1, "…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        (f"ab{FAMILY}c", 4, "ab…"),
        (f"ab{FAMILY}c", 5, f"ab{FAMILY}c"),
        (f"ab{FAMILY}cd", 5, f"ab{FAMILY}…"),
        (FLAG * 2, 3, f"{FLAG}…"),
        ("語", 0, ""),
        ("", 0, ""),
    ],
)
def test_a_text_is_cut_between_what_reads_as_characters(text: str, cells: int, shown: str) -> None:
    assert fit(text, cells) == shown


@given(titles, st.integers(0, 30))
def test_a_fitted_text_fits_and_is_the_beginning(text: str, cells: int) -> None:
    shown = fit(text, cells)
    assert width(shown) <= cells
    if shown != text:
        assert width(text) > cells
        assert text.startswith(shown.removesuffix("…"))


@given(titles)
def test_a_text_that_fits_is_neither_cut_nor_padded(text: str) -> None:
    assert fit(text, max(1, width(text))) == text
    assert fit(text, width(text) + 5) == text
