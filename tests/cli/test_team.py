from __future__ import annotations

import os
from pathlib import Path

from tests.cli.conftest import Tuiwork
from tests.workspace import git, write


def test_people_are_listed_with_what_they_have_in_hand(tuiwork: Tuiwork) -> None:
    lines = [line.split() for line in tuiwork("people").lines]
    assert lines == [
        ["open", "active", "blocked", "overdue", "hours"],
        ["ali", "Ali", "Rahimi", "1", "–", "1", "–", "–", "ali@nordvik.example"],
        ["sara", "Sara", "Holm", "2", "1", "–", "1", "–", "sara@nordvik.example"],
    ]
    sara = tuiwork("people", "--json").json["people"][1]
    assert (sara["handle"], sara["computed"]["overdue"]) == ("sara", 1)


def test_the_log_reads_like_a_diary_newest_first(tuiwork: Tuiwork, workspace: Path) -> None:
    tuiwork("start", "p2h")
    lines = tuiwork("log").lines
    assert len(lines) == 2
    assert lines[0].endswith("  sara  Started “Call janitor”")
    [entry] = tuiwork("log", "--limit", "1", "--json").json["log"]
    assert entry["subject"] == "Started “Call janitor”"
    assert (entry["by"], entry["ids"]) == ("sara", ["p2h8w4xn"])
    assert entry["commit"] == git(workspace, "rev-parse", "HEAD").strip()


def test_history_follows_one_task(tuiwork: Tuiwork) -> None:
    tuiwork("start", "p2h")
    tuiwork("start", "x5m")
    answer = tuiwork("history", "p2h", "--json").json
    assert [one["subject"] for one in answer["changes"]] == ["Started “Call janitor”", "Begin"]
    assert [one["event"] for one in answer["log"]] == ["created", "status"]


def test_without_a_remote_sync_stops_with_4_and_says_what_to_do(tuiwork: Tuiwork) -> None:
    answer = tuiwork("sync")
    assert answer.code == 4
    assert "git remote add origin" in answer.err
    told = tuiwork("sync", "--json")
    assert (told.code, told.json["state"]) == (4, "no-remote")
    assert told.json["error"]["code"] == "sync-stopped"


def test_two_copies_exchange_their_changes(
    tuiwork: Tuiwork, workspace: Path, tmp_path: Path
) -> None:
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    git(workspace, "remote", "add", "origin", str(remote))
    assert tuiwork("status", "--json").json["to_send"] == 1
    assert tuiwork("sync").out == "sent 1 change\n"
    assert tuiwork("clone", str(remote), "other", folder=tmp_path).code == 0
    other = tmp_path / "other"
    tuiwork("start", "p2h", folder=other)
    tuiwork("set", "p2h", "title=Ring the janitor", folder=other)
    tuiwork("set", "p2h", "title=Phone the janitor")
    assert tuiwork("sync", "--json", folder=other).json["sent"] == 2
    answer = tuiwork("sync", "--json").json
    assert (answer["state"], answer["received"]) == ("published", 2)
    [conflict] = answer["conflicts"]
    assert (conflict["id"], conflict["field"]) == ("p2h8w4xn", "title")
    assert {conflict["kept"], conflict["other"]} == {"Ring the janitor", "Phone the janitor"}
    assert tuiwork("status").lines[1] == "synced just now"


def test_status_counts_what_is_not_recorded_and_what_is_wrong(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    assert tuiwork("status").lines[2] == "everything is recorded, nothing is wrong"
    path = "spaces/operations/jobs/b0000000-x.md"
    write(workspace, path, '+++\nid = "b0000000"\nowner = "bob"\n+++\n')
    lines = tuiwork("status").lines
    assert "a file not recorded yet; `tuiwork sync` records" in lines
    assert "a problem in the files; `tuiwork check` tells" in lines
    answer = tuiwork("status", "--json").json
    assert answer["unrecorded"] == [path]
    assert answer["problems"] == 1


def test_a_clone_made_by_plain_git_lacks_the_merge_driver_until_it_is_mended(
    tuiwork: Tuiwork,
) -> None:
    words = "git's own merge does not know documents here; `tuiwork check --fix` teaches it"
    assert tuiwork("status").lines[-1] == words
    assert tuiwork("status", "--json").json["merge_driver"] is False
    tuiwork("check", "--fix", "--dry-run")
    assert tuiwork("status").lines[-1] == words
    assert "git's own merge knows documents now\n" in tuiwork("check", "--fix").err
    assert words not in tuiwork("status").lines
    assert tuiwork("status", "--json").json["merge_driver"] is True


def test_a_file_that_cannot_be_read_is_left_out_aloud(tuiwork: Tuiwork, workspace: Path) -> None:
    git(workspace, "init", "--quiet", "--bare", "../remote.git")
    git(workspace, "remote", "add", "origin", "../remote.git")
    torn = "spaces/operations/jobs/torn.md"
    os.utime(write(workspace, torn, "+++\ntitle =\n+++\n"), (0, 0))
    lines = tuiwork("status").lines
    assert "a file not recorded until it can be read" in lines
    assert f"  {torn}:2: is not valid TOML: Invalid value" in lines
    assert tuiwork("status", "--json").json["unreadable"] == [torn]
    words = f"a file was left out: {torn}:2: is not valid TOML: Invalid value"
    assert tuiwork("sync").out == f"sent 1 change; {words}\n"
    told = tuiwork("sync", "--json").json["left_out"]
    assert [(one["path"], one["line"]) for one in told] == [(torn, 2)]


def test_the_log_of_the_exchanges_tells_how_each_ended(
    tuiwork: Tuiwork, workspace: Path, tmp_path: Path
) -> None:
    assert tuiwork("sync", "--log").err == "nothing was exchanged from this copy yet\n"
    tuiwork("sync")
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    git(workspace, "remote", "add", "origin", str(remote))
    tuiwork("sync")
    tuiwork("sync")
    found = tuiwork("sync", "--log", "--json").json["exchanges"]
    assert [(one["state"], one["sent"]) for one in found] == [
        ("up-to-date", 0), ("published", 1), ("no-remote", 0),
    ]  # fmt: skip
    assert [one["remote"] for one in found] == ["origin", "origin", None]
    assert "git remote add origin" in found[-1]["message"]
    told = tuiwork("sync", "--log").out.splitlines()
    assert "sent 1" in told[1]
    assert "no remote" in told[2]
