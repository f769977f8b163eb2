from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.playground import TASK, git, hook, new_repository, write
from tuiwork.errors import NoWorkspace
from tuiwork.sync.git.repository import Identity, open_repository


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "work")


def test_a_repository_knows_where_it_is(root: Path) -> None:
    repo = open_repository(root)
    assert (repo.git_dir, repo.common_dir, repo.prefix) == (root / ".git", root / ".git", "")
    assert (repo.branch, repo.head) == ("main", git(root, "rev-parse", "HEAD"))
    assert (repo.object_format, repo.state) == ("sha1", None)


def test_a_workspace_may_be_a_folder_of_a_bigger_repository(root: Path) -> None:
    assert open_repository(root / "spaces/ops").prefix == "spaces/ops/"


def test_a_worktree_has_its_own_git_folder_and_shares_the_rest(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "--quiet", str(tmp_path / "side"))
    repo = open_repository(tmp_path / "side")
    assert (repo.git_dir, repo.common_dir) == (root / ".git/worktrees/side", root / ".git")
    assert repo.branch == "side"


def test_a_submodule_is_a_repository_of_its_own(root: Path, tmp_path: Path) -> None:
    whole = new_repository(tmp_path / "whole")
    git(whole, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(root), "part")
    repo = open_repository(whole / "part")
    assert (repo.git_dir, repo.prefix) == (whole / ".git/modules/part", "")


def test_a_repository_of_sha256_is_told_apart(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256")
    assert open_repository(tmp_path).object_format == "sha256"


def test_a_new_repository_has_a_branch_and_no_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=trunk")
    write(tmp_path, "HEAD", "a file with a confusing name")
    repo = open_repository(tmp_path)
    assert (repo.branch, repo.head, repo.state) == ("trunk", None, None)
    assert repo.unborn_for_real()


def test_what_is_only_staged_leaves_a_repository_new(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, TASK, "one\n")
    git(tmp_path, "add", ".")
    assert open_repository(tmp_path).unborn_for_real()


@pytest.mark.parametrize("left", [b"", b"garbage\n", b"0" * 40 + b"\n", None])
@pytest.mark.parametrize("reflog", ["kept", "lost"])
def test_a_damaged_branch_is_not_a_new_one(root: Path, left: bytes | None, reflog: str) -> None:
    tip = git(root, "rev-parse", "HEAD")
    if reflog == "lost":
        (root / ".git/logs/HEAD").unlink()
    branch = root / ".git/refs/heads/main"
    branch.unlink()
    if left is not None:
        branch.write_bytes(left)
    repo = open_repository(root)
    assert repo.head is None
    assert not repo.unborn_for_real()
    assert repo.last_good_commit() == (tip if reflog == "kept" else None)


def test_the_last_good_commit_is_one_that_can_be_read(root: Path) -> None:
    good = git(root, "rev-parse", "HEAD")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "Lost in a power cut")
    lost = git(root, "rev-parse", "HEAD")
    (root / ".git/objects" / lost[:2] / lost[2:]).unlink()
    assert open_repository(root).last_good_commit() == good


@pytest.mark.parametrize("left", [b"", b"garbage\n"])
def test_a_damaged_head_is_said_to_be_damage(root: Path, left: bytes) -> None:
    (root / ".git/HEAD").write_bytes(left)
    with pytest.raises(NoWorkspace, match=r"is damaged: git cannot read .*/work/\.git"):
        open_repository(root)


def test_a_folder_in_no_repository_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoWorkspace, match=r"not in a git repository; `tuiwork init` makes one"):
        open_repository(tmp_path)


def test_a_bare_repository_holds_no_workspace(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare")
    with pytest.raises(NoWorkspace, match="bare"):
        open_repository(tmp_path)


def test_a_broken_setting_is_named(root: Path) -> None:
    with (root / ".git/config").open("a") as config:
        config.write("[broken\n")
    with pytest.raises(NoWorkspace, match=r"bad config line \d+ in file"):
        open_repository(root)


def test_a_repository_of_another_user_says_how_to_trust_it(root: Path) -> None:
    from tuiwork.sync.git.repository import _why_not

    words = f"fatal: detected dubious ownership in repository at '{root}'"
    assert _why_not(root, words).endswith(f"run: git config --global --add safe.directory {root}")


def test_no_branch_checked_out_is_detached(root: Path) -> None:
    git(root, "checkout", "--quiet", "--detach")
    repo = open_repository(root)
    assert (repo.branch, repo.state) == (None, "detached")


@pytest.mark.parametrize(
    ("mark", "state"),
    [
        ("MERGE_HEAD", "merge"),
        ("CHERRY_PICK_HEAD", "cherry-pick"),
        ("REVERT_HEAD", "revert"),
        ("BISECT_LOG", "bisect"),
        ("rebase-merge/head-name", "rebase"),
        ("rebase-apply/next", "rebase"),
    ],
)
def test_an_operation_under_way_is_the_state(root: Path, mark: str, state: str) -> None:
    write(root / ".git", mark, "")
    assert open_repository(root).state == state


def test_a_merge_that_stopped_is_seen(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "side")
    write(root, "notes.txt", "theirs\n")
    git(root, "commit", "--quiet", "-am", "Theirs")
    git(root, "checkout", "--quiet", "main")
    write(root, "notes.txt", "ours\n")
    git(root, "commit", "--quiet", "-am", "Ours")
    with pytest.raises(Exception, match="merge"):
        git(root, "merge", "--quiet", "side")
    assert open_repository(root).state == "merge"


def test_the_author_is_the_configured_one(root: Path) -> None:
    assert open_repository(root).author == Identity("Sara Holm", "sara@nordvik.example")


def test_nearer_settings_and_the_environment_win(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(root, "config", "user.name", "Sara <x>\\ ")
    git(root, "config", "author.email", "author@here.example")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Robot")
    repo = open_repository(root)
    assert repo.author == Identity("Sara x", "author@here.example")
    assert repo.committer == Identity("Robot", "sara@nordvik.example")


def test_without_an_identity_there_is_no_author(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    assert open_repository(root).author is None


def test_only_hooks_that_run_for_a_commit_count(root: Path) -> None:
    hook(root, "pre-push", "exit 1")
    hook(root, "commit-msg", "exit 0")
    (root / ".git/hooks/post-commit").write_text("not executable")
    assert open_repository(root).commit_hooks == ("commit-msg",)


def test_hooks_are_looked_for_where_the_user_keeps_them(root: Path) -> None:
    hook(root, "pre-commit", "exit 0")
    git(root, "config", "core.hooksPath", ".githooks")
    assert open_repository(root / "spaces").commit_hooks == ()
    assert open_repository(root / "spaces").hooks_dir == root / ".githooks"


@pytest.mark.parametrize(("value", "signs"), [("true", True), ("1", True), ("false", False)])
def test_signing_is_a_setting(root: Path, value: str, signs: bool) -> None:
    git(root, "config", "commit.gpgSign", value)
    assert open_repository(root).signs is signs
