"""Verbs that tie tasks to goals and to each other, and untie them."""

from __future__ import annotations

import pytest

from tests.verbs.company import SARA, after, company, differing, task, told
from tuiwork.errors import Refused
from tuiwork.verbs.linking import Relation, link, tie_each, unlink

A, B, C = "aaaaaaaa", "bbbbbbbb", "cccccccc"
KR = "faster-service/handling-time"


@pytest.mark.parametrize(
    ("relation", "target", "field", "message"),
    [
        (Relation.GOAL, "grow", {"goals": ["grow"]}, "to the goal “Grow”"),
        (Relation.GOAL, "handl", {"goals": [KR]}, "to the goal “Handling time”"),
        (Relation.PARENT, "b", {"parent": B}, "below “Task bbbbbbbb”"),
        (Relation.BLOCKED_BY, "b", {"blocked_by": [B]}, "as blocked by “Task bbbbbbbb”"),
        (Relation.RELATES, "b", {"relates": [B]}, "with “Task bbbbbbbb”"),
        (Relation.DUPLICATES, "b", {"duplicates": [B]}, "as a duplicate of “Task bbbbbbbb”"),
    ],
)
def test_a_link_is_stored_on_one_side_and_undone_by_its_opposite(
    relation: Relation, target: str, field: dict[str, object], message: str
) -> None:
    one = company(task(A), task(B))
    change = link(one, SARA, [A], relation, target)
    assert change.message == f"Linked “Task aaaaaaaa” {message}"
    now = after(one, change)
    assert differing(one.tasks[A], now.tasks[A]) == field
    assert now.tasks[B].fields == one.tasks[B].fields
    assert told(now.tasks[A]) == []
    for words in (target, None):
        back = after(now, unlink(now, SARA, [A], relation, words))
        assert back.tasks[A].fields == one.tasks[A].fields


def test_links_are_added_to_those_there_are() -> None:
    one = company(task(A, relates=f'["{C}"]'), task(B), task(C))
    now = after(one, link(one, SARA, [A], Relation.RELATES, B))
    assert now.tasks[A].names("relates") == (C, B)
    left = after(now, unlink(now, SARA, [A], Relation.RELATES, C))
    assert left.tasks[A].names("relates") == (B,)


def test_several_tasks_are_linked_as_one_change() -> None:
    one = company(task(A), task(B), task(C))
    change = link(one, SARA, [A, B], Relation.PARENT, C)
    assert change.ids == (A, B)
    assert [each.id for each in after(one, change).children[C]] == [A, B]


def test_a_parent_is_replaced() -> None:
    one = company(task(A, parent=f'"{B}"'), task(B), task(C))
    assert after(one, link(one, SARA, [A], Relation.PARENT, C)).tasks[A].parent == C


@pytest.mark.parametrize(
    ("relation", "target", "message"),
    [
        (Relation.RELATES, A, "“Task aaaaaaaa” cannot be tied to itself"),
        (Relation.PARENT, A, "“Task aaaaaaaa” cannot be tied to itself"),
        (Relation.RELATES, C, "“Task aaaaaaaa” is linked with “Task cccccccc” already"),
        (Relation.GOAL, "grow", "“Task aaaaaaaa” is linked to the goal “Grow” already"),
        (Relation.BLOCKED_BY, B, "a task cannot wait for itself: aaa → bbb → aaa"),
        (Relation.PARENT, B, "a task cannot lie below itself: aaa → bbb → aaa"),
        (Relation.GOAL, "zzz", "there is no goal “zzz”"),
        (Relation.RELATES, "zzz", "no task has an id that begins with “zzz”"),
    ],
)
def test_what_makes_no_sense_is_refused(relation: Relation, target: str, message: str) -> None:
    one = company(
        task(A, relates=f'["{C}"]', goals='["grow"]'),
        task(B, parent=f'"{A}"', blocked_by=f'["{A}"]'),
        task(C),
    )
    with pytest.raises(Refused, match=message):
        link(one, SARA, [A], relation, target)


@pytest.mark.parametrize(
    ("relation", "target", "message"),
    [
        (Relation.GOAL, "grow", "“Task aaaaaaaa” is not linked to the goal grow"),
        (Relation.GOAL, None, "“Task aaaaaaaa” is not linked to the goal anything"),
        (Relation.PARENT, None, "“Task aaaaaaaa” is not linked below anything"),
        (Relation.PARENT, B, f"“Task aaaaaaaa” is not linked below {B}"),
        (Relation.BLOCKED_BY, B, f"“Task aaaaaaaa” is not linked as blocked by {B}"),
    ],
)
def test_what_is_not_linked_cannot_be_unlinked(
    relation: Relation, target: str | None, message: str
) -> None:
    with pytest.raises(Refused, match=message):
        unlink(company(task(A), task(B)), SARA, [A], relation, target)


def test_a_reference_that_leads_nowhere_can_be_taken_away() -> None:
    one = company(task(A, goals='["gone", "grow"]', parent='"zzzzzzzz"', blocked_by='["yyyyyyyy"]'))
    now = after(one, unlink(one, SARA, [A], Relation.GOAL, "gone"))
    assert now.tasks[A].goals == ("grow",)
    assert after(one, unlink(one, SARA, [A], Relation.PARENT, "zzzzzzzz")).tasks[A].parent is None
    freed = after(one, unlink(one, SARA, [A], Relation.BLOCKED_BY, "yyyyyyyy"))
    assert "blocked_by" not in freed.tasks[A].fields


def test_each_task_is_tied_to_a_goal_of_its_own_as_one_change() -> None:
    one = company(task(A), task(B, goals=f'["{KR}"]'), task(C))
    change = tie_each(one, SARA, {A: "grow", B: KR, C: "faster-service"})
    now = after(one, change)
    assert now.tasks[A].goals == ("grow",)
    assert now.tasks[B].fields == one.tasks[B].fields
    assert now.tasks[C].goals == ("faster-service",)
    assert change.message == "Linked 2 tasks: Task aaaaaaaa; Task cccccccc to 2 goals"
    with pytest.raises(Refused, match="already"):
        tie_each(one, SARA, {B: KR})


def test_several_tasks_of_one_goal_name_it_in_the_diary() -> None:
    one = company(task(A), task(B))
    change = tie_each(one, SARA, {A: "grow", B: "grow"})
    assert change.message.endswith("to the goal “Grow”")
