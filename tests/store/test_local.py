"""The root is found from any folder below; what is never shared lies in git's own folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace import git, write
from tuiwork.errors import NoWorkspace
from tuiwork.store.local import find_local, find_root


def test_the_nearest_folder_upwards_with_settings_is_the_root(tmp_path: Path) -> None:
    write(tmp_path, "tuiwork.toml", "")
    write(tmp_path, "spaces/inner/tuiwork.toml", "")
    (tmp_path / "spaces/ops/jobs").mkdir(parents=True)
    assert find_root(tmp_path / "spaces/ops/jobs") == tmp_path
    assert find_root(tmp_path / "spaces/ops/../inner") == tmp_path / "spaces/inner"


def test_outside_of_a_workspace_it_is_said_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoWorkspace, match=r"no tuiwork\.toml\); `tuiwork init` makes one"):
        find_root(tmp_path)
    with pytest.raises(NoWorkspace, match="there is no folder"):
        find_root(tmp_path / "gone")


def test_the_state_lies_in_git_under_the_workspaces_own_name(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    below = tmp_path / "plan/work"
    below.mkdir(parents=True)
    assert find_local(tmp_path).state == tmp_path / ".git/tuiwork"
    assert find_local(below).state == tmp_path / ".git/tuiwork/plan+work"
    local = find_local(tmp_path)
    assert {local.index.parent, local.lock.parent, local.journal.parent} == {local.state}
    assert local.lock != local.sync_lock


def test_a_worktree_has_a_state_of_its_own(tmp_path: Path) -> None:
    main, tree = tmp_path / "main", tmp_path / "tree"
    main.mkdir()
    git(main, "init", "--quiet")
    git(main, "commit", "--quiet", "--allow-empty", "-m", "Begin")
    git(main, "worktree", "add", "--quiet", str(tree))
    assert find_local(tree).state == main / ".git/worktrees/tree/tuiwork"


def test_without_git_the_state_lies_in_the_users_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    one, other = find_local(tmp_path / "one").state, find_local(tmp_path / "other").state
    assert one.parent == other.parent == tmp_path / "cache/tuiwork"
    assert one != other


def test_a_git_file_that_says_nothing_is_no_repository(tmp_path: Path) -> None:
    write(tmp_path, ".git", "nonsense")
    assert find_local(tmp_path).state.parent.name == "tuiwork"
