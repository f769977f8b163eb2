"""What a team was told is saved, and where it has to be found: nothing may be lost by a merge."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import lru_cache

from tests.soak.steps import words_in
from tests.text.trees import BASE, Tree
from tuiwork.model.kinds import kind_of
from tuiwork.text.document import decode, read_document
from tuiwork.text.merging.matching import task_id
from tuiwork.text.source import Malformed


class Broken(AssertionError):
    """A promise was not kept; `lost` counts the words that are not there."""

    def __init__(self, why: str, lost: int = 0) -> None:
        super().__init__(why)
        self.lost = lost


def words_of(tree: Mapping[str, bytes]) -> frozenset[str]:
    """The words of steps that a tree holds, shown or kept in records."""
    return frozenset().union(*map(words_in, tree.values()))


def ids_of(tree: Mapping[str, bytes]) -> list[str]:
    """The ids of the tasks in a tree."""
    return sorted(id_ for path, data in tree.items() if (id_ := _id_of(path, data)))


_id_of = lru_cache(10_000)(task_id)


class Ledger:
    """The words and ids that people wrote, and those that people took out again, knowingly."""

    def __init__(self) -> None:
        self.written: set[str] = set(ids_of(BASE))
        self.removed: set[str] = set()
        self.has_broken = False

    def note(self, before: Tree, after: Tree) -> None:
        """Somebody did this, seeing what was there before."""
        old, new = (words_of(tree) | set(ids_of(tree)) for tree in (before, after))
        self.written |= new - old
        self.removed |= old - new

    def check_merge(self, base: Tree, ours: Tree, theirs: Tree, merged: Tree) -> None:
        """A merge keeps what is new on a side, and what neither took out."""
        b, o, t = (words_of(tree) for tree in (base, ours, theirs))
        may_go = b - (o & t)
        self._must(words_of(merged), (o | t) - may_go, "a merge lost")

    def check_exchange(self, before: Tree, after: Tree) -> None:
        """What was here is here, or somebody somewhere took it out."""
        self._must(words_of(after), words_of(before) - self.removed, "an exchange lost")

    def check_undo(self, undone: Tree, made: Tree, before: Tree, after: Tree) -> None:
        """Taking back a change removes what it wrote and nothing else."""
        old = words_of(before) - (words_of(made) - words_of(undone))
        self._must(words_of(after), old, "an undo lost")

    def check_end(self, tree: Tree) -> None:
        """In the end everything is there that nobody took out, once, and can be read."""
        ids = ids_of({path: data for path, data in tree.items() if reads(path, data)})
        self._must(
            words_of(tree) | set(ids_of(tree)), self.written - self.removed, "in the end is lost"
        )
        if len(ids) > len(set(ids)):
            raise Broken(f"two tasks have one id: {ids}")
        unread = [path for path, data in tree.items() if kind_of(path) and not reads(path, data)]
        if unread and not self.has_broken:
            raise Broken(f"cannot be read: {unread}")

    def _must(self, there: Set[str], words: Set[str], what: str) -> None:
        lost = words - there
        if lost:
            raise Broken(f"{what} {sorted(lost)}", len(lost))


def reads(path: str, data: bytes) -> bool:
    """Whether a file can be read as a document."""
    try:
        return read_document(path, decode(data))[0] is not None
    except Malformed:
        return False
