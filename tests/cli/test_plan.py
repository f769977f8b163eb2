from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.workspace import git


def test_why_climbs_from_the_task_to_the_purpose(tuiwork: Tuiwork) -> None:
    assert tuiwork("why", "k7f").lines == [
        "k7f  Replace compressor",
        "└ key result  Median incident handling",
        "  ━━━━━━━━━━──────────  50 %",
        "  5 → 2 d, now 3.5",
        "  └ objective  Faster, predictable service",
        "    ━━━━━━━━━━───────┃──  50 %  expected 84 %  ▼ off track",
        "    “Nobody is cold for more than one night.”",
    ]


def test_why_as_json_is_the_chain_empty_without_a_goal(tuiwork: Tuiwork) -> None:
    answer = tuiwork("why", "k7f", "--json").json
    assert [(one["kind"], one["id"], one["progress"]) for one in answer["chain"]] == [
        ("key result", "faster-service/handling-time", 0.5),
        ("objective", "faster-service", 0.5),
    ]
    assert answer["chain"][1]["state"] == "off track"
    assert tuiwork("why", "p2h", "--json").json["chain"] == []


def test_a_task_without_a_goal_is_told_so_and_the_nearest_goals(tuiwork: Tuiwork) -> None:
    lines = tuiwork("why", "p2h").lines
    assert lines[1] == "No goal is linked."
    assert "faster-service" in lines[3]


def test_work_that_keeps_things_running_needs_no_goal(tuiwork: Tuiwork) -> None:
    assert tuiwork("why", "9bz").lines[1] == "It keeps things running; that needs no goal."


def test_align_counts_three_classes_and_names_what_serves_no_goal(tuiwork: Tuiwork) -> None:
    assert tuiwork("align").lines == [
        "1  33 %  100 %  serve a goal",
        "0   0 %    0 %  keep things running",
        "2  67 %    0 %  serve no goal",
        "of 3 tasks open now or finished in 2026-Q2",
        "second share: by estimate; 2 have no estimate",
        "more than 20 % of the work serves no goal",
        "",
        "without a goal",
        "p2h  Call janitor  operations/jobs",
        "x5m  Inspect pump  operations/jobs",
    ]
    near = tuiwork("align", "--candidates").lines
    assert near[near.index("p2h  Call janitor  operations/jobs") + 1] == "     near: faster-service"
    answer = tuiwork("align", "--candidates", "--json").json
    assert answer["signal"] is True
    assert [one["id"] for one in answer["candidates"]["p2h8w4xn"]] == ["faster-service"]
    assert answer["busy"]["fires"] is False


def test_align_counts_what_was_finished_in_the_period_and_leaves_out_what_was_dropped(
    tuiwork: Tuiwork,
) -> None:
    tuiwork("done", "k7f")
    tuiwork("drop", "x5m")
    answer = tuiwork("align", "--json").json
    assert answer["period"] == "2026-Q2"
    assert answer["aligned"] == {
        "count": 1, "share": 0.5, "minutes": 360, "share_by_estimate": 1.0, "ids": ["k7f3qd2m"],
    }  # fmt: skip
    assert answer["unaligned"]["ids"] == ["p2h8w4xn"]
    assert tuiwork("align", "--json", "--today", "2026-07-01").json["aligned"]["count"] == 0


def test_goals_are_listed_with_their_progress(tuiwork: Tuiwork) -> None:
    assert tuiwork("goal", "list").lines == [
        "▼  faster-service  Faster, predictable service  ali  2026-Q2  50 %  of 84 %"
    ]
    [goal] = tuiwork("goal", "list", "--json").json["goals"]
    assert (goal["id"], goal["computed"]["progress"]) == ("faster-service", 0.5)
    assert goal["key_results"][0]["progress"] == 0.5


def test_one_goal_is_shown_with_its_key_results_and_tasks(tuiwork: Tuiwork) -> None:
    lines = tuiwork("goal", "show", "faster").lines
    assert lines[0] == "▼  Faster, predictable service  faster-service  ali  2026-Q2"
    assert "Nobody is cold for more than one night." in lines
    assert "handling-time  Median incident handling  5 → 2 d  now 3.5  ━━━━━━━━━━──" in lines[5]
    assert "1 open task serves it" in lines
    answer = tuiwork("goal", "show", "faster", "--json").json["goal"]
    assert answer["computed"]["tasks"] == ["k7f3qd2m"]


def test_a_goal_is_set_measured_and_checked_in(tuiwork: Tuiwork, workspace: Path) -> None:
    added = tuiwork("goal", "add", "Grow the contract base", "--purpose", "A calm winter.")
    assert added.out == "grow-the-contract-base set for 2026-Q2  Grow the contract base\n"
    words = ("Running contracts", "--from", "24", "--to", "36", "--unit", "contracts")
    assert tuiwork("goal", "kr", "grow", *words).code == 0
    said = tuiwork("goal", "checkin", "running", "30", "Two", "new", "--confidence", "0.7")
    assert said.out.startswith("grow-the-contract-base/running-contracts is now 30  ")
    goal = tuiwork("goal", "show", "grow", "--json").json["goal"]
    assert (goal["owner"], goal["period"], goal["purpose"]) == ("sara", "2026-Q2", "A calm winter.")
    assert goal["computed"]["progress"] == 0.5
    assert goal["log"][-1]["text"] == "running-contracts 30 confidence 0.7 Two new"
    assert git(workspace, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["goal", "kr", "faster", "One"], "goal kr needs --from NUMBER and --to NUMBER"),
        (["goal", "kr", "faster", "One", "--from", "a", "--to", "2"], "--from takes a number"),
        (["goal", "checkin", "handling", "nan"], "VALUE takes a number, not “nan”"),
        (["goal", "checkin", "faster", "3"], "a check-in is about one key result"),
        (["goal", "add", "One", "--period", "soon"], "“soon” is no period"),
        (["goal", "show", "slower"], "there is no goal “slower”"),
    ],
)
def test_nonsense_about_goals_is_refused(tuiwork: Tuiwork, words: list[str], sentence: str) -> None:
    answer = tuiwork(*words)
    assert answer.code == 2
    assert answer.err.startswith(f"tuiwork: {sentence}")
