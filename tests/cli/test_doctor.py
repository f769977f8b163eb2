"""`doctor` tells in plain words how everything stands, and mends what no other command can open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.workspace import git, write
from tuiwork.store.health import Level
from tuiwork.store.local import find_local
from tuiwork.store.lock import hold
from tuiwork.sync.health import judge_git

pytestmark = pytest.mark.usefixtures("settled")

ROOF = "spaces/operations/jobs/k7f3qd2m-replace-compressor.md"


def found(tuiwork: Tuiwork, *words: str) -> dict[str, list[str]]:
    """What is not fine, by section."""
    answer = tuiwork("doctor", "--json", *words).json
    return {
        section["name"]: [one["message"] for one in section["findings"] if one["level"] == "wrong"]
        for section in answer["sections"]
    }


def test_all_is_told_in_sections_where_nothing_is_broken(tuiwork: Tuiwork) -> None:
    answer = tuiwork("doctor")
    assert answer.code == 0
    assert answer.err == "nothing is broken\n"
    heads = [line for line in answer.lines if not line.startswith(" ")]
    assert heads == [
        "program", "workspace", "repository", "remote", "cache", "lock", "leftovers",
    ]  # fmt: skip
    assert "  ✓ you are Sara Holm <sara@nordvik.example>" in answer.lines
    assert "  ✓ nobody writes to the workspace" in answer.lines
    assert "11 documents, 4 of them tasks" in answer.out


@pytest.mark.parametrize("damage", [b"", b"\0\0\0\0", b"ref: nowhere\n", None])
def test_a_head_that_is_none_is_mended(
    tuiwork: Tuiwork, workspace: Path, damage: bytes | None
) -> None:
    head = workspace / ".git/HEAD"
    before = git(workspace, "rev-parse", "HEAD")
    head.unlink() if damage is None else head.write_bytes(damage)
    assert tuiwork("comment", "k7f", "x").code != 0
    assert "sees no repository" in found(tuiwork)["repository"][0]
    answer = tuiwork("doctor", "--fix", "--dry-run")
    assert answer.lines[0].endswith("no repository here: let it name the branch main again")
    assert (head.read_bytes() if head.exists() else None) == damage
    assert tuiwork("doctor", "--fix").code == 0
    assert git(workspace, "rev-list", "--max-parents=0", "HEAD") == before
    kept = [file.read_bytes() for file in (workspace / ".git/tuiwork/damaged").glob("*")]
    assert kept == ([] if damage is None else [damage])
    assert tuiwork("comment", "k7f", "x").code == 0


def test_the_branch_that_was_switched_to_last_is_named_again(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    git(workspace, "switch", "--quiet", "-c", "spring/plans")
    git(workspace, "branch", "other")
    (workspace / ".git/HEAD").write_bytes(b"")
    tuiwork("doctor", "--fix")
    assert git(workspace, "branch", "--show-current") == "spring/plans\n"


def test_of_several_branches_none_is_guessed(tuiwork: Tuiwork, workspace: Path) -> None:
    git(workspace, "branch", "other")
    (workspace / ".git/HEAD").write_bytes(b"")
    (workspace / ".git/logs/HEAD").unlink()
    answer = tuiwork("doctor", "--fix")
    assert answer.code == 1
    assert "which branch it named cannot be told (main, other)" in answer.out
    assert (workspace / ".git/HEAD").read_bytes() == b""


@pytest.mark.parametrize("damage", [b"", b"garbage", None])
def test_a_lost_branch_gets_its_last_commit_back_and_no_new_root(
    tuiwork: Tuiwork, workspace: Path, damage: bytes | None
) -> None:
    before = git(workspace, "rev-parse", "HEAD")
    ref = workspace / ".git/refs/heads/main"
    ref.unlink() if damage is None else ref.write_bytes(damage)
    answer = tuiwork("comment", "k7f", "hello")
    assert answer.code == 5
    assert "`tuiwork doctor` helps" in answer.err
    assert tuiwork("doctor", "--fix").code == 0
    assert git(workspace, "rev-list", "--max-parents=0", "HEAD") == before
    assert git(workspace, "status", "--porcelain") == ""
    assert "hello" in git(workspace, "show", f"HEAD:{ROOF}")


def test_without_any_log_the_newest_commit_is_looked_for(tuiwork: Tuiwork, workspace: Path) -> None:
    tuiwork("comment", "k7f", "hello")
    before = git(workspace, "rev-parse", "HEAD")
    (workspace / ".git/refs/heads/main").unlink()
    for log in ("HEAD", "refs/heads/main"):
        (workspace / ".git/logs" / log).unlink()
    assert tuiwork("doctor", "--fix").code == 0
    assert git(workspace, "rev-parse", "HEAD") == before


def test_a_branch_thrown_back_to_what_was_packed_is_seen(tuiwork: Tuiwork, workspace: Path) -> None:
    git(workspace, "pack-refs", "--all")
    tuiwork("comment", "k7f", "hello")
    before = git(workspace, "rev-parse", "HEAD")
    (workspace / ".git/refs/heads/main").unlink()
    assert found(tuiwork)["repository"] == [
        "the branch main was thrown back: its log knows newer commits"
    ]
    tuiwork("doctor", "--fix")
    assert git(workspace, "rev-parse", "HEAD") == before


def test_a_branch_that_was_reset_on_purpose_is_not_damage(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    tuiwork("comment", "k7f", "hello")
    git(workspace, "reset", "--quiet", "--hard", "HEAD~1")
    assert found(tuiwork)["repository"] == []


def test_a_lost_history_is_told_and_never_begun_anew(tuiwork: Tuiwork, workspace: Path) -> None:
    for file in (workspace / ".git/objects").rglob("*"):
        if file.is_file():
            file.chmod(0o644)
            file.write_bytes(b"")
    before = (workspace / ROOF).read_bytes()
    answer = tuiwork("doctor", "--fix")
    assert answer.code == 1
    assert "no commit of its history can be read here any more" in answer.out
    assert (workspace / ROOF).read_bytes() == before
    assert tuiwork("comment", "k7f", "hello").code == 5


def test_what_a_crash_left_is_mended(tuiwork: Tuiwork, workspace: Path) -> None:
    local = find_local(workspace)
    local.state.mkdir(parents=True, exist_ok=True)
    local.index.write_bytes(b"garbage")
    torn = write(workspace, "spaces/operations/jobs/.tw-1-ab.tmp", "half")
    lock = write(workspace, ".git/index.lock", "")
    os.utime(lock, (0, 0))
    told = found(tuiwork)
    assert told["repository"] == ["a dead git left its locks: index.lock"]
    answer = tuiwork("doctor", "--fix")
    assert answer.code == 0
    assert not torn.exists()
    assert not lock.exists()
    assert "remove what a crash left" not in tuiwork("doctor").out


def test_a_number_that_is_none_makes_no_cache_stale(tuiwork: Tuiwork, workspace: Path) -> None:
    write(workspace, "goals/odd.md", '+++\ntitle = "Odd"\nweight = nan\n+++\n')
    tuiwork("list")
    assert "stale" not in tuiwork("doctor").out


def test_a_stale_cache_is_seen_and_made_anew(tuiwork: Tuiwork, workspace: Path) -> None:
    import sqlite3

    os.utime(workspace / ROOF, (1_000_000_000, 1_000_000_000))
    tuiwork("list")
    db = sqlite3.connect(find_local(workspace).index)
    with db:
        db.execute("UPDATE documents SET fields = replace(fields, 'Replace', 'Lose')")
    db.close()
    assert "it says otherwise than the files" in found(tuiwork)["cache"][0]
    assert tuiwork("doctor", "--fix").code == 0
    assert "Replace compressor" in tuiwork("list").out


def test_who_holds_the_lock_is_told(
    tuiwork: Tuiwork, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuiwork.session.doctoring.PATIENCE", 0.0)
    with hold(find_local(workspace).lock):
        assert f"process {os.getpid()} writes to the workspace, since " in tuiwork("doctor").out
        assert tuiwork("doctor", "--fix").code == 2


def test_a_missing_workspace_and_repository_are_told(
    tuiwork: Tuiwork, workspace: Path, tmp_path: Path
) -> None:
    (workspace / "tuiwork.toml").unlink()
    answer = tuiwork("doctor")
    assert answer.code == 1
    assert "`git restore tuiwork.toml` brings it back" in answer.out
    empty = tmp_path / "empty"
    empty.mkdir()
    answer = tuiwork("doctor", folder=empty)
    assert answer.code == 1
    assert "is in no git repository" in answer.out


def test_hooks_among_shared_files_are_a_danger(tuiwork: Tuiwork, workspace: Path) -> None:
    git(workspace, "config", "core.hooksPath", "tools/hooks")
    assert "everybody who can push may write" in found(tuiwork)["repository"][0]


def test_the_remote_is_told_without_its_password(tuiwork: Tuiwork, workspace: Path) -> None:
    git(workspace, "remote", "add", "origin", "https://sara:secret@example.org/x.git")
    answer = tuiwork("doctor")
    assert "example.org/x.git" in answer.out
    assert "secret" not in answer.out


def test_why_the_last_sync_stopped_is_told(tuiwork: Tuiwork, workspace: Path) -> None:
    git(workspace, "remote", "add", "origin", str(workspace / "nowhere.git"))
    assert tuiwork("sync").code == 4
    assert "the last sync stopped: " in tuiwork("doctor").out


@pytest.mark.parametrize(
    ("version", "level"),
    [
        ("2.39.4", Level.WRONG),
        ("2.39.5", Level.NOTE),
        ("2.43.7", Level.FINE),
        ("2.50.1.windows.1", Level.FINE),
        ("3.0", Level.FINE),
    ],
)
def test_versions_of_git_are_judged(version: str, level: Level) -> None:
    assert judge_git(version).level is level


def test_looking_writes_nothing_in_the_repository(tuiwork: Tuiwork, workspace: Path) -> None:
    (workspace / ".git/refs/heads/main").write_bytes(b"")

    def state() -> dict[str, bytes]:
        return {
            str(file): file.read_bytes()
            for file in workspace.rglob("*")
            if file.is_file() and "tuiwork" not in file.parts
        }

    before = state()
    tuiwork("doctor")
    tuiwork("doctor", "--fix", "--dry-run")
    assert state() == before
