"""The words of a quick-add line: which look like tokens, which are kept literal, and escaping."""

from __future__ import annotations

import re

from tuiwork.dataclass import dataclass
from tuiwork.text.date_words import DATE_WORDS
from tuiwork.text.quickadd.dates import is_day_word

PUNCTUATION = ".,;:!?"

_QUOTED = re.compile(r'"[^"\n]*"[.,;:!?)]*(?!\S)')
_PIECE = re.compile(rf'{_QUOTED.pattern}|\\*[^\W\d][\w.-]*:"[^"\n]*"(?!\S)|\S+')
_TOKEN = re.compile(
    r"""
      /\w\S*                            # a list
    | !! | ![^\W\d_]+[.,;:!?]*          # a priority
    | @[^\W_][\w.-]*[.,;:!?]*           # a person
    | \#(?!\d+\W*\Z)[^\W_]\S*           # a tag, but not the number of an issue
    | \^[^\W_]\S*                       # a goal
    | ~\d\S*                            # an estimate
    | [^\W\d][\w.-]*:\S.*               # key:value
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a quoted run of words, as typed. A `literal` one is never read as a token."""

    start: int
    end: int
    text: str
    literal: bool = False

    @property
    def shown(self) -> str:
        """The word as the title has it: without the backslash that kept it literal."""
        return self.text[1:] if self.literal and self.text.startswith("\\") else self.text

    @property
    def looks_like_token(self) -> bool:
        return not self.literal and _TOKEN.fullmatch(self.text) is not None


def split_line(line: str) -> list[Word]:
    """The words of a line. Text between double quotes, and what follows a backslash that is needed,
    is literal; the quotes stay, that backslash goes."""
    return [_word(match) for match in _PIECE.finditer(line)]


def _word(match: re.Match[str]) -> Word:
    text = match[0]
    literal = _QUOTED.fullmatch(text) is not None
    if text.startswith("\\"):
        literal = _needs_escape(text.lstrip("\\"))
    return Word(match.start(), match.end(), text, literal)


def _needs_escape(bare: str) -> bool:
    return _TOKEN.fullmatch(bare) is not None or is_day_word(bare, tuple(DATE_WORDS))


def escape_title(title: str) -> str:
    """The line that quick add reads as exactly this title, but for its spacing."""
    return " ".join(
        f"\\{word.text}"
        if not _QUOTED.fullmatch(word.text) and _needs_escape(word.text.lstrip("\\"))
        else word.text
        for word in split_line(title)
    )
