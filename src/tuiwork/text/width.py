"""How many cells a text takes on a terminal, and cutting it to fit. For text made `safe` before."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

ELLIPSIS = "…"

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")
_FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")
_FIRST_SYMBOL = "\u203c"  # the lowest character that has an emoji form of its own
_KEYCAPS = frozenset("#*0123456789©®")


def width(text: str) -> int:
    """Return how many terminal cells `text` takes."""
    if _is_plain(text):
        return len(text)
    return sum(map(_cells, clusters(text)))


def fit(text: str, cells: int) -> str:
    """Return `text` cut with … to at most `cells` cells; it is never padded.

    What reads as one character, such as a letter with its accent or a family emoji, stays whole.
    """
    if cells <= 0:
        return ""
    if _is_plain(text[: cells + 1]):
        return text if len(text) <= cells else text[: cells - 1] + ELLIPSIS
    kept: list[str] = []
    taken = 0
    room = 0
    for cluster in clusters(text):
        taken += _cells(cluster)
        if taken > cells:
            return "".join(kept[:room]) + ELLIPSIS
        kept.append(cluster)
        if taken < cells:
            room = len(kept)
    return text


def _is_plain(text: str) -> bool:
    """Whether every character takes one cell, as all do below the combining marks."""
    return text.isascii() or max(text) < "\u0300"


def clusters(text: str) -> Iterator[str]:
    """Yield what a reader takes for one character each."""
    start = 0
    for index in range(1, len(text)):
        if not _continues(text, start, index):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _continues(text: str, start: int, index: int) -> bool:
    char = text[index]
    if char < "\u0300":
        return False
    if _char_cells(char) == 0:
        return True
    first = text[start]
    if first < _FIRST_SYMBOL:
        return False
    if _SKIN_TONES[0] <= char <= _SKIN_TONES[1] or text[index - 1] == _JOINER:
        return True
    return index - start == 1 and _is_flag_letter(first) and _is_flag_letter(char)


def _is_flag_letter(char: str) -> bool:
    return _FLAG_LETTERS[0] <= char <= _FLAG_LETTERS[1]


@lru_cache(maxsize=4096)
def _cells(cluster: str) -> int:
    first = cluster[0]
    if len(cluster) > 1 and (first >= _FIRST_SYMBOL or first in _KEYCAPS):
        if _EMOJI_STYLE in cluster or _is_flag_letter(first):
            return 2
        if any(_SKIN_TONES[0] <= char <= _SKIN_TONES[1] for char in cluster[1:]):
            return 2
    return _char_cells(first)


@lru_cache(maxsize=4096)
def _char_cells(char: str) -> int:
    category = unicodedata.category(char)
    if category[0] == "M" or category in ("Cc", "Cf", "Zl", "Zp") or "\u1160" <= char <= "\u11ff":
        return 0
    if category == "Cn":  # newer than Python's tables: what is still to come up there is emoji, CJK
        return 2 if "\U0001f300" <= char <= "\U0003fffd" else 1
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
