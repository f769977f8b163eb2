from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sync.playground import (
    OTHER,
    TASK,
    git,
    head,
    hook,
    keep,
    new_repository,
    new_workspace_below,
    save,
    write,
)
from tuiwork.errors import NotRecorded
from tuiwork.sync.git.repository import Identity, open_repository
from tuiwork.sync.recording import Recorded, leftovers, record

NOON = datetime(2026, 6, 2, 12, 0, tzinfo=UTC)
HOOKS = [None, "pre-commit"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "work")


@pytest.mark.parametrize("active", HOOKS)
def test_exactly_these_files_are_committed(root: Path, active: str | None) -> None:
    if active:
        hook(root, active, "exit 0")
    write(root, "notes.txt", "not finished\n")
    done = keep(root, {TASK: "two\n", OTHER: "new\n"}, "Ordered the part\n\nTask: k7f3qd2m")
    assert done == Recorded(head(root))
    assert git(root, "show", "-s", "--format=%B") == "Ordered the part\n\nTask: k7f3qd2m\n"
    assert git(root, "show", "--name-only", "--format=").split() == [TASK, OTHER]
    assert git(root, "status", "--porcelain") == " M notes.txt"


@pytest.mark.parametrize("active", HOOKS)
def test_what_the_user_has_staged_stays_staged_exactly(root: Path, active: str | None) -> None:
    if active:
        hook(root, active, "exit 0")
    write(root, "notes.txt", "staged\n")
    write(root, "added.txt", "staged\n")
    git(root, "add", "notes.txt", "added.txt")
    write(root, "notes.txt", "and edited again\n")
    staged = git(root, "diff", "--cached")
    keep(root, {TASK: "two\n", OTHER: "new\n"})
    assert git(root, "diff", "--cached") == staged
    assert git(root, "status", "--porcelain").splitlines() == ["A  added.txt", "MM notes.txt"]


@pytest.mark.parametrize("active", HOOKS)
def test_a_deletion_is_committed(root: Path, active: str | None) -> None:
    if active:
        hook(root, active, "exit 0")
    keep(root, {TASK: None})
    assert git(root, "ls-tree", "-r", "--name-only", "HEAD").split() == [
        "notes.txt",
        "tuiwork.toml",
    ]
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize("active", HOOKS)
def test_a_move_is_one_commit(root: Path, active: str | None) -> None:
    if active:
        hook(root, active, "exit 0")
    keep(root, {TASK: None, OTHER: "one\n"})
    assert git(root, "show", "--format=", "--name-status", "HEAD") == f"R100\t{TASK}\t{OTHER}"


def test_a_file_may_give_way_to_a_folder_of_its_name(root: Path) -> None:
    keep(root, {"docs/a.md": "a file\n"})
    (root / "docs/a.md").unlink()
    keep(root, {"docs/a.md/b.md": "below\n"})
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize("active", HOOKS)
def test_what_is_recorded_already_makes_no_commit(root: Path, active: str | None) -> None:
    if active:
        hook(root, active, "exit 1")
    before = head(root)
    assert record(root, {TASK: b"one\n", OTHER: None}, "Nothing") is None
    assert head(root) == before


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_every_object_and_the_branch_are_on_disk_before_they_count(
    root: Path, tmp_path: Path
) -> None:
    write(root, TASK, "two\n")
    program = (
        "import pathlib; from tuiwork.sync.recording import record\n"
        f"record(pathlib.Path({str(root)!r}), {{{TASK!r}: b'two\\n'}}, 'Done')"
    )
    trace = tmp_path / "trace"
    watched = ["strace", "-f", "-o", str(trace), "-e", "trace=fsync,link,rename"]
    subprocess.run([*watched, sys.executable, "-c", program], check=True)
    calls = [line.split(maxsplit=1)[1] for line in trace.read_text().splitlines()]
    branch = next(at for at, call in enumerate(calls) if "refs/heads/main.lock" in call)
    made = [call for call in calls if call.startswith("link(")]
    synced = [call for call in calls[:branch] if call.startswith("fsync(")]
    assert len(made) == 6
    assert len(synced) >= len(made) + 1
    assert calls[branch - 1].startswith("fsync(")


def test_no_files_make_no_commit(root: Path) -> None:
    assert record(root, {}, "Nothing") is None


@pytest.mark.parametrize("active", HOOKS)
def test_who_and_when_can_be_given(root: Path, active: str | None) -> None:
    if active:
        hook(root, active, "exit 0")
    ali = Identity("Ali", "ali@nordvik.example")
    record(root, save(root, {TASK: "two\n"}), "Done", author=ali, when=NOON)
    said = git(root, "show", "-s", "--format=%an %ae %cn %aI %cI", "HEAD")
    assert said == (
        "Ali ali@nordvik.example Sara Holm 2026-06-02T12:00:00+00:00 2026-06-02T12:00:00+00:00"
    )


@pytest.mark.parametrize("active", HOOKS)
def test_the_first_commit_of_a_repository(tmp_path: Path, active: str | None) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    if active:
        hook(tmp_path, active, "exit 0")
    write(tmp_path, "staged.txt", "staged\n")
    git(tmp_path, "add", "staged.txt")
    done = keep(tmp_path, {TASK: "one\n"})
    assert git(tmp_path, "rev-list", "HEAD") == done.oid
    assert git(tmp_path, "status", "--porcelain") == "A  staged.txt"


@pytest.mark.parametrize("active", HOOKS)
def test_a_workspace_in_a_folder_of_a_code_repository(tmp_path: Path, active: str | None) -> None:
    whole = new_repository(tmp_path)
    root = new_workspace_below(whole)
    if active:
        hook(whole, active, "exit 0")
    write(whole, "notes.txt", "code in progress\n")
    git(whole, "add", "notes.txt")
    keep(root, {TASK: "two\n", OTHER: "new\n"})
    assert git(whole, "show", "--format=", "--name-only", "HEAD").split() == [
        f"plan/work/{TASK}",
        f"plan/work/{OTHER}",
    ]
    assert git(whole, "status", "--porcelain") == "M  notes.txt"


@pytest.mark.parametrize("active", HOOKS)
def test_a_worktree_records_on_its_own_branch(
    root: Path, tmp_path: Path, active: str | None
) -> None:
    if active:
        hook(root, active, "exit 0")
    side = tmp_path / "side"
    git(root, "worktree", "add", "--quiet", str(side))
    before = head(root)
    keep(side, {TASK: "two\n"})
    assert (head(root), git(side, "log", "--format=%s", "-1")) == (before, "Done")
    assert git(side, "status", "--porcelain") + git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize("active", HOOKS)
def test_ignored_and_recoded_documents_are_recorded_all_the_same(
    root: Path, active: str | None
) -> None:
    from tuiwork.sync.create import set_up_driver

    if active:
        hook(root, active, "exit 0")
    write(root, ".gitignore", "*.md\nspaces/\n")
    write(root, ".gitattributes", "*.md text working-tree-encoding=UTF-16\n")
    git(root, "add", ".gitignore", ".gitattributes")
    git(root, "commit", "--quiet", "-m", "Hostile")
    set_up_driver(open_repository(root))
    done = keep(root, {TASK: "two\r\n", OTHER: "new æ\n"})
    assert done.rewritten == ()
    assert git(root, "show", f"HEAD:{OTHER}") == "new æ"
    assert leftovers(open_repository(root)) == []


def test_an_inherited_repository_and_index_are_ignored(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = new_repository(tmp_path / "other")
    index, before = (other / ".git/index").read_bytes(), head(other)
    with monkeypatch.context() as patch:
        patch.setenv("GIT_DIR", str(other / ".git"))
        patch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
        patch.setenv("GIT_WORK_TREE", str(other))
        done = record(root, {OTHER: write(root, OTHER, "new\n")}, "Done")
    assert done is not None
    assert head(root) == done.oid
    assert ((other / ".git/index").read_bytes(), head(other)) == (index, before)


def test_an_executable_document_stays_executable(root: Path) -> None:
    (root / TASK).chmod(0o755)
    keep(root, {TASK: "two\n"})
    assert git(root, "ls-tree", "HEAD", TASK).startswith("100755 ")
    assert git(root, "status", "--porcelain") == ""


def test_bytes_that_are_not_on_disk_any_more_are_recorded_without_touching_the_newer(
    root: Path,
) -> None:
    write(root, TASK, "three, from another program\n")
    write(root, OTHER, "made again\n")
    record(root, {TASK: b"two\n", "tuiwork.toml": None}, "Done")
    assert git(root, "show", f"HEAD:{TASK}") == "two"
    assert git(root, "status", "--porcelain").splitlines() == [
        f" M {TASK}",
        f"?? {OTHER}",
        "?? tuiwork.toml",
    ]


def test_without_an_identity_the_two_commands_are_named(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    files = save(root, {TASK: "two\n"})
    with pytest.raises(NotRecorded, match=r"config --global user\.name.*user\.email"):
        record(root, files, "Done")
    assert record(root, files, "Done", author=Identity("Ali", "ali@nordvik.example")) is not None
    assert git(root, "show", "-s", "--format=%an %cn") == "Ali Ali"


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("MERGE_HEAD", "a merge is in progress"),
        ("rebase-merge/done", "a rebase is in progress"),
        ("BISECT_LOG", "a bisect is in progress"),
        ("CHERRY_PICK_HEAD", "a cherry-pick is in progress"),
        ("REVERT_HEAD", "a revert is in progress"),
    ],
)
def test_no_commit_is_made_inside_another_operation(root: Path, mark: str, words: str) -> None:
    write(root / ".git", mark, "")
    before = head(root)
    with pytest.raises(NotRecorded, match=words):
        keep(root, {TASK: "two\n"})
    assert head(root) == before


def test_no_commit_is_made_without_a_branch(root: Path) -> None:
    git(root, "checkout", "--quiet", "--detach")
    with pytest.raises(NotRecorded, match="no branch is checked out"):
        keep(root, {TASK: "two\n"})


def test_a_branch_changed_meanwhile_gets_the_commit(root: Path) -> None:
    main = head(root)
    git(root, "checkout", "--quiet", "-b", "side")
    keep(root, {TASK: "two\n"})
    assert (git(root, "rev-parse", "main"), git(root, "rev-parse", "side")) == (main, head(root))


@pytest.mark.parametrize("active", HOOKS)
@pytest.mark.parametrize("left", [b"", b"garbage\n", None])
def test_a_damaged_branch_never_gets_a_new_root(
    root: Path, left: bytes | None, active: str | None
) -> None:
    if active:
        hook(root, active, "exit 0")
    good = head(root)
    branch = root / ".git/refs/heads/main"
    branch.unlink()
    if left is not None:
        branch.write_bytes(left)
    with pytest.raises(NotRecorded, match=f"damaged.*last good commit is {good}"):
        keep(root, {TASK: "two\n"})
    kinds = git(root, "cat-file", "--batch-all-objects", "--batch-check=%(objecttype)").split()
    assert kinds.count("commit") == 1


def test_a_folder_in_no_repository_is_saved_but_not_recorded(tmp_path: Path) -> None:
    with pytest.raises(NotRecorded, match=r"saved, but not recorded: .* not in a git repository"):
        keep(tmp_path, {TASK: "one\n"})


def test_what_differs_from_the_last_commit_is_left_over(root: Path) -> None:
    write(root, ".gitignore", "*.md\nspaces/\n")
    gone = "goals/gone.md"
    keep(root, {gone: "goal\n"})
    write(root, TASK, "changed\n")
    write(root, OTHER, "new and ignored\n")
    write(root, "spaces/ops/jobs/\u00e6 \u2192\n.md", "an odd name\n")
    (root / gone).unlink()
    write(root, "people/sara.md", "staged\n")
    git(root, "add", "-f", "people/sara.md")
    for path in ("notes.txt", "README.md", "spaces/ops/jobs/.k7f.md.swp", "goals/deep/x.md"):
        write(root, path, "no document\n")
    assert leftovers(open_repository(root)) == [
        gone,
        "people/sara.md",
        TASK,
        OTHER,
        "spaces/ops/jobs/\u00e6 \u2192\n.md",
    ]


def test_an_index_that_was_lost_is_made_anew_not_of_one_file(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    (root / ".git/index").unlink()
    keep(root, {TASK: "two\n"})
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "ls-files").splitlines() == ["notes.txt", TASK, "tuiwork.toml"]


def test_a_document_only_taken_out_of_the_index_is_no_leftover(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    git(root, "rm", "--quiet", "--cached", TASK)
    assert leftovers(open_repository(root)) == []
    write(root, TASK, "two\n")
    assert leftovers(open_repository(root)) == [TASK]


def test_leftovers_of_a_workspace_in_a_folder_are_its_own(tmp_path: Path) -> None:
    whole = new_repository(tmp_path)
    root = new_workspace_below(whole)
    write(whole, TASK, "not in this workspace\n")
    write(root, OTHER, "new\n")
    assert leftovers(open_repository(root)) == [OTHER]


def test_a_new_repository_has_everything_left_over(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, TASK, "one\n")
    write(tmp_path, "tuiwork.toml", "format = 1\n")
    assert leftovers(open_repository(tmp_path)) == [TASK, "tuiwork.toml"]
