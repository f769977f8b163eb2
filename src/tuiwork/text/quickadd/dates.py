"""Where a date lies among the words of a quick-add line, by the dates that are read by hand."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from tuiwork.text.hand_dates import readings, vocabulary

MOST_WORDS = 5
_LONG_ENOUGH = 5
_SHIFT = re.compile(r"\+\d{1,3}[dwm]", re.ASCII)
_CLOCK = re.compile(r"\d{1,2}:\d\d|\d{1,2}(?::\d\d)?[ap]m", re.ASCII | re.IGNORECASE)
_DUE = ("due", "due:")
_BEFORE_OTHER_DAYS = """
    after and before each every from last of or past per since till to until
    efter eller fra från før före hver inden og och sedan siden sidste sista til varje
    bis jeden nach oder seit und von vor - – —
"""
_NOT_A_DUE_DAY = frozenset(_BEFORE_OTHER_DAYS.split())


def is_day_word(word: str, languages: Sequence[str]) -> bool:
    """Whether a word alone says a day without doubt: `fri`, `tomorrow`, `+3d`.

    Words of other languages than English count from five letters, so that `man` stays a man.
    """
    lower = word.casefold()
    if _SHIFT.fullmatch(lower):
        return True
    known = languages if len(lower) >= _LONG_ENOUGH else ()
    kind, number = vocabulary(("en", *known)).get(lower, ("", 0))
    return kind == "weekday" or (kind == "near" and number >= 0)


def date_length(words: Sequence[str], today: date, languages: Sequence[str]) -> int:
    """How many of the words, from the first on, make a date; as many as possible, 0 for none."""
    known = vocabulary((*languages, "en"))
    for length in range(min(len(words), MOST_WORDS), 0, -1):
        if not _reads(words[:length], today, languages):
            continue
        while length > 1 and known.get(words[length - 1].casefold(), ("",))[0] in (
            "filler",
            "this",
            "at",
        ):
            length -= 1
        return length
    return 0


def bare_date(
    words: Sequence[str], edges: Collection[int], today: date, languages: Sequence[str]
) -> tuple[int, int, int] | None:
    """Where the title's words end in a day that can only be meant as the due one.

    It stands at the end of the line or before one of the `edges`, the places of tokens, and leaves
    some words before it. Returns the places where it begins, where its date begins (behind `by` or
    `due:`) and where it ends; the last one where there are several, None without any.
    """
    for at in range(len(words) - 1, 0, -1):
        if at in edges or not is_day_word(words[at], languages):
            continue
        end = at + 1
        if end < len(words) and end not in edges and _CLOCK.fullmatch(words[end]):
            end += 1
        if end < len(words) and end not in edges:
            continue
        start, begin = _beginning(words, edges, at, languages)
        if not any(words[place] for place in range(start) if place not in edges):
            continue
        if words[start - 1].casefold() in _NOT_A_DUE_DAY and start - 1 not in edges:
            continue
        if _reads(words[begin:end], today, languages):
            return start, begin, end
    return None


def _beginning(
    words: Sequence[str], edges: Collection[int], at: int, languages: Sequence[str]
) -> tuple[int, int]:
    """Where the words that belong to a day begin, with and without those like `by`."""
    known = vocabulary((*languages, "en"))

    def kind(place: int) -> str:
        if place < 1 or place in edges:
            return ""
        word = words[place].casefold()
        return "filler" if word in _DUE else known.get(word, ("",))[0]

    begin = at - 1 if kind(at - 1) in ("next", "this") else at
    start = begin
    while kind(start - 1) == "filler" and words[start - 1].casefold() != "of":
        start -= 1
    return start, begin


def _reads(words: Sequence[str], today: date, languages: Sequence[str]) -> bool:
    """Whether words are a date that is read by hand, also one with several readings."""
    try:
        text = " ".join(words).casefold()
        return len(text) <= 60 and bool(readings(text, today, vocabulary((*languages, "en"))))
    except ValueError:
        return False
