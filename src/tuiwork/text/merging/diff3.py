"""Three-way merging of lines: what each side changed, put together, and where they clash."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from tuiwork.dataclass import dataclass
from tuiwork.text.merging.diff import Hunk, Lines, diff

Side = Literal["ours", "theirs"]
Step = tuple[str, ...]

MAX_WOVEN = 200

_STEP = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")


@dataclass(frozen=True, slots=True)
class Clash:
    """A stretch of lines that both sides changed: `kept` stands in the result, `other` does not."""

    base: tuple[str, ...]
    kept: tuple[str, ...]
    other: tuple[str, ...]


def merge_lines(
    base: Lines, ours: Lines, theirs: Lines, newer: Side | None = None
) -> tuple[list[str], list[Clash]]:
    """The lines with the changes of both sides, and the clashes; swapping the sides is no change.

    Of a clash the text of the `newer` side is kept, else the greater one; any text beats none.
    """
    merged: list[str] = []
    clashes: list[Clash] = []
    at = 0
    changes = [[*_line_by_line_removed(diff(base, side))] for side in (ours, theirs)]
    for one, other in _clusters(*changes):
        start, end = _span([*one, *other])
        merged += base[at:start]
        region = tuple(base[start:end])
        sides = (_applied(base, one, start, end), _applied(base, other, start, end))
        for piece in _merge_region(region, *sides, newer):
            if isinstance(piece, Clash):
                clashes.append(piece)
                merged += piece.kept
            else:
                merged += piece
        at = end
    return [*merged, *base[at:]], clashes


def _line_by_line_removed(hunks: Iterable[Hunk]) -> Iterator[Hunk]:
    """The hunks, those that only take lines out cut into single lines: taking some of them out, and
    some others, is no clash."""
    for hunk in hunks:
        if hunk.lines:
            yield hunk
        else:
            yield from (Hunk(at, at + 1, ()) for at in range(hunk.start, hunk.end))


def _clusters(
    ours: Sequence[Hunk], theirs: Sequence[Hunk]
) -> Iterator[tuple[list[Hunk], list[Hunk]]]:
    """The hunks of both sides in order, those that overlap together."""
    tagged = [(hunk.start, hunk.end, 0, hunk) for hunk in ours]
    tagged += [(hunk.start, hunk.end, 1, hunk) for hunk in theirs]
    cluster: tuple[list[Hunk], list[Hunk]] = ([], [])
    for _, _, side, hunk in sorted(tagged, key=lambda one: one[:3]):
        if any(cluster) and not any(_overlap(hunk, other) for other in cluster[1 - side]):
            yield cluster
            cluster = ([], [])
        cluster[side].append(hunk)
    if any(cluster):
        yield cluster


def _overlap(one: Hunk, other: Hunk) -> bool:
    """Whether both change the same lines, or both add at the same place; touching is neither."""
    if one.start == one.end == other.start == other.end:
        return True
    return one.start < other.end and other.start < one.end


def _span(hunks: Iterable[Hunk]) -> tuple[int, int]:
    both = [(hunk.start, hunk.end) for hunk in hunks]
    return min(start for start, _ in both), max(end for _, end in both)


def _applied(base: Lines, hunks: Iterable[Hunk], start: int, end: int) -> tuple[str, ...]:
    """The base's lines from `start` to `end` as one side has them."""
    lines: list[str] = []
    for hunk in hunks:
        lines += [*base[start : hunk.start], *hunk.lines]
        start = hunk.end
    return (*lines, *base[start:end])


def _merge_region(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...], newer: Side | None
) -> Iterator[Clash | tuple[str, ...]]:
    if ours == theirs or theirs == base:
        yield ours
    elif ours == base:
        yield theirs
    elif not base:
        yield from _both_added(ours, theirs, newer)
    elif len(base) == len(ours) == len(theirs):
        yield from _line_by_line(base, ours, theirs, newer)
    else:
        yield _clash(base, ours, theirs, newer)


def _clash(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...], newer: Side | None
) -> Clash:
    ours_first = (bool(ours), newer == "ours", newer != "theirs" and ours > theirs)
    theirs_first = (bool(theirs), newer == "theirs", newer != "ours" and theirs > ours)
    kept, other = (ours, theirs) if ours_first > theirs_first else (theirs, ours)
    return Clash(base, kept, other)


def _line_by_line(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...], newer: Side | None
) -> Iterator[Clash | tuple[str, ...]]:
    """Each line as the side has it that changed it; neighbours that both changed clash together."""
    start = 0
    for at in range(len(base) + 1):
        clashing = (
            at < len(base) and ours[at] != theirs[at] and base[at] not in (ours[at], theirs[at])
        )
        if clashing:
            continue
        if start < at:
            yield _clash(base[start:at], ours[start:at], theirs[start:at], newer)
        if at < len(base):
            yield (theirs[at] if ours[at] == base[at] else ours[at],)
        start = at + 1


def _both_added(
    ours: tuple[str, ...], theirs: tuple[str, ...], newer: Side | None
) -> Iterator[Clash | tuple[str, ...]]:
    """What both added at one place: the common beginning and end once, steps of lists woven."""
    least = min(len(ours), len(theirs))
    head = next((n for n in range(least) if ours[n] != theirs[n]), least)
    tail = next((n for n in range(least - head) if ours[-1 - n] != theirs[-1 - n]), least - head)
    middles = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    yield ours[:head]
    if all(middles):
        steps = [_steps(middle) for middle in middles]
        if all(steps) and len(steps[0]) + len(steps[1]) <= MAX_WOVEN:
            yield tuple(line for step in _woven(*steps) for line in step)
        else:
            yield _clash((), *middles, newer)
    else:
        yield middles[0] or middles[1]
    yield ours[len(ours) - tail :]


def _steps(lines: tuple[str, ...]) -> list[Step]:
    """The steps of a list, each with the lines indented under it; nothing for other text."""
    margin = _indent(lines[0])
    steps: list[Step] = []
    for line in lines:
        if steps and line.strip() and _indent(line) > margin:
            steps[-1] = (*steps[-1], line)
        elif _STEP.match(line) and _indent(line) == margin:
            steps.append((line,))
        else:
            return []
    return steps


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _woven(ours: Sequence[Step], theirs: Sequence[Step]) -> list[Step]:
    """The steps of both, each side's in its order; the same in whatever order sides are merged.

    A step leads those after it that are smaller, and the groups so made go by their leaders.
    """
    groups: dict[Step, list[list[Step]]] = {}
    for steps in (ours, theirs):
        for leader, *led in _groups(steps):
            groups.setdefault(leader, []).append(led)
    woven = []
    for leader, tails in sorted(groups.items()):
        woven += [leader, *(tails[0] if len(tails) == 1 else _woven(*tails))]
    return woven


def _groups(steps: Sequence[Step]) -> list[list[Step]]:
    groups: list[list[Step]] = []
    for step in steps:
        if not groups or step > groups[-1][0]:
            groups.append([step])
        else:
            groups[-1].append(step)
    return groups
