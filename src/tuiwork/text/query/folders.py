"""Which folders' tasks a query can match at all, so that no others need to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tuiwork.errors import Ambiguous, Refused
from tuiwork.model.names import match
from tuiwork.text.query.tree import AllOf, Node, Query, Term

Choose = Callable[[Sequence[str]], tuple[str, ...] | None]

_PLACES = ("list", "place", "space")
_NEED_OTHERS = frozenset(
    {"aligned", "goal", "is", "blocked", "blocked_by", "parent", "relates", "duplicates"}
)
"""Keys that read, or whose values name, tasks that may lie anywhere."""


def folders_for(query: Query) -> Choose | None:
    """What picks the folders a query needs from those that hold tasks; None where it needs all.

    The picker answers None too, where a name is not the name of exactly one place.
    """
    terms = [one for one in _demanded(query.tree) if one.key in _PLACES and not one.op]
    if not terms or query.keys & _NEED_OTHERS:
        return None

    def choose(folders: Sequence[str]) -> tuple[str, ...] | None:
        left = list(folders)
        for term in terms:
            try:
                tops = [_top(term, value, folders) for value in term.values]
            except Refused:
                return None
            left = [one for one in left if any(f"{one}/".startswith(f"{top}/") for top in tops)]
        return tuple(left)

    return choose


def _demanded(node: Node) -> Iterable[Term]:
    """The terms that every match has to meet."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, AllOf):
        yield from (one for one in node.items if isinstance(one, Term))


def _top(term: Term, value: str, folders: Sequence[str]) -> str:
    names = {
        "/".join(parts[1:count])
        for parts in (one.split("/") for one in folders)
        for count in range(2, 3 if term.key == "space" else len(parts) + 1)
    }
    return f"spaces/{find_place(value, names)}"


def find_place(words: str, names: Iterable[str]) -> str:
    """The one of these paths under spaces/ that words name: where several do and one of them holds
    all the others, that one. Raises Ambiguous or Refused."""
    try:
        return match(words.removeprefix("spaces/"), names, "list")
    except Ambiguous as error:
        top = min(error.candidates, key=len)
        if not all(one == top or one.startswith(f"{top}/") for one in error.candidates):
            raise
        return top
