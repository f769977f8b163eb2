from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Tuiwork
from tests.workspace import git


def oid(workspace: Path) -> str:
    return git(workspace, "rev-parse", "HEAD").strip()


def test_undo_takes_back_ones_last_change_and_redo_brings_it_back(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    file = workspace / "spaces/operations/jobs/p2h8w4xn-call-janitor.md"
    before = file.read_text()
    tuiwork("start", "p2h")
    after = file.read_text()
    assert tuiwork("undo").out == "Undid: Started “Call janitor”\n"
    assert file.read_text() == before
    assert tuiwork("redo").out == "Redid: Started “Call janitor”\n"
    assert file.read_text() == after


def test_undo_can_name_older_changes(tuiwork: Tuiwork, workspace: Path) -> None:
    tuiwork("start", "p2h")
    first = oid(workspace)
    tuiwork("set", "x5m", "priority=low")
    second = oid(workspace)
    tuiwork("comment", "k7f", "Nothing to do with it")
    assert "-status = " not in tuiwork("undo", first[:8], "--dry-run").err
    assert "+status = " in tuiwork("undo", first[:8], "--dry-run").out
    assert tuiwork("undo", first[:8], second[:8]).out == "Undid 2 changes\n"


def test_with_nothing_to_undo_or_redo_one_is_told(tuiwork: Tuiwork) -> None:
    for verb in ("undo", "redo"):
        answer = tuiwork(verb)
        assert answer.code == 2
        assert f"there is nothing to {verb} that you did in this copy lately" in answer.err


def test_the_list_shows_what_can_be_taken_back(tuiwork: Tuiwork, workspace: Path) -> None:
    tuiwork("set", "p2h", "title=Ring")
    built_upon = oid(workspace)
    tuiwork("set", "p2h", "title=Phone")
    tuiwork("start", "x5m")
    tuiwork("undo")
    lines = tuiwork("undo", "--list").lines
    assert lines[0].endswith("  sara  Undid: Started “Inspect pump”")
    assert lines[1].endswith("  sara  Started “Inspect pump”         taken back")
    assert lines[3].startswith(built_upon[:8])
    assert lines[3].endswith("changed since")
    assert lines[4].endswith("the beginning")
    assert len(tuiwork("undo", "--list", "-n", "2").lines) == 2
    found = tuiwork("undo", "--list", "--json").json["changes"]
    assert [one["state"] for one in found] == [
        "",
        "taken-back",
        "",
        "changed-since",
        "beginning",
    ]
    assert (found[3]["commit"], found[3]["by"], found[3]["import"]) == (built_upon, "sara", False)


def test_the_list_can_be_of_one_person_or_of_imports(tuiwork: Tuiwork, workspace: Path) -> None:
    tuiwork("start", "x5m")
    git(workspace, "config", "user.email", "ali@nordvik.example")
    tuiwork("start", "p2h")
    [line] = tuiwork("undo", "--list", "--by", "ali").lines
    assert line.endswith("ali  Started “Call janitor”")
    [mine] = tuiwork("undo", "--list", "--by", "@me", "--since", "today").lines
    assert mine == line
    answer = tuiwork("undo", "--list", "--import")
    assert (answer.out, answer.err) == ("", "no such change is recorded\n")
    assert "there is no person “bob”" in tuiwork("undo", "--list", "--by", "bob").err


def test_all_of_a_person_goes_back(tuiwork: Tuiwork, workspace: Path) -> None:
    git(workspace, "config", "user.email", "ali@nordvik.example")
    tuiwork("start", "p2h")
    tuiwork("set", "x5m", "title=Look at the pump")
    git(workspace, "config", "user.email", "sara@nordvik.example")
    tuiwork("set", "x5m", "title=Check the pump")
    shown = tuiwork("undo", "--by", "ali", "--dry-run")
    assert "+status = " in shown.out
    assert "left out: “Set title of “Inspect pump””, title: Inspect pump →" in shown.err
    answer = tuiwork("undo", "--by", "ali", "--since", "monday")
    assert answer.out == "Undid: Started “Call janitor”\n"
    assert "left out" in answer.err


def test_what_would_be_lost_is_shown(tuiwork: Tuiwork, workspace: Path) -> None:
    tuiwork("set", "p2h", "title=Ring")
    commit = oid(workspace)
    git(workspace, "config", "user.email", "ali@nordvik.example")
    tuiwork("set", "p2h", "title=Phone")
    answer = tuiwork("undo", commit[:8])
    assert answer.code == 2
    assert answer.err.splitlines()[0] == "  p2h  Phone"
    assert "    title  Call janitor → Ring, now Phone  (ali, " in answer.err
    assert (
        "“Set title of “Call janitor”” cannot be taken back: title changed since by ali"
        in answer.err
    )
    error = tuiwork("undo", commit[:8], "--json").json["error"]
    assert error["code"] == "would-lose"
    [loss] = error["losses"]
    assert (loss["before"], loss["made"], loss["now"]) == ("Call janitor", "Ring", "Phone")
    assert (loss["id"], loss["field"], loss["by"]) == ("p2h8w4xn", "title", "ali")


def test_names_and_wide_aims_do_not_go_together(tuiwork: Tuiwork) -> None:
    assert "undo takes names of changes, or --list" in tuiwork("undo", "abcd", "--by", "ali").err
    assert "--since goes with --by" in tuiwork("undo", "--since", "monday").err
    assert "no recorded change is called zzz" in tuiwork("undo", "zzz").err
