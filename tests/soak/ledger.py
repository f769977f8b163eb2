"""What a team was told is saved, and where it has to be found: nothing may be lost by a merge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from functools import lru_cache
from itertools import chain

from tests.soak.steps import words_in
from tests.text.trees import BASE, Tree
from tuiwork.model.kinds import Kind, kind_of
from tuiwork.text.document import decode, read_document
from tuiwork.text.merging.matching import task_id
from tuiwork.text.source import Malformed


class Broken(AssertionError):
    """A promise was not kept; `lost` counts the words that are not there."""

    def __init__(self, why: str, lost: int = 0) -> None:
        super().__init__(why)
        self.lost = lost


Place = tuple[str, bool]
"""A word of a step, and whether it stands in a log."""


def words_of(tree: Mapping[str, bytes]) -> Counter[Place]:
    """The words of steps, shown or kept in records, and how often each stands there."""
    return Counter(chain.from_iterable(map(_places_in, tree.values())))


@lru_cache(10_000)
def _places_in(data: bytes) -> tuple[Place, ...]:
    text, _, log = data.partition(b"\n## Log")
    return (
        *((word, False) for word in words_in(text)),
        *((word, True) for word in words_in(log)),
    )


def lists_of(tree: Mapping[str, bytes]) -> Counter[Place]:
    """The words that lists are named with, and how many tasks lie in each."""
    return Counter(chain.from_iterable(map(_list_of, tree)))


@lru_cache(10_000)
def _list_of(path: str) -> tuple[Place, ...]:
    folder = path.rpartition("/")[0] if kind_of(path) is Kind.TASK else ""
    return tuple((word, False) for word in words_in(folder.encode()))


def ids_of(tree: Mapping[str, bytes]) -> list[str]:
    """The ids of the tasks in a tree."""
    return sorted(id_ for path, data in tree.items() if (id_ := _id_of(path, data)))


_id_of = lru_cache(10_000)(task_id)


class Ledger:
    """The words and ids that people wrote, and those that people took out again, knowingly.

    One word may stand in several places, as a renamed list's does in the records of all its tasks,
    and a status in its record and in the log: of each it may be somebody else who takes it out.
    """

    def __init__(self) -> None:
        self.written: set[Place] = {(id_, False) for id_ in ids_of(BASE)}
        self.removed: set[Place] = set()
        self.has_broken = False

    def note(self, before: Tree, after: Tree) -> None:
        """Somebody did this, seeing what was there before."""
        old, new = (
            words_of(tree) + Counter((id_, False) for id_ in ids_of(tree))
            for tree in (before, after)
        )
        self.written |= new.keys() - old.keys()
        self.removed |= {*(old - new), *(lists_of(before) - lists_of(after))}

    def check_merge(self, base: Tree, ours: Tree, theirs: Tree, merged: Tree) -> None:
        """A merge keeps what is new on a side, and what the two left in one of its places."""
        b, o, t = (words_of(tree) for tree in (base, ours, theirs))
        self._must(merged, (o + t - b).keys(), "a merge lost")

    def check_exchange(self, before: Tree, after: Tree) -> None:
        """What was here is here, or somebody somewhere took it out."""
        self._must(after, words_of(before).keys() - self.removed, "an exchange lost")

    def check_undo(self, undone: Tree, made: Tree, before: Tree, after: Tree) -> None:
        """Taking back a change removes what it wrote and nothing else."""
        old = words_of(before) - (words_of(made) - words_of(undone))
        self._must(after, old.keys(), "an undo lost")

    def check_end(self, tree: Tree) -> None:
        """In the end everything is there that nobody took out, once, and can be read."""
        ids = ids_of({path: data for path, data in tree.items() if reads(path, data)})
        there = {(id_, False) for id_ in ids_of(tree)}
        self._must(tree, self.written - self.removed - there, "in the end is lost")
        if len(ids) > len(set(ids)):
            raise Broken(f"two tasks have one id: {ids}")
        unread = [path for path, data in tree.items() if kind_of(path) and not reads(path, data)]
        if unread and not self.has_broken:
            raise Broken(f"cannot be read: {unread}")

    def _must(self, tree: Tree, places: Set[Place], what: str) -> None:
        """The tree has these words anywhere; a task shows the name of the list it lies in."""
        held = {word for word, _ in (*words_of(tree), *lists_of(tree))}
        lost = {word for word, _ in places} - held
        if lost:
            raise Broken(f"{what} {sorted(lost)}", len(lost))


def reads(path: str, data: bytes) -> bool:
    """Whether a file can be read as a document."""
    try:
        return read_document(path, decode(data))[0] is not None
    except Malformed:
        return False
