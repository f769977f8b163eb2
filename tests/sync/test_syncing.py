from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sync.playground import git
from tests.sync.team import (
    CALL,
    CALL_TEXT,
    ROOF,
    ROOF_TEXT,
    Clone,
    Team,
    during,
    hold_equal,
    new_team,
    task,
)
from tuiwork.store.lock import hold
from tuiwork.sync import remote, syncing

MOVED = "spaces/ops/archive/k7f3qd2m-replace-compressor.md"
NEW = "spaces/ops/jobs/qqqq1111-new.md"


def test_what_one_records_the_other_receives(team: Team, sara: Clone, ali: Clone) -> None:
    sara.edit(ROOF, "todo", "doing")
    sent = sara.sync()
    assert (sent.state, sent.sent, sent.received, sent.paths) == ("published", 1, 0, ())
    assert team.tip == sara.head
    got = ali.sync()
    assert (got.state, got.sent, got.received, got.paths) == ("received", 0, 1, (ROOF,))
    assert ali.head == sara.head
    assert hold_equal(sara, ali)


def test_it_says_what_it_is_doing(sara: Clone, ali: Clone) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    ali.edit(CALL, "todo", "done")
    said: list[str] = []
    result = ali.sync(say=said.append)
    assert said == ["fetching from origin", "taking over 1 change", "sending 1 change"]
    assert result.message == "received 1 change, sent 1 change"


def test_with_nothing_new_nothing_is_written(sara: Clone) -> None:
    sara.sync()
    before = sara.writes
    result = sara.sync()
    assert (result.state, result.message) == ("up-to-date", "nothing was new")
    assert sara.writes == before


def test_edits_of_different_fields_need_no_question(sara: Clone, ali: Clone) -> None:
    sara.edit(ROOF, 'status = "todo"', 'status = "doing"')
    ali.edit(ROOF, 'title = "Replace compressor"', 'title = "Replace compressor"\nowner = "ali"')
    sara.sync()
    result = ali.sync()
    assert (result.state, result.sent, result.received) == ("published", 1, 1)
    assert result.conflicts == ()
    assert result.paths == (ROOF,)
    assert ali.read(ROOF) == ROOF_TEXT.replace('status = "todo"', 'owner = "ali"\nstatus = "doing"')
    assert sara.sync().state == "received"
    assert hold_equal(sara, ali)
    assert git(ali.root, "log", "-1", "--format=%s|%an") == "Merged 1 change from origin|Ali"


def test_of_two_titles_one_is_shown_and_the_other_kept(sara: Clone, ali: Clone) -> None:
    sara.edit(ROOF, "Replace compressor", "Repair compressor")
    ali.edit(ROOF, "Replace compressor", "Rent compressor")
    sara.sync()
    result = ali.sync()
    assert [(one.path, one.field) for one in result.conflicts] == [(ROOF, "title")]
    assert "one value was changed on both sides" in result.message
    assert {result.conflicts[0].kept, result.conflicts[0].other} == {
        "Repair compressor",
        "Rent compressor",
    }
    sara.sync()
    assert "[[conflicts]]" in sara.read(ROOF)
    assert "Repair compressor" in sara.read(ROOF)
    assert "Rent compressor" in sara.read(ROOF)
    assert hold_equal(sara, ali)


def test_who_syncs_first_makes_no_difference(tmp_path: Path) -> None:
    trees = set()
    for order in ("sara ali", "ali sara"):
        folder = tmp_path / order.replace(" ", "-")
        folder.mkdir()
        team = new_team(folder)
        people = {name: team.clone(name) for name in ("sara", "ali")}
        people["sara"].change(
            {ROOF: ROOF_TEXT.replace("Replace", "Repair"), CALL: None, "notes.txt": "1\ntwo\n3\n"}
        )
        people["ali"].change(
            {
                ROOF: ROOF_TEXT.replace("Replace", "Rent").replace("Crane", "A crane"),
                CALL: CALL_TEXT.replace("todo", "doing"),
                "notes.txt": "one\n2\nthree\n",
            }
        )
        for name in (*order.split(), *order.split()):
            people[name].sync()
        assert hold_equal(*people.values())
        trees.add(people["ali"].tree)
    assert len(trees) == 1


def test_both_logs_are_kept_in_the_order_of_time(sara: Clone, ali: Clone) -> None:
    sara.change({ROOF: ROOF_TEXT + "- 2026-06-04T07:00:00Z sara comment Later\n"})
    ali.change({ROOF: ROOF_TEXT + "- 2026-06-03T07:00:00Z ali comment Earlier\n"})
    sara.sync()
    assert ali.sync().conflicts == ()
    assert ali.read(ROOF) == (
        ROOF_TEXT
        + "- 2026-06-03T07:00:00Z ali comment Earlier\n"
        + "- 2026-06-04T07:00:00Z sara comment Later\n"
    )


def test_a_move_and_an_edit_give_both(sara: Clone, ali: Clone) -> None:
    sara.change({ROOF: None, MOVED: ROOF_TEXT, "spaces/ops/archive/list.toml": 'name = "Old"\n'})
    ali.edit(ROOF, "todo", "doing")
    sara.sync()
    result = ali.sync()
    assert result.conflicts == ()
    assert ROOF in result.paths
    sara.sync()
    assert sara.read(MOVED) == ROOF_TEXT.replace("todo", "doing")
    assert not (sara.root / ROOF).exists()
    assert hold_equal(sara, ali)


def test_an_edit_wins_over_a_removal(sara: Clone, ali: Clone) -> None:
    sara.change({ROOF: None})
    ali.edit(ROOF, "todo", "doing")
    sara.sync()
    assert [one.field for one in ali.sync().conflicts] == ["deleted"]
    sara.sync()
    assert 'status = "doing"' in sara.read(ROOF)
    assert hold_equal(sara, ali)


def test_both_add_tasks_and_both_get_both(sara: Clone, ali: Clone) -> None:
    sara.change({NEW: task("qqqq1111", 'title = "One"')})
    ali.change({NEW.replace("1", "2"): task("qqqq2222", 'title = "Two"')})
    sara.sync()
    result = ali.sync()
    assert (result.conflicts, result.problems) == ((), ())
    sara.sync()
    assert hold_equal(sara, ali)
    assert len(list((sara.root / "spaces/ops/jobs").glob("*.md"))) == 4


def test_a_side_that_cannot_be_read_is_kept_and_reported(sara: Clone, ali: Clone) -> None:
    sara.change({ROOF: "+++\nid = \n+++\nbroken by hand\n"})
    ali.edit(ROOF, "todo", "doing")
    sara.sync()
    result = ali.sync()
    assert result.state == "published"
    assert str(result.problems[0]) in result.message
    sara.sync()
    assert hold_equal(sara, ali)
    kept = "".join(text.decode() for text in sara.files.values())
    assert "broken by hand" in kept
    assert 'status = "doing"' in kept


def test_three_clones_with_many_edits_come_to_the_same_and_then_rest(
    team: Team, sara: Clone, ali: Clone
) -> None:
    clones = [sara, ali, team.clone("jonas")]
    for number, clone in enumerate(clones):
        for step in range(3):
            clone.change(
                {
                    ROOF: clone.read(ROOF).replace("Crane", f"Crane {number}{step}")
                    + f"- 2026-06-0{step + 3}T0{number}:00:00Z jonas comment {number}\n",
                    CALL: CALL_TEXT.replace("Call", f"Call {number}"),
                    f"spaces/ops/jobs/aaaa000{number}-{step}.md": task(f"aaaa000{number}"),
                    "notes.txt": f"one\ntwo\nthree\n{number}\n",
                }
            )
            if (number + step) % 2:
                clone.sync()
    for _ in range(2):
        for clone in clones:
            clone.sync()
    assert hold_equal(*clones)
    tip = team.tip
    writes = clones[0].writes
    assert {clone.sync().state for clone in clones} == {"up-to-date"}
    assert team.tip == tip
    assert clones[0].writes == writes


def test_the_first_sync_fills_an_empty_remote(tmp_path: Path) -> None:
    team = new_team(tmp_path, {})
    sara = team.clone("sara")
    result = sara.sync()
    assert (result.state, result.sent) == ("up-to-date", 0)
    sara.change({ROOF: ROOF_TEXT})
    result = sara.sync()
    assert (result.state, result.sent) == ("published", 1)
    assert team.tip == sara.head


def test_a_clone_of_an_empty_remote_receives_what_others_began(tmp_path: Path) -> None:
    team = new_team(tmp_path, {})
    sara, ali = team.clone("sara"), team.clone("ali")
    sara.change({ROOF: ROOF_TEXT, "notes.txt": "one\n"})
    sara.sync()
    result = ali.sync()
    assert (result.state, result.received, result.paths) == ("received", 1, (ROOF,))
    assert hold_equal(sara, ali)


def test_a_second_sync_at_the_same_time_stops_at_once(sara: Clone) -> None:
    with hold(sara.local.sync_lock):
        stop = sara.stopped()
    assert stop.state == "busy"
    assert "running already" in stop.message


def test_the_write_lock_is_free_while_the_network_is_used(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    ali.edit(CALL, "todo", "done")
    taken = []

    def with_lock(act: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **options: Any) -> Any:
            with hold(ali.local.lock, patience=0):
                taken.append(act.__name__)
                return act(*args, **options)

        return run

    monkeypatch.setattr(syncing, "fetch", with_lock(remote.fetch))
    monkeypatch.setattr(syncing, "push", with_lock(remote.push))
    assert ali.sync().state == "published"
    assert taken == ["fetch", "push"]


def test_who_loses_the_race_to_the_remote_tries_again(
    team: Team, sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    jonas = team.clone("jonas")
    sara.edit(ROOF, "todo", "doing")
    ali.edit(CALL, "todo", "done")
    jonas.change({"notes.txt": "one\ntwo\nthree\nfour\n"})

    def race() -> None:
        git(sara.root, "push", "--quiet", "origin", "main")

    during(monkeypatch, syncing, "push", race)
    result = ali.sync()
    assert (result.state, result.sent, result.received) == ("published", 1, 1)
    assert team.tip == ali.head
    assert jonas.sync().state == "published"


def test_a_remote_that_always_moves_on_ends_in_a_stop(
    sara: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.edit(ROOF, "todo", "doing")
    monkeypatch.setattr(syncing, "push", lambda *_, **__: False)
    monkeypatch.setattr(syncing, "_PAUSE", 0.0)
    stop = sara.stopped()
    assert stop.state == "busy"
    assert "10 times" in stop.message


def test_what_was_received_before_a_refusal_is_told(team: Team, sara: Clone, ali: Clone) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    script = team.remote / "hooks/pre-receive"
    script.parent.mkdir(exist_ok=True)
    script.write_text("#!/bin/sh\nexit 1\n")
    script.chmod(0o755)
    ali.edit(CALL, "todo", "done")
    assert ali.stopped().paths == (ROOF,)
