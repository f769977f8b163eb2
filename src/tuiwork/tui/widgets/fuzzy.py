"""Matching a few typed letters against a label, in time linear in the label's length."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 400
"""Letters of a label that are looked at."""


class Match(NamedTuple):
    """How well a label matches (more is better), and which of its characters did."""

    score: float
    offsets: tuple[int, ...]


def match(query: str, label: str) -> Match | None:
    """Return how `label` matches every word of `query`, or None when one of them does not.

    A word matches best as a beginning of a word, then inside one, then as letters in order.
    """
    folded = _folded(label[:LONGEST])
    score = 0.0
    offsets: set[int] = set()
    for word in query.split():
        found = _match_word(_folded(word), folded)
        if found is None:
            return None
        score += found.score
        offsets.update(found.offsets)
    return Match(score - len(folded) / 1000, tuple(sorted(offsets)))


def _match_word(word: str, folded: str) -> Match | None:
    start = _word_start(word, folded)
    if start >= 0:
        return Match(4.0 * len(word) + (start == 0), _stretch(start, word))
    start = folded.find(word)
    if start >= 0:
        return Match(2.0 * len(word), _stretch(start, word))
    return _match_letters(word, folded)


def _match_letters(word: str, folded: str) -> Match | None:
    offsets: list[int] = []
    place = -1
    for letter in word:
        place = folded.find(letter, place + 1)
        if place < 0:
            return None
        offsets.append(place)
    spread = offsets[-1] - offsets[0] + 1
    return Match(len(word) * len(word) / spread, tuple(offsets))


def _word_start(word: str, folded: str) -> int:
    place = folded.find(word)
    while place > 0 and folded[place - 1].isalnum():
        place = folded.find(word, place + 1)
    return place


def _stretch(start: int, word: str) -> tuple[int, ...]:
    return tuple(range(start, start + len(word)))


def _folded(text: str) -> str:
    """The text in small letters, each in its place; there is one sigma."""
    lower = text.lower().replace("ς", "σ")
    return lower if len(lower) == len(text) else "".join(map(_folded_letter, text))


def _folded_letter(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter
