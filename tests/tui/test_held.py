from __future__ import annotations

from datetime import date

import pytest

from tests.text.workspaces import task, with_tasks
from tuiwork.tui.held import Held, Meanwhile


def test_what_nobody_changed_is_fine() -> None:
    one = task("a1", status="doing")
    Held([one], "status").check(with_tasks(one), "done")


def test_what_became_what_was_answered_is_fine() -> None:
    held = Held([task("a1", status="doing")], "status")
    held.check(with_tasks(task("a1", status="done")), "done")


def test_another_value_is_told_once_and_then_meant() -> None:
    held = Held([task("a1", title="Roof", owner="sara")], "owner")
    now = with_tasks(task("a1", title="Roof", owner="sam"))
    with pytest.raises(Meanwhile) as told:
        held.check(now, "freja")
    assert (
        told.value.message
        == ("the owner of “Roof” became “sam” meanwhile; enter puts your answer in its place")
        or "Sam Berg" in told.value.message
    )
    held.check(now, "freja")


def test_a_third_value_is_told_again() -> None:
    held = Held([task("a1", owner="sara")], "owner")
    with pytest.raises(Meanwhile):
        held.check(with_tasks(task("a1", owner="sam")), "freja")
    with pytest.raises(Meanwhile):
        held.check(with_tasks(task("a1", owner="mia")), "freja")


def test_a_value_that_was_taken_away_is_told() -> None:
    held = Held([task("a1", due=date(2026, 6, 19))], "due")
    with pytest.raises(Meanwhile, match="the due of “a1” became empty meanwhile"):
        held.check(with_tasks(task("a1")), date(2026, 6, 20))


def test_a_task_that_was_moved_is_told() -> None:
    held = Held([task("a1")], "folder")
    now = with_tasks(task("a1", "operations/incidents"))
    with pytest.raises(Meanwhile, match="the list of “a1” became Incidents meanwhile"):
        held.check(now, "spaces/customers/quotes")


def test_a_task_that_is_gone_is_left_to_the_verb() -> None:
    Held([task("a1")], "owner").check(with_tasks(), "sam")
