"""The laws of merging, over whole workspaces with a document of every kind, files that are none,
and conflicts that earlier merges left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.soak.ledger import Ledger, ids_of
from tests.soak.steps import DEEDS, Step
from tests.text.trees import BASE, Tree
from tuiwork.model.fields import fields_of
from tuiwork.model.kinds import Kind, kind_of
from tuiwork.text.document import read_document
from tuiwork.text.edit import edit
from tuiwork.text.front import parse_front
from tuiwork.text.log import parse_log
from tuiwork.text.merging.matching import task_id
from tuiwork.text.merging.trees import TreeMerge, merge_trees
from tuiwork.text.source import cut

laws = settings(max_examples=60)


@dataclass(frozen=True)
class Split:
    """A workspace and what two people made of it."""

    base: Tree
    ours: Tree
    theirs: Tree


def done(tree: Tree, steps: list[Step]) -> Tree:
    for step in steps:
        tree = DEEDS[step.what](tree, step)
    return tree


def merged(base: Tree, ours: Tree, theirs: Tree) -> Tree:
    return written(ours, merge_trees(base, ours, theirs))


def written(tree: Tree, outcome: TreeMerge[bytes]) -> Tree:
    return {path: data for path, data in {**tree, **outcome.files}.items() if data is not None}


_steps = st.builds(
    lambda number, what, a, b, c: Step(number, 0, what, a, b, c),
    st.integers(1, 999_999),
    st.sampled_from([*DEEDS, "set", "set", "note", "tag", "choose", "choose"]),
    *[st.integers(0, 60)] * 3,
)
histories = st.lists(_steps, max_size=4)


@st.composite
def splits(draw: st.DrawFn) -> Split:
    """Two histories of a workspace in which two others met before."""
    base = BASE
    if draw(st.booleans()):
        base = merged(BASE, done(BASE, draw(histories)), done(BASE, draw(histories)))
    return Split(base, done(base, draw(histories)), done(base, draw(histories)))


def test_the_workspace_of_these_laws_has_every_kind() -> None:
    assert {kind_of(path) for path in BASE} == {*Kind, None}


@laws
@given(splits())
def test_the_sides_can_be_swapped(split: Split) -> None:
    one = merge_trees(split.base, split.ours, split.theirs)
    assert one == merge_trees(split.base, split.theirs, split.ours)


@laws
@given(splits())
def test_what_one_side_left_alone_is_as_the_other_has_it(split: Split) -> None:
    assert merged(split.base, split.ours, split.ours) == split.ours
    assert merged(split.base, split.ours, split.base) == split.ours
    assert merged(split.base, split.base, split.ours) == split.ours


@laws
@given(splits())
def test_nothing_that_is_new_and_nothing_that_both_kept_is_lost(split: Split) -> None:
    tree = merged(split.base, split.ours, split.theirs)
    Ledger().check_merge(split.base, split.ours, split.theirs, tree)
    three = split.base, split.ours, split.theirs
    base, ours, theirs = (frozenset(ids_of(one)) for one in three)
    assert (ours & theirs) | (ours - base) | (theirs - base) <= frozenset(ids_of(tree))
    before, mine, yours = map(log_entries, three)
    assert (mine & yours) | (mine - before) | (yours - before) <= log_entries(tree)


def log_entries(tree: Tree) -> frozenset[tuple[str, str]]:
    """The entries of all logs that can be read, with whose they are."""
    documents = [(path, read(path, data)) for path, data in tree.items() if kind_of(path)]
    return frozenset(
        (task_id(path, tree[path]) or path, item.raw)
        for path, one in documents
        if one is not None
        for item in parse_log(one.log or "")
    )


@laws
@given(splits())
def test_merging_the_outcome_again_with_a_side_changes_nothing(split: Split) -> None:
    tree = merged(split.base, split.ours, split.theirs)
    for side in (split.ours, split.theirs):
        assert merged(side, tree, side) == merged(side, side, tree) == tree


@laws
@given(splits())
def test_documents_that_could_be_read_can_be_read_and_join_back(split: Split) -> None:
    tree = merged(split.base, split.ours, split.theirs)
    broken = {data for side in (split.ours, split.theirs) for data in side.values()}
    for path, data in tree.items():
        if kind_of(path) and read(path, data) is not None:
            source = cut(path, data.decode())
            assert source.join() == data.decode()
            assert parse_front(source.front).join() == source.front
        elif kind_of(path):
            assert data in broken


def read(path: str, data: bytes) -> Any:
    return read_document(path, data.decode("utf-8", "replace"))[0]


@laws
@given(splits())
def test_files_that_nobody_touched_keep_their_bytes(split: Split) -> None:
    tree = merged(split.base, split.ours, split.theirs)
    for path, data in split.base.items():
        if split.ours.get(path) == data == split.theirs.get(path):
            assert tree[path] == data


@laws
@given(histories, histories)
def test_edits_of_different_files_are_no_conflict(ours: list[Step], theirs: list[Step]) -> None:
    one, other = done(BASE, ours), done(BASE, theirs)
    touched = [differing(BASE, tree) for tree in (one, other)]
    assume(not touched[0] & touched[1])
    outcome = merge_trees(BASE, one, other)
    assume(not outcome.problems)  # such as a list that is made again for a task that came to it
    assert outcome.conflicts == ()
    assert differing(one, written(one, outcome)) == touched[1]
    assert differing(other, written(other, outcome)) == touched[0]


def differing(one: Tree, other: Tree) -> set[str]:
    return {path for path in {*one, *other} if one.get(path) != other.get(path)}


@laws
@given(st.data())
def test_edits_of_different_fields_are_no_conflict(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([path for path in sorted(BASE) if kind_of(path)]))
    kind = kind_of(path)
    assert kind is not None
    fields = {key: one for key, one in fields_of(kind).items() if not (one.many or one.fixed)}
    keys = [*(key for key, one in fields.items() if one.type != "table"), "mood", "fields.phone"]
    one, other = data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True))
    units = [fields[key].unit if key in fields else "" for key in (one, other)]
    assume(units[0] != units[1] or not units[0])
    base = BASE[path].decode()
    texts = [base, edit(path, base, {one: "x"}), edit(path, base, {other: "y"})]
    outcome = merge_trees(*({path: text} for text in texts))
    assert outcome.conflicts == ()
    text = outcome.files[path]
    document = read_document(path, text or "")[0]
    assert document is not None
    assert (document.value(one), document.value(other)) == ("x", "y")


@laws
@given(splits(), histories)
def test_three_heads_come_to_one_tree_through_a_remote(split: Split, third: list[Step]) -> None:
    heads = [split.ours, split.theirs, done(split.base, third)]
    seen = [split.base] * 3
    remote = split.base
    for number in (0, 1, 2, 0, 1, 2):
        heads[number] = merged(seen[number], heads[number], remote)
        remote = seen[number] = heads[number]
    assert heads == [remote] * 3
