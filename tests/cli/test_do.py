from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.workspace import git, make_workspace
from tuiwork.store.load import load
from tuiwork.store.local import find_local

JOBS = "spaces/operations/jobs"


def field(workspace: Path, id_: str, key: str) -> object:
    """What a task holds on disk."""
    return load(find_local(workspace)).task(id_).fields.get(key)


def log(workspace: Path, id_: str) -> str:
    return load(find_local(workspace)).task(id_).log or ""


@pytest.mark.parametrize(
    ("words", "said", "key", "value"),
    [
        (["start", "p2h"], "p2h started  Call janitor", "status", "doing"),
        (["done", "p2h"], "p2h finished  Call janitor", "status", "done"),
        (["drop", "p2h"], "p2h dropped  Call janitor", "status", "dropped"),
        (["reopen", "9bz"], "9bz reopened  Restore telemetry", "status", "todo"),
        (["block", "p2h", "--because", "no key"], "p2h blocked  Call janitor", "status", "waiting"),
        (["unblock", "x5m"], "x5m unblocked  Inspect pump", "status", "doing"),
        (["assign", "p2h", "ali"], "p2h assigned to ali  Call janitor", "owner", "ali"),
        (["assign", "x5m", "@me"], "x5m assigned to sara  Inspect pump", "owner", "sara"),
        (["assign", "p2h", "none"], "p2h assigned to nobody  Call janitor", "owner", None),
        (["due", "p2h", "none"], "p2h due no more  Call janitor", "due", None),
        (["set", "p2h", "priority=low"], "p2h set priority  Call janitor", "priority", "low"),
        (["set", "p2h", "tags+=crane,key"], "p2h set tags  Call janitor", "tags", ["crane", "key"]),
        (["set", "k7f", "tags-=roof"], "k7f set tags  Replace compressor", "tags", None),
        (["set", "k7f", "tags="], "k7f set tags  Replace compressor", "tags", None),
        (["set", "k7f", "estimate=90m"], "k7f set estimate  Replace compressor", "estimate", "90m"),
        (["link", "p2h", "--parent", "k7f"], "p2h linked  Call janitor", "parent", "k7f3qd2m"),
        (["link", "p2h", "--relates", "x5m"], "p2h linked  Call janitor", "relates", ["x5m0rt6b"]),
        (["link", "p2h", "--goal", "handling"], "p2h linked  Call janitor", "goals",
         ["faster-service/handling-time"]),
        (["unlink", "k7f", "--goal", "all"], "k7f unlinked  Replace compressor", "goals", None),
    ],
)  # fmt: skip
def test_a_verb_changes_the_file_records_it_and_says_so(
    tuiwork: Tuiwork, workspace: Path, words: list[str], said: str, key: str, value: object
) -> None:
    answer = tuiwork(*words)
    assert (answer.code, answer.out, answer.err) == (0, f"{said}\n", "")
    assert field(workspace, words[1], key) == value
    assert git(workspace, "status", "--porcelain") == ""
    assert git(workspace, "log", "--format=%s").count("\n") == 2


def test_several_tasks_are_one_change(tuiwork: Tuiwork, workspace: Path) -> None:
    assert tuiwork("assign", "k7f", "p2h", "ali").lines == [
        "k7f assigned to ali  Replace compressor",
        "p2h assigned to ali  Call janitor",
    ]
    assert git(workspace, "log", "-1", "--format=%s", "--name-only").split("\n") == [
        "Set owner of 2 tasks: Replace compressor; Call janitor",
        "",
        f"{JOBS}/k7f3qd2m-replace-compressor.md",
        f"{JOBS}/p2h8w4xn-call-janitor.md",
        "",
    ]


def test_json_tells_what_changed_and_the_commit(tuiwork: Tuiwork, workspace: Path) -> None:
    answer = tuiwork("start", "p2h", "--json").json
    [changed] = answer["changed"]
    assert answer["format"] == 1
    assert answer["recorded"] is True
    assert answer["commit"] == git(workspace, "rev-parse", "HEAD").strip()
    assert changed["id"] == "p2h8w4xn"
    assert changed["path"] == f"{JOBS}/p2h8w4xn-call-janitor.md"
    assert 'status = "todo"' in changed["before"]
    assert changed["after"] == (workspace / changed["path"]).read_text()


@pytest.mark.parametrize("more", [[], ["--json"]])
@pytest.mark.parametrize(
    "words",
    [
        ["add", "New /jobs"], ["start", "p2h"], ["set", "p2h", "owner=ali"], ["rm", "p2h"],
        ["move", "p2h", "incidents"], ["comment", "p2h", "hello"], ["check-item", "k7f", "2"],
        ["link", "p2h", "--goal", "faster"], ["goal", "add", "More"], ["undo"],
        ["goal", "checkin", "handling", "3"], ["check", "--fix"],
    ],
)  # fmt: skip
def test_a_dry_run_writes_nothing(
    tuiwork: Tuiwork, workspace: Path, words: list[str], more: list[str]
) -> None:
    if words == ["undo"]:
        tuiwork("start", "p2h")
    head = git(workspace, "rev-parse", "HEAD")
    answer = tuiwork(*words, "--dry-run", *more)
    assert answer.code == 0
    assert git(workspace, "rev-parse", "HEAD") == head
    assert git(workspace, "status", "--porcelain") == ""
    if more:
        assert answer.json["dry_run"] is True
    elif words[0] != "check":
        assert "\n+" in answer.out or "\n-" in answer.out


def test_a_dry_run_shows_the_lines_that_would_change(tuiwork: Tuiwork) -> None:
    lines = tuiwork("start", "p2h", "--dry-run").lines
    path = f"{JOBS}/p2h8w4xn-call-janitor.md"
    assert lines[:2] == [f"--- {path}", f"+++ {path}"]
    assert '-status = "todo"' in lines
    assert '+status = "doing"' in lines


@pytest.mark.parametrize(
    ("words", "ids", "day"),
    [
        (["p2h", "26", "june"], ["p2h"], "2026-06-26"),
        (["p2h", "next", "friday"], ["p2h"], "2026-06-26"),
        (["p2h", "x5m", "+3d"], ["p2h", "x5m"], "2026-06-18"),
        (["p2h", "-2d"], ["p2h"], "2026-06-13"),
        (["p2h", "sat", "15:00"], ["p2h"], "2026-06-20 15:00:00"),
    ],
)
def test_a_due_date_is_typed_in_words_after_the_ids(
    tuiwork: Tuiwork, workspace: Path, words: list[str], ids: list[str], day: str
) -> None:
    answer = tuiwork("due", *words)
    assert [line[:3] for line in answer.lines] == ids
    assert str(field(workspace, ids[-1], "due")) == day


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["start", "zzz"], "no task has an id that begins with “zzz”"),
        (["start", "k7f"], "“Replace compressor” is started already"),
        (["block", "p2h"], "block needs a reason: --because TEXT"),
        (["set", "p2h", "ownr=ali"], "there is no field “ownr”; did you mean owner?"),
        (["set", "p2h"], "set needs key=value: also key= to clear, key+=value and key-=value"),
        (["set", "p2h", "x5m"], "set needs key=value after “x5m”"),
        (["assign", "p2h", "al"], None),
        (["assign", "p2h", "bob"], "there is no person “bob”; there are ali, sara"),
        (["move", "p2h", "nowhere"], "there is no list “nowhere”"),
        (["due", "p2h", "soonish"], "due: “soonish” is not understood as a date"),
        (["comment", "p2h", "hello", "there"], "no task has an id that begins with “hello”; put"),
        (["check-item", "k7f", "9"], "“Replace compressor” has 2 checklist steps"),
        (["check-item", "k7f", "x"], "check-item takes the number of a step, not “x”"),
        (["check-item", "k7f"], "check-item takes the number of a step"),
        (["check-item", "k7f", "1", "--add", "x"], "check-item --add takes no number"),
        (
            ["check-item", "k7f", "1", "--remove", "--undone"],
            "check-item takes one of --undone and --",
        ),
        (
            ["check-item", "k7f", "1", "--to", "3"],
            "“Replace compressor” has 2 checklist steps; there",
        ),
        (["check-item", "k7f", "--add", " "], "a step needs some words"),
        (["rank", "p2h", "--before", "k7f", "--after", "x5m"], "rank takes --before or --after"),
        (["link", "p2h"], "link takes exactly one of --goal, --parent"),
        (["link", "p2h", "--parent", "p2h"], "“Call janitor” cannot be tied to itself"),
        (["unlink", "p2h", "--goal", "faster"], "“Call janitor” is not linked to the goal"),
    ],
)
def test_nonsense_is_refused_in_one_sentence_and_nothing_is_written(
    tuiwork: Tuiwork, workspace: Path, words: list[str], sentence: str | None
) -> None:
    answer = tuiwork(*words)
    if sentence is None:
        assert answer.code == 0
        return
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.startswith(f"tuiwork: {sentence}")
    assert git(workspace, "status", "--porcelain") == ""


def test_set_can_move_and_change_fields_at_once(tuiwork: Tuiwork, workspace: Path) -> None:
    assert tuiwork("set", "p2h", "list=incidents", "priority=high").code == 0
    path = workspace / "spaces/operations/incidents/p2h8w4xn-call-janitor.md"
    assert 'priority = "high"' in path.read_text()
    assert not (workspace / f"{JOBS}/p2h8w4xn-call-janitor.md").exists()


def test_a_circle_is_refused_even_when_it_leads_through_another_list(
    tuiwork: Tuiwork, tmp_path: Path
) -> None:
    folder = make_workspace(
        tmp_path / "circle",
        {
            "aaaaaaaa": {"parent": "bbbbbbbb"},
            "bbbbbbbb": {"list": "operations/incidents", "parent": "cccccccc"},
            "cccccccc": {"list": "operations/other"},
        },
    )
    answer = tuiwork("link", "ccc", "--parent", "aaa", folder=folder)
    assert answer.code == 2
    assert "a task cannot lie below itself: ccc → aaa → bbb → ccc" in answer.err


def test_open_subtasks_are_in_the_way_until_one_says_so(tuiwork: Tuiwork, workspace: Path) -> None:
    tuiwork("link", "p2h", "--parent", "k7f")
    refused = tuiwork("done", "k7f")
    assert refused.code == 2
    assert "has open subtasks: p2h Call janitor; finish them or use --with-open" in refused.err
    assert tuiwork("done", "k7f", "--with-open").code == 0
    assert field(workspace, "p2h", "status") == "todo"


def test_a_task_moves_with_its_place_at_the_end(tuiwork: Tuiwork) -> None:
    assert tuiwork("move", "p2h", "x5m", "incidents").lines == [
        "p2h moved to operations/incidents  Call janitor",
        "x5m moved to operations/incidents  Inspect pump",
    ]
    assert [line[:3] for line in tuiwork("list", "list:incidents").lines] == ["p2h", "x5m"]


def test_a_task_is_ranked_beside_another(tuiwork: Tuiwork) -> None:
    tuiwork("rank", "x5m", "--before", "k7f")
    tuiwork("rank", "k7f", "--after", "p2h")
    assert [line[:3] for line in tuiwork("list").lines] == ["x5m", "p2h", "k7f"]


def test_a_comment_may_come_from_stdin(tuiwork: Tuiwork, workspace: Path) -> None:
    assert tuiwork("comment", "p2h", "-", stdin="first\nsecond\n").code == 0
    assert "sara comment first\n  second\n" in log(workspace, "p2h")


def test_a_step_is_ticked_and_opened_again(tuiwork: Tuiwork, workspace: Path) -> None:
    file = workspace / f"{JOBS}/k7f3qd2m-replace-compressor.md"
    assert tuiwork("check-item", "k7f", "2").out == "k7f step 2 done  Replace compressor\n"
    assert "- [x] tell the janitor" in file.read_text()
    tuiwork("check-item", "k7f", "2", "--undone")
    assert "- [ ] tell the janitor" in file.read_text()


def test_steps_are_added_renamed_moved_and_removed(tuiwork: Tuiwork, workspace: Path) -> None:
    file = workspace / f"{JOBS}/k7f3qd2m-replace-compressor.md"
    added = tuiwork("check-item", "k7f", "--add", "sweep  the roof")
    assert added.out == "k7f has one more step  Replace compressor\n"
    tuiwork("check-item", "k7f", "2", "--rename", "call the janitor")
    tuiwork("check-item", "k7f", "3", "--to", "1")
    assert "- [ ] sweep the roof\n- [x] order part\n- [ ] call the janitor" in file.read_text()
    tuiwork("check-item", "k7f", "2", "--remove")
    assert "- [ ] sweep the roof\n- [ ] call the janitor" in file.read_text()


def test_a_removed_task_comes_back_with_undo(tuiwork: Tuiwork, workspace: Path) -> None:
    file = workspace / f"{JOBS}/p2h8w4xn-call-janitor.md"
    text = file.read_text()
    answer = tuiwork("rm", "p2h")
    assert answer.out == "p2h removed  Call janitor\n"
    assert answer.err == "`tuiwork undo` brings it back\n"
    assert not file.exists()
    assert tuiwork("undo").out == "Undid: Removed “Call janitor”\n"
    assert file.read_text() == text


def test_saved_but_not_recorded_is_code_5(tuiwork: Tuiwork, workspace: Path) -> None:
    (workspace / ".git/MERGE_HEAD").write_text(git(workspace, "rev-parse", "HEAD"))
    answer = tuiwork("start", "p2h")
    assert answer.code == 5
    assert answer.out == "p2h started  Call janitor\n"
    assert answer.err.startswith("tuiwork: saved, but not recorded: a merge is in progress")
    assert field(workspace, "p2h", "status") == "doing"
    told = tuiwork("start", "x5m", "--json")
    assert told.code == 5
    assert (told.json["recorded"], told.json["commit"]) == (False, None)
    assert told.json["changed"][0]["id"] == "x5m0rt6b"
    assert told.json["error"]["code"] == "not-recorded"


def test_a_change_that_changes_nothing_says_so(tuiwork: Tuiwork) -> None:
    answer = tuiwork("assign", "p2h", "sara")
    assert (answer.code, answer.out, answer.err) == (0, "", "nothing changed\n")
