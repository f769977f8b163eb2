"""The workspaces that speed is measured on are workspaces that people could have."""

from __future__ import annotations

from pathlib import Path

from benchmarks.generate import documents, tasks
from benchmarks.place import git, open_place
from benchmarks.tasks import LONGEST_LOG
from tuiwork.insight.checking import find_problems
from tuiwork.session import Session
from tuiwork.text.log import entries_of

SIZE, SEED = 60, 1


def test_a_generated_workspace_loads_without_problems(tmp_path: Path) -> None:
    place = open_place(SIZE, SEED, tmp_path)
    workspace = Session(place.mine).load()
    assert len(workspace.tasks) == SIZE
    assert workspace.problems == []
    assert find_problems(workspace) == []


def test_its_logs_tell_the_same_as_its_front_matter(tmp_path: Path) -> None:
    workspace = Session(open_place(SIZE, SEED, tmp_path).mine).load()
    for task in workspace.tasks.values():
        entries = entries_of(task)
        changes = [entry.change for entry in entries if entry.event == "status"]
        assert 2 <= len(entries) <= LONGEST_LOG
        assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
        assert task.status == (changes[-1][1] if changes and changes[-1] else "todo")


def test_the_same_seed_gives_the_same_files_and_another_one_others() -> None:
    assert [*documents(SIZE, SEED)] == [*documents(SIZE, SEED)]
    assert [*tasks(SIZE, SEED)] == [*tasks(SIZE, SEED)]
    assert {one.id for one in tasks(SIZE, SEED)}.isdisjoint(one.id for one in tasks(SIZE, 2))


def test_a_used_workspace_is_taken_back_to_its_beginning(tmp_path: Path) -> None:
    place = open_place(SIZE, SEED, tmp_path)
    before = (place.mine / "tuiwork.toml").read_bytes()
    (place.mine / "tuiwork.toml").write_text("format = 1\n")
    (place.mine / "spaces" / "new.md").write_text("new")
    git(place.mine, "update-ref", "refs/tuiwork/last", "HEAD")
    again = open_place(SIZE, SEED, tmp_path)
    assert (again.mine / "tuiwork.toml").read_bytes() == before
    assert not (again.mine / "spaces" / "new.md").exists()
    assert not (again.mine / ".git" / "refs" / "tuiwork" / "last").exists()
