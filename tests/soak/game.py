"""The rules of the trial of clones, whatever the clones are made of: who does what, and the end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from tests.soak.ledger import Broken, Ledger
from tests.soak.steps import DEEDS, Step
from tests.text.trees import Tree
from tuiwork.text.merging.trees import merge_trees

C = TypeVar("C")


class Game(ABC, Generic[C]):
    """Some clones over one remote. Raises Broken as soon as a promise is not kept."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.clones: list[C] = []
        self._own: dict[int, list[tuple[Tree, Tree]]] = {}

    def play(self, plan: Sequence[Step]) -> int:
        """Do all steps. Then everybody syncs twice, and all are equal; a third time nobody has to
        do anything. Gives the number of words that were written and looked for."""
        for step in plan:
            self._do(step)
        for _ in range(2):
            for clone in self.clones:
                self.sync(clone)
        trees = [self.tree(clone) for clone in self.clones]
        if any(tree != trees[0] for tree in trees):
            raise Broken("the clones differ after everybody synced twice")
        before = [self.state(clone) for clone in self.clones]
        for clone in self.clones:
            self.sync(clone)
        if before != [self.state(clone) for clone in self.clones]:
            raise Broken("a third sync did something")
        self.ledger.check_end(trees[0])
        self.check_end()
        return len({word for word, _ in self.ledger.written})

    def _do(self, step: Step) -> None:
        who = step.who % len(self.clones)
        clone, other = self.clones[who], self.clones[(who + 1 + step.a) % len(self.clones)]
        if step.what == "sync":
            self.sync(clone)
        elif step.what == "sync that dies":
            self.die_syncing(clone, step)
        elif step.what == "sync that is overtaken":
            self.sync(clone, None if other is clone else other)
        elif step.what == "sync that is refused":
            self.be_refused(clone)
        elif step.what == "git merge":
            self.git_merge(clone, other, step)
        elif step.what == "undo":
            self._undo(who, step)
        else:
            tree = self.tree(clone)
            after = DEEDS[step.what](tree, step)
            self.ledger.has_broken |= step.what == "break" and after != tree
            self._change(who, tree, after, step)

    def _change(self, who: int, before: Tree, after: Tree, step: Step) -> None:
        if after != before:
            self.change(self.clones[who], before, after, step)
            after = self.tree(self.clones[who])
            self.ledger.note(before, after)
            self._own.setdefault(who, []).append((before, after))

    def _undo(self, who: int, step: Step) -> None:
        own = self._own.get(who)
        if not own:
            return
        before, made = own[-1 - step.b % min(3, len(own))]
        now = self.tree(self.clones[who])
        merged = merge_trees(made, now, before)
        if merged.conflicts or merged.problems:
            return
        tree: dict[str, bytes | None] = {**now, **merged.files}
        after = {path: data for path, data in tree.items() if data is not None}
        self.ledger.check_undo(before, made, now, after)
        self._change(who, now, after, step)

    @abstractmethod
    def tree(self, clone: C) -> Tree:
        """What a clone holds."""

    @abstractmethod
    def state(self, clone: C) -> object:
        """What changes when anything is written or committed in a clone."""

    @abstractmethod
    def change(self, clone: C, before: Tree, after: Tree, step: Step) -> None:
        """Have a person change files, and record it."""

    @abstractmethod
    def sync(self, clone: C, overtaking: C | None = None) -> None:
        """Exchange with the remote, to which another clone sends something just before we do."""

    @abstractmethod
    def die_syncing(self, clone: C, step: Step) -> None:
        """Exchange as far as some point on the way."""

    @abstractmethod
    def be_refused(self, clone: C) -> None:
        """Exchange with a remote that takes nothing."""

    @abstractmethod
    def git_merge(self, clone: C, other: C, step: Step) -> None:
        """Merge another clone's branch by git alone; where git leaves a conflict, give it up."""

    def check_end(self) -> None:
        """What else has to hold in the end."""
