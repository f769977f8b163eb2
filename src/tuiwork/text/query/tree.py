"""A query as a tree that prints itself, and the error that points into a query's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tuiwork.dataclass import dataclass, field
from tuiwork.errors import Refused
from tuiwork.text.clean import safe
from tuiwork.text.width import width

_STATES = frozenset({"open", "done", "overdue", "blocked", "started"})
_BARE = r"(?!(?:or|and)\Z)(?![^\W\d][\w.-]*:)[^\s()\"-][^\s()]*"
_BARE_VALUE = r"[^\s()\",<>=][^\s(),]*"


class QueryError(Refused):
    """A query that cannot be understood. `sentence` says why, `start` and `end` where.

    The message is the sentence, then the query with carets under the place.
    """

    code = "query"

    def __init__(self, sentence: str, text: str, start: int, end: int) -> None:
        self.sentence = sentence
        self.start = start
        self.end = max(end, start + 1)
        before, token = safe(text[:start]), safe(text[start:end])
        carets = " " * width(before) + "^" * max(1, width(token))
        super().__init__(f"{sentence}\n  {safe(text)}\n  {carets}")


@dataclass(frozen=True, slots=True)
class Words:
    """A bare word or a quoted phrase, to be found in a task's text."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return self.text if re.fullmatch(_BARE, self.text, re.IGNORECASE) else quoted(self.text)


@dataclass(frozen=True, slots=True)
class Term:
    """`key:value`, `key:>=value`, `key:one,another`; `op` is empty for equality."""

    key: str
    op: str
    values: tuple[str, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        values = (one if re.fullmatch(_BARE_VALUE, one) else quoted(one) for one in self.values)
        return f"{self.key}:{self.op}{','.join(values)}"


@dataclass(frozen=True, slots=True)
class Not:
    """What the item does not match."""

    item: Node

    def __str__(self) -> str:
        several = isinstance(self.item, AllOf | AnyOf)
        return f"-({self.item})" if several else f"-{self.item}"


@dataclass(frozen=True, slots=True)
class AllOf:
    """What every item matches; everything where there is none."""

    items: tuple[Node, ...] = ()

    def __str__(self) -> str:
        return " ".join(f"({one})" if isinstance(one, AnyOf) else str(one) for one in self.items)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What at least one item matches."""

    items: tuple[Node, ...]

    def __str__(self) -> str:
        return " or ".join(map(str, self.items))


Node = Words | Term | Not | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of `sort:`; `-key` is descending."""

    key: str
    descending: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"-{self.key}" if self.descending else self.key


@dataclass(frozen=True, slots=True)
class Query:
    """A query, read but not yet bound to a workspace. `str` writes it in its plainest form."""

    tree: Node = AllOf()
    sort: tuple[SortKey, ...] = ()
    group: SortKey | None = None
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        parts = [str(self.tree)]
        if self.sort:
            parts.append(f"sort:{','.join(map(str, self.sort))}")
        if self.group:
            parts.append(f"group:{self.group}")
        return " ".join(filter(None, parts))

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every `key:value` in it, in order."""
        return tuple(one for one in _leaves(self.tree) if isinstance(one, Term))

    @property
    def words(self) -> tuple[str, ...]:
        """The bare words and phrases; where there are some, notes and logs are needed."""
        return tuple(one.text for one in _leaves(self.tree) if isinstance(one, Words))

    @property
    def keys(self) -> frozenset[str]:
        """Every key it uses, also for sorting and grouping."""
        used = {term.key for term in self.terms} | {one.key for one in self.sort}
        return frozenset(used | ({self.group.key} if self.group else set()))

    @property
    def mentions_state(self) -> bool:
        """Whether it says itself which of open and finished tasks it wants."""
        return any(
            term.key in ("status", "category", "overdue")
            or (term.key == "is" and not _STATES.isdisjoint(map(str.casefold, term.values)))
            for term in self.terms
        )


def _leaves(node: Node) -> Iterator[Words | Term]:
    if isinstance(node, Not):
        yield from _leaves(node.item)
    elif isinstance(node, AllOf | AnyOf):
        for item in node.items:
            yield from _leaves(item)
    else:
        yield node


def quoted(text: str) -> str:
    """A text between double quotes, as the query language reads it back."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
