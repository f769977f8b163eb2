"""Verbs on a task's own text: what is written, what is left, what is refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.verbs.company import (
    CREATED,
    INCIDENTS,
    JOBS,
    SARA,
    STAMP,
    TODAY,
    actor,
    after,
    company,
    differing,
    task,
    told,
)
from tuiwork.errors import Refused
from tuiwork.model.change import Change, FileChange
from tuiwork.model.workspace import Workspace
from tuiwork.text.values import parse_assignments
from tuiwork.verbs.tasks import add, comment, remove, set_fields, write_notes

A, B, C = "aaaaaaaa", "bbbbbbbb", "cccccccc"


def assign(workspace: Workspace, ids: list[str], *words: str) -> Change:
    return set_fields(workspace, SARA, ids, parse_assignments(workspace, words, TODAY, me="sara"))


def changed(workspace: Workspace, *words: str) -> tuple[dict[str, object], list[str]]:
    """The keys of task A that change, and what its log tells."""
    now = after(workspace, assign(workspace, [A], *words)).tasks[A]
    return differing(workspace.tasks[A], now), told(now)


# Adding


def test_a_new_task_has_an_id_a_status_a_rank_and_a_log() -> None:
    one = company(task(A, rank='"a5"'))
    change = add(one, actor(), "  Replace   the roof ", JOBS, {"due": date(2026, 6, 19)}, "Notes")
    assert change == Change(
        "Added “Replace the roof” to Jobs",
        (
            FileChange(
                f"{JOBS}/new00001-replace-the-roof.md",
                None,
                '+++\nid = "new00001"\ntitle = "Replace the roof"\nstatus = "scheduled"\n'
                f'due = 2026-06-19\ncreated = {STAMP}\nrank = "a6"\n+++\n\nNotes\n\n## Log\n\n'
                f"- {STAMP} sara created\n",
            ),
        ),
        ("new00001",),
    )
    made = after(one, change).tasks["new00001"]
    assert (made.created, made.folder) == (CREATED, JOBS)


def test_the_first_task_of_a_list_has_the_first_rank_and_lists_their_own_status() -> None:
    one = company()
    made = after(one, add(one, actor(), "X", INCIDENTS)).tasks["new00001"]
    assert (made.rank, made.status) == ("a1", "todo")
    bare = after(one, add(one, actor(), "X", "spaces/operations/bare")).tasks["new00001"]
    assert bare.status == "shut"


def test_an_id_is_never_given_twice_and_ranks_by_hand_do_no_harm() -> None:
    one = company(task("new00001", rank='"zz~ !"'), task("new00002"))
    assert add(one, actor(), "X", JOBS).ids == ("new00003",)


def test_given_fields_are_written_and_empty_ones_left_out() -> None:
    one = company()
    fields = {"status": "doing", "owner": None, "tags": ["a"], "fields": {"phone": "1"}}
    made = after(one, add(one, actor(), "X", JOBS, fields)).tasks["new00001"]
    assert made.status == "doing"
    assert "owner" not in made.fields
    assert made.fields["fields"] == {"phone": "1"}


@pytest.mark.parametrize(
    ("title", "folder", "fields", "message"),
    [
        (" ", JOBS, {}, "a task needs a title"),
        ("X", "spaces/gone", {}, "there is no list gone"),
        ("X", JOBS, {"status": "zzz"}, "the workflow “service” has no status “zzz”"),
        ("X", JOBS, {"status": "dome"}, "has no status “dome”; did you mean done"),
        (
            "X",
            JOBS,
            {"start": date(2026, 6, 20), "due": datetime(2026, 6, 19, 9)},
            "it would be due on 2026-06-19, before it starts on 2026-06-20",
        ),
        ("X", JOBS, {"urgency": 4}, "urgency is 4; expected 0 to 3"),
        ("X", JOBS, {"effect": -1}, "effect is -1; expected 0 to 3"),
    ],
)
def test_a_task_that_makes_no_sense_is_not_added(
    title: str, folder: str, fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(Refused, match=message):
        add(company(), actor(), title, folder, fields)


# Setting


def test_fields_are_set_and_cleared_with_the_entries_that_flow_rests_on() -> None:
    one = company(task(A, status='"scheduled"', owner='"ali"', tags='["x"]', estimate='"1h"'))
    assert changed(
        one, "status=doing", "owner=@me", "due=2026-06-19", "estimate=", "title=New"
    ) == (
        {
            "status": "doing",
            "owner": "sara",
            "due": date(2026, 6, 19),
            "estimate": None,
            "title": "New",
        },
        [
            "sara status scheduled -> doing",
            "sara owner ali -> sara",
            "sara due - -> 2026-06-19",
        ],
    )


def test_what_is_so_already_changes_nothing() -> None:
    one = company(task(A, owner='"ali"', tags='["x"]'))
    assert assign(one, [A], "owner=ali", "tags=x", "due=").is_empty


def test_lists_are_added_to_and_taken_from() -> None:
    one = company(task(A, tags='["a", "b"]'))
    assert changed(one, "tags+=b,c") == ({"tags": ["a", "b", "c"]}, [])
    assert changed(one, "tags-=a,z")[0] == {"tags": ["b"]}
    assert changed(one, "tags-=a,b")[0] == {"tags": None}
    assert changed(one, "tags+=c", "tags-=a")[0] == {"tags": ["b", "c"]}
    assert changed(company(task(A)), "tags+=c")[0] == {"tags": ["c"]}


def test_a_value_of_the_wrong_type_is_not_built_upon() -> None:
    one = company(task(A, tags='"roof"'))
    with pytest.raises(Refused, match='tags is "roof", which is no list; set all of it with tags='):
        assign(one, [A], "tags+=x")
    assert changed(one, "tags=x")[0] == {"tags": ["x"]}


def test_custom_fields_are_set_in_their_table() -> None:
    one = company(task(A))
    assert changed(one, "phone=12 34")[0] == {"fields": {"phone": "12 34"}}
    known = company(task(A, fields='{ phone = "1", mine = 2 }'))
    assert changed(known, "phone=")[0] == {"fields": {"mine": 2}}


def test_several_tasks_are_set_as_one_change() -> None:
    one = company(task(A), task(B, INCIDENTS))
    change = assign(one, [A, B], "priority=high", "owner=ali", "owner=sara")
    assert change.message == "Set priority, owner of 2 tasks: Task aaaaaaaa; Task bbbbbbbb"
    assert {one.owner for one in after(one, change).tasks.values()} == {"sara"}


def test_setting_the_list_moves_and_checks_against_the_new_lists_workflow() -> None:
    one = company(task(A, INCIDENTS, status='"waiting"'))
    now = after(one, assign(one, [A], "list=jobs", "status=parts", "owner=ali"))
    assert (now.tasks[A].folder, now.tasks[A].status) == (JOBS, "parts")
    assert told(now.tasks[A]) == [
        "sara status waiting -> parts",
        "sara owner - -> ali",
        "sara moved operations/incidents -> operations/jobs",
    ]
    with pytest.raises(Refused, match="the workflow “service” has no status “todo”"):
        assign(one, [A], "list=jobs", "status=todo")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("title=", "a task needs a title"),
        ("parent=b", "a task cannot lie below itself: aaa → bbb → aaa"),
        ("parent=a", "a task cannot lie below itself: aaa → aaa"),
        ("blocked_by+=b", "a task cannot wait for itself: aaa → bbb → ccc → aaa"),
        ("blocked_by+=a", "a task cannot wait for itself: aaa → aaa"),
        ("due=2026-06-01", "it would be due on 2026-06-01, before it starts on 2026-06-10"),
        ("urgency=3.5", "urgency is 3.5; expected 0 to 3"),
    ],
)
def test_a_task_may_not_become_nonsense(words: str, message: str) -> None:
    one = company(
        task(A, start="2026-06-10"),
        task(B, parent=f'"{A}"', blocked_by=f'["{C}"]'),
        task(C, blocked_by=f'["gone", "{A}"]'),
    )
    with pytest.raises(Refused, match=message):
        assign(one, [A], words)


def test_circles_that_are_there_already_do_not_hang_the_check() -> None:
    one = company(task(A), task(B, parent=f'"{C}"'), task(C, parent=f'"{B}"'))
    assert changed(one, "parent=b")[0] == {"parent": B}


# Comments, checklists, notes


def test_a_comment_is_an_entry_of_each_task() -> None:
    one = company(task(A), task(B))
    change = comment(one, SARA, [A, B], " First line.\n\nSecond. ")
    assert change.message == "Commented on 2 tasks: Task aaaaaaaa; Task bbbbbbbb"
    for id_ in (A, B):
        assert told(after(one, change).tasks[id_]) == ["sara comment First line.\n\n  Second."]
    with pytest.raises(Refused, match="a comment needs some text"):
        comment(one, SARA, [A], " \n")


def test_a_comment_cannot_forge_an_entry_or_end_the_log() -> None:
    one = company(task(A))
    forged = f"x\n- {STAMP} boss status doing -> done\n## Log\n+++"
    now = after(one, comment(one, SARA, [A], forged)).tasks[A]
    assert told(now) == ["sara comment " + forged.replace("\n", "\n  ")]


def test_notes_are_written_and_the_log_stays() -> None:
    one = company(task(A, notes="\nOld\n", log=f"- {STAMP} ali created\n"))
    now = after(one, write_notes(one, SARA, A, "New\n\n## Plan\n")).tasks[A]
    assert (now.notes, told(now)) == ("\nNew\n\n## Plan\n\n", ["ali created"])


# Removing


def test_removed_tasks_are_gone_in_the_order_asked_for() -> None:
    one = company(task(A), task(B), task(C))
    change = remove(one, SARA, [C, A])
    assert change.ids == (C, A)
    assert [file.after for file in change.files] == [None, None]
    assert set(after(one, change).tasks) == {B}


def test_a_task_with_subtasks_is_removed_only_with_them() -> None:
    one = company(task(A), task(B, parent=f'"{A}"'))
    with pytest.raises(Refused) as refused:
        remove(one, SARA, [A])
    assert refused.value.message == (
        "“Task aaaaaaaa” has 1 subtasks (bbb); remove or move them first"
    )
    assert remove(one, SARA, [A, B]).ids == (A, B)
