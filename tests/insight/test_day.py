from __future__ import annotations

from datetime import date, datetime, timedelta

from tests.text.workspaces import SARA, TODAY, task, with_tasks
from tuiwork.insight.day import day_of_person, handed_to
from tuiwork.model.task import Task


def day(*tasks: Task, owner: str | None = "sara") -> dict[str, str]:
    parts = day_of_person(with_tasks(*tasks), owner, SARA.now)
    return {part: " ".join(one.id for one in members) for part, members in parts.items() if members}


def handed(log: str, **fields: str) -> dict[str, str]:
    one = task("a1", log=log, **({"owner": "sara"} | fields))
    return dict(handed_to(with_tasks(one), "sara", SARA.now))


def test_a_day_is_what_is_late_due_under_way_or_blocked() -> None:
    assert day(
        task("late", owner="sara", due=TODAY - timedelta(1)),
        task("now", owner="sara", due=TODAY),
        task("busy", owner="sara", status="doing"),
        task("stuck", owner="sara", status="parts"),
        task("later", owner="sara", due=TODAY + timedelta(1)),
        task("hers", owner="freja", due=TODAY),
    ) == {"overdue": "late", "due today": "now", "in progress": "busy", "blocked": "stuck"}


def test_a_task_stands_in_the_first_part_that_fits_only() -> None:
    one = task("a1", owner="sara", due=TODAY - timedelta(1), status="doing")
    assert day(one) == {"overdue": "a1"}


def test_what_was_handed_over_and_not_accepted_comes_first_whoever_has_it() -> None:
    log = "- 2026-06-14T09:00:00Z freja handoff freja -> sara Known.\n"
    assert day(
        task("late", owner="sara", due=TODAY - timedelta(1)),
        task("a", owner="sara", due=TODAY, log=log),
        task("b", owner="freja", log=log.replace("06-14", "06-13")),
        task("c", owner="sara", status="doing", log=f"{log}- 2026-06-14T10:00:00Z sara accept\n"),
    ) == {"handed to you": "b a", "overdue": "late", "in progress": "c"}


def test_the_most_pressing_stands_first() -> None:
    assert day(
        task("b", owner="sara", status="doing"),
        task("c", owner="sara", status="doing", priority="urgent"),
        task("a", owner="sara", status="doing", due=date(2026, 6, 20)),
    ) == {"in progress": "a c b"}


def test_what_is_closed_is_no_part_of_the_day() -> None:
    assert day(task("a", owner="sara", due=TODAY, status="done")) == {}


def test_everybodys_day_has_all_the_tasks() -> None:
    tasks = task("a", owner="sara", due=TODAY), task("b", owner="freja", due=TODAY), task("c")
    assert day(*tasks, owner=None) == {"due today": "a b"}


def test_a_task_was_handed_over_by_who_made_one_its_owner() -> None:
    assert handed("- 2026-06-14T09:00:00Z mia owner freja -> sara\n") == {"a1": "mia"}


def test_what_one_took_oneself_was_handed_over_by_nobody() -> None:
    assert handed("- 2026-06-14T09:00:00Z sara owner - -> sara\n") == {}


def test_what_was_handed_over_long_ago_is_no_news() -> None:
    assert handed("- 2026-06-01T09:00:00Z mia owner freja -> sara\n") == {}


def test_only_the_last_change_of_the_owner_counts() -> None:
    log = (
        "- 2026-06-13T09:00:00Z mia owner - -> sara\n- 2026-06-14T09:00:00Z sara owner - -> sara\n"
    )
    assert handed(log) == {}


def test_an_odd_log_is_no_trouble() -> None:
    assert handed("- 2026-06-14T09:00:00Z mia owner nonsense\n") == {}
    assert isinstance(SARA.now, datetime)
