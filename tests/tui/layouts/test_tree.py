from __future__ import annotations

from collections.abc import Mapping

from tests.text.workspaces import task
from tuiwork.model.task import Task
from tuiwork.tui.layouts.tree import as_tree, unfolded
from tuiwork.tui.widgets.rows import Row


def tree(*tasks: Task) -> tuple[str, Mapping[str, int]]:
    ordered, depths = as_tree(tasks)
    return " ".join(one.id for one in ordered), depths


def test_a_subtask_stands_below_its_parent_in_its_own_order() -> None:
    one = task("c", parent="a"), task("a"), task("d", parent="a"), task("b")
    assert tree(*one) == ("a c d b", {"c": 1, "d": 1})


def test_subtasks_have_subtasks() -> None:
    assert tree(task("c", parent="b"), task("b", parent="a"), task("a")) == (
        "a b c",
        {"b": 1, "c": 2},
    )


def test_a_parent_that_is_not_among_them_leaves_the_task_where_it_is() -> None:
    assert tree(task("a", parent="elsewhere"), task("b")) == ("a b", {})


def test_a_circle_of_parents_loses_nobody() -> None:
    ordered, _ = tree(task("a", parent="b"), task("b", parent="a"), task("c", parent="c"))
    assert sorted(ordered.split()) == ["a", "b", "c"]


def test_a_chain_of_thousands_is_no_trouble() -> None:
    chain = [task(f"t{number}", parent=f"t{number - 1}") for number in range(5_000)]
    ordered, depths = as_tree(chain)
    assert len(ordered) == 5_000
    assert depths["t4999"] == 4_999


def test_what_is_below_a_folded_task_is_hidden() -> None:
    rows = [Row(key) for key in "abcde"]
    depths = {"b": 1, "c": 2, "d": 1}
    assert [row.key for row in unfolded(rows, depths, frozenset("a"))] == ["a", "e"]
    assert [row.key for row in unfolded(rows, depths, frozenset("b"))] == ["a", "b", "d", "e"]
