"""A team without disks: clones as trees in memory, a history of commits, and the rules of sync."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.soak.game import Game
from tests.soak.ledger import Broken, ids_of
from tests.soak.steps import Step
from tests.text.trees import BASE, Tree
from tuiwork.text.merging.files import merge_content
from tuiwork.text.merging.trees import merge_trees


@dataclass(frozen=True, eq=False)
class Commit:
    """A tree and where it came from. `past` has a bit for each commit in its history and itself."""

    number: int
    tree: Tree = field(repr=False)
    parents: tuple[Commit, ...] = ()
    past: int = field(default=0, repr=False)


class Clone:
    """One person's branch."""

    def __init__(self, head: Commit) -> None:
        self.head = head


class InMemory(Game[Clone]):
    """Clones as trees, with a history of commits."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.commits: list[Commit] = []
        self.remote = self._commit(dict(BASE))
        self.clones = [Clone(self.remote) for _ in range(count)]

    def tree(self, clone: Clone) -> Tree:
        return clone.head.tree

    def state(self, clone: Clone) -> object:
        return clone.head, len(self.commits)

    def change(self, clone: Clone, before: Tree, after: Tree, step: Step) -> None:
        del before, step
        clone.head = self._commit(after, clone.head)

    def sync(self, clone: Clone, overtaking: Clone | None = None) -> None:
        while True:
            tip = self.remote
            clone.head = self._joined(clone.head, tip)
            if overtaking is not None:
                self.sync(overtaking)
                overtaking = None
            if self.remote is tip:
                self.remote = clone.head
                return

    def die_syncing(self, clone: Clone, step: Step) -> None:
        del step
        self.be_refused(clone)

    def be_refused(self, clone: Clone) -> None:
        clone.head = self._joined(clone.head, self.remote)

    def git_merge(self, clone: Clone, other: Clone, step: Step) -> None:
        """As with the driver, and without git's guesses at what was moved."""
        del step
        ours, theirs = clone.head, other.head
        if _holds(ours, theirs) or _holds(theirs, ours):
            clone.head = theirs if _holds(theirs, ours) else ours
            return
        base = self._common(ours, theirs).tree
        tree = dict(ours.tree)
        for path in _differing(base, theirs.tree):
            b, o, t = (one.get(path) for one in (base, ours.tree, theirs.tree))
            merged = t if o == b else o if o == t else None
            if merged is None and o is not None and t is not None:
                merged = merge_content(path, b, o, t)
            if merged is None and not (t is None and o in (b, t)):
                return
            tree.pop(path, None)
            tree |= {} if merged is None else {path: merged}
        if len(ids_of(tree)) == len(set(ids_of(tree))):
            self.ledger.check_merge(base, ours.tree, theirs.tree, tree)
            clone.head = self._commit(tree, ours, theirs)

    def _joined(self, ours: Commit, theirs: Commit) -> Commit:
        if _holds(ours, theirs):
            return ours
        if _holds(theirs, ours):
            return theirs
        base = self._common(ours, theirs)
        return self._commit(self._merged(base.tree, ours.tree, theirs.tree), ours, theirs)

    def _common(self, ours: Commit, theirs: Commit) -> Commit:
        """The best common ancestor; of several, what they are when merged."""
        base, *others = self._bases(ours.past & theirs.past)
        for other in others:
            older = self._common(base, other)
            tree = self._merged(older.tree, base.tree, other.tree)
            base = Commit(-1, tree, (base, other), base.past | other.past)
        return base

    def _bases(self, shared: int) -> list[Commit]:
        found = []
        while shared:
            found.append(self.commits[shared.bit_length() - 1])
            shared &= ~found[-1].past
        return found

    def _merged(self, base: Tree, ours: Tree, theirs: Tree) -> Tree:
        paths = {path for tree in (ours, theirs) for path in _differing(base, tree)}
        b, o, t = ({p: tree[p] for p in paths if p in tree} for tree in (base, ours, theirs))
        merged = merge_trees(b, o, t)
        if len(self.commits) % 8 == 0 and merged != merge_trees(b, t, o):
            raise Broken("swapping the sides makes a difference")
        tree = {path: data for path, data in {**ours, **merged.files}.items() if data is not None}
        self.ledger.check_merge(base, ours, theirs, tree)
        return tree

    def _commit(self, tree: Tree, *parents: Commit) -> Commit:
        number = len(self.commits)
        past = 1 << number
        for parent in parents:
            past |= parent.past
        self.commits.append(Commit(number, tree, parents, past))
        return self.commits[-1]


def _holds(commit: Commit, other: Commit) -> bool:
    return commit.past | other.past == commit.past


def _differing(one: Tree, other: Tree) -> list[str]:
    return [path for path in sorted({*one, *other}) if one.get(path) != other.get(path)]
