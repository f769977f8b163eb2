"""A workspace answers what people and rules ask of it, and never changes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.text.workspaces import task, with_tasks, workspace
from tuiwork.errors import Ambiguous, Problem, Refused
from tuiwork.model.document import Document
from tuiwork.model.kinds import Kind
from tuiwork.model.place import TaskList
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace

JOBS, INCIDENTS = "spaces/operations/jobs", "spaces/operations/incidents"
ROOF, PUMP, ALARM = task("k7f3qd2m"), task("k7f9aaaa"), task("p2h8w4xn", "operations/incidents")
THREE = with_tasks(ROOF, PUMP, ALARM)


# Ids


@pytest.mark.parametrize("prefix", ["k7f3qd2m", "k7f3", "K7F3QD2M", "K7F3"])
def test_a_task_is_found_by_any_beginning_that_is_its_own(prefix: str) -> None:
    assert THREE.task(prefix) == ROOF


def test_a_beginning_of_several_ids_names_them() -> None:
    with pytest.raises(Ambiguous) as refused:
        THREE.task("k7f")
    assert refused.value.candidates == ("k7f3qd2m", "k7f9aaaa")
    assert "k7f3qd2m k7f3qd2m" in refused.value.message


@pytest.mark.parametrize("prefix", ["", "zzz", "7f3", "k7f3qd2mx"])
def test_other_words_find_no_task(prefix: str) -> None:
    with pytest.raises(Refused, match="no task has an id that begins with"):
        THREE.task(prefix)


def test_a_whole_id_counts_before_longer_ones_and_however_it_is_spelt() -> None:
    odd = with_tasks(task("by-hand"), task("by-hand-2"), task("UPPER"))
    assert odd.task("by-hand").id == "by-hand"
    assert odd.task("UPPER").id == odd.task("upp").id == "UPPER"


def test_several_words_find_each_task_once_in_the_order_given() -> None:
    assert THREE.find_tasks(["p2h", "k7f3", "p2h8"]) == [ALARM, ROOF]


def test_an_id_is_shortened_as_far_as_no_other_task_shares() -> None:
    assert [THREE.short(one) for one in ("k7f3qd2m", "k7f9aaaa", "p2h8w4xn")] == [
        "k7f3",
        "k7f9",
        "p2h",
    ]
    assert THREE.short("p2j00000") == "p2j"
    assert Workspace({}).short("k7f3qd2m") == "k7f"


def test_tasks_that_were_not_loaded_count_in_shortening_and_after_a_change() -> None:
    everything = ["k7f3qd2m", "k7f3zzzz"]
    part = Workspace({ROOF.path: ROOF}, all_ids=lambda: everything)
    assert part.short("k7f3qd2m") == "k7f3q"
    assert part.replace({ALARM.path: ALARM}).short("k7f3qd2m") == "k7f3q"
    assert list(part.replace({ALARM.path: ALARM}).ids) == [*everything, "p2h8w4xn"]


# What there is


def test_where_two_files_claim_one_id_the_first_path_has_it() -> None:
    first, second = task("aaaaaaaa", "customers/quotes"), task("aaaaaaaa", "operations/jobs")
    assert with_tasks(second, first).tasks["aaaaaaaa"] == first


def test_tasks_stand_in_their_folder_and_under_their_parent_by_rank() -> None:
    a, b = task("aaaaaaaa", rank="a2"), task("bbbbbbbb", rank="a1", parent="aaaaaaaa")
    c, d = task("cccccccc", parent="aaaaaaaa"), task("dddddddd", rank="a1")
    everything = with_tasks(a, b, c, d)
    assert everything.tasks_in == {JOBS: [b, d, a, c]}
    assert everything.children == {"aaaaaaaa": [b, c]}
    assert everything.blocks == {}


def test_whom_a_task_holds_up() -> None:
    waiting = task("aaaaaaaa", blocked_by=["k7f3qd2m", "gone"])
    assert with_tasks(ROOF, waiting).blocks == {"k7f3qd2m": [waiting], "gone": [waiting]}


def test_a_folder_with_tasks_is_a_list_even_without_a_list_file() -> None:
    stray = task("aaaaaaaa", "operations/attic/old")
    everything = with_tasks(stray)
    assert everything.lists["spaces/operations/attic/old"] == TaskList(
        "spaces/operations/attic/old/list.toml", Kind.LIST, {}
    )
    assert everything.list_of(stray).name == "operations/attic/old"
    assert everything.category(stray) is Category.TODO


def test_the_tree_goes_from_spaces_down_with_titles_and_depths() -> None:
    everything = with_tasks(task("aaaaaaaa", "operations/old-attic/x"), task("b", "zoo/y"))
    assert [(one.folder, one.title, one.depth) for one in everything.tree] == [
        ("spaces/customers", "Customers", 0),
        ("spaces/customers/quotes", "Quotes", 1),
        ("spaces/operations", "Operations", 0),
        ("spaces/operations/incidents", "Incidents", 1),
        ("spaces/operations/jobs", "Jobs", 1),
        ("spaces/operations/old-attic", "Old attic", 1),
        ("spaces/operations/old-attic/x", "X", 2),
        ("spaces/zoo", "Zoo", 0),
        ("spaces/zoo/y", "Y", 1),
    ]
    assert [one.list is None for one in everything.tree].count(True) == 4


def test_a_status_has_the_category_of_its_own_lists_workflow() -> None:
    cases = {"doing": Category.ACTIVE, "parts": Category.BLOCKED, "zzz": Category.UNKNOWN}
    for status, category in cases.items():
        one = task("aaaaaaaa", status=status)
        assert with_tasks(one).category(one) is category
    other = task("aaaaaaaa", "operations/incidents", status="parts")
    assert with_tasks(other).category(other) is Category.UNKNOWN
    assert with_tasks(other).is_open(other)
    dropped = task("aaaaaaaa", status="dropped")
    assert not with_tasks(dropped).is_open(dropped)


def test_a_goal_reference_names_a_goal_or_one_of_its_key_results() -> None:
    one = workspace()
    found = one.key_result("faster-service/handling-time")
    assert found is not None
    assert found[1] is not None
    assert (found[0].slug, found[1].title) == ("faster-service", "Handling time")
    assert one.key_result("grow") == (one.goals["grow"], None)
    assert one.key_result("grow/x") is None
    assert one.key_result("gone") is None


# Finding what somebody typed


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        ("operations/jobs", JOBS),
        ("spaces/operations/jobs", JOBS),
        ("jobs", JOBS),
        ("Jobs/", JOBS),
        ("inc", INCIDENTS),
        ("customers", "spaces/customers/quotes"),
    ],
)
def test_a_list_is_found_by_its_path_or_a_part_of_it(words: str, folder: str) -> None:
    assert workspace().find_list(words).folder == folder


def test_a_list_that_could_be_several_or_none_is_refused() -> None:
    with pytest.raises(Ambiguous) as refused:
        workspace().find_list("operations")
    assert refused.value.candidates == ("operations/incidents", "operations/jobs")
    with pytest.raises(Refused, match="there is no list “jobz”; did you mean operations/jobs"):
        workspace().find_list("jobz")


def test_a_person_is_found_with_or_without_the_sign() -> None:
    assert workspace().find_person("@sara").handle == workspace().find_person("sar").handle
    with pytest.raises(Ambiguous):
        workspace().find_person("sa")
    with pytest.raises(Refused, match="there is no person “nobody”"):
        workspace().find_person("nobody")


@pytest.mark.parametrize(
    ("word", "reference"),
    [
        ("faster-service", "faster-service"),
        ("^faster", "faster-service"),
        ("grow", "grow"),
        ("faster/hand", "faster-service/handling-time"),
        ("handling-time", "faster-service/handling-time"),
        ("handl", "faster-service/handling-time"),
    ],
)
def test_a_goal_is_found_by_a_part_of_its_name_or_of_a_key_results(
    word: str, reference: str
) -> None:
    assert workspace().find_goal(word) == reference


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("zzz", "there is no goal “zzz”"),
        ("zzz/x", "there is no goal “zzz”"),
        ("grow/x", "there is no key result of grow “x”"),
        ("faster-servise", "there is no goal “faster-servise”; did you mean faster-service"),
    ],
)
def test_a_goal_that_is_not_there_is_refused(word: str, message: str) -> None:
    with pytest.raises(Refused, match=message):
        workspace().find_goal(word)


def test_a_key_result_that_two_goals_have_is_ambiguous_or_says_which() -> None:
    more: dict[str, dict[str, Any]] = {
        "goals/other.md": {"key_results": [{"id": "handling-time"}]},
    }
    with pytest.raises(Ambiguous) as refused:
        workspace(more).find_goal("handling-time")
    assert set(refused.value.candidates) == {
        "faster-service/handling-time",
        "other/handling-time",
    }


def test_other_documents_are_found_by_their_kind() -> None:
    assert workspace().find_named(Kind.CUSTOMER, "havn") == "havnegaard"
    with pytest.raises(Refused, match="there is no customer “grow”"):
        workspace().find_named(Kind.CUSTOMER, "grow")


# Changing


def test_a_replaced_document_is_another_workspace() -> None:
    renamed = Task(ROOF.path, Kind.TASK, {**ROOF.fields, "title": "Other"})
    after = THREE.replace({ROOF.path: renamed, PUMP.path: None})
    assert {one.title for one in after.tasks.values()} == {"Other", "p2h8w4xn"}
    assert THREE.tasks["k7f3qd2m"].title == "k7f3qd2m"
    assert THREE.replace({"gone.md": None}).tasks == THREE.tasks


def test_problems_go_and_come_with_their_documents() -> None:
    before = Workspace(
        {}, problems={"b.md": (Problem("b.md", "old"),), "a.md": (Problem("a.md", "x"),)}
    )
    after = before.replace(
        {"b.md": None, "c.md": None}, {"c.md": (Problem("c.md", "new", 2),), "d.md": ()}
    )
    assert [str(one) for one in after.problems] == ["a.md: x", "c.md:2: new"]
    assert [str(one) for one in before.problems] == ["a.md: x", "b.md: old"]


def test_a_workspace_in_memory_has_no_texts_to_read() -> None:
    with pytest.raises(FileNotFoundError):
        workspace().read("goals/grow.md")
    assert isinstance(workspace().documents["goals/grow.md"], Document)


def test_a_task_whose_file_is_broken_is_not_said_to_be_missing() -> None:
    path = "spaces/a/b/k7f3qd2m-x.md"
    broken = Problem(path, "is not valid TOML", 4)
    with pytest.raises(Refused, match=r"k7f3qd2m-x\.md:4: is not valid TOML"):
        Workspace({}, problems={path: (broken,)}).task("k7f")
