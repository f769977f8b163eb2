"""What people wrote in a document beside its title: notes, what they said in its log, its words in
the front matter; whole for searching, and the one line of it that a search hit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tuiwork.model.document import Document
from tuiwork.model.fields import Type, fields_of
from tuiwork.text.folding import fold, stretches

LONGEST = 20_000
"""Letters of one text in which the line of a hit is looked for."""
LINE = 1000
"""Letters of a line that are looked at together."""
SHOWN = 400
"""Letters of a snippet; no screen shows more."""

_SAID = re.compile(
    r"^- \S+ (\S+) (?!(?:created|status|owner|due|priority|moved|reopened|unblocked|time|accept)\b)"
    r"\S+ (.*(?:[\r\n]+  .*)*)",
    re.MULTILINE,
)
"""An entry of a log in which somebody said something."""


_ELSEWHERE = frozenset({"id", "title", "name", "rank", "key_results", "conflicts"})
"""Keys whose texts are found otherwise, or are nobody's words."""


class Saying(NamedTuple):
    """A text and who said it; of notes and fields, nobody."""

    by: str
    text: str


class Snippet(NamedTuple):
    """A line from shortly before a hit on, who said it, and where the hits lie in it.

    `cut` says that the line begins earlier.
    """

    by: str
    text: str
    marks: tuple[tuple[int, int], ...]
    cut: bool = False


def sayings(document: Document) -> Iterator[Saying]:
    """Everything somebody wrote in a document, its title left out."""
    if document.notes:
        yield Saying("", document.notes)
    if document.log:
        for entry in _SAID.finditer(document.log):
            yield Saying(entry[1], entry[2])
    known = fields_of(document.kind)
    for key, value in document.fields.items():
        field = known.get(key)
        if key in _ELSEWHERE:
            continue
        if key == "tags":
            yield from (Saying("", f"#{tag}") for tag in document.names(key))
        elif field is None or field.type in (Type.TEXT, Type.URL, Type.TABLE, Type.ANY):
            yield from (Saying("", text) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    """The texts in a value of the front matter, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)


def folded_text(document: Document) -> str:
    """Everything somebody wrote in a document, folded."""
    return fold("\n".join(said.text for said in sayings(document)))


def snippet(document: Document, words: Sequence[str], before: int = 24) -> Snippet | None:
    """The line in which the first of these folded words lies that is in none of the title.

    It begins at most `before` letters ahead of the hit. None where the text is too long to say.
    """
    title = fold(document.title)
    missing = [word for word in words if word not in title] or list(words)
    for said in sayings(document):
        for piece in _pieces(said.text[:LONGEST]):
            folded = fold(piece)
            if any(word in folded for word in missing):
                return _around(said.by, piece, words, missing, before)
    return None


def _pieces(text: str) -> Iterator[str]:
    for line in text.splitlines():
        for at in range(0, len(line), LINE):
            yield line[at : at + LINE + LINE // 4]


def _around(
    by: str, line: str, words: Sequence[str], missing: Sequence[str], before: int
) -> Snippet:
    line = line.strip().removeprefix("- [ ] ").removeprefix("- [x] ").lstrip("#-*> ")
    first = next(iter(stretches(line, missing)), (0, 0))[0]
    start = 0
    if first > before:
        blank = line.find(" ", first - before, first)
        start = first - before if blank < 0 else blank + 1
    shown = line[start : start + SHOWN]
    return Snippet(by, shown, tuple(stretches(shown, words)), start > 0)
