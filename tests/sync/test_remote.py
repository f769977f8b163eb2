from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.playground import git
from tests.sync.team import (
    ROOF,
    Clone,
    Team,
)
from tuiwork.sync.git.repository import open_repository
from tuiwork.sync.syncing import remote_status


def test_a_branch_that_the_remote_lacks_is_made_there(team: Team, sara: Clone) -> None:
    git(sara.root, "switch", "--quiet", "-c", "plan")
    sara.edit(ROOF, "todo", "doing")
    assert sara.sync().state == "published"
    assert git(team.remote, "rev-parse", "plan") == sara.head


def test_a_branch_goes_with_the_one_it_is_set_to(team: Team, sara: Clone) -> None:
    git(sara.root, "branch", "--quiet", "--move", "mine")
    sara.edit(ROOF, "todo", "doing")
    assert sara.sync().state == "published"
    assert team.tip == sara.head
    assert git(team.remote, "branch", "--list") == "* main"


def test_without_a_remote_it_says_how_to_add_one(sara: Clone) -> None:
    git(sara.root, "remote", "remove", "origin")
    stop = sara.stopped()
    assert stop.state == "no-remote"
    assert "git remote add origin" in stop.message


def test_a_remote_that_is_gone_is_offline_and_comes_back(team: Team, sara: Clone) -> None:
    sara.edit(ROOF, "todo", "doing")
    team.remote.rename(team.folder / "away.git")
    stop = sara.stopped()
    assert stop.state == "offline"
    assert "your work is kept here" in stop.message
    (team.folder / "away.git").rename(team.remote)
    assert sara.sync().state == "published"


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("fatal: could not read Username for 'https://x': terminal prompts disabled", "auth"),
        ("git@h: Permission denied (publickey).\nfatal: Could not read from remote", "auth"),
        ("fatal: Authentication failed for 'https://x/'", "auth"),
        ("fatal: unable to access 'https://x/': The requested URL returned error: 403", "auth"),
        ("fatal: unable to access 'https://x/': Could not resolve host: x", "offline"),
        ("ssh: connect to host x port 22: Connection refused\nfatal: Could not read", "offline"),
        ("ssh: connect to host x port 22: Network is unreachable", "offline"),
        ("fatal: the remote end hung up unexpectedly", "offline"),
        ("fatal: something nobody has seen before", "offline"),
    ],
)
def test_why_a_remote_failed_is_told_apart_by_gits_words(
    sara: Clone, tmp_path: Path, words: str, state: str
) -> None:
    script = tmp_path / "upload"
    script.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{words}\nEND\nexit 1\n")
    script.chmod(0o755)
    git(sara.root, "config", "remote.origin.uploadpack", str(script))
    assert sara.stopped().state == state


@pytest.mark.parametrize("url", ["ext::sh -c touch% X", "--upload-pack=x", "http://h/x", "fd::7"])
def test_an_address_that_could_harm_is_never_given_to_git(sara: Clone, url: str) -> None:
    git(sara.root, "config", "remote.origin.url", url)
    assert sara.stopped().state == "refused"
    assert not (sara.root / "X").exists()


def test_a_hook_of_the_remote_that_refuses_is_quoted_safely(team: Team, sara: Clone) -> None:
    script = team.remote / "hooks/pre-receive"
    script.parent.mkdir(exist_ok=True)
    script.write_text("#!/bin/sh\nprintf 'main is \\033[31mclosed\\033[0m\\n' >&2\nexit 1\n")
    script.chmod(0o755)
    sara.edit(ROOF, "todo", "doing")
    tip = team.tip
    stop = sara.stopped()
    assert stop.state == "refused"
    assert "main is ␛[31mclosed␛[0m" in stop.message
    assert "\x1b" not in stop.message
    assert "your work is kept here" in stop.message
    assert team.tip == tip
    script.unlink()
    assert sara.sync().state == "published"


def test_the_status_counts_what_is_to_be_sent_and_when_it_was(team: Team, sara: Clone) -> None:
    def status() -> tuple[str | None, str | None, int, int, bool]:
        now = remote_status(open_repository(sara.root))
        return now.remote, now.branch, now.ahead, now.behind, now.last_synced is not None

    assert status() == ("origin", "main", 0, 0, False)
    sara.edit(ROOF, "todo", "doing")
    sara.edit(ROOF, "doing", "done")
    assert status() == ("origin", "main", 2, 0, False)
    team.remote.rename(team.folder / "away.git")
    sara.stopped()
    assert status() == ("origin", "main", 2, 0, False)
    (team.folder / "away.git").rename(team.remote)
    sara.sync()
    assert status() == ("origin", "main", 0, 0, True)


def test_the_status_never_shows_a_password(sara: Clone) -> None:
    git(sara.root, "config", "remote.origin.url", "https://sara:secret@host.example/x.git")
    assert "secret" not in remote_status(open_repository(sara.root)).url


def test_the_status_without_a_remote_is_empty(sara: Clone) -> None:
    git(sara.root, "remote", "remove", "origin")
    status = remote_status(open_repository(sara.root))
    assert (status.remote, status.ahead, status.behind) == (None, 0, 0)


def test_a_tree_that_could_harm_is_refused_before_it_is_looked_at(team: Team, sara: Clone) -> None:
    blob = git(team.remote, "hash-object", "-w", "--stdin", stdin="evil\n")
    inner = git(team.remote, "mktree", stdin=f"100644 blob {blob}\tconfig\n")
    tree = git(team.remote, "mktree", stdin=f"040000 tree {inner}\t.git\n")
    commit = git(team.remote, "commit-tree", tree, "-p", "main", "-m", "Evil")
    git(team.remote, "update-ref", "refs/heads/main", commit)
    stop = sara.stopped()
    assert stop.state == "refused"
    assert "hasDotgit" in stop.message


def test_a_remote_that_does_not_answer_is_offline(
    sara: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(sara.root, "config", "remote.origin.uploadpack", "sleep 60; :")
    monkeypatch.setattr("tuiwork.sync.git.runner.NETWORK_SECONDS", 0.2)
    stop = sara.stopped()
    assert stop.state == "offline"
    assert "did not answer in time" in stop.message


def test_of_several_remotes_the_one_of_the_branch_is_taken(team: Team, sara: Clone) -> None:
    git(sara.root, "remote", "add", "backup", str(team.folder / "nowhere.git"))
    assert sara.sync().state == "up-to-date"
    git(sara.root, "config", "branch.main.remote", "backup")
    assert sara.stopped().state == "offline"


def test_of_several_remotes_none_is_guessed(team: Team, sara: Clone) -> None:
    git(sara.root, "remote", "rename", "origin", "one")
    git(sara.root, "remote", "add", "two", str(team.remote))
    git(sara.root, "config", "--unset", "branch.main.remote")
    assert sara.stopped().state == "no-remote"
