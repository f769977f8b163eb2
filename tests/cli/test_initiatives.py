"""Initiatives on the command line: one after another through a gate, recorded each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.model.test_gates import ALL_SEVEN
from tests.workspace import git, write

FRONT = """\
+++
title = "Photo site reports"
stage = "pilot"
owner = "ali"
end = 2026-03-31
goals = ["faster-service"]
effect_baseline = 5

[[behaviours]]
who = "Technicians"
what = "Three photos"
means = "App"
+++

A report of three photos.

## Log

- 2026-01-12T07:30:48Z ali created
- 2026-01-12T07:30:49Z ali status decided -> pilot
"""


@pytest.fixture
def photos(workspace: Path) -> Path:
    file = write(workspace, "initiatives/photo-reports.md", FRONT)
    git(workspace, "add", ".")
    git(workspace, "commit", "-q", "-m", "Photos")
    return file


def test_an_empty_overview_says_what_writes_one_down(tuiwork: Tuiwork) -> None:
    answer = tuiwork("initiative", "list")
    assert (answer.code, answer.out) == (0, "")
    assert "tuiwork initiative add" in answer.err


def test_a_title_is_enough(tuiwork: Tuiwork, workspace: Path) -> None:
    said = tuiwork("initiative", "add", "Quote in a day", "--raised-by", "customers")
    assert said.out == "Wrote down the initiative “Quote in a day”\n"
    [one] = tuiwork("initiative", "list", "--json").json["initiatives"]
    assert (one["id"], one["stage"], one["raised_by"]) == (
        "quote-in-a-day",
        "candidate",
        "customers",
    )
    assert git(workspace, "status", "--porcelain") == ""


@pytest.mark.usefixtures("photos")
def test_the_overview_tells_what_wants_attention(tuiwork: Tuiwork) -> None:
    assert tuiwork("initiative", "list", "--horizon", "6m").lines == [
        "▼  photo-reports  Photo site reports  pilot  ali   – tue 31 mar  pilot ended 76 days ago",
        "pilot 1",
    ]


@pytest.mark.usefixtures("photos")
def test_one_initiative_is_shown_with_its_gate_its_notes_and_its_log(tuiwork: Tuiwork) -> None:
    lines = tuiwork("initiative", "show", "photo").lines
    assert lines[0] == "▼  Photo site reports  photo-reports"
    assert "pilot  2 of 7; blank: owner_after, mandate, time, adoption, follow_up" in lines
    assert "A report of three photos." in lines
    assert lines[-1].endswith("decided → pilot")
    found = tuiwork("initiative", "show", "photo", "--json").json["initiative"]
    assert found["computed"]["gate"]["blanks"] == [
        "owner_after", "mandate", "time", "adoption", "follow_up",
    ]  # fmt: skip
    assert found["computed"]["health"] == "off track"
    assert [one["rule"] for one in found["computed"]["signals"]][:2] == ["stuck", "stalled"]
    assert found["log"][-1]["event"] == "status"


def test_a_pilot_is_held_answered_and_let_through(
    tuiwork: Tuiwork, photos: Path, workspace: Path
) -> None:
    held = tuiwork("initiative", "advance", "photo")
    assert held.code == 2
    assert held.err.startswith("tuiwork: “Photo site reports” stays pilot.\n")
    assert "owner_after" in held.err
    error = tuiwork("initiative", "advance", "photo", "--json").json["error"]
    assert error["code"] == "held"
    assert "time_per_week" in error["candidates"]
    assert photos.read_text() == FRONT
    said = tuiwork(
        "initiative", "set", "photo", "owner_after=ali", "mandate=All", "time_per_week=2h",
        "resources=Two", "adoption_measure=Photos", "effect_measure=Visits", "follow_up=Monthly",
    )  # fmt: skip
    assert said.out == "Set 7 fields of “Photo site reports”\n"
    moved = tuiwork("initiative", "advance", "photo")
    assert moved.out == "Moved “Photo site reports” from pilot to implementing\n"
    assert git(workspace, "log", "-1", "--format=%s").strip() == moved.out.strip()


@pytest.mark.usefixtures("photos")
def test_a_reason_carries_it_over_and_stays_in_sight(tuiwork: Tuiwork) -> None:
    words = ("initiative", "advance", "photo", "--force")
    assert tuiwork(*words).code == 2
    assert tuiwork(*words, "--reason", "The van waits.").code == 0
    shown = tuiwork("initiative", "show", "photo").out
    blanks = "owner_after, mandate, time, adoption, follow_up"
    assert f"forced to implementing without {blanks}  sara: The van waits." in shown


def test_what_stops_is_named(tuiwork: Tuiwork, photos: Path, workspace: Path) -> None:
    write(workspace, "tuiwork.toml", "format = 1\n[initiatives]\nmax_running = 1\n")
    write(workspace, "initiatives/card.md", '+++\ntitle = "Card"\nstage = "decided"\n+++\n')
    asked = tuiwork("initiative", "advance", "card")
    assert asked.code == 2
    assert "1 of 1 run already: photo-reports; say which one stops" in asked.err
    assert tuiwork("initiative", "advance", "card", "--stops", "photo").code == 0
    assert 'stage = "decided"' in photos.read_text()


@pytest.mark.usefixtures("photos")
def test_check_ins_loops_obstacles_practice_and_steps_are_recorded(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    for words in (
        ("checkin", "photo", "2/3", "Gloves", "--cases", "4", "--faster", "3", "--pulse", "4"),
        ("reflect", "photo", "Before lunch", "--learned", "Gloves", "--with", "ali"),
        ("obstacle", "photo", "tech", "Upload from cellars"),
        ("practice", "photo", "Look at them", "--slot", "Friday 15:00"),
        ("qif", "photo", "1", "--evidence", "Notes"),
    ):
        assert tuiwork("initiative", *words).code == 0, words
    found = tuiwork("initiative", "show", "photo", "--json").json["initiative"]["computed"]
    assert found["adoption"]["checkins"][0]["share"] == 2 / 3
    assert found["effect"]["share"] == 0.75
    assert found["obstacles"] == {"technology": 1}
    assert found["loops"]["closed"] == 1
    assert found["qif"] == {
        "done": 1, "of": 14, "next": {"step": 2, "name": "Does it fit us"},
    }  # fmt: skip
    assert git(workspace, "status", "--porcelain") == ""
    steps = tuiwork("initiative", "qif", "photo").lines
    assert steps[0] == "Photo site reports  1 of 14; next 2 Does it fit us"
    assert len(steps) == 15
    assert tuiwork("initiative", "qif", "photo", "--json").json["next"] == 2


def test_a_preflight_names_what_is_open_and_who_is_short(tuiwork: Tuiwork, workspace: Path) -> None:
    write(workspace, "people/sara.md", '+++\nname = "Sara Holm"\nhours = 4\n+++\n')
    need = 'needs = [{ person = "sara", hours_per_week = 4 }]\n'
    front = f'+++\ntitle = "Card"\nstage = "decided"\n{need}{ALL_SEVEN}+++\n'
    write(workspace, "initiatives/card.md", front)
    lines = tuiwork("initiative", "preflight", "card").lines
    assert lines[1] == "owner and means  2 of 3; blank: owner"
    assert lines[-1] == "not ready yet"
    [short] = [line for line in lines if line.startswith("over capacity")]
    assert " h of 4 h (" in short
    found = tuiwork("initiative", "preflight", "card", "--json").json
    assert (found["green"], found["short"][0]["tasks"]) == (False, ["k7f3qd2m", "p2h8w4xn"])


@pytest.mark.usefixtures("photos")
def test_the_portfolio_tells_what_all_of_them_tell_together(tuiwork: Tuiwork) -> None:
    assert tuiwork("initiative", "close", "photo", "abandoned", "Nobody", "asked").code == 0
    lines = tuiwork("initiative", "portfolio").lines
    assert "implementation rate  0 of 1 adopted (0 %)" in lines
    found = tuiwork("initiative", "portfolio", "--json").json
    assert found["implementation_rate"]["closed"] == ["photo-reports"]
    assert found["funnel"][-1] == {
        "stage": "closed", "count": 1, "ids": ["photo-reports"],
        "days": {"value": None, "n": 1, "ids": ["photo-reports"]},
    }  # fmt: skip
    assert [
        one["name"] for one in tuiwork("initiative", "approaches", "--json").json["approaches"]
    ] == ["direct", "self-serve", "coached", "together"]
    assert tuiwork("initiative", "approaches").lines[0].startswith("direct  nobody takes it")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["list", "--horizon", "soon"], "the horizon “soon” is no duration; write one such as 6m"),
        (["show", "zzz"], "there is no initiative “zzz”"),
        (["set", "photo", "approach=loud"], "there is no approach “loud”; there are direct, self-"),
        (["add", "X", "--approach", "loud"], "there is no approach “loud”; there are direct"),
        (["obstacle", "photo", "magic", "x"], "there is no kind of obstacle “magic”; there are d"),
        (["checkin", "photo", "7/6"], "7 use it of 6 expected"),
        (["checkin", "photo", "many"], "USING takes a number, not “many”"),
        (["close", "photo", "done"], "there is no outcome “done”; there are adopted, abandoned"),
        (["qif", "photo", "x"], "STEP takes a number from 1 to 14, not “x”"),
        (["advance", "photo", "--to", "zz"], "there is no stage “zz”; there are candidate"),
    ],
)
def test_nonsense_is_refused_and_nothing_written(
    tuiwork: Tuiwork, photos: Path, words: list[str], sentence: str
) -> None:
    answer = tuiwork("initiative", *words)
    assert answer.code == 2
    assert answer.err.startswith(f"tuiwork: {sentence}")
    assert photos.read_text() == FRONT


@pytest.mark.usefixtures("photos")
def test_names_are_completed(
    tuiwork: Tuiwork, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    answer = tuiwork("__complete", "fish", "tuiwork initiative show pho")
    assert answer.out == "photo-reports\tPhoto site reports\n"


@pytest.mark.parametrize(
    "words", [["list"], ["show", "evil"], ["portfolio"], ["approaches"], ["preflight", "evil"],
              ["qif", "evil"], ["advance", "evil"]],
)  # fmt: skip
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_no_text_of_an_initiative_commands_the_terminal(
    tuiwork: Tuiwork, workspace: Path, words: list[str], more: list[str]
) -> None:
    evil = '"\\u001b]52;c;SEFDSw==\\u0007\\u202egnp\\u009b31m"'
    keys = ("title", "owner", "why", "next_step", "raised_by", "owner_after", "help_from")
    rows = {
        "behaviours": ("who", "what", "means"), "groups": ("name", "contact"),
        "obstacles": ("kind", "what"), "loops": ("action", "learned"), "qif": ("name", "evidence"),
        "practice": ("what", "slot"), "needs": ("person", "skill"), "checkins": ("obstacles",),
    }  # fmt: skip
    front = 'stage = "pilot"\n' + "".join(f"{key} = {evil}\n" for key in keys)
    front += "adoption_target = 1e308\neffect_baseline = -1e308\neffect_target = 1e308\n"
    for table, columns in rows.items():
        front += f"[[{table}]]\n" + "".join(f"{key} = {evil}\n" for key in columns)
    front += "[[checkins]]\ndate = 9999-12-31\nusing = 1\nexpected = 1e308\nvalue = 1e308\n"
    write(workspace, "initiatives/evil.md", f"+++\n{front}+++\n\n\x1b]0;x\x07\n")
    toml = f"format = 1\n[gate.pilot]\nmandate = {evil}\n[approach.direct]\nworks = {evil}\n"
    write(workspace, "tuiwork.toml", toml)
    answer = tuiwork("initiative", *words, *more)
    assert answer.code in (0, 2)
    assert not set(answer.out + answer.err) & set("\x1b\x07\x9b\u202e")
    if more:
        assert answer.json["format"] == 1
        assert "NaN" not in answer.out
        assert "Infinity" not in answer.out
