"""A task's own rules: its identity, its defaults, and when it is overdue."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.text.hostile import HOSTILE
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task, due_day, is_overdue
from tuiwork.text import toml
from tuiwork.text.source import Malformed

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
PATH = "spaces/ops/jobs/k7f3qd2m-roof.md"


def task(path: str = PATH, **fields: Any) -> Task:
    return Task(path, Kind.TASK, fields)


@pytest.mark.parametrize(
    ("path", "fields", "id_"),
    [
        (PATH, {"id": "abcdefgh"}, "abcdefgh"),
        (PATH, {}, "k7f3qd2m"),
        (PATH, {"id": ""}, "k7f3qd2m"),
        (PATH, {"id": 5}, "k7f3qd2m"),
        ("spaces/ops/jobs/by-hand.md", {}, "by-hand"),
        ("spaces/ops/jobs/12345678-x.md", {}, "12345678-x"),
    ],
)
def test_a_task_is_known_by_its_id_or_what_its_file_is_called(
    path: str, fields: dict[str, Any], id_: str
) -> None:
    assert task(path, **fields).id == id_


def test_what_is_not_said_has_a_default() -> None:
    empty = task()
    assert (empty.priority, empty.rank, empty.title) == ("normal", "~", "k7f3qd2m-roof")
    assert (empty.status, empty.owner, empty.due, empty.parent, empty.created) == (None,) * 5
    assert (empty.goals, empty.tags) == ((), ())
    odd = task(priority="hot", rank="", created=date(2026, 6, 1), goals="x")
    assert (odd.priority, odd.rank, odd.created, odd.goals) == ("normal", "~", None, ())


DAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("now", "overdue"),
    [
        (datetime(2026, 6, 14, 23, 59), False),
        (datetime(2026, 6, 15, 0, 0), False),
        (datetime(2026, 6, 15, 23, 59, 59), False),
        (datetime(2026, 6, 16, 0, 0), True),
    ],
)
@pytest.mark.parametrize("zone", [None, UTC, COPENHAGEN])
def test_nothing_is_overdue_on_its_due_day(
    now: datetime, overdue: bool, zone: ZoneInfo | timezone | None
) -> None:
    assert is_overdue(task(due=DAY), now.replace(tzinfo=zone)) == overdue


def test_the_day_ends_with_the_clock_of_the_workspace() -> None:
    late = datetime(2026, 6, 15, 22, 30, tzinfo=UTC)
    assert not is_overdue(task(due=DAY), late)
    assert is_overdue(task(due=DAY), late.astimezone(COPENHAGEN))


@pytest.mark.parametrize(
    ("due", "overdue"),
    [
        (datetime(2026, 6, 15, 8, 59), True),
        (datetime(2026, 6, 15, 9, 0), False),
        (datetime(2026, 6, 15, 9, 1), False),
        (datetime(2026, 6, 15, 7, 1, tzinfo=UTC), False),
        (datetime(2026, 6, 15, 6, 59, tzinfo=UTC), True),
        (datetime(2026, 6, 15, 17, 0, tzinfo=timezone(timedelta(hours=9, minutes=59))), False),
        (datetime(2026, 6, 15, 17, 0, tzinfo=timezone(timedelta(hours=10, minutes=1))), True),
    ],
)
def test_what_is_due_at_a_time_is_overdue_once_it_has_passed(due: datetime, overdue: bool) -> None:
    now = datetime(2026, 6, 15, 9, 0, tzinfo=COPENHAGEN)
    assert is_overdue(task(due=due), now) == overdue


def test_without_a_zone_for_now_the_written_time_counts() -> None:
    now = datetime(2026, 6, 15, 9, 0)
    assert is_overdue(task(due=datetime(2026, 6, 15, 8, 59, tzinfo=UTC)), now)
    assert not is_overdue(task(due=datetime(2026, 6, 15, 9, 1, tzinfo=UTC)), now)


def test_a_task_without_a_due_day_is_never_overdue() -> None:
    assert not is_overdue(task(), datetime(2026, 6, 15))
    assert not is_overdue(task(due="2026-01-01"), datetime(2026, 6, 15))
    assert due_day(task()) is None


def test_the_due_day_of_a_time_is_its_day() -> None:
    assert due_day(task(due=datetime(2026, 6, 15, 23, 0, tzinfo=UTC))) == DAY
    assert due_day(task(due=DAY)) == DAY


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("zone", [None, UTC, COPENHAGEN])
def test_no_due_date_that_can_be_written_raises(
    name: str, zone: ZoneInfo | timezone | None
) -> None:
    try:
        fields = toml.load(HOSTILE[name])
    except Malformed:
        return
    one = task(due=fields.get("due"))
    for now in (datetime(2026, 6, 15), datetime(1, 1, 2), datetime(9999, 12, 30)):
        assert is_overdue(one, now.replace(tzinfo=zone)) in (True, False)
    assert due_day(one) is None or isinstance(due_day(one), date)
