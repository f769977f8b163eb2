"""A workflow is read from its table; whatever is wrong with it, tasks can end."""

from __future__ import annotations

from typing import Any

import pytest

from tuiwork.model.workflow import DEFAULT, Category, Status, Workflow, read_workflow

TODO = {"name": "todo", "category": "todo"}
DONE = {"name": "done", "category": "done"}


def read(*rows: Any) -> tuple[Workflow, list[str]]:
    return read_workflow("w", {"statuses": list(rows)})


def test_statuses_keep_their_order_waits_and_limits() -> None:
    review = {"name": "review", "category": "active", "wait": True, "limit": 2}
    workflow, complaints = read(TODO, review, DONE, {"name": "off", "category": "dropped"})
    assert complaints == []
    assert workflow == Workflow(
        "w",
        (
            Status("todo", Category.TODO),
            Status("review", Category.ACTIVE, wait=True, limit=2),
            Status("done", Category.DONE),
            Status("off", Category.DROPPED),
        ),
    )


def test_every_workflow_can_drop() -> None:
    workflow, complaints = read(TODO, DONE)
    assert (workflow.statuses[-1], complaints) == (Status("dropped", Category.DROPPED), [])


def test_a_workflow_without_an_end_gets_one_and_is_told_so() -> None:
    workflow, complaints = read(TODO)
    assert [status.name for status in workflow.statuses] == ["todo", "done", "dropped"]
    assert complaints == ["workflow “w” has no status of the category done"]


@pytest.mark.parametrize(
    "row",
    [5, {}, {"name": "x"}, {"name": 5, "category": "todo"}, {"name": "x", "category": "busy"},
     {"name": "x", "category": "unknown"}, {"name": "x", "category": ["todo"]}],
    ids=str,
)  # fmt: skip
def test_a_status_that_makes_no_sense_is_left_out_and_told(row: Any) -> None:
    workflow, [complaint] = read(TODO, row, DONE)
    assert len(workflow.statuses) == 3
    assert complaint.startswith("workflow “w” has a status without a name or with an unknown")


def test_a_status_named_twice_counts_once() -> None:
    workflow, complaints = read(TODO, {"name": "todo", "category": "active"}, DONE)
    assert workflow.category("todo") is Category.TODO
    assert complaints == ["workflow “w” names the status “todo” twice"]


@pytest.mark.parametrize("table", [{}, {"statuses": 5}, {"statuses": []}])
def test_an_empty_workflow_still_ends(table: dict[str, Any]) -> None:
    workflow, complaints = read_workflow("w", table)
    assert [status.name for status in workflow.statuses] == ["done", "dropped"]
    assert len(complaints) == 1


@pytest.mark.parametrize("limit", ["2", True, 2.5])
def test_a_limit_is_a_whole_number_or_none(limit: Any) -> None:
    workflow, _ = read(TODO | {"limit": limit, "wait": "yes"}, DONE)
    assert workflow.statuses[0] == Status("todo", Category.TODO)


def test_an_unknown_status_has_its_own_category_and_is_open() -> None:
    assert DEFAULT.category("zzz") is Category.UNKNOWN
    assert DEFAULT.category(None) is Category.UNKNOWN
    assert DEFAULT.status("zzz") is None
    assert {one for one in Category if not one.is_open} == {Category.DONE, Category.DROPPED}


def test_the_first_status_of_a_category_is_one_in_which_somebody_works() -> None:
    workflow, _ = read(
        {"name": "queue", "category": "active", "wait": True},
        {"name": "doing", "category": "active"},
        {"name": "parked", "category": "blocked", "wait": True},
        DONE,
    )
    names = {category: workflow.first(category) for category in Category}
    assert {category: one and one.name for category, one in names.items()} == {
        Category.TODO: None,
        Category.ACTIVE: "doing",
        Category.BLOCKED: "parked",
        Category.DONE: "done",
        Category.DROPPED: "dropped",
        Category.UNKNOWN: None,
    }
