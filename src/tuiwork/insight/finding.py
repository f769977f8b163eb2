"""Finding anything by a few words: the search, best hits first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from heapq import nlargest
from operator import attrgetter
from typing import NamedTuple

from tuiwork.dataclass import dataclass
from tuiwork.insight.findable import Entry, Index
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import SHORTEST_PREFIX
from tuiwork.text.folding import fold, word_start

MOST_WORDS = 12
LONGEST_QUERY = 200
CHUNK = 1000
"""Texts that are looked through in one step."""
LATEST = 50
"""Tasks that are shown to somebody who has typed nothing yet."""

_FEW = frozenset(
    {Kind.SPACE, Kind.LIST, Kind.VIEW, Kind.PERSON, Kind.GOAL, Kind.INITIATIVE, Kind.CUSTOMER}
)
"""What there is little of and is asked for by name: it goes before tasks that fit as well."""

_BY_ID, _IS, _BEGINS, _PHRASE, _WORDS, _MIDDLE, _BELONGS = range(7)
"""How well a title fits, the best first: the last with words of what it belongs to."""
_IN_TEXT, _CLOSED = 32, 64


class Part(StrEnum):
    """The parts of an answer, in order."""

    TITLE = "title"
    TEXT = "text"
    CLOSED = "closed"
    LATEST = "latest"


class Hit(NamedTuple):
    """One thing found; `in_text` where not all words lie in its title and names."""

    entry: Entry
    part: Part
    in_text: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What is found so far: the best hits, and how many there are; `done` when that is all."""

    hits: tuple[Hit, ...]
    count: int
    done: bool


def folded_words(query: str) -> list[str]:
    """The words of a query, folded, each once."""
    words = fold(query[:LONGEST_QUERY]).split()
    return list(dict.fromkeys(words))[:MOST_WORDS]


def find(index: Index, words: Sequence[str]) -> list[Entry]:
    """Everything in which all these words lie somewhere, in any order, best first.

    A word may be a phrase; all are folded here.
    """
    steps = _Search(index, [fold(word) for word in words if word.strip()]).steps(None)
    *_, found = steps
    return [hit.entry for hit in found.hits] if found else []


def search(index: Index, query: str, most: int = 300) -> Iterator[Found | None]:
    """What a query finds, at most `most` of it: first by the titles, then step by short step in
    what people wrote; None from a step after which there is nothing worth showing yet. The last
    one is done."""
    words = folded_words(query)
    if not words:
        yield _latest(index)
        return
    yield from _Search(index, words).steps(most)


def _latest(index: Index) -> Found:
    tasks = (
        one
        for one in index.entries
        if one.document.kind is Kind.TASK and not index.is_closed(one.document)
    )
    latest = nlargest(LATEST, tasks, key=attrgetter("changed"))
    return Found(tuple(Hit(one, Part.LATEST, False) for one in latest), len(latest), done=True)


class _Search:
    """The hits of one query, in buckets by how well they fit."""

    def __init__(self, index: Index, words: Sequence[str]) -> None:
        self._index = index
        self._words = words
        self._query = " ".join(words)
        self._buckets: dict[int, list[Entry]] = {}
        self._count = 0

    def steps(self, most: int | None) -> Iterator[Found | None]:
        rest = self._look_in_titles()
        if len(self._query) < 2 and self._query.isascii():
            rest = []
        yield self._found(most, done=not rest)
        shown, step = self._count, 1
        for number, at in enumerate(range(0, len(rest), CHUNK), 1):
            self._look_in_texts(rest[at : at + CHUNK])
            done = at + CHUNK >= len(rest)
            if done or (number >= step and self._count > shown):
                shown, step = self._count, 2 * number
                yield self._found(most, done=done)
            else:
                yield None

    def _look_in_titles(self) -> list[Entry]:
        """Find what the titles say; the entries that do not say it."""
        by_id = self._by_id()
        rest = []
        for entry in self._index.entries:
            if entry.document.path in by_id:
                self._add(entry, _BY_ID)
                continue
            missing = [word for word in self._words if word not in entry.head]
            if not missing:
                self._add(entry, self._fit(entry.head))
            elif len(missing) < len(self._words) and self._belongs(entry, missing):
                self._add(entry, _BELONGS)
            else:
                rest.append(entry)
        return rest

    def _by_id(self) -> frozenset[str]:
        """The paths of the tasks whose id begins with the query."""
        if len(self._words) != 1 or len(self._query) < SHORTEST_PREFIX:
            return frozenset()
        tasks = self._index.workspace.tasks
        return frozenset(task.path for id_, task in tasks.items() if id_.startswith(self._query))

    def _look_in_texts(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            missing = [word for word in self._words if word not in entry.head]
            text = entry.text
            left = [word for word in missing if word not in text]
            if not left:
                self._add(entry, _IN_TEXT + _WORDS)
            elif len(left) < len(missing) and self._belongs(entry, left):
                self._add(entry, _IN_TEXT + _BELONGS)

    def _belongs(self, entry: Entry, words: Iterable[str]) -> bool:
        about = self._index.about(entry.document)
        return all(word in about for word in words)

    def _fit(self, head: str) -> int:
        query = self._query
        if head.startswith(query):
            return _IS if head[len(query) : len(query) + 1] in ("", "\n") else _BEGINS
        if word_start(head, query) >= 0:
            return _PHRASE
        return _WORDS if all(word_start(head, word) >= 0 for word in self._words) else _MIDDLE

    def _add(self, entry: Entry, fit: int) -> None:
        kind = entry.document.kind
        place = 0 if kind in _FEW else 1 if kind is Kind.TASK else 2
        closed = _CLOSED if self._index.is_closed(entry.document) else 0
        self._buckets.setdefault((closed + fit) * 3 + place, []).append(entry)
        self._count += 1

    def _found(self, most: int | None, *, done: bool) -> Found:
        hits: list[Hit] = []
        for score in sorted(self._buckets):
            if most is not None and len(hits) >= most:
                break
            fit = score // 3
            in_text = bool(fit & _IN_TEXT)
            part = Part.CLOSED if fit >= _CLOSED else Part.TEXT if in_text else Part.TITLE
            several = sorted(self._buckets[score], key=attrgetter("changed"), reverse=True)
            hits += [Hit(entry, part, in_text) for entry in several]
        return Found(tuple(hits[:most]), self._count, done)
