"""The difference of two texts by lines: which stretches of one stand in the other as what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tuiwork.dataclass import dataclass

Lines = Sequence[str]

MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Hunk:
    """The lines that stand in place of the base's lines from `start` up to `end`."""

    start: int
    end: int
    lines: tuple[str, ...]


def diff(base: Lines, side: Lines) -> list[Hunk]:
    """What was changed from `base` to `side`, from the top down; no two hunks touch."""
    hunks = []
    at_base = at_side = 0
    for b, s in [*sorted(_matches(base, side)), (len(base), len(side))]:
        if b > at_base or s > at_side:
            hunks.append(Hunk(at_base, b, tuple(side[at_side:s])))
        at_base, at_side = b + 1, s + 1
    return hunks


def _matches(base: Lines, side: Lines) -> Iterator[tuple[int, int]]:
    """Pairs of places with equal lines, found between the lines that occur once on both sides."""
    waiting = [(0, len(base), 0, len(side), 0)]
    while waiting:
        b, b_end, s, s_end, depth = waiting.pop()
        while b < b_end and s < s_end and base[b] == side[s]:
            yield b, s
            b, s = b + 1, s + 1
        while b < b_end and s < s_end and base[b_end - 1] == side[s_end - 1]:
            b_end, s_end = b_end - 1, s_end - 1
            yield b_end, s_end
        anchors = _anchors(base, side, (b, b_end, s, s_end)) if depth < MAX_DEPTH else []
        if not anchors and b_end - b == s_end - s:
            yield from ((b + n, s + n) for n in range(b_end - b) if base[b + n] == side[s + n])
        for b_next, s_next in [*anchors, (b_end, s_end)] if anchors else ():
            waiting.append((b, b_next, s, s_next, depth + 1))
            b, s = b_next, s_next


def _anchors(base: Lines, side: Lines, bounds: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """The longest run of places, rising on both sides, of lines that occur once on each."""
    b, b_end, s, s_end = bounds
    in_base, in_side = _once(base, b, b_end), _once(side, s, s_end)
    places = [(in_side[line], place) for line, place in in_base.items() if line in in_side]
    return [(place, other) for other, place in _longest_rising(places)]


def _once(lines: Lines, start: int, end: int) -> dict[str, int]:
    places: dict[str, int] = {}
    again: set[str] = set()
    for place in range(start, end):
        line = lines[place]
        if line in places:
            again.add(line)
        places[line] = place
    return {line: place for line, place in places.items() if line not in again}


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence of pairs whose first numbers rise (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for place, (first, _) in enumerate(pairs):
        pile = bisect_left(tops, first)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [first]
        piles[pile : pile + 1] = [place]
    rising = []
    at = piles[-1] if piles else -1
    while at >= 0:
        rising.append(pairs[at])
        at = before[at]
    return rising[::-1]
