"""Git's own merging of documents, by the driver: no markers, and nothing of either side is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sync.playground import git, write
from tests.sync.team import ROOF, ROOF_TEXT, task
from tuiwork.sync.create import set_up_driver
from tuiwork.sync.git.repository import open_repository
from tuiwork.text.document import read_document
from tuiwork.text.merging.conflicts import conflicts_in

OURS = ROOF_TEXT.replace('"todo"', '"doing"').replace("Crane booked", "A crane is booked")
THEIRS = ROOF_TEXT.replace('"todo"', '"waiting"').replace("Replace", "Rent a") + (
    "- 2026-06-03T08:00:00Z ali comment Mind the cat.\n"
)


def new_workspace(root: Path, below: str = "") -> Path:
    """A repository whose workspace holds one task, with the driver."""
    root.mkdir(parents=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    write(root, f"{below}tuiwork.toml", "format = 1\n")
    write(root, f"{below}{ROOF}", ROOF_TEXT)
    commit(root, "Begin")
    set_up_driver(open_repository(root / below))
    return root


def commit(root: Path, message: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", message)


def part(root: Path, theirs: dict[str, str], ours: dict[str, str]) -> None:
    """Have the branch `side` and the current one go on from here, each with its own files."""
    git(root, "switch", "--quiet", "-c", "side")
    for branch, files in (("side", theirs), ("main", ours)):
        git(root, "switch", "--quiet", branch)
        for path, text in files.items():
            write(root, path, text)
        commit(root, f"On {branch}")


def merge(root: Path) -> None:
    git(root, "merge", "--quiet", "--no-edit", "side")


def rebase(root: Path) -> None:
    git(root, "rebase", "--quiet", "side")


def rebase_by_patches(root: Path) -> None:
    git(root, "rebase", "--quiet", "--apply", "side")


def cherry_pick(root: Path) -> None:
    git(root, "cherry-pick", "side")


def stash_pop(root: Path) -> None:
    git(root, "reset", "--quiet", "--hard", "HEAD~1")
    write(root, ROOF, THEIRS)
    git(root, "stash", "--quiet")
    write(root, ROOF, OURS)
    commit(root, "On main")
    git(root, "stash", "pop", "--quiet")


@pytest.mark.parametrize("join", [merge, rebase, rebase_by_patches, cherry_pick, stash_pop])
def test_both_sides_are_in_the_file_and_no_marker(
    tmp_path: Path, join: Callable[[Path], None]
) -> None:
    root = new_workspace(tmp_path / "our work")
    part(root, {ROOF: THEIRS}, {ROOF: OURS})
    join(root)
    text = (root / ROOF).read_text()
    document, problems = read_document(ROOF, text)
    assert document is not None
    assert problems == []
    assert "<<<<" not in text
    assert document.text("title") == "Rent a compressor"
    assert "A crane is booked" in text
    assert "Mind the cat." in text
    [kept] = conflicts_in(document)
    assert (kept.field, kept.kept, kept.other) == ("status", "waiting", "doing")
    assert git(root, "ls-files", "--unmerged") == ""


def test_of_what_the_driver_cannot_merge_our_version_stays_and_git_tells(tmp_path: Path) -> None:
    root = new_workspace(tmp_path / "work")
    broken = ROOF_TEXT.replace("status", "status =")
    part(root, {ROOF: broken}, {ROOF: OURS})
    with pytest.raises(subprocess.CalledProcessError):
        merge(root)
    assert (root / ROOF).read_text() == OURS
    stages = git(root, "ls-files", "--unmerged").splitlines()
    assert len(stages) == 3
    assert git(root, "show", f":3:{ROOF}") + "\n" == broken


def test_without_its_program_our_version_stays_and_git_tells(tmp_path: Path) -> None:
    root = new_workspace(tmp_path / "work")
    git(root, "config", "merge.tuiwork.driver", "/gone/tuiwork merge-driver -- %O %A %B %P")
    part(root, {ROOF: THEIRS}, {ROOF: OURS})
    with pytest.raises(subprocess.CalledProcessError):
        merge(root)
    assert (root / ROOF).read_text() == OURS


def test_a_task_added_on_both_sides_is_merged_from_nothing(tmp_path: Path) -> None:
    root = new_workspace(tmp_path / "work")
    new = "spaces/ops/jobs/qqqq1111-new.md"
    one, other = (task("qqqq1111", 'title = "New"', line) for line in ("urgency = 1", "effect = 2"))
    part(root, {new: other}, {new: one})
    merge(root)
    text = (root / new).read_text()
    assert text.count("urgency = 1") == text.count("effect = 2") == 1


def test_several_common_ancestors_are_merged_first(tmp_path: Path) -> None:
    root = new_workspace(tmp_path / "work")
    part(root, {ROOF: THEIRS}, {ROOF: OURS})
    git(root, "branch", "old")
    merge(root)
    git(root, "switch", "--quiet", "side")
    git(root, "merge", "--quiet", "--no-edit", "old")
    write(root, ROOF, (root / ROOF).read_text().replace("booked", "ordered"))
    commit(root, "Later")
    git(root, "switch", "--quiet", "main")
    write(root, ROOF, (root / ROOF).read_text().replace("Rent a", "Sell the"))
    commit(root, "Later")
    merge(root)
    text = (root / ROOF).read_text()
    assert "ordered" in text
    assert "Sell the compressor" in text
    assert text.count("[[conflicts]]") == 1


def test_each_workspace_of_a_repository_is_merged_with_its_own_kinds(tmp_path: Path) -> None:
    below = "docs/our 'plan' $(x)/"
    root = new_workspace(tmp_path / "work", below)
    path = f"{below}{ROOF}"
    part(root, {path: THEIRS}, {path: OURS})
    merge(root)
    text = (root / path).read_text()
    assert "Rent a compressor" in text
    assert "[[conflicts]]" in text


def test_in_a_worktree_too(tmp_path: Path) -> None:
    root = new_workspace(tmp_path / "work")
    part(root, {ROOF: THEIRS}, {ROOF: OURS})
    side = tmp_path / "another"
    git(root, "worktree", "add", "--quiet", str(side), "side")
    git(side, "merge", "--quiet", "--no-edit", "main")
    assert "[[conflicts]]" in (side / ROOF).read_text()


@pytest.mark.parametrize("folder", ["50% of 'it'", 'a "b" $HOME', "ærø;x"])
def test_the_program_may_lie_in_any_folder(
    tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / folder / "python"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' \"$@\"\n")
    program.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(program))
    root = new_workspace(tmp_path / "work")
    part(root, {ROOF: THEIRS}, {ROOF: OURS})
    merge(root)
    assert "[[conflicts]]" in (root / ROOF).read_text()


def test_nothing_from_the_workspace_is_run(tmp_path: Path) -> None:
    root = new_workspace(tmp_path / "work")
    hostile = "open('run', 'w')\n"
    part(root, {ROOF: THEIRS}, {ROOF: OURS, "tuiwork.py": hostile, "tomli/__init__.py": hostile})
    merge(root)
    assert not (root / "run").exists()
    assert "[[conflicts]]" in (root / ROOF).read_text()


def test_a_task_that_only_looks_like_another_does_not_get_its_edits(tmp_path: Path) -> None:
    root = new_workspace(tmp_path / "work")
    part(root, {ROOF: THEIRS}, {"notes.txt": "x"})
    git(root, "rm", "--quiet", ROOF)
    other = ROOF.replace("k7f3qd2m", "qqqq1111")
    write(root, other, ROOF_TEXT.replace("k7f3qd2m", "qqqq1111"))
    commit(root, "Another task that looks alike")
    with pytest.raises(subprocess.CalledProcessError):
        merge(root)
    assert (root / other).read_text() == ROOF_TEXT.replace("k7f3qd2m", "qqqq1111")


def test_a_removed_document_is_left_to_git_which_keeps_the_edited_one(tmp_path: Path) -> None:
    root = new_workspace(tmp_path / "work")
    part(root, {ROOF: THEIRS}, {"notes.txt": "x"})
    git(root, "rm", "--quiet", ROOF)
    git(root, "commit", "--quiet", "-m", "Remove")
    with pytest.raises(subprocess.CalledProcessError):
        merge(root)
    assert (root / ROOF).read_text() == THEIRS
