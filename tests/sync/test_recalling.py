from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.playground import OTHER, TASK, git, new_repository, write
from tuiwork.errors import Refused
from tuiwork.sync.git.repository import open_repository
from tuiwork.sync.history import log
from tuiwork.sync.recalling import made_here, named, reversals, texts_of


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "work")


def commit(root: Path, message: str) -> str:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD")


def test_names_are_beginnings_and_come_newest_first(root: Path) -> None:
    one, two = commit(root, "One"), commit(root, "Two")
    found = named(open_repository(root), [one[:8], two[:10], one])
    assert [each.subject for each in found] == ["Two", "One"]
    with pytest.raises(Refused, match=r"several recorded changes begin with|no recorded change is"):
        named(open_repository(root), ["0000"])


def test_a_blob_is_no_change(root: Path) -> None:
    blob = git(root, "rev-parse", f"HEAD:{TASK}")
    with pytest.raises(Refused, match="no recorded change is called"):
        named(open_repository(root), [blob])


def test_reversals_are_those_after_a_change(root: Path) -> None:
    one = commit(root, "One")
    undo = commit(root, f"Undid: One\n\nUndoes: {one}")
    redo = commit(root, f"Redid: One\n\nRedoes: {undo}")
    commit(root, "Undoes: nothing in a subject")
    repo = open_repository(root)
    assert [each.oid for each in reversals(repo, one)] == [redo, undo]
    assert [each.oid for each in reversals(repo, undo)] == [redo]
    assert len(reversals(repo, None)) == 2


def test_what_was_fetched_was_not_made_here(root: Path, tmp_path: Path) -> None:
    theirs = commit(root, "Theirs")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(root), str(clone))
    mine = commit(clone, "Mine")
    later = commit(root, "Later")
    git(clone, "pull", "--quiet", "--no-rebase", "--no-edit")
    here = made_here(open_repository(clone))
    assert here is not None
    assert mine in here
    assert {theirs, later}.isdisjoint(here)
    (clone / ".git/logs/HEAD").unlink()
    assert made_here(open_repository(clone)) is None


def test_the_texts_of_many_changes_come_at_once(root: Path) -> None:
    write(root, TASK, "two\n")
    write(root, OTHER, "new\n")
    oid = commit(root, "Both")
    repo = open_repository(root)
    texts = texts_of(repo, log(repo, limit=2))
    before, after = texts[oid]
    assert (before[OTHER], after[OTHER], after[TASK]) == (None, "new\n", "two\n")
    assert set(texts) == {one.oid for one in log(repo, limit=2)}
