from __future__ import annotations

from datetime import UTC, datetime

from tests.text.workspaces import task, with_tasks
from tuiwork.model.task import Task
from tuiwork.tui.layouts.lately import finished_lately

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


def finished(id_: str, *entries: str, status: str = "done") -> Task:
    log = "".join(f"\n- {entry}" for entry in ("2026-06-01T08:00:00Z sara created", *entries))
    return task(id_, status=status, log=log)


def lately(*tasks: Task) -> list[str]:
    return [one.id for one in finished_lately(with_tasks(*tasks), tasks, NOW)]


def test_what_was_finished_in_the_last_days_comes_the_last_first() -> None:
    old = finished("old", "2026-06-08T11:59:59Z sara status doing -> done")
    first = finished("first", "2026-06-08T12:00:00Z sara status doing -> done")
    last = finished("last", "2026-06-15T11:00:00Z sara status doing -> done")
    assert lately(old, first, last) == ["last", "first"]


def test_a_later_entry_does_not_make_an_old_one_new() -> None:
    one = finished(
        "one",
        "2026-06-02T12:00:00Z sara status doing -> done",
        "2026-06-14T12:00:00Z ali comment\n  Thank you",
    )
    assert lately(one) == []


def test_what_is_open_again_or_has_no_log_is_not_finished() -> None:
    again = finished("a", "2026-06-14T12:00:00Z sara status done -> doing", status="doing")
    by_hand = finished("b", "2026-06-14T12:00:00Z sara status todo -> doing")
    assert lately(again, by_hand, task("c", status="done")) == []
