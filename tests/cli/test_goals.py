"""The commands about goals: what they show, what they write, what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.workspace import git, write

FASTER = "faster-service"
COMPUTED = """\
+++
title = "Done and dusted"
owner = "ali"
period = "2026-Q2"
parent = "faster-service"

[[key_results]]
id = "finished"
title = "Finished jobs"
start = 0
target = 4
measure = "done_count list:incidents"

[[key_results]]
id = "days"
title = "Days a job takes"
start = 9
target = 2
measure = "cycle_p50"
benchmark = { start = 9, current = 7, source = "the others" }
+++
"""
OLD = '+++\ntitle = "Old portal"\nowner = "sara"\nperiod = "2025-Q4"\nclosed = 2025-12-30\n+++\n'


@pytest.fixture
def goals(workspace: Path) -> Path:
    write(workspace, "goals/done.md", COMPUTED)
    write(workspace, "goals/old.md", OLD)
    path = f"goals/{FASTER}.md"
    text = (workspace / path).read_text().replace("period =", 'cadence = "2w"\nperiod =')
    log = "\n## Log\n\n" + "".join(
        f"- 2026-05-{day}T08:00:00Z ali checkin handling-time {value}\n"
        for day, value in ((10, 4.4), (20, 3.5))
    )
    write(workspace, path, text + log)
    return workspace


@pytest.mark.usefixtures("goals")
def test_the_list_tells_progress_check_ins_and_what_is_stale(tuiwork: Tuiwork) -> None:
    assert tuiwork("goal", "list").lines == [
        "▼   done            Done and dusted              ali  2026-Q2   0 %  of 84 %",
        "▼?  faster-service  Faster, predictable service  ali  2026-Q2  50 %  of 84 %  ▂▅"
        "  wed 20 may, 26 days ago: stale",
    ]


@pytest.mark.usefixtures("goals")
def test_past_periods_are_an_archive(tuiwork: Tuiwork) -> None:
    [line] = tuiwork("goal", "list", "--period", "2025-Q4").lines
    assert "Old portal" in line
    lines = tuiwork("goal", "list", "--all").lines
    assert [lines[0], lines[2]] == ["2025-Q4", "2026-Q2"]
    assert len(tuiwork("goal", "list", "--all", "--json").json["goals"]) == 3
    none = tuiwork("goal", "list", "--period", "2024")
    assert (none.out, none.err[:20]) == ("", "no such goal is set;")


@pytest.mark.usefixtures("goals")
def test_the_tree_tells_work_bars_and_what_lies_below(tuiwork: Tuiwork) -> None:
    lines = tuiwork("goal", "tree").lines
    assert lines[0] == "▼?  Faster, predictable service  faster-service  ali  2026-Q2"
    assert lines[1].startswith("   ━━━━━━━━━━───────┃──  50 %  expected 84 %  ▼ off track  ▂▅  wed")
    assert lines[2] == "   1 open, 0 done"
    assert "5 → 2 d  now 3.5" in lines[3]
    assert lines[3].endswith("▂▅  1 open, 0 done")
    assert lines[5] == "  ▼  Done and dusted  done  ali  2026-Q2"
    assert lines[-1] == "2 goals, 2 off track, 1 stale"
    top, low = tuiwork("goal", "tree", "--json").json["goals"]
    assert top["computed"]["below"] == ["done"]
    assert top["computed"]["work"] == {"open": ["k7f3qd2m"], "blocked": [], "done": []}
    assert (low["computed"]["depth"], low["parent"]) == (1, FASTER)


@pytest.mark.usefixtures("goals")
def test_a_computed_key_result_tells_what_it_counts(tuiwork: Tuiwork) -> None:
    tuiwork("start", "x5m")
    tuiwork("done", "x5m")
    lines = tuiwork("goal", "show", "done").lines
    assert any("0 → 4  now 0" in line for line in lines)
    assert "  done_count list:incidents: over 0 tasks" in lines
    assert any("9 → 2  now - (n=1)" in line for line in lines)
    rows = tuiwork("goal", "show", "done", "--json").json["goal"]["key_results"]
    assert [(row["current"], row["n"], row["ids"]) for row in rows] == [
        (0, 0, []),
        (None, 1, ["x5m0rt6b"]),
    ]
    assert rows[1]["benchmark"]["source"] == "the others"


@pytest.mark.usefixtures("goals")
def test_a_measure_is_the_same_wherever_it_is_shown(tuiwork: Tuiwork) -> None:
    tuiwork("set", "k7f", "goals=done/finished")
    tuiwork("goal", "kr", "done", "Open", "--from", "9", "--to", "1", "--measure", "open_count")
    shown = tuiwork("goal", "show", "done", "--json").json["goal"]["computed"]["progress"]
    [listed] = [
        one["computed"]["progress"]
        for one in tuiwork("goal", "list", "--json").json["goals"]
        if one["id"] == "done"
    ]
    chain = tuiwork("why", "k7f", "--json").json["chain"]
    assert chain[1]["progress"] == listed == shown == pytest.approx(0.375)
    assert tuiwork("show", "k7f", "--json").json["task"]["chain"] == chain
    today = tuiwork("today", "--all", "--json").json["tasks"]
    assert next(one["chain"] for one in today if one["id"] == "k7f3qd2m") == chain


def test_what_is_behind_or_ahead_of_others_is_told(tuiwork: Tuiwork) -> None:
    answer = tuiwork("goal", "benchmark", "handling", "6", "5.5", "--source", "The trade")
    assert answer.out.startswith("faster-service/handling-time compared")
    lines = tuiwork("goal", "show", "faster").lines
    assert "  1 d ahead of The trade (6 → 5.5)" in lines


def test_gaps_are_told_by_kind(tuiwork: Tuiwork, goals: Path) -> None:
    write(goals, "spaces/operations/jobs/list.toml", 'name = "Jobs"\ngoals = ["old"]\n')
    assert tuiwork("goal", "gaps").lines == [
        "goals nobody works for  1",
        "done  Done and dusted",
        "",
        "links that lead to no open goal  1",
        "Jobs  old  closed",
        "",
        "open tasks without a goal  2",
        "p2h  Call janitor",
        "x5m  Inspect pump",
    ]
    answer = tuiwork("goal", "gaps", "--json").json
    assert answer["goals"] == ["done"]
    assert answer["tasks"] == ["p2h8w4xn", "x5m0rt6b"]


def test_a_goal_is_changed_called_and_let_speak_for_itself(tuiwork: Tuiwork) -> None:
    assert tuiwork("goal", "set", "faster", "--cadence", "2w", "--purpose", "Warm.").code == 0
    said = tuiwork("goal", "state", "faster", "at", "risk", "--note", "Parts", "--until", "20 jun")
    assert said.out == "faster-service called at risk  Faster, predictable service\n"
    [line] = tuiwork("goal", "list").lines
    assert line.startswith("▼")
    assert line.endswith("called at risk until sat 20: Parts")
    goal = tuiwork("goal", "show", "faster", "--json").json["goal"]
    assert goal["purpose"] == "Warm."
    assert goal["computed"]["said"] == {"state": "at risk", "note": "Parts", "until": "2026-06-20"}
    later = tuiwork("goal", "list", "--today", "2026-06-21").lines
    assert "called" not in later[0]
    assert tuiwork("goal", "state", "faster", "--clear").code == 0
    assert "called" not in tuiwork("goal", "list").out


def test_a_goal_is_carried_over_with_its_tasks_in_one_commit(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    before = git(workspace, "rev-list", "--count", "HEAD")
    answer = tuiwork("goal", "carry", "faster", "--to", "2026-Q3", "--with-tasks")
    assert answer.out == "Carried “Faster, predictable service” over to 2026-Q3\n"
    assert int(git(workspace, "rev-list", "--count", "HEAD")) == int(before) + 1
    assert git(workspace, "status", "--porcelain") == ""
    [goal] = tuiwork("goal", "list", "--json").json["goals"]
    assert (goal["id"], goal["carried_from"]) == ("faster-service-2026-q3", FASTER)
    task = tuiwork("show", "k7f", "--json").json["task"]
    assert task["goals"] == ["faster-service-2026-q3/handling-time"]
    assert tuiwork("undo").code == 0
    assert tuiwork("show", "k7f", "--json").json["task"]["goals"] == [f"{FASTER}/handling-time"]


def test_a_goal_is_closed_and_says_what_still_names_it(tuiwork: Tuiwork) -> None:
    answer = tuiwork("goal", "close", "faster", "--outcome", "Half of it")
    assert answer.out == "faster-service closed  Faster, predictable service\n"
    assert answer.err.startswith("1 open task, list or initiative names a goal that is closed now;")
    lines = tuiwork("goal", "show", FASTER).lines
    assert lines[0].endswith("closed 2026-06-15")
    assert "   outcome: Half of it" in lines


def test_the_open_goal_is_meant_by_a_part_of_its_name(tuiwork: Tuiwork) -> None:
    tuiwork("goal", "carry", "faster", "--to", "2026-Q3")
    assert tuiwork("goal", "checkin", "handling", "3").code == 0
    answer = tuiwork("goal", "checkin", f"{FASTER}/handling-time", "3")
    assert answer.code == 2
    assert "is closed; it goes on as faster-service-2026-q3" in answer.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["goal", "set", "faster"], "goal set takes at least one of --title, --owner"),
        (["goal", "set", "faster", "--owner", "zz"], "there is no person “zz”"),
        (["goal", "state", "faster"], "goal state needs STATE: on track, at risk or off track"),
        (["goal", "state", "faster", "at risk", "--clear"], "goal state takes a STATE or --clear"),
        (["goal", "state", "faster", "good", "--note", "x"], "there is no state “good”"),
        (["goal", "state", "faster", "at risk"], "a state that differs from the numbers needs a n"),
        (
            ["goal", "state", "faster", "at risk", "--note", "x", "--until", "2026-06-01"],
            "the state would hold until 2026-06-01, which is past",
        ),
        (
            ["goal", "state", "faster", "at risk", "--note", "x", "--until", "whenever"],
            "--until: ",
        ),
        (["goal", "carry", "faster"], "goal carry needs --to PERIOD"),
        (["goal", "carry", "faster", "--to", "2026-Q1"], "2026-Q1 does not come after the period"),
        (["goal", "list", "--period", "spring"], "“spring” is no period"),
        (["goal", "benchmark", "handling", "a", "1"], "START takes a number"),
        (
            ["goal", "kr", "faster", "X", "--from", "1", "--to", "2", "--measure", "speed"],
            "there is no measure “speed”",
        ),
        (
            ["goal", "kr", "faster", "X", "--from", "1", "--to", "2", "--weight", "0"],
            "the weight is 0; expected a number above 0",
        ),
        (["goal", "close", "fastr-service"], "there is no goal “fastr-service”; did you mean fas"),
    ],
)
def test_nonsense_about_goals_is_refused(tuiwork: Tuiwork, words: list[str], sentence: str) -> None:
    answer = tuiwork(*words)
    assert answer.code == 2
    assert answer.err.startswith(f"tuiwork: {sentence}")
