from datetime import date
from typing import Any

import pytest

from tests.text.workspaces import BASE, task
from tuiwork.model.alignment import alignment, goal_path
from tuiwork.model.kinds import kind_of
from tuiwork.model.nouns import make_document
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace


def workspace(*tasks: Task, **changed: dict[str, Any]) -> Workspace:
    """The small workspace with tasks; `changed` gives documents other fields, by the path's end."""
    documents = {}
    for path, fields in BASE.items():
        kind = kind_of(path)
        assert kind is not None
        new = next((one for end, one in changed.items() if path.endswith(f"{end}.toml")), fields)
        documents[path] = make_document(path, kind, new)
    folder_list = "spaces/operations/jobs/roofs/list.toml"
    kind = kind_of(folder_list)
    assert kind is not None
    documents[folder_list] = make_document(folder_list, kind, {})
    return Workspace(documents | {one.path: one for one in tasks})


def test_a_task_serves_the_goals_it_names_itself() -> None:
    one = task("t1", "customers/quotes", goals=["faster-service/handling-time"])
    found = goal_path(workspace(one), one)
    assert (found.source, found.references) == ("task", ("faster-service/handling-time",))
    assert found.through == one


def test_a_subtask_serves_its_grandparents_goals_before_an_initiatives() -> None:
    top = task("t1", goals=["grow"])
    middle = task("t2", parent="t1")
    leaf = task("t3", parent="t2", initiative="photo-reports")
    found = goal_path(workspace(top, middle, leaf), leaf)
    assert (found.source, found.references, found.through) == ("parent", ("grow",), top)


def test_an_initiative_gives_its_goals_to_tasks_and_their_subtasks() -> None:
    top = task("t1", initiative="photo-reports")
    leaf = task("t2", parent="t1")
    everything = workspace(top, leaf)
    assert goal_path(everything, top).references == ("faster-service",)
    assert goal_path(everything, leaf).source == "initiative"


def test_list_then_folder_then_space_give_goals() -> None:
    one = task("t1", "operations/jobs/roofs")
    space = {"goals": ["grow"]}
    folder = {"goals": ["faster-service"]}
    assert goal_path(workspace(one, space=space), one).source == "space"
    both = goal_path(workspace(one, **{"operations/jobs/list": folder, "space": space}), one)
    assert (both.source, both.references) == ("folder", ("faster-service",))
    quote = task("t2", "customers/quotes")
    assert goal_path(workspace(quote), quote).source == "list"


def test_a_reference_that_dangles_or_names_a_closed_goal_is_broken_and_no_hit() -> None:
    one = task("t1", goals=["old-portal", "gone", "faster-service/gone"])
    found = goal_path(workspace(one), one)
    assert found.source is None
    assert found.references == ()
    assert found.broken == ("old-portal", "gone", "faster-service/gone")
    assert alignment(workspace(one), one) == "unaligned"


def test_a_broken_reference_beside_an_open_one_is_only_reported() -> None:
    one = task("t1", goals=["gone", "grow"])
    found = goal_path(workspace(one), one)
    assert (found.source, found.references, found.broken) == ("task", ("grow",), ("gone",))


def test_parents_in_a_circle_end_the_walk() -> None:
    one, other = task("t1", parent="t2"), task("t2", parent="t1")
    everything = workspace(one, other)
    assert goal_path(everything, one).source is None
    assert goal_path(everything, task("t3", parent="t3")).source is None


@pytest.mark.parametrize(
    ("fields", "list_fields", "expected"),
    [
        ({"goals": ["grow"], "run": True}, {}, "aligned"),
        ({"run": True}, {}, "run"),
        ({}, {"run": True}, "run"),
        ({"run": False}, {"run": True}, "unaligned"),
        ({}, {}, "unaligned"),
        ({"run": True}, {"goals": ["grow"]}, "run"),
        ({"run": "yes"}, {}, "unaligned"),
    ],
)
def test_what_stands_nearest_to_the_task_decides(
    fields: dict[str, Any], list_fields: dict[str, Any], expected: str
) -> None:
    one = task("t1", **fields)
    everything = workspace(one, **{"operations/jobs/list": list_fields})
    assert alignment(everything, one) == expected


@pytest.mark.parametrize(
    ("status", "created", "served"),
    [
        ("done", date(2026, 3, 1), True),
        ("done", date(2026, 3, 31), True),
        ("done", date(2026, 4, 1), False),  # it was closed by then
        ("done", None, True),
        ("todo", date(2026, 3, 1), False),
    ],
)
def test_a_finished_task_served_the_goal_that_was_closed_since(
    status: str, created: date | None, served: bool
) -> None:
    one = task("t1", status=status, goals=["over"], created=created)
    kind = kind_of("goals/over.md")
    assert kind is not None
    over = make_document("goals/over.md", kind, {"closed": date(2026, 3, 31)})
    found = goal_path(Workspace({one.path: one, over.path: over}), one)
    assert found.alignment == ("aligned" if served else "unaligned")
    assert (found.references, found.broken) == ((("over",), ()) if served else ((), ("over",)))
