"""Two people's workspaces become one: files are matched, moved, kept, and never silently lost."""

from __future__ import annotations

import re
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from tests.text.edits import GOAL_PATH, START, front_edits, setting
from tests.text.trees import (
    BASE,
    IDS,
    INCIDENTS,
    JOBS,
    QUOTES,
    Deed,
    Tree,
    adding,
    breaking,
    copying,
    deeds,
    do,
    editing,
    moves,
    moving,
    removing,
    removing_list,
    removing_task,
    task_text,
    writing,
)
from tuiwork.model.ids import is_id
from tuiwork.text.merging.conflicts import Conflict
from tuiwork.text.merging.matching import task_id
from tuiwork.text.merging.resolve import resolve
from tuiwork.text.merging.trees import TreeMerge, merge_trees

TASK = IDS[0]
NAME = f"{TASK}-replace-compressor.md"
DOING = editing(TASK, [setting("x.md", "status", "doing", None)])
DUE = editing(TASK, [setting("x.md", "due", START.date(), None)])


def changes(base: Tree, ours: Tree, theirs: Tree) -> TreeMerge[bytes]:
    """The merge of the paths that differ, as a sync gives them."""
    paths = {path for tree in (ours, theirs) for path in differing(base, tree)}
    trees = ({path: tree[path] for path in paths if path in tree} for tree in (base, ours, theirs))
    merged = merge_trees(*trees)
    assert set(merged.files) >= paths
    return merged


def differing(one: Tree, other: Tree) -> set[str]:
    return {path for path in {*one, *other} if one.get(path) != other.get(path)}


def written(tree: Tree, merged: TreeMerge[bytes]) -> Tree:
    return {path: data for path, data in {**tree, **merged.files}.items() if data is not None}


def both(ours: list[Deed], theirs: list[Deed], base: Tree = BASE) -> tuple[Tree, TreeMerge[bytes]]:
    one, other = do(base, ours), do(base, theirs)
    merged = changes(base, one, other)
    result = written(one, merged)
    assert result == written(other, merged)
    return result, merged


def renaming(name: str) -> Deed:
    """Rename the list of jobs."""

    def act(tree: Tree) -> Tree:
        return {
            path.replace(f"{JOBS}/", f"spaces/operations/{name}/"): data
            for path, data in tree.items()
        }

    return Deed(f"rename {name}", act)


# Places


def test_a_task_moved_here_and_edited_there_is_moved_and_edited() -> None:
    tree, merged = both([moving(TASK, QUOTES, 1)], [DOING])
    assert tree == do(BASE, [moving(TASK, QUOTES, 1), DOING])
    assert merged.conflicts == ()


def test_a_task_moved_to_two_lists_is_where_the_later_move_put_it() -> None:
    tree, merged = both([moving(TASK, QUOTES, 1)], [moving(TASK, INCIDENTS, 2)])
    path = f"{INCIDENTS}/{NAME}"
    assert f"{QUOTES}/{NAME}" not in tree
    assert merged.conflicts == (
        Conflict(
            path, "place", "operations/jobs", "operations/incidents", "customers/quotes",
            "p1", START.replace(minute=1),
        ),
    )  # fmt: skip
    assert b'[[conflicts]]\nfield = "place"\nbase = "operations/jobs"\n' in tree[path]


def test_without_a_log_the_greater_place_wins() -> None:
    tree, merged = both([moving(TASK, QUOTES, None)], [moving(TASK, INCIDENTS, None)])
    assert f"{INCIDENTS}/{NAME}" in tree
    assert [(one.field, one.other) for one in merged.conflicts] == [("place", "customers/quotes")]


def test_of_tasks_that_two_lists_claim_each_is_where_somebody_chose() -> None:
    names = [NAME, f"{IDS[1]}-paint.md"]
    torn, merged = both([renaming("one")], [renaming("two")])
    assert [(one.path, one.other) for one in merged.conflicts] == [
        (f"spaces/operations/two/{name}", "operations/one") for name in reversed(names)
    ]
    here, there = (torn[f"spaces/operations/two/{name}"].decode() for name in names)
    kept = resolve(f"{JOBS}/{NAME}", here, "place", "kept")
    other = resolve(f"{JOBS}/{NAME}", there, "place", "other")
    assert kept is not None
    assert other is not None
    ours = writing(f"spaces/operations/two/{names[0]}", kept.encode())
    theirs = [
        removing(f"spaces/operations/two/{names[1]}"),
        writing(f"spaces/operations/one/{names[1]}", other.encode()),
    ]
    tree, merged = both([ours], theirs, torn)
    assert merged == TreeMerge(merged.files)
    assert tree == do(torn, [ours, *theirs])
    assert not any(b"[[conflicts]]" in data for data in tree.values())
    assert {f"spaces/operations/{name}/list.toml" for name in ("one", "two")} <= tree.keys()


def test_a_task_moved_here_and_renamed_there_is_both() -> None:
    renamed = {**BASE, f"{JOBS}/{TASK}-compressor.md": BASE[f"{JOBS}/{NAME}"]}
    del renamed[f"{JOBS}/{NAME}"]
    merged = changes(BASE, renamed, do(BASE, [moving(TASK, QUOTES, None)]))
    assert merged.files == {
        f"{JOBS}/{NAME}": None,
        f"{JOBS}/{TASK}-compressor.md": None,
        f"{QUOTES}/{NAME}": None,
        f"{QUOTES}/{TASK}-compressor.md": BASE[f"{JOBS}/{NAME}"],
    }


def test_a_task_put_into_a_list_that_the_other_side_removed_brings_it_back() -> None:
    tree, merged = both([removing_list(QUOTES)], [moving(TASK, QUOTES, None)])
    assert tree[f"{QUOTES}/list.toml"] == BASE[f"{QUOTES}/list.toml"]
    assert f"{QUOTES}/{NAME}" in tree
    assert [problem.path for problem in merged.problems] == [f"{QUOTES}/list.toml"]


def test_a_list_that_nobody_needs_any_more_goes() -> None:
    tree, merged = both([removing_list(INCIDENTS)], [DOING])
    assert not any(path.startswith(INCIDENTS) for path in tree)
    assert merged == TreeMerge(merged.files)


# Removals


def test_a_task_removed_here_and_edited_there_stays_and_says_so() -> None:
    tree, merged = both([removing_task(TASK)], [DOING])
    assert merged.conflicts == (Conflict(f"{JOBS}/{NAME}", "deleted"),)
    assert b'status = "doing"' in tree[f"{JOBS}/{NAME}"]
    assert b'[[conflicts]]\nfield = "deleted"\n' in tree[f"{JOBS}/{NAME}"]


def test_a_task_removed_here_and_moved_there_stays_where_it_was_moved() -> None:
    tree, merged = both([removing_task(TASK)], [moving(TASK, QUOTES, None)])
    assert [(one.path, one.field) for one in merged.conflicts] == [(f"{QUOTES}/{NAME}", "deleted")]
    assert f"{QUOTES}/{NAME}" in tree


def test_what_both_removed_or_one_removed_alone_goes() -> None:
    tree, merged = both([removing_task(TASK), removing("readme.txt")], [removing_task(TASK)])
    assert tree == do(BASE, [removing_task(TASK), removing("readme.txt")])
    assert merged == TreeMerge(merged.files)


def test_a_file_removed_here_and_changed_there_stays() -> None:
    tree, merged = both([removing("readme.txt")], [writing("readme.txt", b"new\n")])
    assert tree["readme.txt"] == b"new\n"
    assert [str(problem) for problem in merged.problems] == [
        "readme.txt: was removed on one side and changed on the other; it is kept"
    ]


# Ids and names


def test_a_task_made_alike_on_both_sides_is_one_task() -> None:
    made = adding("ccccccc3", JOBS, "x", 1)
    tree, merged = both([made, DOING], [made])
    assert tree == do(BASE, [made, DOING])
    assert merged.problems == ()


def test_two_tasks_that_got_one_id_are_two_tasks() -> None:
    tree, merged = both([adding("ccccccc3", JOBS, "x", 1)], [adding("ccccccc3", QUOTES, "y", 2)])
    tasks = {task_id(path, data): data for path, data in tree.items() if path not in BASE}
    assert len(tasks) == 2
    assert b'title = "y"' in tasks["ccccccc3"]
    (new,) = (id_ for id_ in tasks if id_ != "ccccccc3")
    assert new is not None
    assert is_id(new)
    assert tree[f"{JOBS}/{new}-x.md"] == tasks[new]
    assert [(one.path, one.key) for one in merged.problems] == [(f"{JOBS}/{new}-x.md", "id")]


def test_two_tasks_that_got_one_id_and_one_name_are_two_tasks() -> None:
    tree, merged = both([adding("ccccccc3", JOBS, "x", 1)], [adding("ccccccc3", JOBS, "x", 2)])
    new = {path: data for path, data in tree.items() if path not in BASE}
    assert len({task_id(path, data) for path, data in new.items()}) == 2
    assert len(merged.problems) == 1


def test_a_copy_with_the_id_of_its_original_is_left_to_the_one_who_made_it() -> None:
    tree, merged = both([copying(TASK)], [DUE])
    assert tree == {**do(BASE, [DUE]), f"{JOBS}/{NAME[:-3]}-copy.md": BASE[f"{JOBS}/{NAME}"]}
    assert merged.problems == ()


def test_two_names_that_are_one_on_some_disks_are_kept_apart() -> None:
    plain, other = b'+++\ntitle = "P"\n+++\n', b'+++\ntitle = "Q"\n+++\n'
    tree, merged = both([writing("goals/Æble.md", plain)], [writing("goals/æble.md", other)])
    new = {path: data for path, data in tree.items() if path not in BASE}
    assert sorted(new.values()) == [plain, other]
    assert len({path.casefold() for path in new}) == 2
    assert [problem.path in new for problem in merged.problems] == [True]


def test_a_file_gives_way_to_a_folder_of_its_name() -> None:
    tree, merged = both([writing("plans/a", b"1")], [writing("plans/a/b", b"2")])
    assert tree["plans/a/b"] == b"2"
    assert [path for path, data in tree.items() if data == b"1"] == ["plans/a.6b86b273"]
    assert len(merged.problems) == 1


# Files that are no documents, or cannot be read


def test_plain_text_merges_by_lines() -> None:
    ours, theirs = b"1\ntwo\nthree\nfour\n", b"one\ntwo\nthree\n4\n"
    tree, merged = both([writing("readme.txt", ours)], [writing("readme.txt", theirs)])
    assert tree["readme.txt"] == b"1\ntwo\nthree\n4\n"
    assert merged == TreeMerge(merged.files)


def test_markdown_without_front_matter_is_plain_text() -> None:
    base = {**BASE, "docs/how.md": b"# How\n\none\n\ntwo\n"}
    tree, merged = both(
        [writing("docs/how.md", b"# How\n\n1\n\ntwo\n")],
        [writing("docs/how.md", b"# How\n\none\n\n2\n")],
        base,
    )
    assert tree["docs/how.md"] == b"# How\n\n1\n\n2\n"
    assert merged == TreeMerge(merged.files)


def test_of_text_that_overlaps_and_of_bytes_both_versions_are_kept() -> None:
    for path, ours, theirs in [
        ("readme.txt", b"one\nzwei\n", b"one\ndeux\n"),
        ("attachments/photo.bin", b"\x00\x05", b"\x00\x04"),
    ]:
        tree, merged = both([writing(path, ours)], [writing(path, theirs)])
        assert tree[path] == ours
        (other,) = (name for name in tree if name not in BASE)
        stem, _, ending = path.rpartition(".")
        assert re.fullmatch(rf"{stem}\.[0-9a-f]{{8}}\.{ending}", other)
        assert tree[other] == theirs
        assert merged.conflicts == (Conflict(path, "file", None, path, other),)
        assert [problem.path for problem in merged.problems] == [other]


def test_of_a_document_that_one_side_cannot_be_read_the_readable_one_keeps_the_name() -> None:
    tree, merged = both([breaking(TASK)], [DOING])
    assert tree[f"{JOBS}/{NAME}"] == do(BASE, [DOING])[f"{JOBS}/{NAME}"]
    (other,) = (name for name in tree if name not in BASE)
    assert tree[other] == do(BASE, [breaking(TASK)])[f"{JOBS}/{NAME}"]
    assert other.startswith(f"{JOBS}/{NAME[:-3]}.")
    assert [one.field for one in merged.conflicts] == ["file"]


def test_an_edit_finds_the_readable_one_of_two_files_that_claim_an_id() -> None:
    path = f"{JOBS}/{NAME}"
    aside = f"{JOBS}/{NAME[:-3]}.9f31d2aa.md"
    moved, broken = f"{QUOTES}/{NAME}", breaking(TASK).act(BASE)[path]
    theirs = [writing(moved, BASE[path]), writing(aside, broken), removing(path)]
    tree, merged = both([DOING], theirs)
    assert tree[moved] == do(BASE, [DOING])[path]
    assert tree[aside] == broken
    assert path not in tree
    assert merged == TreeMerge(merged.files)


def test_what_one_side_did_stands_also_beside_another_file_with_the_same_id() -> None:
    path = f"{JOBS}/{NAME}"
    aside = {f"{JOBS}/{NAME[:-3]}.9f31d2aa.md": breaking(TASK).act(BASE)[path]}
    for done in (DOING, moving(TASK, QUOTES, 1), removing(path), removing(*aside)):
        tree, merged = both([done], [], BASE | aside)
        assert tree == do(BASE | aside, [done])
        assert merged == TreeMerge(merged.files)


def test_a_broken_document_that_only_one_side_touched_is_taken_as_it_is() -> None:
    tree, merged = both([breaking(TASK)], [])
    assert tree == do(BASE, [breaking(TASK)])
    assert merged == TreeMerge(merged.files)


def test_a_task_whose_id_is_only_in_its_name_is_still_that_task() -> None:
    nameless = BASE[f"{JOBS}/{NAME}"].replace(b'id = "k7f3qd2m"\n', b"")
    tree, merged = both([writing(f"{JOBS}/{NAME}", nameless)], [moving(TASK, QUOTES, None)])
    assert tree[f"{QUOTES}/{NAME}"] == nameless
    assert merged == TreeMerge(merged.files)


def test_a_task_that_lost_its_id_is_the_one_that_was_there() -> None:
    path = f"{JOBS}/by-hand.md"
    base = {**BASE, path: task_text("ccccccc3").encode()}
    ours = writing(path, base[path].replace(b'id = "ccccccc3"\n', b""))
    theirs = writing(path, base[path].replace(b'"todo"', b'"doing"'))
    tree, merged = both([ours], [theirs], base)
    assert tree[path] == theirs.act(base)[path].replace(b'id = "ccccccc3"\n', b"")
    assert merged == TreeMerge(merged.files)


def test_an_id_inside_a_long_text_is_not_the_id() -> None:
    text = '+++\ntitle = """\nid = "zzzzzzz1"\n"""\nid = "k7f3qd2m"\n+++\n'
    assert task_id(f"{JOBS}/a.md", text.encode()) == "k7f3qd2m"
    assert task_id(f"{JOBS}/a.md", b'+++\ntitle = "x"\n+++\nid = "k7f3qd2m"\n') is None
    assert task_id(f"{JOBS}/{NAME}", b"\xff") == TASK
    assert task_id("goals/k7f3qd2m.md", task_text(TASK).encode()) is None


def test_trees_may_be_given_as_text() -> None:
    path = f"{JOBS}/{NAME}"
    base = {path: task_text(TASK), "readme.txt": None}
    merged = merge_trees(base, {path: None}, {path: task_text(TASK), "readme.txt": "ø\n"})
    assert merged == TreeMerge({path: None, "readme.txt": "ø\n"})


def test_undo_of_a_move_and_of_a_creation() -> None:
    moved, later = moving(TASK, QUOTES, 1), [DOING, adding("ccccccc3", JOBS, "x", 1)]
    after = do(BASE, [moved])
    undone = changes(after, do(after, later), BASE)
    assert written(do(after, later), undone) == do(BASE, later)
    created = do(BASE, [adding("ddddddd4", JOBS, "x", 1)])
    assert written(created, changes(created, created, BASE)) == BASE


# Laws

some_deeds = st.lists(deeds, min_size=1, max_size=4)


@given(some_deeds, some_deeds)
def test_the_sides_can_be_swapped(ours: list[Deed], theirs: list[Deed]) -> None:
    one, other = do(BASE, ours), do(BASE, theirs)
    assert changes(BASE, one, other) == changes(BASE, other, one)


@given(some_deeds, st.booleans())
def test_what_one_side_left_alone_is_as_the_other_has_it(ours: list[Deed], whole: bool) -> None:
    side = do(BASE, ours)
    for one, other in [(side, side), (side, BASE), (BASE, side)]:
        merged = merge_trees(BASE, one, other) if whole else changes(BASE, one, other)
        assert written(one, merged) == side
        assert merged == TreeMerge(merged.files)


@given(some_deeds, some_deeds)
def test_no_word_and_no_id_is_lost(ours: list[Deed], theirs: list[Deed]) -> None:
    tree, _ = both(ours, theirs)
    one, other = do(BASE, ours), do(BASE, theirs)
    assert (words(one) | words(other)) - words(BASE) <= words(tree)
    kept = (ids(one) & ids(other)) | (ids(one) - ids(BASE)) | (ids(other) - ids(BASE))
    assert kept <= ids(tree)


def words(tree: Tree) -> set[bytes]:
    text = b"\n".join(part for path, data in tree.items() for part in (path.encode(), data))
    return {word for word in re.findall(rb"\w+|[\x00-\x08]+", text) if not word.isdigit()}


def ids(tree: Tree) -> set[str]:
    return {id_ for path, data in tree.items() if (id_ := task_id(path, data))}


@given(some_deeds, some_deeds)
def test_no_two_files_share_a_path_that_did_not_before(
    ours: list[Deed], theirs: list[Deed]
) -> None:
    tree, _ = both(ours, theirs)
    before = [do(BASE, ours), do(BASE, theirs)]
    names: dict[str, str] = {}
    for path in tree:
        other = names.setdefault(normalize("NFC", path).casefold(), path)
        assert other == path or any({path, other} <= {*side} for side in before)
        assert not any(name.startswith(f"{path}/") for name in tree)


@given(some_deeds, some_deeds)
def test_untouched_files_keep_their_bytes(ours: list[Deed], theirs: list[Deed]) -> None:
    tree, _ = both(ours, theirs)
    touched = {path for one in (ours, theirs) for path in differing(BASE, do(BASE, one))}
    lists = {f"{JOBS}/list.toml", f"{INCIDENTS}/list.toml"}
    for path in BASE.keys() - touched - lists:
        assert tree[path] == BASE[path]


edited_and_moved = st.one_of(
    moves,
    st.builds(editing, st.sampled_from(IDS), st.lists(front_edits, min_size=1, max_size=2)),
    st.sampled_from([*map(removing_task, IDS), removing(GOAL_PATH)]),
)


@given(st.lists(st.lists(edited_and_moved, max_size=3), min_size=3, max_size=3))
def test_three_heads_merge_alike_in_any_order(heads: list[list[Deed]]) -> None:
    a, b, c = (do(BASE, head) for head in heads)

    def merged(one: Tree, other: Tree) -> Tree:
        return written(one, changes(BASE, one, other))

    assert merged(merged(a, b), c) == merged(a, merged(b, c)) == merged(merged(a, c), b)


@given(st.lists(st.tuples(st.integers(0, 2), st.lists(deeds, max_size=2)), max_size=8))
def test_clones_that_have_all_synced_twice_are_equal(turns: list[tuple[int, list[Deed]]]) -> None:
    remote, clones, last = BASE, [BASE] * 3, [BASE] * 3

    def sync(number: int) -> bool:
        """Fetch, merge and push; whether the remote changed."""
        nonlocal remote
        before = remote
        if clones[number] == last[number]:
            clones[number] = remote
        elif remote != last[number]:
            merged = changes(last[number], clones[number], remote)
            clones[number] = written(clones[number], merged)
        remote = last[number] = clones[number]
        return remote != before

    for number, done in turns:
        clones[number] = do(clones[number], done)
        sync(number)
    for _ in range(2):
        for number in range(3):
            sync(number)
    assert clones == [remote] * 3
    assert not any(sync(number) for number in range(3))


def test_an_empty_text_comes_back_as_text() -> None:
    path = "goals/x.md"
    merged = merge_trees({path: "a"}, {path: "b"}, {path: ""})
    assert set(merged.files.values()) == {"b", ""}
