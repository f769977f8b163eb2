"""The figures of a plan, on cases worked out by hand: completion, drift, age, what has no tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from tests.verbs.company import TODAY, company, task
from tuiwork.insight.plans import (
    age,
    completion,
    drift,
    item_standings,
    items_without_tasks,
    plan_now,
    plans_of,
)
from tuiwork.model.plan import Plan
from tuiwork.model.workspace import Workspace

IDS = ("aaaaaaa1", "aaaaaaa2", "aaaaaaa3", "aaaaaaa4", "aaaaaaa5", "aaaaaaa6", "aaaaaaa7")
INITIATIVE = '+++\ntitle = "Page"\nowner = "ali"\nstage = "pilot"\ngoals = ["grow"]\n+++\n'


def plan_text(*rows: str, head: str = "started = 2026-04-01") -> str:
    return "\n".join(["+++", head, *(f"[[items]]\n{row}" for row in rows), "+++\n"])


def item(of: str, state: str = "in", **days: str) -> str:
    more = [f"{key} = {day}" for key, day in days.items()]
    return "\n".join([f'of = "{of}"', f'state = "{state}"', *more])


def done_on(id_: str, day: str, created: str = "2026-03-01", **fields: str) -> tuple[str, str]:
    """A task of the initiative that was finished on a day."""
    log = f"- {day}T09:00:00Z ali status doing -> done\n"
    return task(
        id_, log=log, status='"done"', initiative='"page"', created=f"{created}T08:00:00Z", **fields
    )


def open_(id_: str, created: str = "2026-03-01", **fields: str) -> tuple[str, str]:
    told = {"initiative": '"page"', "created": f"{created}T08:00:00Z", "status": '"doing"'}
    return task(id_, **{**told, **fields})


def planned(text: str, tasks: Sequence[tuple[str, str]] = ()) -> tuple[Workspace, Plan]:
    made = company(*tasks, **{"plans__2026-Q2": text, "initiatives__page": INITIATIVE})
    plan = plan_now(made, TODAY)
    assert plan is not None
    return made, plan


def test_completion_is_what_was_there_at_the_start_and_finished_within_the_period() -> None:
    made, plan = planned(
        plan_text(item("initiative:page")),
        [
            done_on(IDS[0], "2026-05-05"),
            done_on(IDS[1], "2026-07-01"),
            done_on(IDS[2], "2026-03-20"),
            done_on(IDS[3], "2026-05-06", created="2026-04-02"),
            open_(IDS[4]),
            open_(IDS[5], status='"dropped"'),
        ],
    )
    found = completion(made, plan, TODAY)
    assert found.rate.ids == (IDS[0], IDS[1], IDS[4])
    assert found.finished == (IDS[0],)
    assert found.rate.value == pytest.approx(1 / 3)


def test_completion_takes_each_task_once_and_only_what_was_in() -> None:
    made, plan = planned(
        plan_text(
            item("initiative:page"),
            item(f"task:{IDS[0]}"),
            item(f"task:{IDS[1]}", "waiting"),
            item(f"task:{IDS[2]}", added="2026-05-01"),
            item(f"task:{IDS[3]}", "waiting", dropped="2026-05-01"),
        ),
        [
            done_on(IDS[0], "2026-05-05"),
            open_(IDS[1], initiative='""'),
            open_(IDS[2], initiative='""'),
            open_(IDS[3], initiative='""'),
        ],
    )
    found = completion(made, plan, TODAY)
    assert (found.rate.ids, found.finished) == ((IDS[0], IDS[3]), (IDS[0],))
    assert found.items == ("initiative:page", f"task:{IDS[0]}", f"task:{IDS[3]}")
    assert found.done == (f"task:{IDS[0]}",)


def test_nothing_in_a_plan_gives_no_rate() -> None:
    made, plan = planned(plan_text())
    assert completion(made, plan, TODAY).rate.value is None


def test_drift_counts_each_item_that_came_or_went_once() -> None:
    _, plan = planned(
        plan_text(
            item("goal:a"),
            item("goal:b"),
            item("goal:c"),
            item("goal:d", "declined", dropped="2026-05-01"),
            item("goal:e", added="2026-05-01"),
            item("goal:f", "waiting", added="2026-05-01", dropped="2026-06-01"),
            item("goal:g", "waiting"),
        )
    )
    found = drift(plan)
    assert found is not None
    assert (found.added, found.dropped) == (("goal:e", "goal:f"), ("goal:d", "goal:f"))
    assert found.rate.ids == ("goal:a", "goal:b", "goal:c", "goal:d")
    assert found.rate.value == 3 / 4


def test_there_is_no_drift_before_the_start() -> None:
    _, plan = planned(plan_text(item("goal:a"), head='owner = "ali"'))
    assert drift(plan) is None


def test_items_without_tasks_are_goals_and_initiatives_that_nothing_is_done_for() -> None:
    rows = [item("initiative:page"), item("goal:grow"), item("goal:faster-service")]
    made, plan = planned(plan_text(*rows, item("goal:none", "waiting"), item("task:gone")))
    assert items_without_tasks(made, plan) == (
        "initiative:page",
        "goal:grow",
        "goal:faster-service",
    )
    made, plan = planned(plan_text(*rows), [open_(IDS[0])])
    assert items_without_tasks(made, plan) == ("goal:faster-service",)
    made, plan = planned(plan_text(*rows), [open_(IDS[0], status='"dropped"')])
    assert len(items_without_tasks(made, plan)) == 3


@pytest.mark.parametrize(
    ("head", "due"),
    [
        ("started = 2026-04-01", date(2026, 5, 1)),
        ('started = 2026-04-01\ncadence = "6w"', date(2026, 5, 13)),
        ('started = 2026-04-01\nreviewed = 2026-05-06\ncadence = "2w"', date(2026, 5, 20)),
        ('started = 2026-04-01\nreviewed = 2026-03-06\ncadence = "10d"', date(2026, 4, 11)),
        ('started = 2026-04-01\ncadence = "often"', date(2026, 5, 1)),
    ],
)
def test_a_plan_is_due_for_a_look_a_cadence_after_the_last_one(head: str, due: date) -> None:
    _, plan = planned(plan_text(head=head))
    found = age(plan, due)
    assert found is not None
    assert (found.due, found.overdue) == (due, 0)
    late = age(plan, due + timedelta(3))
    assert late is not None
    assert late.overdue == 3


def test_a_plan_that_was_not_started_or_is_over_has_no_age() -> None:
    _, plan = planned(plan_text(head='cadence = "2w"'))
    assert age(plan, TODAY) is None
    _, plan = planned(plan_text())
    assert age(plan, date(2026, 7, 1)) is None


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_the_ends_of_the_calendar_are_no_trouble(day: str) -> None:
    made, plan = planned(
        plan_text(item("initiative:page"), head=f"started = {day}"), [open_(IDS[0])]
    )
    found = completion(made, plan, TODAY)
    assert len(found.rate.ids) == (1 if day.startswith("9") else 0)
    assert age(plan, TODAY) is not None


def test_items_stand_by_their_progress_their_stage_or_their_status() -> None:
    made, plan = planned(
        plan_text(
            item("goal:faster-service"),
            item("goal:faster-service/handling-time"),
            item("initiative:page"),
            item(f"task:{IDS[0]}"),
            item("initiative:gone"),
            item("nothing"),
        ),
        [done_on(IDS[0], "2026-05-05"), open_(IDS[1])],
    )
    goal, key_result, page, one, gone, nothing = item_standings(made, plan, TODAY)
    assert (goal.words, goal.progress) == ("25 %, off track, no tasks", 0.25)
    assert (key_result.title, key_result.progress, key_result.owner) == (
        "Handling time",
        0.5,
        "ali",
    )
    assert (page.words, page.progress, page.is_done) == ("pilot, 1 of 2 tasks done", 0.5, False)
    assert (page.tasks, page.done) == ((IDS[0], IDS[1]), (IDS[0],))
    assert (one.words, one.is_done) == ("done", True)
    assert [(each.missing, each.words) for each in (gone, nothing)] == [
        (True, "does not exist")
    ] * 2


def test_an_initiative_that_became_everyday_is_done() -> None:
    made = company(
        **{
            "plans__2026-Q2": plan_text(item("initiative:page")),
            "initiatives__page": INITIATIVE.replace("pilot", "everyday"),
        }
    )
    [one] = item_standings(made, plans_of(made)["2026-Q2"], TODAY)
    assert (one.is_done, one.words) == (True, "everyday, no tasks")
