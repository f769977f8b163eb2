"""The one door to the terminal: what could command it, or hide in it, becomes a visible mark."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

MARKS_PER_LETTER = 8
UNSEEN = "▯"

_EMOJI = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_SHAPED = "\u0600-\u1fff"  # Arabic to Mongolian: joiners there are spelling
_HIDDEN = (
    "[\x00-\x1f\x7f-\x9f"
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f\ud800-\udfff]"
    f"|(?<![{_SHAPED}])\u200c|(?<![{_SHAPED}{_EMOJI}\ufe0f])\u200d"
    f"|(?<=[{_EMOJI}\ufe0f])\u200d(?![{_EMOJI}])"
)
# Every mark is at or above U+0300: only text with such a run can carry too many of them.
_PILE = re.compile(f"[^\x00-\u02ff]{{{MARKS_PER_LETTER + 1}}}")


def safe(text: str, *, multiline: bool = False) -> str:
    """Return `text` as it may be written to a terminal.

    Control characters become their pictures (ESC is ␛), characters that reorder or hide text
    become ▯, and so does what is piled on a letter beyond eight combining marks. A tab becomes a
    space. Line ends stay only when `multiline`, as `\\n`. Printable text comes back unchanged.
    """
    if text.isprintable() and (text.isascii() or not _PILE.search(text)):
        return text
    if multiline:
        return "\n".join(_safe_line(line) for line in text.replace("\r\n", "\n").split("\n"))
    return _safe_line(text)


def _safe_line(text: str) -> str:
    return _hidden().sub(_mark, _thinned(text) if _PILE.search(text) else text)


@cache
def _hidden() -> re.Pattern[str]:
    """Compiled when first met: it takes milliseconds, and most text never needs it."""
    return re.compile(_HIDDEN)


def _mark(hidden: re.Match[str]) -> str:
    char = hidden[0]
    if char == "\t":
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))
    return "␡" if char == "\x7f" else UNSEEN


def _thinned(text: str) -> str:
    """Return `text` with the marks beyond the eighth on one letter shown as a single ▯."""
    kept = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char).startswith("M") else 0
        if marks <= MARKS_PER_LETTER:
            kept.append(char)
        elif marks == MARKS_PER_LETTER + 1:
            kept.append(UNSEEN)
    return "".join(kept)
