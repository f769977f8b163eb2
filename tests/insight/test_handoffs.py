"""Handoffs across a workspace, on small cases counted by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.text.workspaces import SARA, task, with_tasks
from tuiwork.insight.handoffs import (
    accepted,
    completeness,
    every_handoff,
    is_dropping,
    pending_handoffs,
    working_time,
)
from tuiwork.model.settings import Calendar
from tuiwork.model.task import Task

HANDED = "- 2026-06-12T09:00:00Z freja handoff freja -> {} Known.\n  Next: call.\n  Due: friday.\n"
ACCEPTED = "- 2026-06-12T15:00:00Z sara accept\n"


def handed(id_: str, to: str = "sara", more: str = "", **fields: str) -> Task:
    return task(id_, log=HANDED.format(to) + more, **fields)


def test_what_waits_for_an_answer_is_listed_the_oldest_first() -> None:
    older = HANDED.format("sam").replace("06-12", "06-10")
    space = with_tasks(
        handed("b"), handed("a", "sam"), task("c", log=older), task("d"), handed("e", more=ACCEPTED)
    )
    assert [one.task.id for one in pending_handoffs(space)] == ["c", "a", "b"]
    assert [one.task.id for one in pending_handoffs(space, "sam")] == ["c", "a"]


def test_a_closed_task_waits_for_nobody() -> None:
    assert pending_handoffs(with_tasks(handed("a", status="done"))) == []


def test_the_wait_of_what_was_accepted_ends_there() -> None:
    [one] = accepted(with_tasks(handed("a", more=ACCEPTED), handed("b")))
    assert (one.task.id, one.waited(SARA.now)) == ("a", timedelta(hours=6))
    [pending] = pending_handoffs(with_tasks(handed("b")))
    assert pending.waited(SARA.now) == timedelta(days=2, hours=22)


def test_complete_is_what_says_context_next_action_and_due() -> None:
    bare = "- 2026-06-12T09:00:00Z freja handoff freja -> sara Known.\n  Next: call.\n"
    space = with_tasks(handed("a"), task("b", log=bare), handed("c", more=ACCEPTED), handed("d"))
    found = completeness(every_handoff(space))
    assert (found.share, found.lacking) == (0.75, ("b",))
    assert completeness([]).share is None


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-06-12T15:00", "2026-06-15T15:00", 24),  # Friday to Monday
        ("2026-06-13T10:00", "2026-06-14T10:00", 0),  # a weekend
        ("2026-06-15T08:00", "2026-06-15T17:00", 9),
        ("2026-06-08T08:00", "2026-06-22T09:00", 241),  # two weeks and an hour
        ("2026-06-15T09:00", "2026-06-12T09:00", 0),  # a clock that was wrong
    ],
)
def test_working_time_leaves_out_the_days_on_which_nobody_works(
    start: str, end: str, hours: int
) -> None:
    first, last = (datetime.fromisoformat(f"{one}+02:00") for one in (start, end))
    assert working_time(Calendar(), first, last) == timedelta(hours=hours)


def test_a_ball_is_about_to_be_dropped_after_more_than_a_working_day() -> None:
    space = with_tasks(handed("a"))
    [(_, handoff)] = pending_handoffs(space)
    # Handed over on Friday at 11:00 in Copenhagen.
    monday = datetime.fromisoformat("2026-06-15T11:00:00+02:00")
    assert not is_dropping(space, handoff, monday)
    assert is_dropping(space, handoff, monday + timedelta(seconds=1))
