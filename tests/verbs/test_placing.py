"""Verbs that say where a task lies: statuses are mapped, ranks leave room, neighbours stay."""

from __future__ import annotations

import pytest

from tests.verbs.company import INCIDENTS, JOBS, SARA, after, company, differing, task, told
from tuiwork.errors import Ambiguous, Refused
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.placing import last_rank, move, rank

A, B, C, D = "aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"


def order(workspace: Workspace) -> str:
    """The first letters of the tasks of Jobs, in rank order."""
    return "".join(one.id[0] for one in workspace.tasks_in[JOBS])


# Moving


@pytest.mark.parametrize(
    ("status", "becomes"),
    [
        ('"doing"', None),
        ('"done"', None),
        ('"todo"', "scheduled"),
        ('"waiting"', "parts"),
        ('"dropped"', None),
        ('"zzz"', "scheduled"),
    ],
)
def test_a_moved_task_takes_the_new_lists_status_of_the_same_category(
    status: str, becomes: str | None
) -> None:
    one = company(task(A, INCIDENTS, status=status))
    change = move(one, SARA, [A], JOBS)
    assert change.message == "Moved “Task aaaaaaaa” to Jobs"
    now = after(one, change).tasks[A]
    assert now.path == f"{JOBS}/aaaaaaaa-x.md"
    assert differing(one.tasks[A], now) == {"rank": "a1"} | ({"status": becomes} if becomes else {})
    step = [f"sara status {status.strip(chr(34))} -> {becomes}"] if becomes else []
    assert told(now) == ["sara moved operations/incidents -> operations/jobs", *step]


def test_a_task_without_a_status_keeps_none() -> None:
    one = company(task(A, INCIDENTS))
    assert "status" not in after(one, move(one, SARA, [A], JOBS)).tasks[A].fields


def test_where_nothing_fits_the_first_status_is_taken() -> None:
    one = company(task(A, JOBS, status='"parts"'))
    assert after(one, move(one, SARA, [A], "spaces/operations/bare")).tasks[A].status == "shut"


def test_moved_tasks_come_last_in_the_order_named() -> None:
    one = company(task(A, rank='"a5"'), task(B, INCIDENTS), task(C, INCIDENTS), task(D))
    now = after(one, move(one, SARA, [C, B, A], JOBS))
    assert [one.id for one in now.tasks_in[JOBS]] == [A, C, B, D]


def test_tasks_that_lie_there_already_are_passed_over_or_refused() -> None:
    one = company(task(A), task(B, INCIDENTS))
    assert move(one, SARA, [A, B], JOBS).ids == (B,)
    with pytest.raises(Refused, match="already in Jobs"):
        move(one, SARA, [A], JOBS)
    with pytest.raises(Refused, match="there is no list gone"):
        move(one, SARA, [A], "spaces/gone")


def test_a_file_name_that_is_taken_there_gives_way() -> None:
    path, text = task(A, INCIDENTS, title='"By hand"')
    _, other = task(B)
    one = company((f"{INCIDENTS}/todo.md", text), (f"{JOBS}/todo.md", other), (path, "broken"))
    now = after(one, move(one, SARA, [A], JOBS))
    assert now.tasks[A].path == f"{JOBS}/aaaaaaaa-by-hand.md"
    assert now.tasks[B].path == f"{JOBS}/todo.md"


# Ranking


@pytest.mark.parametrize(
    ("before", "after_", "result"),
    [
        (None, None, "dabc"),
        ("a", None, "dabc"),
        ("b", None, "adbc"),
        (None, "a", "adbc"),
        (None, "c", "abcd"),
    ],
)
def test_a_task_is_placed_beside_another_and_one_file_changes(
    before: str | None, after_: str | None, result: str
) -> None:
    ranks = {A: "a1", B: "a2", C: "a3", D: "a4"}
    one = company(*(task(id_, rank=f'"{key}"') for id_, key in ranks.items()))
    change = rank(one, SARA, "d", before=before, after=after_)
    assert order(after(one, change)) == result
    assert change.message == "Ranked “Task dddddddd”"
    assert change.ids == (D,)
    assert told(after(one, change).tasks[D]) == []


@pytest.mark.parametrize(
    "ranks",
    [
        ["", "", ""],
        ['"a1"', "", ""],
        ['"a1"', '"a1"', '"a1"'],
        ['"a"', '"a0"', '"a00"'],
        ['"~"', '"é"', '"a b"'],
        ["5", "[]", '""'],
        ['"0"', '"00"', '"a"'],
    ],
)
def test_neighbours_without_usable_ranks_get_them_in_the_same_change(ranks: list[str]) -> None:
    keys = [{"rank": one} if one else {} for one in ranks]
    one = company(*(task(id_, **key) for id_, key in zip([A, B, C], keys, strict=True)), task(D))
    before = order(one).replace("d", "")
    for place, expected in (
        ({"after": before[0]}, f"{before[0]}d{before[1:]}"),
        ({"before": before[0]}, f"d{before}"),
        ({"after": before[2]}, f"{before}d"),
    ):
        assert order(after(one, rank(one, SARA, D, **place))) == expected


def test_a_task_alone_in_its_list_can_be_ranked() -> None:
    one = company(task(A))
    assert after(one, rank(one, SARA, A)).tasks[A].rank == "a1"


def test_there_is_always_room_between_two() -> None:
    one = company(task(A, rank='"a1"'), task(B, rank='"a2"'), task(C), task(D))
    for turn in range(40):
        one = after(one, rank(one, SARA, [C, D][turn % 2], after="a"))
        assert order(one)[0] == "a"
        assert order(one)[1] == "cd"[turn % 2]
    assert max(len(each.rank) for each in one.tasks.values()) < 24


def test_a_task_is_ranked_only_beside_another_of_its_list() -> None:
    one = company(task(A), task(B, INCIDENTS), task("aabbbbbb"))
    with pytest.raises(Refused, match="“Task bbbbbbbb” is not another task of Jobs; rank it besi"):
        rank(one, SARA, A, before=B)
    with pytest.raises(Refused, match="“Task aaaaaaaa” is not another task of Jobs"):
        rank(one, SARA, A, after=A)
    with pytest.raises(Ambiguous):
        rank(one, SARA, B, after="a")


def test_the_last_rank_is_the_greatest_that_is_one() -> None:
    one = company(task(A, rank='"a5"'), task(B, rank='"zz zz"'), task(C))
    assert last_rank(one, JOBS) == "a5"
    assert last_rank(one, INCIDENTS) is None
