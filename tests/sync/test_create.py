from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.playground import TASK, git, new_repository, write
from tests.sync.test_address import BAD
from tuiwork.errors import NoWorkspace, Refused, SyncStopped
from tuiwork.sync.create import (
    clone_repository,
    driver_stands,
    init_repository,
    set_up_driver,
)
from tuiwork.sync.git.repository import open_repository


def attributes(root: Path, path: str) -> dict[str, str]:
    shown = git(root, "check-attr", "-a", path)
    return {line.rsplit(": ", 2)[1]: line.rsplit(": ", 2)[2] for line in shown.splitlines()}


def test_a_new_repository_is_unborn_on_main(tmp_path: Path) -> None:
    repo = init_repository(tmp_path / "new/work")
    assert (repo.branch, repo.head, repo.unborn_for_real()) == ("main", None, True)


def test_an_existing_repository_is_opened_as_it_is(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    assert init_repository(root, branch="other").branch == "main"


def test_a_damaged_repository_is_not_made_new(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    (root / ".git/HEAD").write_text("")
    with pytest.raises(NoWorkspace, match="damaged"):
        init_repository(root)
    assert (root / ".git/HEAD").read_text() == ""


def test_a_shared_file_cannot_change_documents_on_their_way(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    write(
        root, ".gitattributes", "* text ident filter=lfs merge=union working-tree-encoding=UTF-16"
    )
    set_up_driver(open_repository(root))
    for path in (TASK, "tuiwork.toml"):
        held = attributes(root, path)
        assert held.pop("merge") == "tuiwork"
        assert set(held.values()) == {"unset"}
    assert attributes(root, "src/main.c")["filter"] == "lfs"


def test_attributes_are_written_once_and_after_the_users_own(tmp_path: Path) -> None:
    repo = init_repository(tmp_path)
    file = repo.git_dir / "info/attributes"
    file.write_text("*.c diff=cpp")
    set_up_driver(repo)
    once = file.read_text()
    set_up_driver(repo)
    assert file.read_text() == once
    assert once.startswith('*.c diff=cpp\n"/tuiwork.toml" -text')


@pytest.mark.parametrize("folder", ["our work", 'a"b', "a[b]*?", "a\\b", "#x", "!x", "ærø"])
def test_attributes_fit_a_workspace_in_any_folder(tmp_path: Path, folder: str) -> None:
    root = new_repository(tmp_path)
    write(root, f"{folder}/{TASK}", "one\n")
    write(root, ".gitattributes", "* text")
    set_up_driver(open_repository(root / folder))
    assert attributes(root / folder, TASK)["text"] == "unset"
    assert attributes(root, TASK)["text"] == "set"


def test_attributes_of_a_worktree_go_where_git_looks(tmp_path: Path) -> None:
    root = new_repository(tmp_path / "work")
    git(root, "worktree", "add", "--quiet", str(tmp_path / "side"))
    set_up_driver(open_repository(tmp_path / "side"))
    assert attributes(tmp_path / "side", TASK)["text"] == "unset"


def test_a_line_of_an_earlier_version_is_renewed_where_it_stands(tmp_path: Path) -> None:
    repo = init_repository(tmp_path)
    file = repo.git_dir / "info/attributes"
    now = file.read_text()
    file.write_text("*.c diff=cpp\n" + now.replace("merge=tuiwork", "-merge") + "*.h diff=cpp\n")
    assert not driver_stands(open_repository(tmp_path))
    set_up_driver(open_repository(tmp_path))
    assert file.read_text() == "*.c diff=cpp\n*.h diff=cpp\n" + now
    assert driver_stands(open_repository(tmp_path))


def test_the_driver_is_missing_until_it_is_set_up_and_where_its_program_is_gone(
    tmp_path: Path,
) -> None:
    root = new_repository(tmp_path)
    assert not driver_stands(open_repository(root))
    set_up_driver(open_repository(root))
    assert driver_stands(open_repository(root))
    for command in (f"{tmp_path}/gone merge-driver -- %O %A %B %P", "unclosed ' quote", "true"):
        git(root, "config", "merge.tuiwork.driver", command)
        assert not driver_stands(open_repository(root))
        set_up_driver(open_repository(root))
        assert driver_stands(open_repository(root))


def test_a_clone_and_its_worktrees_have_the_driver(tmp_path: Path) -> None:
    source = new_repository(tmp_path / "source")
    clone = clone_repository(str(source), tmp_path / "clone").root
    git(clone, "worktree", "add", "--quiet", str(tmp_path / "side"))
    assert driver_stands(open_repository(clone))
    assert driver_stands(open_repository(tmp_path / "side"))


def test_a_clone_holds_what_was_committed(tmp_path: Path) -> None:
    source = new_repository(tmp_path / "source")
    repo = clone_repository(str(source), tmp_path / "deep/clone")
    assert (repo.root / TASK).read_text() == "one\n"
    assert git(repo.root, "status", "--porcelain") == ""
    assert repo.head == git(source, "rev-parse", "HEAD")
    assert list((repo.git_dir).glob("hooks/*")) == []


def test_a_clone_of_nothing_is_unborn(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "empty.git")
    assert clone_repository(f"file://{tmp_path}/empty.git", tmp_path / "clone").unborn_for_real()


def test_a_clone_keeps_documents_from_the_attributes_it_brings(tmp_path: Path) -> None:
    source = new_repository(tmp_path / "source")
    nested = write(source, f"team/{TASK}", "nested\n")
    write(source, "team/tuiwork.toml", "format = 1\n")
    git(source, "add", ".")
    write(source, ".gitattributes", "*.md text working-tree-encoding=UTF-16\n")
    git(source, "add", ".gitattributes")
    git(source, "commit", "--quiet", "-m", "Hostile")
    clone = clone_repository(str(source), tmp_path / "clone").root
    assert (clone / f"team/{TASK}").read_bytes() == nested
    assert (clone / TASK).read_bytes() == b"one\n"
    assert git(clone, "status", "--porcelain") == ""


def test_a_link_in_a_clone_becomes_a_plain_file(tmp_path: Path) -> None:
    source = new_repository(tmp_path / "source")
    (source / "evil.md").symlink_to("/etc/passwd")
    git(source, "add", ".")
    git(source, "commit", "--quiet", "-m", "Link")
    clone = clone_repository(str(source), tmp_path / "clone").root
    assert not (clone / "evil.md").is_symlink()
    assert (clone / "evil.md").read_text() == "/etc/passwd"


def test_a_folder_in_use_is_not_cloned_into(tmp_path: Path) -> None:
    source = new_repository(tmp_path / "source")
    write(tmp_path, "mine/file", "mine")
    with pytest.raises(Refused, match="is not empty"):
        clone_repository(str(source), tmp_path / "mine")


def test_a_clone_that_fails_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(SyncStopped, match="does not exist; check its address; nothing was cloned"):
        clone_repository(str(tmp_path / "nowhere"), tmp_path / "clone")
    assert not (tmp_path / "clone").exists()


@pytest.mark.parametrize("address", BAD)
def test_a_hostile_address_runs_nothing(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused):
        clone_repository(address, tmp_path / "clone")
    assert list(tmp_path.iterdir()) == []
