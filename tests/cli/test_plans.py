"""The commands that plan a period."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.workspace import git, write
from tuiwork.cli.call import Call
from tuiwork.cli.plan_start import ask_all
from tuiwork.insight.plans import Standing
from tuiwork.insight.starting import Offer, Start
from tuiwork.model.plan import Item
from tuiwork.model.subject import Subject
from tuiwork.verbs.plans import Choice

PHOTOS = """\
+++
title = "Photo reports"
stage = "decided"
owner = "ali"
needs = [{ person = "sara", hours_per_week = 60 }]
+++
"""


@pytest.fixture
def planned(tuiwork: Tuiwork, workspace: Path) -> Tuiwork:
    write(workspace, "initiatives/photos.md", PHOTOS)
    write(workspace, "initiatives/page.md", '+++\ntitle = "Page"\n+++\n')
    git(workspace, "add", ".")
    git(workspace, "commit", "-qm", "More")
    return tuiwork


def test_a_plan_is_built_shown_and_ordered(planned: Tuiwork, workspace: Path) -> None:
    assert planned("plan", "add", "faster").out == (
        "Put “Faster, predictable service” in the plan of 2026-Q2\n"
    )
    assert planned("plan", "add", "k7f", "--target", "fri").code == 0
    planned("plan", "wait", "page", "--reason", "Nobody owns it.", "--revisit", "1 september")
    planned("plan", "decline", "photos", "--reason", "Sara has no hours.")
    assert planned("plan", "rank", "k7f").out == (
        "Made “Replace compressor” number 1 in the plan of 2026-Q2\n"
    )
    lines = planned("plan", "show").lines
    assert lines[0] == "2026-Q2  2026-Q2  not started yet, sara answers for it"
    assert lines[2:5] == [
        "in",
        "1  ○  Replace compressor           doing by 2026-06-19                 sara  "
        "task:k7f3qd2m",
        "2  ◐  Faster, predictable service  50 %, off track, 0 of 1 tasks done  ali   "
        "goal:faster-service",
    ]
    assert lines[5:] == [
        "",
        "waits",
        "Page  initiative:page",
        "  Nobody owns it. again on 2026-09-01",
        "",
        "declined",
        "Photo reports  ali  initiative:photos",
        "  Sara has no hours.",
        "",
        "no forecast: no complete week since the first task was finished; five are needed",
    ]
    assert git(workspace, "status", "--porcelain") == ""


def test_a_plan_as_json_has_its_items_and_its_figures_with_ids(planned: Tuiwork) -> None:
    planned("plan", "start", "2026-Q2", "--in", "faster", "--wait", "page")
    plan = planned("plan", "show", "--json").json["plan"]
    assert (plan["period"], plan["started"], plan["owner"]) == ("2026-Q2", "2026-06-15", "sara")
    goal, page = plan["items"]
    assert (goal["of"], goal["state"], goal["decided"]) == (
        "goal:faster-service",
        "in",
        "2026-06-15",
    )
    assert goal["computed"]["tasks"] == ["k7f3qd2m"]
    assert (page["state"], page["computed"]["words"]) == ("waiting", "candidate, no tasks")
    assert plan["computed"]["completion"]["tasks"] == ["k7f3qd2m"]
    assert plan["computed"]["drift"]["rate"] == 0.0
    assert (plan["computed"]["next_look"], plan["computed"]["overdue"]) == ("2026-07-15", 0)


def test_a_preview_writes_nothing(planned: Tuiwork, workspace: Path) -> None:
    before = git(workspace, "rev-parse", "HEAD")
    answer = planned("plan", "start", "2026-Q3")
    assert answer.lines == [
        "The start of 2026-Q3  there is no plan before it",
        "",
        "decided, not begun",
        "initiative:photos  Photo reports  decided, no tasks  ali",
        "",
        "a candidate",
        "initiative:page  Page  candidate, no tasks",
    ]
    assert answer.err.startswith("nothing was written; decide with --in REF")
    start = planned("plan", "start", "2026-Q3", "--json").json["start"]
    assert [one["of"] for one in start["offers"]] == ["initiative:photos", "initiative:page"]
    assert {one["person"] for one in start["room"]["people"]} == {"ali", "sara"}
    assert git(workspace, "rev-parse", "HEAD") == before
    assert not (workspace / "plans").exists()


def test_a_start_says_what_is_left_out_and_who_has_too_few_hours(planned: Tuiwork) -> None:
    answer = planned("plan", "start", "2026-Q3", "--in", "photos")
    assert answer.out == "Started the plan of 2026-Q3: 1 in\n"
    assert "not decided, so not in the plan: initiative:page" in answer.err
    assert "too much for sara (780 h of 520 h, 150 %)" in answer.err
    assert "“Photo reports” begun this week would leave short: sara by" in answer.err
    again = planned("plan", "start", "2026-Q3", "--in", "page")
    assert (again.code, "was started on 2026-06-15 already" in again.err) == (2, True)


def test_on_a_terminal_it_asks_one_by_one(
    planned: Tuiwork, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Call, "at_terminal", True)
    refused = planned("plan", "start", "2026-Q3", stdin="i\nw\nn\n")
    assert refused.err.endswith("Start 2026-Q3 with 1 in, 1 waiting, 0 declined? [y/n] "
                                "nothing was written\n")  # fmt: skip
    answer = planned("plan", "start", "2026-Q3", stdin="i\nd\nNobody owns it.\ny\n")
    assert "1/2  Photo reports (decided, not begun)" in answer.err
    assert "  too much for sara (780 h of 520 h, 150 %)" in answer.err
    assert answer.lines[-1] == "Started the plan of 2026-Q3: 1 in, 1 declined"
    assert 'reason = "Nobody owns it."' in (workspace / "plans/2026-Q3.md").read_text()


def test_drift_and_completion_are_told_with_what_they_rest_on(planned: Tuiwork) -> None:
    assert planned("plan", "drift").code == 2
    planned("plan", "start", "2026-Q2", "--in", "k7f", "--in", "page", "--today", "2026-06-02")
    planned("plan", "wait", "page", "--reason", "No owner.")
    planned("plan", "add", "p2h")
    assert planned("plan", "drift").lines == [
        "100 % drift: 1 added, 1 dropped, 2 at the start",
        "added",
        "  Call janitor  task:p2h8w4xn",
        "dropped",
        "  Page  initiative:page",
    ]
    planned("done", "k7f")
    assert planned("plan", "done").lines == [
        "100 % finished: 1 of 1 tasks that were in at the start, 1 of 2 items",
        "done",
        "  Replace compressor  task:k7f3qd2m",
        "not done",
        "  Page  initiative:page",
    ]
    assert planned("plan", "drift", "--json").json["drift"]["added"] == ["task:p2h8w4xn"]
    finished = planned("plan", "done", "--json").json["completion"]["finished"]
    assert finished == ["k7f3qd2m"]
    assert planned("plan", "review", "All", "fine").out == ("Looked at the plan of 2026-Q2 again\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["decline", "photos"], "why not? plan decline needs --reason TEXT"),
        (["decline", "photos", "--reason", " "], "why is “Photo reports” declined?"),
        (["add", "nothing-such"], "no initiative, goal or task is called “nothing-such”"),
        (["add", "photos", "--period", "soon"], "“soon” is no period"),
        (["show"], "there is no plan of 2026-Q2; `tuiwork plan start 2026-Q2` makes one"),
        (["start", "soon"], "“soon” is no period"),
        (["start", "2026-Q3", "--decline", "photos"], "why is “photos” declined? Write --decline"),
        (["rank", "photos", "--before", "page", "--after", "page"], "plan rank takes --before or"),
    ],
)
def test_nonsense_is_refused(planned: Tuiwork, words: list[str], sentence: str) -> None:
    answer = planned("plan", *words)
    assert answer.code == 2
    assert answer.err.startswith(f"tuiwork: {sentence}")


# The guided start


def offer(name: str, reason: str = "") -> Offer:
    item = Item(f"goal:{name}", "waiting", reason)
    return Offer(Subject("goal", name), "waited", Standing(item, None, name.title(), None, "new"))


def guided(answers: Sequence[str | None], *offers: Offer) -> tuple[list[Choice], list[str]]:
    """What somebody decides who answers like this, and what they were told."""
    left, said = list(answers), list[str]()
    start = Start("2026-Q3", None, None, offers, ())
    found = ask_all(start, lambda _: left.pop(0) if left else None, said.append, lambda _: ())
    return found, said


def test_a_person_decides_one_by_one_and_a_no_needs_a_reason() -> None:
    answers = ["i", "huh", "w", "d", " ", "d", "Too much.", "s"]
    found, said = guided(answers, offer("one"), offer("two", "Later."), offer("three"), offer("x"))
    assert [(one.subject.name, one.state, one.reason) for one in found] == [
        ("one", "in", ""),
        ("two", "waiting", "Later."),
        ("three", "declined", "Too much."),
    ]
    assert "  type i, w, d, s or q" in said
    assert "  a no needs a reason; whoever asked will read it" in said


@pytest.mark.parametrize("answers", [["i", "q"], ["i", None], ["i", "d", None], []])
def test_who_stops_has_decided_nothing(answers: list[str | None]) -> None:
    assert guided(answers, offer("one"), offer("two"))[0] == []
