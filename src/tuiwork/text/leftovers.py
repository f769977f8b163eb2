"""What git's own merge leaves in a document: conflict markers, or one key from each side. Here such
a text is found, and parted into the two texts it was made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tuiwork.dataclass import dataclass, replace
from tuiwork.text import toml
from tuiwork.text.source import Malformed, cut, lines_of

MARKED = "holds conflict markers of a git merge; `tuiwork check --fix` keeps both sides"
SOME_MARKERS = (
    "holds conflict markers of a git merge, but not all of a conflict; "
    "keep one side and remove the markers"
)

_START = re.compile(r"<{7}(?: .*)?\r?\n?")
_BASE = re.compile(r"\|{7}(?: .*)?\r?\n?")
_MIDDLE = re.compile(r"={7}\r?\n?")
_END = re.compile(r">{7}(?: .*)?\r?\n?")
_FENCED = re.compile(r" {0,3}(```|~~~)")
_HEADER = re.compile(rf"\s*\[(\[?)\s*({toml.KEY})\s*\]")
_KEY = re.compile(rf"\s*({toml.KEY})\s*=")


@dataclass(frozen=True, slots=True)
class Parted:
    """The two sides of a text, and a base: what they have in common where git left no better."""

    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines between markers; `start` and `end` are the lines of the markers, from 0."""

    start: int
    end: int
    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def find_markers(text: str) -> int | None:
    """The line, from 1, of the first conflict that git marked; None where there is none.

    What stands in a fenced block of code is somebody's example.
    """
    if "<<<<<<<" not in text:
        return None
    return next((block.start + 1 for block in _blocks(lines_of(text))), None)


def part_at_markers(text: str) -> Parted | None:
    """The two texts of which git made one with conflict markers, None where it has none."""
    lines = lines_of(text)
    blocks = list(_blocks(lines))
    if not blocks:
        return None
    sides: tuple[list[str], ...] = ([], [], [])
    at = 0
    for block in blocks:
        for side, own in zip(sides, (block.base, block.ours, block.theirs), strict=True):
            side += [*lines[at : block.start], *own]
        at = block.end + 1
    for side in sides:
        side += lines[at:]
    base, ours, theirs = ("".join(side) for side in sides)
    return Parted(base, ours, theirs)


def _blocks(lines: list[str]) -> Iterator[_Block]:
    at, fence = 0, ""
    while at < len(lines):
        line = lines[at]
        fenced = _FENCED.match(line)
        if fenced and fence in ("", fenced[1]):
            fence = "" if fence else fenced[1]
        elif not fence and _START.fullmatch(line):
            block = _read_block(lines, at)
            if block is not None:
                yield block
                at = block.end
        at += 1


def _read_block(lines: list[str], start: int) -> _Block | None:
    """The block that begins with a marker; None where the markers after it are not as git's."""
    parts: list[list[str]] = [[]]
    marks = [_BASE, _MIDDLE, _END]
    for at in range(start + 1, len(lines)):
        line = lines[at]
        found = next((mark for mark in marks if mark.fullmatch(line)), None)
        if found is _END and _MIDDLE not in marks:
            ours, *base, theirs = map(tuple, parts)
            return _Block(start, at, base[0] if base else (), ours, theirs)
        if found is None or found is _END:
            if _START.fullmatch(line):
                return None
            parts[-1].append(line)
            continue
        del marks[: marks.index(found) + 1]
        parts.append([])
    return None


def find_double(front: str) -> tuple[int, str] | None:
    """The line, from 1, and the name of the first key or table that front matter has twice."""
    seen: set[_Address] = set()
    line = 1
    for address, text in _units(front):
        if address in seen:
            return line + _lines_above(text), address[2] or address[0]
        seen.add(address)
        line += text.count("\n")
    return None


def part_at_doubles(path: str, text: str) -> Parted | None:
    """The two texts of which git made one that has keys or tables twice; None for any other text.

    The first has those that come first, the second the others. Three of one key are no two sides.
    """
    try:
        source = cut(path, text)
    except Malformed:
        return None
    units = _units(source.front)
    often = Counter(address for address, _ in units)
    if max(often.values(), default=0) != 2:
        return None
    sides: tuple[list[str], ...] = ([], [], [])
    seen: set[_Address] = set()
    for address, written in units:
        once = often[address] == 1
        for side, has in zip(
            sides, (once, address not in seen, once or address in seen), strict=True
        ):
            if has:
                side.append(written)
        seen.add(address)
    base, ours, theirs = (replace(source, front="".join(side)).join() for side in sides)
    return Parted(base, ours, theirs)


def _lines_above(unit: str) -> int:
    """How many blank lines and comments stand above a key."""
    lines = lines_of(unit)
    return next(at for at, line in enumerate(lines) if line.strip() and line.lstrip()[0] != "#")


_Address = tuple[str, int, str]
"""A table, which row of it, and a key in it; no key for the table itself."""


def _units(front: str) -> list[tuple[_Address, str]]:
    """Front matter in keys, with the comments above, and whole tables where one comes twice."""
    units: list[tuple[_Address, str]] = []
    tables: Counter[str] = Counter()
    table, row, lead = "", 0, ""
    for written in toml.statements(front):
        header, key = _HEADER.match(written), _KEY.match(written)
        if header:
            table, row = _plain(header[2]), row + 1 if header[1] else 0
            tables[table] += not row
        if header or key:
            name = "" if header else _plain(key[1]) if key else ""
            units.append(((table, row, name), lead + written))
            lead = ""
        else:
            lead += written
    joined: list[tuple[_Address, str]] = []
    for (table, row, name), text in units:
        if name and tables[table] > 1 and not row:
            address, whole = joined.pop()
            joined.append((address, whole + text))
        else:
            joined.append(((table, row, name), text))
    return [*joined, (("", -1, ""), lead)] if lead else joined


def _plain(written: str) -> str:
    try:
        return toml.plain_key(written)
    except Malformed:
        return written
