from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.sync.playground import OTHER, TASK, git, new_repository, write
from tuiwork.errors import Refused
from tuiwork.sync.git.objects import (
    Entry,
    RefMoved,
    TreeChange,
    blob_oid,
    find_entries,
    list_tree,
    move_ref,
    read_blobs,
    tree_changes,
    write_commit,
)
from tuiwork.sync.git.repository import Identity, Repository, open_repository
from tuiwork.sync.git.runner import GitFailed

SARA = Identity("Sara Holm", "sara@nordvik.example")
ALI = Identity("Ali Æbelø", "ali@nordvik.example")
NOON = datetime(2026, 6, 2, 12, 0, tzinfo=timezone(timedelta(hours=2)))


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return open_repository(new_repository(tmp_path / "work"))


def commit(
    repo: Repository,
    files: dict[str, bytes | None],
    ref: str = "refs/heads/main",
    message: str = "Done",
) -> str:
    parents = [repo.head] if repo.head else []
    return write_commit(repo, ref, parents, None, files, message, ALI, SARA, NOON)


def commit_by_hand(root: Path, path: str, text: str) -> str:
    write(root, path, text)
    git(root, "add", "-f", path)
    git(root, "commit", "--quiet", "-m", "By hand")
    return git(root, "rev-parse", "HEAD")


def test_a_commit_lays_files_over_the_parents_tree(repo: Repository) -> None:
    oid = commit(repo, {TASK: None, OTHER: b"new\n", "tuiwork.toml": b"format = 2\n"})
    assert git(repo.root, "rev-parse", "main") == oid
    assert git(repo.root, "rev-parse", "main^") == repo.head
    assert git(repo.root, "ls-tree", "-r", "--name-only", oid).split() == [
        "notes.txt",
        OTHER,
        "tuiwork.toml",
    ]
    assert git(repo.root, "show", f"{oid}:{OTHER}") == "new"


def test_a_commit_carries_who_when_and_why(repo: Repository) -> None:
    oid = commit(repo, {OTHER: b""}, message="Ordered part 44-210\n\n# kept\n\n")
    shown = git(repo.root, "show", "-s", "--format=%an|%ae|%cn|%ad|%B", "--date=iso", oid)
    assert shown == (
        "Ali Æbelø|ali@nordvik.example|Sara Holm|2026-06-02 12:00:00 +0200|"
        "Ordered part 44-210\n\n# kept\n"
    )


@pytest.mark.parametrize(
    "path",
    [
        "spaces/a b/x.md",
        'spaces/"quoted"/x.md',
        "spaces/back\\slash.md",
        "spaces/new\nline.md",
        "spaces/ærø\u00a0🛠.md",
        "spaces/not\udcffutf8.md",
        "-rf",
        ":(glob)*",
    ],
)
def test_any_name_can_be_written_and_read_back(repo: Repository, path: str) -> None:
    oid = commit(repo, {path: b"there\n"})
    assert tree_changes(repo, repo.head, oid).keys() == {path}
    assert find_entries(repo, oid, [path]).keys() == {path}


@pytest.mark.parametrize(
    "path", ["../x.md", "/etc/x", "a/../b", "a//b", "", ".git/hooks/x", "a/.GIT/x", "a\0b", "GIT~1"]
)
def test_a_name_that_leads_out_of_the_tree_is_refused(repo: Repository, path: str) -> None:
    with pytest.raises(Refused, match="cannot be a file in a repository"):
        commit(repo, {path: b"evil"})
    assert git(repo.root, "rev-parse", "main") == repo.head


def test_text_in_a_message_cannot_become_a_command(repo: Repository) -> None:
    oid = commit(repo, {OTHER: b"D tuiwork.toml\n"}, message="x\nD tuiwork.toml\ndone\0")
    assert "tuiwork.toml" in list_tree(repo, oid)


def test_a_first_commit_needs_no_parent(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    oid = commit(open_repository(tmp_path), {TASK: b"one\n"})
    assert git(tmp_path, "rev-list", "main") == oid


def test_a_branch_that_moved_meanwhile_is_left_alone(repo: Repository) -> None:
    theirs = commit_by_hand(repo.root, "notes.txt", "moved\n")
    with pytest.raises(RefMoved):
        commit(repo, {OTHER: b"ours\n"})
    assert git(repo.root, "rev-parse", "main") == theirs


def test_a_branch_that_appeared_meanwhile_is_left_alone(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    unborn = open_repository(tmp_path)
    theirs = commit_by_hand(tmp_path, "notes.txt", "first\n")
    with pytest.raises(RefMoved):
        commit(unborn, {TASK: b"one\n"})
    assert git(tmp_path, "rev-parse", "main") == theirs


def test_a_ref_of_our_own_is_overwritten(repo: Repository) -> None:
    commit(repo, {OTHER: b"first\n"}, "refs/tuiwork/pending")
    second = commit(repo, {OTHER: b"second\n"}, "refs/tuiwork/pending")
    assert git(repo.root, "rev-parse", "refs/tuiwork/pending") == second
    assert git(repo.root, "rev-parse", "main") == repo.head


def test_a_merge_has_two_parents_and_may_take_the_others_tree(repo: Repository) -> None:
    assert repo.head is not None
    theirs = commit(repo, {OTHER: b"theirs\n"}, "refs/tuiwork/theirs")
    ours = commit(repo, {TASK: b"ours\n"})
    merged = write_commit(
        repo,
        "refs/heads/main",
        [ours, theirs],
        theirs,
        {TASK: b"both\n"},
        "Merge",
        SARA,
        SARA,
        NOON,
    )
    assert git(repo.root, "rev-parse", "main^1", "main^2").split() == [ours, theirs]
    assert git(repo.root, "show", f"{merged}:{OTHER}") == "theirs"
    assert git(repo.root, "show", f"{merged}:{TASK}") == "both"


def test_a_refusal_leaves_no_report_behind(repo: Repository) -> None:
    with pytest.raises(GitFailed):
        write_commit(
            repo, "refs/heads/main", ["1" * 40], None, {}, "x", SARA, SARA, datetime.now(UTC)
        )
    assert list(repo.git_dir.glob("fast_import_crash*")) == []


def test_a_file_can_be_executable(repo: Repository) -> None:
    files: dict[str, bytes | None] = {"run.md": b"#!/bin/sh\n", OTHER: b"plain\n"}
    oid = write_commit(
        repo,
        "refs/heads/main",
        [repo.head or ""],
        None,
        files,
        "x",
        SARA,
        SARA,
        NOON,
        executable=["run.md"],
    )
    assert [find_entries(repo, oid, [path])[path].mode for path in files] == ["100755", "100644"]


def test_times_before_git_can_count_are_its_first(repo: Repository) -> None:
    early = datetime(1969, 1, 1, tzinfo=UTC)
    oid = write_commit(repo, "refs/heads/main", [repo.head or ""], None, {}, "x", SARA, SARA, early)
    assert git(repo.root, "show", "-s", "--format=%at", oid) == "0"


def test_tree_changes_name_both_sides(repo: Repository) -> None:
    oid = commit(repo, {TASK: b"two\n", "notes.txt": None, OTHER: b"new\n"})
    one, two, new, mine = (
        blob_oid(repo, text) for text in (b"one\n", b"two\n", b"new\n", b"mine\n")
    )
    assert tree_changes(repo, repo.head, oid) == {
        TASK: TreeChange(one, two, "100644", "100644"),
        OTHER: TreeChange(None, new, "000000", "100644"),
        "notes.txt": TreeChange(mine, None, "100644", "000000"),
    }


def test_everything_differs_from_the_empty_tree(repo: Repository) -> None:
    assert tree_changes(repo, None, repo.head).keys() == {"tuiwork.toml", TASK, "notes.txt"}
    assert tree_changes(repo, repo.head, repo.head) == {}


def test_a_workspace_in_a_folder_sees_and_writes_only_its_own_part(tmp_path: Path) -> None:
    whole = new_repository(tmp_path)
    repo = open_repository(whole / "spaces")
    commit_by_hand(whole, "notes.txt", "not ours\n")
    oid = commit_by_hand(whole, "spaces/x.md", "ours\n")
    assert tree_changes(repo, repo.head, oid).keys() == {"x.md"}
    assert list_tree(repo, oid).keys() == {"x.md", TASK.removeprefix("spaces/")}
    assert find_entries(repo, oid, ["x.md", "notes.txt"]).keys() == {"x.md"}
    now = open_repository(whole / "spaces")
    assert git(whole, "show", f"{commit(now, {'y.md': b'below'})}:spaces/y.md") == "below"


def test_a_tree_lists_links_and_submodules_for_what_they_are(repo: Repository) -> None:
    (repo.root / "link.md").symlink_to("/etc/passwd")
    git(repo.root, "add", "link.md")
    git(repo.root, "update-index", "--add", "--cacheinfo", f"160000,{repo.head},part")
    git(repo.root, "commit", "--quiet", "-m", "Odd")
    found = list_tree(repo, git(repo.root, "rev-parse", "HEAD"))
    assert found["link.md"].mode == "120000"
    assert found["part"] == Entry("160000", "commit", repo.head or "")


def test_a_tree_can_be_listed_under_one_folder(repo: Repository) -> None:
    assert list_tree(repo, repo.head or "", "spaces").keys() == {TASK}


def test_a_great_many_paths_are_found(repo: Repository) -> None:
    paths = [f"spaces/ops/jobs/{'x' * 60}-{number}.md" for number in range(2_000)]
    assert find_entries(repo, repo.head or "", [*paths, TASK]).keys() == {TASK}


def test_blobs_are_read_in_one_go(repo: Repository) -> None:
    oids = [entry.oid for entry in list_tree(repo, repo.head or "").values()]
    assert sorted(read_blobs(repo, oids).values(), key=str) == [
        b"format = 1\n",
        b"mine\n",
        b"one\n",
    ]


def test_a_blob_that_is_missing_too_large_or_no_blob_is_none(repo: Repository) -> None:
    large = git(repo.root, "hash-object", "-w", "--stdin", stdin="x" * 100)
    fits = git(repo.root, "hash-object", "-w", "--stdin", stdin="y" * 99)
    empty = git(repo.root, "hash-object", "-w", "--stdin", stdin="")
    oids = [large, "1" * 40, fits, repo.head or "", empty]
    assert list(read_blobs(repo, oids, limit=99).values()) == [None, None, b"y" * 99, None, b""]


def test_no_blobs_ask_nothing(repo: Repository) -> None:
    assert read_blobs(repo, []) == {}


def test_what_is_no_object_id_never_reaches_git(repo: Repository) -> None:
    with pytest.raises(ValueError, match="no object id"):
        list_tree(repo, "--output=x")
    with pytest.raises(ValueError, match="no object id"):
        read_blobs(repo, ["HEAD\nHEAD"])


def test_a_blobs_id_is_gits(repo: Repository, tmp_path: Path) -> None:
    assert blob_oid(repo, b"one\n") == git(repo.root, "rev-parse", f"HEAD:{TASK}")
    git(tmp_path, "init", "--quiet", "--object-format=sha256", "long")
    long = open_repository(tmp_path / "long")
    oid = commit(long, {TASK: b"one\n"})
    assert list_tree(long, oid)[TASK].oid == blob_oid(long, b"one\n")


def test_a_ref_moves_only_from_where_it_was(repo: Repository) -> None:
    new = commit(repo, {OTHER: b"new\n"}, "refs/tuiwork/pending")
    with pytest.raises(RefMoved):
        move_ref(repo, "refs/heads/main", new, new, "sync")
    with pytest.raises(RefMoved):
        move_ref(repo, "refs/heads/main", new, None, "sync")
    move_ref(repo, "refs/heads/main", new, repo.head, "sync: take theirs")
    move_ref(repo, "refs/heads/side", new, None, "sync")
    assert git(repo.root, "rev-parse", "main", "side").split() == [new, new]
    assert "sync: take theirs" in git(repo.root, "reflog", "-1", "main")
