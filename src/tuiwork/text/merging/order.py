"""Merging values whose order matters: picking one, uniting sets, putting keys in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Any, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


def pick(base: Any, ours: T, theirs: T) -> T:
    """The value of the side that changed it; the greater one where both did."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    sides: list[Any] = [ours, theirs]
    picked: T = max(sides)
    return picked


def unite(base: Iterable[str], ours: Collection[str], theirs: Collection[str]) -> list[str]:
    """What both sides have or one of them added: in the base's order, the additions sorted."""
    known = list(dict.fromkeys(base))
    kept = [one for one in known if one in ours and one in theirs]
    return kept + sorted((set(ours) | set(theirs)) - set(known))


def in_order(
    base: Iterable[K],
    ours: Iterable[K],
    theirs: Iterable[K],
    alive: Collection[K],
    rank: Callable[[K], Any],
) -> list[K]:
    """The keys `alive`: in the order of what all have, the others behind what they stood behind.

    What both sides added at one place goes by `rank`.
    """
    shared = {*base} & {*ours} & {*theirs}
    order = pick(*([key for key in keys if key in shared] for keys in (base, ours, theirs)))
    sides = [_behind(keys, order) for keys in (ours, theirs)]
    behind = {
        key: min(side[key] for side in sides if key in side) for key in {**sides[0], **sides[1]}
    }
    merged: list[K] = []
    for place in range(-1, len(order)):
        added = [[key for key in side if behind[key] == place and key in alive] for side in sides]
        if place >= 0 and order[place] in alive:
            merged.append(order[place])
        if all(added) and added[0] != added[1]:
            merged += sorted({*added[0], *added[1]}, key=rank)
        else:
            merged += added[0] or added[1]
    return merged


def _behind(keys: Iterable[K], order: Sequence[K]) -> dict[K, int]:
    """The keys that `order` lacks, each with the place in it that it stands behind."""
    places = {key: place for place, key in enumerate(order)}
    behind: dict[K, int] = {}
    place = -1
    for key in keys:
        if key in places:
            place = places[key]
        else:
            behind[key] = place
    return behind
