"""Documents in order under names: made once, then patched where documents changed, so that an edit
costs the same however many there are."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from tuiwork.dataclass import dataclass

N = TypeVar("N", bound=Hashable)
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Grouping:
    """How documents fall into groups: the names of those that one belongs to, and the order there.

    No two documents of a group may be alike in order.
    """

    names: Callable[[Any], Iterable[Any]]
    order: Callable[[Any], Any]


def grouped(documents: Iterable[D], by: Grouping) -> dict[Any, list[D]]:
    """The documents of each name that has some, in order."""
    groups: dict[Any, list[D]] = {}
    for one in documents:
        for name in by.names(one):
            groups.setdefault(name, []).append(one)
    for items in groups.values():
        items.sort(key=by.order)
    return groups


def regrouped(
    groups: dict[N, list[D]], gone: Iterable[D], new: Iterable[D], by: Grouping
) -> dict[N, list[D]]:
    """The groups without some documents and with others; groups without a change are shared."""
    patched = dict(groups)
    fresh: dict[N, list[D]] = {}
    for one in gone:
        for name in by.names(one):
            items = fresh.setdefault(name, list(patched.get(name, ())))
            del items[bisect_left(items, by.order(one), key=by.order)]
    for one in new:
        for name in by.names(one):
            items = fresh.setdefault(name, list(patched.get(name, ())))
            insort(items, one, key=by.order)
    for name, items in fresh.items():
        if items:
            patched[name] = items
        else:
            del patched[name]
    return patched
