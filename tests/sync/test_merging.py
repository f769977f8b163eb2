from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sync.team import task
from tuiwork.sync import merging
from tuiwork.sync.git.objects import EXECUTABLE, PLAIN, TreeChange, blob_oid
from tuiwork.sync.git.repository import Repository
from tuiwork.sync.merging import Joined, join

LINK = "120000"
REPO = Repository(Path(), Path(), Path(), Path(), "", "sha1", "main", None, {})

Tree = Mapping[str, tuple[str, bytes]]


def text_of(id_: str, title: str) -> bytes:
    return task(id_, f'title = "{title}"').encode()


def oid(content: bytes) -> str:
    return blob_oid(REPO, content)


def changes(old: Tree, new: Tree) -> dict[str, TreeChange]:
    """What git would say differs between two trees."""
    found = {}
    for name in {*old, *new}:
        before, after = old.get(name), new.get(name)
        if before != after:
            found[name] = TreeChange(
                oid(before[1]) if before else None,
                oid(after[1]) if after else None,
                before[0] if before else "000000",
                after[0] if after else "000000",
            )
    return found


def joined(base: Tree, ours: Tree, theirs: Tree) -> tuple[dict[str, tuple[str, bytes]], Joined]:
    """The whole tree that joining gives, and what else joining says."""
    blobs = {oid(data): data for tree in (base, ours, theirs) for _, data in tree.values()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "read_blobs", lambda _, oids: {one: blobs[one] for one in oids})
        outcome = join(REPO, changes(base, ours), changes(base, theirs))
    tree = dict(ours)
    for name, change in outcome.onto_ours.items():
        tree.pop(name, None)
        if change.new_oid is not None:
            content = outcome.fresh.get(change.new_oid, blobs.get(change.new_oid, b""))
            tree[name] = (change.new_mode, content)
    return tree, outcome


ROOF = "spaces/ops/jobs/k7f3qd2m-roof.md"
BASE: Tree = {
    "spaces/ops/jobs/list.toml": (PLAIN, b'name = "Jobs"\n'),
    ROOF: (PLAIN, text_of("k7f3qd2m", "Roof")),
    "spaces/ops/jobs/p2h8w4xn-call.md": (PLAIN, text_of("p2h8w4xn", "Call")),
    "goals/service.md": (PLAIN, b'+++\ntitle = "Service"\n+++\n'),
    "notes.txt": (PLAIN, b"one\ntwo\nthree\n"),
    "photo.bin": (PLAIN, b"\xff\x00"),
    "run.sh": (EXECUTABLE, b"#!/bin/sh\n"),
    "link": (LINK, b"notes.txt"),
}
PATHS = [
    *BASE,
    "spaces/ops/archive/k7f3qd2m-roof.md",
    "spaces/ops/archive/list.toml",
    "spaces/ops/jobs/roof.md",
    "spaces/Ops/jobs/qqqq1111-new.md",
    "spaces/ops/jobs/qqqq1111-new.md",
    "goals/Service.md",
    "Notes.txt",
    "notes.txt/inside",
    "new",
    "new/inside",
    "module",
]
CONTENTS = [
    text_of("k7f3qd2m", "Roof"),
    text_of("k7f3qd2m", "Roof 2"),
    text_of("qqqq1111", "New"),
    b'+++\ntitle = "Goal"\n+++\n',
    b"+++\nbroken",
    b"one\n2\nthree\n",
    b"one\ntwo\n3\n",
    b"\x00\xfe",
    b"",
]
FILES = st.tuples(st.sampled_from([PLAIN, PLAIN, EXECUTABLE, LINK]), st.sampled_from(CONTENTS))
EDITS = st.dictionaries(st.sampled_from(PATHS), st.none() | FILES, max_size=4)


def edited(base: Tree, edits: Mapping[str, tuple[str, bytes] | None]) -> Tree:
    """The base with some paths changed, as a tree that git can hold."""
    tree = dict(base)
    for name, file in edits.items():
        if file is None:
            tree.pop(name, None)
            continue
        for other in list(tree):
            if other.startswith(f"{name}/") or name.startswith(f"{other}/"):
                del tree[other]
        mode = PLAIN if name.endswith((".md", ".toml")) else file[0]
        tree[name] = (mode, file[1])
    return tree


SIDES = EDITS.map(lambda edits: edited(BASE, edits))


@given(SIDES, SIDES)
def test_swapping_the_sides_changes_no_byte(ours: Tree, theirs: Tree) -> None:
    assert joined(BASE, ours, theirs)[0] == joined(BASE, theirs, ours)[0]


@given(SIDES)
def test_what_only_one_side_did_is_taken_as_it_is(side: Tree) -> None:
    assert joined(BASE, side, BASE)[0] == side
    assert joined(BASE, BASE, side)[0] == side
    assert joined(BASE, side, side)[0] == side


@given(SIDES, SIDES)
def test_no_content_that_a_side_made_is_lost(ours: Tree, theirs: Tree) -> None:
    tree, outcome = joined(BASE, ours, theirs)
    kept = [content for _, content in tree.values()]
    old = {content for _, content in BASE.values()}
    mixed = {one.path for one in outcome.conflicts}
    for side, other in ((ours, theirs), (theirs, ours)):
        for name, (_, content) in side.items():
            text_merged = other.get(name, ("", b""))[1] not in (content, b"")
            if content in old or content in kept or text_merged or name in mixed:
                continue
            assert any(_holds(one, content) for one in kept), (name, content)


def _holds(merged: bytes, content: bytes) -> bool:
    """Whether every line of a content is in the merged one."""
    return set(content.splitlines()) <= set(merged.splitlines())


@given(SIDES, SIDES)
def test_the_outcome_is_a_tree_that_git_can_hold(ours: Tree, theirs: Tree) -> None:
    tree, _ = joined(BASE, ours, theirs)
    for name in tree:
        parts = name.split("/")
        assert not any("/".join(parts[:end]) in tree for end in range(1, len(parts)))


@settings(max_examples=300)
@given(SIDES, SIDES)
def test_judging_less_gives_what_judging_everything_gives(ours: Tree, theirs: Tree) -> None:
    tree, _ = joined(BASE, ours, theirs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "_to_judge", set)
        assert joined(BASE, ours, theirs)[0] == tree
