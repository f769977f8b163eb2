"""The sample company's plan, decisions, roadmap and questions, as of Monday 15 June 2026."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from tests.sample_reader import ROOT, tasks
from tests.verbs.company import of_texts
from tuiwork.insight.checking import find_problems
from tuiwork.insight.deciding import reviews_due
from tuiwork.insight.forecast import forecast
from tuiwork.insight.lenses import above, below
from tuiwork.insight.owning import ownership
from tuiwork.insight.plans import (
    Standing,
    age,
    completion,
    drift,
    item_standings,
    items_without_tasks,
    plan_now,
    planned_tasks,
)
from tuiwork.insight.questions import open_questions
from tuiwork.insight.roadmap import roadmap
from tuiwork.insight.room import room
from tuiwork.insight.starting import start_of
from tuiwork.model.kinds import kind_of
from tuiwork.model.plan import Plan
from tuiwork.model.subject import Subject
from tuiwork.model.workspace import Workspace
from tuiwork.text.log import entries_of

TODAY = date(2026, 6, 15)
PARTS, REVIEWER, SPIKE = "7qf34ftm", "nbtheakk", "hddzja35"


@cache
def sample() -> Workspace:
    files = {path.relative_to(ROOT).as_posix(): path for path in ROOT.rglob("*") if path.is_file()}
    return of_texts({path: file.read_text() for path, file in files.items() if kind_of(path)})


@cache
def plan() -> Plan:
    found = plan_now(sample(), TODAY)
    assert found is not None
    return found


def test_the_quarter_has_a_plan_with_seven_items_at_its_start() -> None:
    assert (plan().period, plan().started, plan().owner) == ("2026-Q2", date(2026, 4, 1), "mia")
    assert [one.of for one in plan().at_start] == [
        "goal:faster-service",
        "initiative:customer-status-page",
        f"task:{PARTS}",
        "goal:grow-contracts",
        "goal:weekly-product",
        "initiative:incident-playbook",
        "initiative:photo-reports",
    ]


def test_it_drifted_by_two_of_seven() -> None:
    found = drift(plan())
    assert found is not None
    assert (found.added, found.dropped) == ((f"task:{REVIEWER}",), ("initiative:photo-reports",))
    assert found.rate.value == pytest.approx(2 / 7)


def test_one_candidate_was_declined_for_a_reason_until_september() -> None:
    [declined] = plan().of_state("declined")
    assert declined.of == "initiative:swedish-duty-phone"
    assert declined.reason.startswith("Two callers a month")
    assert declined.revisit == date(2026, 9, 21)
    assert [one.of.partition(":")[2] for one in plan().of_state("waiting")] == [
        "photo-reports",
        "heat-pump-health-score",
        "quote-in-a-day",
    ]


def test_the_log_tells_every_choice_that_the_items_hold() -> None:
    told = {
        entry.details.split()[0]: entry.event
        for entry in entries_of(plan())
        if entry.event in ("in", "waiting", "declined")
    }
    assert told == {one.of: one.state for one in plan().items}


def test_three_of_the_six_tasks_of_its_start_are_finished() -> None:
    found = completion(sample(), plan(), TODAY)
    there = {
        id_
        for id_, task in tasks().items()
        if task.keys["created"].date() <= date(2026, 4, 1)
        and task.category != "dropped"
        and id_ in {*found.rate.ids}
    }
    assert {*found.rate.ids} == there
    assert (found.rate.n, found.rate.value) == (6, 0.5)
    assert all(tasks()[id_].category == "done" for id_ in found.finished)
    assert found.done == ("initiative:incident-playbook",)


@cache
def standings() -> dict[str, Standing]:
    return {one.item.of: one for one in item_standings(sample(), plan(), TODAY)}


@pytest.mark.parametrize(
    ("of", "words"),
    [
        ("goal:faster-service", "54 %, off track, 13 of 33 tasks done"),
        ("goal:grow-contracts", "36 %, off track, 4 of 12 tasks done"),
        ("goal:weekly-product", "43 %, off track, 8 of 22 tasks done"),
        ("initiative:customer-status-page", "implementing, 3 of 8 tasks done"),
        ("initiative:photo-reports", "pilot, 1 of 1 tasks done"),
        (f"task:{PARTS}", "doing"),
    ],
)
def test_its_items_stand_as_the_rest_of_the_sample_says(of: str, words: str) -> None:
    assert standings()[of].words == words


def test_something_is_done_for_every_item_and_it_is_due_for_a_look_on_wednesday() -> None:
    assert items_without_tasks(sample(), plan()) == ()
    found = age(plan(), TODAY)
    assert found is not None
    assert (found.last, found.due, found.overdue) == (date(2026, 5, 6), date(2026, 6, 17), 0)


def test_what_is_in_may_be_done_long_after_the_quarter() -> None:
    tasks = planned_tasks(sample(), plan())
    found = forecast(sample(), TODAY, tasks)
    assert len(found.ids) == len({one.id for one in tasks if sample().is_open(one)}) == 38
    assert (found.p50, found.p85) == (date(2026, 10, 19), date(2026, 10, 26))


def test_the_next_quarter_begins_with_six_unfinished_items_and_one_to_look_at_again() -> None:
    found = start_of(sample(), "2026-Q3", TODAY)
    assert [one.origin for one in found.offers] == ["carried"] * 6 + ["waited"] * 3 + ["revisit"]
    assert found.offers[-1].subject.name == "swedish-duty-phone"
    assert "incident-playbook" not in {one.subject.name for one in found.offers}


def test_a_quote_in_a_day_takes_eleven_hours_of_thirteen_weeks() -> None:
    found = room(sample(), "2026-Q3", TODAY, ["quote-in-a-day"])
    needed = {one.handle: one.needed for one in found.people if one.needed}
    assert needed == {"freja": 5 * 13, "sara": 4 * 13, "henrik": 2 * 13}
    assert found.over == ()


def test_one_decision_is_to_be_reviewed_and_17_days_overdue() -> None:
    [found] = reviews_due(sample(), TODAY)
    assert (found.slug, found.days_overdue(TODAY)) == ("parts-supplier", 17)


def test_one_why_question_is_open_for_nine_days() -> None:
    [found] = open_questions(sample(), TODAY)
    assert (found.task.title, found.days) == ("Spike: offline map tiles", 9)
    assert (found.question.by, found.to.handle) == ("mia", "ali")
    assert found.to.through is not None
    assert (found.to.through.kind, found.to.through.title) == ("space", "Product")


def test_who_owns_the_compressor_and_where_the_spike_breaks() -> None:
    chain = ownership(sample(), Subject("task", "k7f3qd2m"))
    owners = [(one.kind, one.owner) for one in chain.levels]
    assert owners == [("task", "sara"), ("key result", "jonas"), ("goal", "jonas")]
    assert chain.breaks == ()
    spike = ownership(sample(), Subject("task", SPIKE))
    assert spike.breaks == ("no goal is linked: the chain ends at the task",)


def test_the_two_lenses_see_the_59_aligned_tasks() -> None:
    counted = [one.id for one in sample().tasks.values() if one.status != "dropped"]
    found = above(sample(), counted)
    assert len({id_ for _, ids in found.goals for id_ in ids}) == 59
    assert len(found.alone) == 12 + 19
    page = Subject("initiative", "customer-status-page")
    assert {*dict(found.initiatives)[page]} == {one.id for one in below(sample(), page)}
    assert len(below(sample(), page)) == 8


def test_the_roadmap_has_two_initiatives_three_goal_ends_and_nothing_impossible() -> None:
    found = roadmap(sample(), TODAY)
    assert [(one.kind, one.name) for one in found.rows] == [
        ("initiative", "customer-status-page"),
        ("initiative", "quote-in-a-day"),
        ("goal", "faster-service"),
        ("goal", "grow-contracts"),
        ("goal", "weekly-product"),
    ]
    names = [one.name for one in found.undated]
    assert names == ["heat-pump-health-score", "swedish-duty-phone"]
    assert found.flags == ()


def test_nothing_is_wrong_in_plans_and_decisions() -> None:
    wrong = [
        one for one in find_problems(sample()) if one.path.startswith(("plans/", "decisions/"))
    ]
    assert wrong == []
