from __future__ import annotations

import pytest

from tests.cli.conftest import Tuiwork


def test_show_tells_everything_about_a_task(tuiwork: Tuiwork) -> None:
    tuiwork("link", "p2h", "--parent", "k7f")
    tuiwork("link", "k7f", "--blocked-by", "x5m")
    assert tuiwork("show", "k7f").lines[:-1] == [
        "k7f  Replace compressor",
        "◐ doing   ! high   due fri 19   operations/jobs",
        "",
        "why  Median incident handling 50 % › Faster, predictable service ▼ 50 %",
        "",
        "owner       Sara Holm",
        "goals       Median incident handling",
        "due         friday 19 june 2026",
        "estimate    6h",
        "tags        roof",
        "created     monday 1 june 2026 10:00 CEST",
        "blocked by  x5m Inspect pump (waiting)",
        "subtask     p2h Call janitor (todo)",
        "",
        "Crane is booked.",
        "",
        " 1 ● order part",
        " 2 ○ tell the janitor",
        "",
    ]
    assert tuiwork("show", "k7f").lines[-1].endswith("10:00  sara  wrote it down")


def test_relations_are_shown_from_the_other_side_too(tuiwork: Tuiwork) -> None:
    tuiwork("link", "k7f", "--blocked-by", "x5m")
    tuiwork("link", "p2h", "--duplicates", "x5m")
    tuiwork("link", "9bz", "--relates", "x5m")
    lines = tuiwork("show", "x5m").lines
    assert "blocks             k7f Replace compressor (doing)" in lines
    assert "has the duplicate  p2h Call janitor (todo)" in lines
    assert "relates to         9bz Restore telemetry (done)" in lines
    computed = tuiwork("show", "x5m", "--json").json["task"]["computed"]
    assert computed["blocks"] == ["k7f3qd2m"]
    assert computed["duplicated_by"] == ["p2h8w4xn"]
    assert computed["related_from"] == ["9bz2cw7k"]


def test_show_as_json_has_notes_checklist_log_and_chain(tuiwork: Tuiwork) -> None:
    tuiwork("set", "k7f", "owner=ali")
    tuiwork("comment", "k7f", "Part is late.")
    task = tuiwork("show", "k7f", "--json").json["task"]
    assert task["notes"].strip().startswith("Crane is booked.")
    assert task["checklist"] == [
        {"number": 1, "text": "order part", "done": True},
        {"number": 2, "text": "tell the janitor", "done": False},
    ]
    created, owner, comment = task["log"]
    assert created == {"at": "2026-06-01T08:00:00Z", "by": "sara", "event": "created"}
    assert (owner["event"], owner["from"], owner["to"]) == ("owner", "sara", "ali")
    assert (comment["event"], comment["text"]) == ("comment", "Part is late.")
    assert [one["id"] for one in task["chain"]] == [
        "faster-service/handling-time",
        "faster-service",
    ]
    assert task["chain"][1]["detail"] == "Nobody is cold for more than one night."


def test_the_log_is_told_in_words(tuiwork: Tuiwork) -> None:
    tuiwork("start", "p2h")
    tuiwork("move", "p2h", "incidents")
    tuiwork("due", "p2h", "none")
    words = [line.split("  sara  ")[1] for line in tuiwork("history", "p2h").lines[2:6]]
    assert words == [
        "wrote it down",
        "todo → doing",
        "moved it: operations/jobs → operations/incidents",
        "due: 2026-06-12 → no date",
    ]


@pytest.mark.parametrize("word", ["\udcff", "\x1b[2J", "\u202e"])
@pytest.mark.parametrize("verb", ["show", "why", "history"])
def test_half_a_character_is_no_id(tuiwork: Tuiwork, verb: str, word: str) -> None:
    answer = tuiwork(verb, word)
    assert answer.code == 2
    assert answer.err.startswith("tuiwork: no task has an id that begins with")
