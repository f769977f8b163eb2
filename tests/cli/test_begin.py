from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.workspace import git, write


def test_init_makes_a_workspace_one_can_add_to_at_once(tuiwork: Tuiwork, tmp_path: Path) -> None:
    answer = tuiwork("init", "new-team", folder=tmp_path)
    folder = tmp_path / "new-team"
    assert (answer.code, answer.out) == (0, f"made a workspace in {folder}\n")
    assert 'name = "New team"' in (folder / "tuiwork.toml").read_text()
    assert git(folder, "log", "--format=%s") == "Began the workspace “New team”\n"
    assert git(folder, "status", "--porcelain") == ""
    assert tuiwork("add", "First", folder=folder).code == 0
    assert tuiwork("list", "owner:@me", folder=folder).code == 0
    assert tuiwork("check", folder=folder).code == 0


def test_init_leaves_what_is_there_alone(tuiwork: Tuiwork, tmp_path: Path) -> None:
    notes = write(tmp_path / "repo", "notes.txt", "mine")
    git(tmp_path / "repo", "init", "--quiet", "--initial-branch=main")
    assert tuiwork("init", "--name", "Ours", folder=tmp_path / "repo").code == 0
    assert notes.read_text() == "mine"
    assert git(tmp_path / "repo", "status", "--porcelain") == "?? notes.txt\n"


def test_there_is_one_workspace_in_a_folder(tuiwork: Tuiwork, workspace: Path) -> None:
    answer = tuiwork("init")
    said = f"tuiwork: {workspace} is a workspace already, and lacks nothing\n"
    assert (answer.code, answer.err) == (2, said)


def test_init_puts_a_workspace_that_lost_its_repository_under_git_again(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    shutil.rmtree(workspace / ".git")
    assert "`tuiwork init` makes one" in tuiwork("sync").err
    assert tuiwork("init").code == 0
    assert git(workspace, "log", "--format=%s") == "Put the workspace under git\n"
    assert git(workspace, "status", "--porcelain", "--", "spaces", "people", "goals") == ""
    assert tuiwork("add", "Second beginning /jobs").code == 0


def test_init_makes_a_first_list_where_there_is_none(tuiwork: Tuiwork, tmp_path: Path) -> None:
    write(tmp_path, "tuiwork.toml", "format = 1\n")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    assert "`tuiwork init` makes a first one" in tuiwork("add", "First", folder=tmp_path).err
    assert tuiwork("init", folder=tmp_path).code == 0
    assert tuiwork("add", "First", folder=tmp_path).code == 0


def test_a_clone_without_a_workspace_says_so(tuiwork: Tuiwork, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "plain")
    git(tmp_path / "plain", "commit", "--quiet", "--allow-empty", "-m", "Begin")
    answer = tuiwork("clone", str(tmp_path / "plain"), "here", folder=tmp_path)
    assert answer.code == 3
    assert "there is no tuiwork.toml in it" in answer.err


def test_an_address_that_runs_programs_is_refused(tuiwork: Tuiwork) -> None:
    answer = tuiwork("clone", "ext::sh -c touch% x")
    assert answer.code == 2
    assert "this is no address" in answer.err


def test_check_is_quiet_where_all_is_well(tuiwork: Tuiwork) -> None:
    answer = tuiwork("check")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith("nothing is wrong in ")


def test_check_tells_path_line_and_what_was_expected(tuiwork: Tuiwork, workspace: Path) -> None:
    path = "spaces/operations/jobs/b0000000-x.md"
    write(workspace, path, '+++\nid = "b0000000"\ndue = "soon"\n+++\n')
    answer = tuiwork("check")
    assert answer.code == 1
    assert answer.lines == [
        f'{path}:3: due is "soon"; expected a date such as 2026-06-19, without quotes'
    ]
    assert tuiwork("check", "--json").json["problems"][0]["line"] == 3


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("name", ["b0000000-x.md", "by-hand.md"])
def test_check_can_give_ids_to_tasks_written_by_hand(
    tuiwork: Tuiwork, workspace: Path, name: str
) -> None:
    text = '+++\ntitle = "By hand"\n+++\nText.\n'
    file = write(workspace, f"spaces/operations/jobs/{name}", text)
    assert tuiwork("check").code == 1
    answer = tuiwork("check", "--fix")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith("Gave an id to “By hand”\n")
    lines = file.read_text().splitlines()
    [id_line] = [line for line in lines if line.startswith("id = ")]
    assert (id_line == 'id = "b0000000"') == (name == "b0000000-x.md")
    assert [line for line in lines if line != id_line] == text.splitlines()
    assert git(workspace, "status", "--porcelain") == ""
