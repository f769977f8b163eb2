"""Handing over on the command line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.cli.conftest import Tuiwork
from tests.cli.test_do import field, log
from tests.workspace import git
from tuiwork.model.log import Entry
from tuiwork.store.load import load
from tuiwork.store.local import find_local
from tuiwork.text.edit import edit

HANDOFF = ("handoff", "k7f", "--to", "ali", "--context", "Part is here.", "--next", "Book it")


def as_handed(workspace: Path, details: str = "ali -> sara Known.\nNext: call.") -> None:
    """Ali handed the compressor to Sara."""
    task = load(find_local(workspace)).task("k7f")
    entry = Entry(datetime.fromisoformat("2026-06-09T08:00:00Z"), "ali", "handoff", details)
    file = workspace / task.path
    file.write_text(edit(task.path, file.read_text(), entries=[entry]))
    git(workspace, "commit", "--quiet", "-am", "Handed")


def test_a_task_is_handed_over_with_a_day_in_words(tuiwork: Tuiwork, workspace: Path) -> None:
    answer = tuiwork(*HANDOFF, "--due", "friday")
    assert (answer.code, answer.out) == (0, "k7f handed to ali  Replace compressor\n")
    assert field(workspace, "k7f", "owner") == "ali"
    assert "handoff sara -> ali Part is here.\n  Next: Book it\n  Due: 2026-06-19" in log(
        workspace, "k7f"
    )
    assert git(workspace, "status", "--porcelain") == ""


def test_without_context_or_person_it_is_refused(tuiwork: Tuiwork, workspace: Path) -> None:
    answer = tuiwork(*HANDOFF[:6])
    assert (answer.code, field(workspace, "k7f", "owner")) == (2, "sara")
    assert "next action" in answer.err
    assert "--to PERSON" in tuiwork("handoff", "k7f").err
    assert tuiwork(*HANDOFF[:4], "--force").code == 0
    assert "comment handed over without context or next action" in log(workspace, "k7f")


def test_accepted_and_returned(tuiwork: Tuiwork, workspace: Path) -> None:
    as_handed(workspace)
    assert tuiwork("accept", "k7f").out == "k7f taken over  Replace compressor\n"
    assert "sara accept" in log(workspace, "k7f")
    again = tuiwork("return", "k7f", "No drawings.")
    assert (again.code, "is answered: accepted" in again.err) == (2, True)


def test_given_back_with_the_reason_and_undone(tuiwork: Tuiwork, workspace: Path) -> None:
    as_handed(workspace)
    assert tuiwork("return", "k7f", "No drawings.").out == "k7f given back  Replace compressor\n"
    assert field(workspace, "k7f", "owner") == "ali"
    assert tuiwork("undo").code == 0
    assert field(workspace, "k7f", "owner") == "sara"
    assert tuiwork("handoffs", "--json").json["handoffs"][0]["answer"] is None


def test_what_waits_is_listed_with_what_was_said(tuiwork: Tuiwork, workspace: Path) -> None:
    assert tuiwork("handoffs").err == "no handoff waits for an answer\n"
    as_handed(workspace)
    shown = tuiwork("handoffs", "@me").out
    assert "k7f  ali → sara  6 days   Replace compressor" in shown
    assert "call." in shown
    assert tuiwork("handoffs", "ali").out == ""
    [row] = tuiwork("handoffs", "--json").json["handoffs"]
    assert {key: row[key] for key in ("id", "from", "to", "next", "late", "complete")} == {
        "id": "k7f3qd2m",
        "from": "ali",
        "to": "sara",
        "next": "call.",
        "late": True,
        "complete": False,
    }
    assert tuiwork("handoffs", "--json").json["complete"] == 0


def test_answered_ones_are_listed_when_asked_for(tuiwork: Tuiwork, workspace: Path) -> None:
    as_handed(workspace)
    tuiwork("return", "k7f", "No drawings.")
    assert tuiwork("handoffs").out == ""
    shown = tuiwork("handoffs", "--all").out
    assert "returned (6 days)" in shown
    assert "No drawings." in shown


def test_a_query_asks_who_was_handed_what(tuiwork: Tuiwork, workspace: Path) -> None:
    as_handed(workspace)
    assert "Replace compressor" in tuiwork("list", "handed:@me").out
    assert tuiwork("list", "handed:ali").out == ""
    assert "Replace compressor" not in tuiwork("list", "handed:none").out


def test_the_log_tells_it_in_words(tuiwork: Tuiwork, workspace: Path) -> None:
    as_handed(workspace)
    assert "handed it to sara: Known." in tuiwork("show", "k7f").out
    entry = tuiwork("show", "k7f", "--json").json["task"]["log"][-1]
    assert (entry["to"], entry["text"], entry["next"]) == ("sara", "Known.", "call.")


def test_nothing_is_written_in_a_dry_run(tuiwork: Tuiwork, workspace: Path) -> None:
    before = log(workspace, "k7f")
    assert '+owner = "ali"' in tuiwork(*HANDOFF, "--dry-run").out
    assert log(workspace, "k7f") == before


def test_the_day_begins_with_it(tuiwork: Tuiwork, workspace: Path) -> None:
    as_handed(workspace)
    shown = tuiwork("today").out
    assert "handed to you  1" in shown
    assert "ali → sara, 6 days: Known." in shown
    assert tuiwork("today", "--json").json["tasks"][0]["part"] == "handed to you"
