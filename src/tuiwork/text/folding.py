"""Text folded for searching, so that case, accents and widths make no difference, and the way back
from a folded hit to the letters it stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

LONGEST = 4000
"""Letters of a text in which hits are looked up for marking; no line shows more."""

_PIECE = 1 << 16
_UNSEEN = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u200b-\u200f\u2060\ufeff]+"
)
"""Accents and points that stand above or below a letter, and what nobody sees."""
_LETTERS = (("ø", "o"), ("æ", "ae"), ("œ", "oe"), ("đ", "d"), ("ð", "d"), ("þ", "th"), ("ł", "l"),
            ("ħ", "h"), ("ı", "i"))  # fmt: skip
"""Letters of their own that people write as others where the keyboard lacks them."""


def fold(text: str) -> str:
    """The text with all differences taken out that a search does not care about.

    `é` and `E` become e, `ø` becomes o, `ＡＢ` becomes ab; what is not written in letters stays.
    """
    if text.isascii():
        return text.lower()
    if len(text) > _PIECE:
        return "".join(fold(text[at : at + _PIECE]) for at in range(0, len(text), _PIECE))
    folded = _UNSEEN.sub("", unicodedata.normalize("NFKD", text).casefold())
    for letter, plain in _LETTERS:
        if letter in folded:
            folded = folded.replace(letter, plain)
    return folded


def word_start(folded: str, word: str) -> int:
    """Where a word of the folded text begins with `word`, -1 where none does."""
    place = folded.find(word)
    while place > 0 and folded[place - 1].isalnum():
        place = folded.find(word, place + 1)
    return place


def stretches(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where folded words lie in a text: a start and an end for each run of letters, in order.

    A word is marked once, where one begins with it if there is such a place.
    """
    folded, places = _traced(text[:LONGEST])
    found = []
    for word in words:
        at = word_start(folded, word)
        at = folded.find(word) if at < 0 else at
        if word and at >= 0:
            end = places[at + len(word) - 1] + 1
            while end < len(text) and not _folded_letter(text[end]):
                end += 1
            found.append((places[at], end))
    return _joined(sorted(found))


_folded_letter = lru_cache(maxsize=1024)(fold)


def _traced(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its letters the place of the one it was made of."""
    if text.isascii():
        return text.lower(), range(len(text))
    pieces = [_folded_letter(letter) for letter in text]
    return "".join(pieces), [at for at, piece in enumerate(pieces) for _ in piece]


def _joined(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
