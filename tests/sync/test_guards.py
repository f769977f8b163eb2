from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.sync.playground import git
from tests.sync.team import (
    CALL,
    CALL_TEXT,
    ROOF,
    ROOF_TEXT,
    Clone,
    Team,
    hold_equal,
    new_team,
    task,
)
from tuiwork.errors import SyncStopped
from tuiwork.sync.git import refs
from tuiwork.sync.git.repository import open_repository
from tuiwork.sync.guards import keep


def rewrite(team: Team) -> str:
    """Take the last change off the remote by force, and put another there."""
    other = team.clone("rewriter")
    git(other.root, "reset", "--quiet", "--hard", "HEAD~1")
    oid = other.change({CALL: CALL_TEXT.replace("todo", "done")})
    git(other.root, "push", "--quiet", "--force", "origin", "main")
    return oid


def test_a_rewritten_remote_stops_the_sync_and_nothing_is_lost(team: Team, sara: Clone) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    last = sara.head
    tip = rewrite(team)
    for _ in range(2):
        stop = sara.stopped()
        assert stop.state == "rewritten"
        assert sara.head == last
        assert team.tip == tip
    backups = git(sara.root, "for-each-ref", "--format=%(objectname)", "refs/tuiwork/backup")
    assert backups == last
    result = sara.sync(accept_rewritten=True)
    assert result.state == "published"
    assert 'status = "doing"' in sara.read(ROOF)
    assert 'status = "done"' in sara.read(CALL)
    assert sara.sync().state == "up-to-date"


def test_a_remote_set_back_is_not_silently_filled_again(team: Team, sara: Clone) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    git(team.remote, "update-ref", "refs/heads/main", "main~1")
    assert sara.stopped().state == "rewritten"


def test_who_takes_the_rewritten_history_syncs_on(team: Team, sara: Clone) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    rewrite(team)
    git(sara.root, "fetch", "--quiet", "origin")
    git(sara.root, "reset", "--quiet", "--hard", "origin/main")
    assert sara.sync().state == "up-to-date"


def test_a_deleted_branch_is_not_silently_made_again(team: Team, sara: Clone) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    git(team.remote, "update-ref", "-d", "refs/heads/main")
    stop = sara.stopped()
    assert stop.state == "rewritten"
    assert "was deleted" in stop.message
    assert sara.sync(accept_rewritten=True).state == "published"
    assert team.tip == sara.head


def test_a_remote_that_only_has_a_readme_is_joined(tmp_path: Path) -> None:
    team = new_team(tmp_path, {"README.md": "Made on a hosting site\n"})
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "own")
    own = Clone(tmp_path / "own")
    own.change({ROOF: ROOF_TEXT})
    git(own.root, "remote", "add", "origin", str(team.remote))
    assert own.sync().state == "published"
    assert own.read("README.md") == "Made on a hosting site\n"
    assert own.read(ROOF) == ROOF_TEXT


def test_two_workspaces_that_are_strangers_are_not_mixed(team: Team, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "own")
    own = Clone(tmp_path / "own")
    own.change({CALL: CALL_TEXT.replace("todo", "done")})
    git(own.root, "remote", "add", "origin", str(team.remote))
    tip, head = team.tip, own.head
    stop = own.stopped()
    assert stop.state == "unrelated"
    assert "nothing in common" in stop.message
    assert (team.tip, own.head) == (tip, head)


def many(count: int) -> dict[str, str | None]:
    return {f"docs/note-{number:03}.md": f"+++\n+++\n{number}\n" for number in range(count)}


@pytest.mark.parametrize("gone", [10, 30])
def test_documents_that_vanish_in_masses_stop_the_sync(sara: Clone, ali: Clone, gone: int) -> None:
    sara.change(many(25 if gone == 10 else 60))
    sara.sync()
    ali.sync()
    sara.change(dict.fromkeys(list(many(gone))))
    assert sara.stopped().state == "mass-delete"
    sara.sync(allow_mass_delete=True)
    stop = ali.stopped()
    assert stop.state == "mass-delete"
    assert f"{gone} of" in stop.message
    assert len(list((ali.root / "docs").iterdir())) >= gone
    ali.sync(allow_mass_delete=True)
    assert hold_equal(sara, ali)


def test_a_few_that_vanish_and_masses_that_move_do_not(sara: Clone, ali: Clone) -> None:
    tasks = {f"spaces/ops/jobs/aaaa{n:04}-x.md": task(f"aaaa{n:04}") for n in range(20)}
    sara.change(dict(tasks))
    sara.sync()
    ali.sync()
    git(sara.root, "mv", "spaces/ops/jobs", "spaces/ops/work")
    sara.change({})
    sara.change(dict.fromkeys([f"spaces/ops/work/aaaa{n:04}-x.md" for n in range(9)]))
    assert sara.sync().state == "published"
    assert ali.sync().state == "received"
    assert hold_equal(sara, ali)


@pytest.mark.parametrize("where", ["theirs", "ours"])
def test_a_newer_format_is_not_merged(sara: Clone, ali: Clone, where: str) -> None:
    sara.change({"tuiwork.toml": "format = 2\n"})
    sara.sync()
    ali.edit(ROOF, "todo", "doing")
    if where == "ours":
        git(ali.root, "pull", "--quiet", "--no-rebase", "--no-edit")
        sara.edit(CALL, "todo", "done")
        git(sara.root, "push", "--quiet")
    head = ali.head
    stop = ali.stopped()
    assert stop.state == "newer-format"
    assert "update tuiwork" in stop.message
    assert ali.head == head


@pytest.mark.parametrize("operation", ["merge", "rebase", "bisect", "detached"])
def test_in_the_middle_of_something_else_nothing_is_synced(sara: Clone, operation: str) -> None:
    sara.edit(ROOF, "todo", "doing")
    if operation == "merge":
        git(sara.root, "switch", "--quiet", "-c", "side", "HEAD~1")
        sara.edit(CALL, "todo", "done")
        git(sara.root, "merge", "--quiet", "--no-commit", "main")
    elif operation == "rebase":
        git(sara.root, "-c", "sequence.editor=sed -i 's/^pick/edit/'", "rebase", "-i", "HEAD~1")
    elif operation == "bisect":
        git(sara.root, "bisect", "start")
    else:
        git(sara.root, "switch", "--quiet", "--detach")
    stop = sara.stopped()
    assert stop.state == ("detached" if operation == "detached" else "operation")
    assert "git " in stop.message


def test_a_damaged_branch_is_not_taken_for_a_new_one(sara: Clone) -> None:
    (sara.root / ".git/refs/heads/main").write_text("")
    with pytest.raises(SyncStopped) as caught:
        sara.sync()
    assert caught.value.state == "damaged"


def test_a_shallow_clone_says_how_to_get_the_rest(team: Team, sara: Clone) -> None:
    for number in range(3):
        sara.edit("notes.txt", "two", f"two {number}")
    sara.sync()
    url = f"file://{team.remote}"
    git(team.folder, "clone", "--quiet", "--depth=1", url, "shallow")
    shallow = Clone(team.folder / "shallow")
    shallow.edit(ROOF, "todo", "doing")
    git(sara.root, "switch", "--quiet", "-c", "old", "HEAD~2")
    sara.edit(CALL, "todo", "done")
    git(team.remote, "fetch", "--quiet", str(sara.root), "+old:main")
    git(shallow.root, "update-ref", "-d", "refs/remotes/origin/main")
    stop = shallow.stopped()
    assert stop.state == "unrelated"
    assert "git fetch --unshallow" in stop.message


@pytest.mark.parametrize(("days", "kept"), [(29, True), (31, False)])
def test_a_backup_goes_after_thirty_days_when_a_sync_went_well(
    team: Team, sara: Clone, days: int, kept: bool
) -> None:
    ref = refs.backup(datetime.now(UTC) - timedelta(days=days))
    git(sara.root, "update-ref", ref, "HEAD")
    team.remote.rename(team.folder / "away.git")
    sara.stopped()
    assert backups(sara) == [ref]
    (team.folder / "away.git").rename(team.remote)
    sara.sync()
    assert backups(sara) == ([ref] if kept else [])


def test_what_is_kept_again_is_kept_for_another_thirty_days(sara: Clone) -> None:
    old = refs.backup(datetime.now(UTC) - timedelta(days=29))
    git(sara.root, "update-ref", old, "HEAD")
    repo = open_repository(sara.root)
    fresh = keep(repo, sara.head, "again")
    assert (backups(sara), fresh != old) == ([fresh], True)
    assert keep(repo, sara.head, "at once") == fresh


def backups(clone: Clone) -> list[str]:
    return git(clone.root, "for-each-ref", "--format=%(refname)", "refs/tuiwork/backup").split()


def test_a_hook_that_comes_from_others_is_told_of(sara: Clone, ali: Clone) -> None:
    git(ali.root, "config", "core.hooksPath", ".githooks")
    sara.change({".githooks/pre-commit": "#!/bin/sh\n", "notes.txt": "one\n"})
    sara.sync()
    result = ali.sync()
    assert [one.path for one in result.problems] == [".githooks/pre-commit"]
    assert "is a hook that git runs on this machine" in result.message
    sara.change({".githooks/pre-commit": None})
    sara.sync()
    assert ali.sync().problems == ()
