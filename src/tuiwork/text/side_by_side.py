"""Two texts beside each other: equal lines at one height, what differs told to the word, every line
wrapped by the cells it takes. For text made `safe` before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest

from tuiwork.dataclass import dataclass
from tuiwork.text.merging.diff import diff
from tuiwork.text.width import clusters, width

Part = tuple[str, bool]
"""A stretch of a line, and whether the other side has something else there."""

Parts = tuple[Part, ...]

MANY = 2000
"""Lines from which on two texts are set beside each other without looking for what they share."""

CLOSING = frozenset(".,;:!?)]}”’»%…")
"""Signs that belong to the word before them."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One line of the picture. A side is None where it has no line for what the other one has.

    `differs` says that the two are not the same; `begins` that these are the first cells of a line
    of the text, not what did not fit above.
    """

    left: Parts | None
    right: Parts | None
    differs: bool
    begins: bool = True


def side_by_side(left: str, right: str, cells: int) -> list[Beside]:
    """The lines of the picture, each side `cells` wide."""
    picture: list[Beside] = []
    for one, other in _pairs(left.split("\n"), right.split("\n")):
        sides: tuple[Parts | None, Parts | None]
        if one is None or other is None or one == other:
            sides = _whole(one), _whole(other)
        else:
            sides = _words_apart(one, other)
        wrapped = [[] if parts is None else wrap(parts, cells) for parts in sides]
        for number, (a, b) in enumerate(zip_longest(*wrapped)):
            shown = [
                (() if line is None else line) if parts is not None else None
                for line, parts in zip((a, b), sides, strict=True)
            ]
            picture.append(Beside(shown[0], shown[1], one != other, number == 0))
    return picture


def _pairs(left: list[str], right: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """The lines that stand at one height; None where a side has none."""
    at = 0
    hunks = diff(left, right) if max(len(left), len(right)) < MANY else []
    if not hunks and left != right:
        yield from zip_longest(left, right)
        return
    for hunk in hunks:
        yield from ((line, line) for line in left[at : hunk.start])
        yield from zip_longest(left[hunk.start : hunk.end], hunk.lines)
        at = hunk.end
    yield from ((line, line) for line in left[at:])


def _whole(line: str | None) -> Parts | None:
    return None if line is None else ((line, False),)


def _words_apart(left: str, right: str) -> tuple[Parts, Parts]:
    """Two lines, each cut where it begins or ends to differ from the other."""
    words = [_words(line) for line in (left, right)]
    changed: tuple[list[bool], list[bool]] = ([False] * len(words[0]), [True] * len(words[1]))
    at = taken = 0
    for hunk in diff(*words):
        same = hunk.start - at
        changed[1][taken : taken + same] = [False] * same
        changed[0][hunk.start : hunk.end] = [True] * (hunk.end - hunk.start)
        taken += same + len(hunk.lines)
        at = hunk.end
    changed[1][taken:] = [False] * (len(words[1]) - taken)
    return _joined(words[0], changed[0]), _joined(words[1], changed[1])


def _words(line: str) -> list[str]:
    """Words, the blanks between them, and every other sign, also those of scripts without blanks,
    for itself."""
    found: list[str] = []
    kind = ""
    for cluster in clusters(line):
        this = "word" if cluster[0].isalnum() and width(cluster) == 1 else ""
        this = "blank" if cluster.isspace() else this
        if this and this == kind:
            found[-1] += cluster
        else:
            found.append(cluster)
        kind = this
    return found


def _joined(words: Sequence[str], changed: Sequence[bool]) -> Parts:
    pairs = zip(words, changed, strict=True)
    return tuple(
        ("".join(word for word, _ in group), is_changed)
        for is_changed, group in groupby(pairs, key=lambda pair: pair[1])
    )


def wrap(parts: Iterable[Part], cells: int) -> list[Parts]:
    """Parts as lines of at most `cells` cells, broken between words where that is possible."""
    lines: list[list[Part]] = [[]]
    room = cells
    for word, changed in ((word, changed) for text, changed in parts for word in _unbroken(text)):
        for piece in _pieces(word, cells):
            taken = width(piece)
            if taken > room and room < cells:
                lines.append([])
                room = cells
                if piece.isspace():
                    continue
            lines[-1].append((piece, changed))
            room -= taken
    return [_merged(line) for line in lines]


def _unbroken(text: str) -> list[str]:
    """The words of a text with the signs that close them, which never begin a line; `owner_after`
    is one word."""
    found: list[str] = []
    for word in _words(text):
        joined = word in CLOSING or word == "_" or (found and found[-1].endswith("_"))
        if joined and found and not found[-1].isspace() and not word.isspace():
            found[-1] += word
        else:
            found.append(word)
    return found


def _pieces(word: str, cells: int) -> Iterator[str]:
    """A word, or as many pieces of it as fit a line each."""
    if width(word) <= cells:
        yield word
        return
    piece, taken = "", 0
    for cluster in clusters(word):
        more = width(cluster)
        if piece and taken + more > cells:
            yield piece
            piece, taken = "", 0
        piece += cluster
        taken += more
    yield piece


def _merged(line: Sequence[Part]) -> Parts:
    return tuple(
        ("".join(text for text, _ in group), changed)
        for changed, group in groupby(line, key=lambda part: part[1])
    )
