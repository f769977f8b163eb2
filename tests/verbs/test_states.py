"""Verbs that take tasks through their workflow: the fields, the log, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.verbs.company import INCIDENTS, SARA, actor, after, company, differing, task, told
from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.states import block, done, drop, put, reopen, start, unblock

A, B, C = "aaaaaaaa", "bbbbbbbb", "cccccccc"


def outcome(
    workspace: Workspace, change: Change, id_: str = A
) -> tuple[dict[str, object], list[str]]:
    """The keys of a task that changed, and what its log tells of today."""
    now = after(workspace, change).tasks[id_]
    return differing(workspace.tasks[id_], now), told(now)


def test_starting_takes_a_status_in_which_somebody_works_and_an_owner() -> None:
    one = company(task(A, status='"scheduled"'))
    assert outcome(one, start(one, SARA, [A])) == (
        {"status": "doing", "owner": "sara"},
        ["sara status scheduled -> doing", "sara owner - -> sara"],
    )


def test_starting_leaves_an_owner_and_takes_none_who_is_not_known() -> None:
    one = company(task(A, owner='"ali"'))
    assert outcome(one, start(one, SARA, [A])) == (
        {"status": "doing"},
        ["sara status - -> doing"],
    )
    other = company(task(A))
    assert outcome(other, start(other, actor("stranger"), [A]))[0] == {"status": "doing"}


def test_finishing_dropping_and_reopening() -> None:
    one = company(task(A, status='"doing"'))
    assert outcome(one, done(one, SARA, [A])) == (
        {"status": "done"},
        ["sara status doing -> done"],
    )
    assert outcome(one, drop(one, SARA, [A], " bought new ")) == (
        {"status": "dropped"},
        ["sara status doing -> dropped", "sara comment bought new"],
    )
    assert outcome(one, drop(one, SARA, [A], "  "))[1] == ["sara status doing -> dropped"]
    closed = after(one, done(one, SARA, [A]))
    assert outcome(closed, reopen(closed, SARA, [A])) == (
        {"status": "scheduled"},
        [
            "sara status doing -> done",
            "sara status done -> scheduled",
            "sara reopened",
        ],
    )


def test_blocking_says_why_and_unblocking_goes_on() -> None:
    one = company(task(A, status='"doing"'))
    change = block(one, SARA, [A], " waits for\nthe supplier ")
    assert change.message == "Blocked “Task aaaaaaaa” (waits for the supplier)"
    blocked = after(one, change)
    assert blocked.tasks[A].status == "parts"
    assert told(blocked.tasks[A]) == [
        "sara status doing -> parts",
        "sara blocked waits for\n  the supplier",
    ]
    assert outcome(blocked, unblock(blocked, SARA, [A]))[0] == {"status": "doing"}
    again = after(blocked, block(blocked, SARA, [A], "still"))
    assert told(again.tasks[A])[-1] == "sara blocked still"


def test_several_tasks_are_one_change_each_with_its_own_lists_status() -> None:
    one = company(task(A, status='"scheduled"'), task(B, INCIDENTS, status='"waiting"'))
    change = done(one, SARA, ["b", "a", "bb"])
    assert change.ids == (B, A)
    assert change.message == "Finished 2 tasks: Task bbbbbbbb; Task aaaaaaaa"
    now = after(one, change)
    assert (now.tasks[A].status, now.tasks[B].status) == ("done", "done")
    assert told(now.tasks[B]) == ["sara status waiting -> done"]


def test_nothing_else_of_a_file_changes() -> None:
    path, text = task(A, status='"doing" # now', colour='"red"', notes="\n- [ ] x\n")
    one = company((path, text))
    [file] = done(one, SARA, [A]).files
    assert file.after == text.replace('"doing" # now', '"done" # now') + (
        "\n## Log\n\n- 2026-06-15T07:30:00Z sara status doing -> done\n"
    )


REFUSALS: list[tuple[Callable[[Workspace, Actor], Change], str, str]] = [
    (lambda w, a: start(w, a, [A]), '"doing"', "“Task aaaaaaaa” is started already"),
    (lambda w, a: done(w, a, [A]), '"done"', "“Task aaaaaaaa” is done already"),
    (lambda w, a: drop(w, a, [A]), '"dropped"', "“Task aaaaaaaa” is dropped already"),
    (lambda w, a: reopen(w, a, [A]), '"doing"', "“Task aaaaaaaa” is not closed, it is doing"),
    (lambda w, a: reopen(w, a, [A]), "5", "“Task aaaaaaaa” is not closed, it is open"),
    (lambda w, a: unblock(w, a, [A]), '"doing"', "“Task aaaaaaaa” is not blocked, it is doing"),
    (
        lambda w, a: block(w, a, [A], "x"),
        '"done"',
        "“Task aaaaaaaa” is done; a closed task cannot be blocked",
    ),
    (lambda w, a: block(w, a, [A], " "), '"doing"', "say why it is blocked, for whoever can"),
]


@pytest.mark.parametrize(("verb", "status", "message"), REFUSALS)
def test_what_makes_no_sense_is_refused(
    verb: Callable[[Workspace, Actor], Change], status: str, message: str
) -> None:
    one = company(task(A, status=status))
    with pytest.raises(Refused, match=f"^{message}"):
        verb(one, SARA)


def test_one_refusal_refuses_all() -> None:
    one = company(task(A, status='"done"'), task(B))
    with pytest.raises(Refused):
        done(one, SARA, [B, A])


def test_a_workflow_without_such_a_status_is_named() -> None:
    one = company(task(A, "spaces/operations/bare"))
    with pytest.raises(Refused, match="the workflow “bare” has no status of the category active"):
        start(one, SARA, [A])


def test_a_task_with_open_subtasks_is_finished_only_with_them_or_in_spite_of_them() -> None:
    one = company(task(A), task(B, parent=f'"{A}"'), task(C, parent=f'"{A}"', status='"done"'))
    with pytest.raises(Refused) as refused:
        done(one, SARA, [A])
    assert refused.value.message == (
        "“Task aaaaaaaa” has open subtasks: bbb Task bbbbbbbb; finish them or use --with-open"
    )
    assert done(one, SARA, ["A", "BBB"]).ids == (A, B)
    assert done(one, SARA, [A], with_open=True).ids == (A,)


def test_a_file_that_is_gone_or_broken_by_now_is_refused() -> None:
    path, _ = task(A)
    known = company(task(A))
    gone = Workspace(known.documents, read=company().read)
    with pytest.raises(Refused, match=f"^{path} is gone; somebody moved or removed it"):
        done(gone, SARA, [A])
    broken = Workspace(known.documents, read=lambda _: "no document")
    with pytest.raises(Refused, match=rf"^{path} does not begin with a line .*; mend it first"):
        done(broken, SARA, [A])


# The board


def test_cards_get_the_status_of_their_column_each_in_its_own_workflow() -> None:
    one = company(task(A), task(B, INCIDENTS))
    change = put(one, SARA, {A: "parts", B: "waiting"})
    assert change.message.startswith("Put 2 tasks")
    now = after(one, change).tasks
    assert (now[A].status, now[B].status) == ("parts", "waiting")
    assert "sara status" in told(now[A])[-1]


def test_a_card_is_not_put_where_its_workflow_has_no_such_status() -> None:
    one = company(task(B, INCIDENTS))
    with pytest.raises(Refused, match="parts"):
        put(one, SARA, {B: "parts"})


def test_a_card_with_open_subtasks_is_not_put_among_the_done_alone() -> None:
    one = company(task(A), task(B, parent=f'"{A}"'))
    with pytest.raises(Refused, match="open subtasks"):
        put(one, SARA, {A: "done"})
    assert len(put(one, SARA, {A: "done", B: "done"}).files) == 2
