"""Circles: things that lead back to themselves, by whichever way they lead to one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def find_circles(edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The circles among names that lead to others, each from its smallest name onwards.

    Of circles that share a name one is given, so that there are never more than names.
    """
    found: list[list[str]] = []
    on_circles: set[str] = set()
    done: set[str] = set()
    for start in sorted(edges):
        if start in done:
            continue
        way = {start: None}
        steps: list[tuple[str, Iterator[str]]] = [(start, iter(edges[start]))]
        while steps:
            here, ahead = steps[-1]
            there = next(ahead, None)
            if there is None:
                done.add(here)
                del way[here]
                steps.pop()
            elif there in way and there not in on_circles:
                names = list(way)
                circle = names[names.index(there) :]
                if not on_circles.intersection(circle):
                    on_circles.update(circle)
                    found.append(_turned(circle))
            elif there in edges and there not in done and there not in way:
                way[there] = None
                steps.append((there, iter(edges[there])))
    return sorted(found)


def _turned(circle: list[str]) -> list[str]:
    at = circle.index(min(circle))
    return circle[at:] + circle[:at]
