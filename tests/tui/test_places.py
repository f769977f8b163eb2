from __future__ import annotations

from typing import Any

import pytest

from tests.text.workspaces import SARA, task, workspace
from tuiwork.model.document import Document
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace
from tuiwork.tui.places import (
    ALL,
    MINE,
    PROBLEMS,
    Spot,
    count_places,
    default_folder,
    exists,
    is_folder,
    place_title,
    sidebar_rows,
)
from tuiwork.tui.widgets.rows import Row

JOBS = "spaces/operations/jobs"
URGENT = {"name": "Urgent", "query": "priority:urgent"}


def company(more: dict[str, dict[str, Any]] | None = None) -> Workspace:
    tasks = [
        task("a1", owner="sara", status="doing"),
        task("a2", owner="sara", status="done"),
        task("a3", "operations/incidents", owner="sam", priority="urgent"),
        task("a4", "customers/quotes"),
    ]
    return workspace(more).replace({one.path: one for one in tasks})


def spots(rows: list[Row]) -> dict[str, Spot]:
    return {row.key: row.value for row in rows if not row.header}


def counted(given: Workspace, folded: frozenset[str] = frozenset()) -> dict[str, int | None]:
    rows = sidebar_rows(given, count_places(given, SARA), folded, problems=0)
    return {key: spot.count for key, spot in spots(rows).items()}


def test_every_place_has_its_open_tasks_and_a_space_those_of_its_lists() -> None:
    assert counted(company({"views/urgent.toml": URGENT})) == {
        ALL: 3,
        MINE: 1,
        "spaces/customers": 1,
        "spaces/customers/quotes": 1,
        "spaces/operations": 2,
        "spaces/operations/incidents": 1,
        JOBS: 1,
        ":view urgent": 1,
    }


def test_a_folded_space_hides_its_lists_and_keeps_its_count() -> None:
    shown = counted(company(), frozenset({"spaces/operations"}))
    assert shown["spaces/operations"] == 2
    assert JOBS not in shown
    assert "spaces/customers/quotes" in shown


def test_a_space_shows_whether_it_is_folded_and_a_list_cannot_be() -> None:
    rows = sidebar_rows(company(), {}, frozenset({"spaces/operations"}), problems=0)
    signs = {key: spot.sign for key, spot in spots(rows).items()}
    assert signs["spaces/operations"] == "folded"
    assert signs["spaces/customers"] == "unfolded"
    assert signs["spaces/customers/quotes"] == ""


def test_folders_beside_a_folded_one_with_the_same_beginning_stay() -> None:
    more: dict[str, dict[str, Any]] = {
        "spaces/ops/list/list.toml": {},
        "spaces/ops-two/list/list.toml": {},
    }
    rows = sidebar_rows(company(more), {}, frozenset({"spaces/ops"}), problems=0)
    assert "spaces/ops-two/list" in spots(rows)
    assert "spaces/ops/list" not in spots(rows)


def test_problems_have_a_row_only_when_there_are_some() -> None:
    without = spots(sidebar_rows(company(), {}, frozenset(), problems=0))
    having = spots(sidebar_rows(company(), {}, frozenset(), problems=3))
    assert PROBLEMS not in without
    assert having[PROBLEMS].count == 3


def test_a_view_whose_query_makes_no_sense_is_told_apart() -> None:
    given = company({"views/odd.toml": {"name": "Odd", "query": "nonsense:yes"}})
    counts = count_places(given, SARA)
    assert counts[":view odd"] is None
    assert spots(sidebar_rows(given, counts, frozenset(), problems=0))[":view odd"].broken


def test_a_view_that_was_not_counted_yet_is_not_taken_for_broken() -> None:
    given = company({"views/urgent.toml": URGENT})
    spot = spots(sidebar_rows(given, {}, frozenset(), problems=0))[":view urgent"]
    assert (spot.count, spot.broken) == (None, False)


def test_no_counts_are_shown_of_a_workspace_that_is_loaded_in_part() -> None:
    part = Workspace(company().documents, all_ids=lambda: ["a1", "zz"])
    shown = spots(sidebar_rows(part, {}, frozenset(), problems=0))
    assert {spot.count for spot in shown.values()} <= {0, None}


@pytest.mark.parametrize(
    ("place", "title"),
    [
        (ALL, "Everything"),
        (MINE, "My work"),
        (JOBS, "Operations › Jobs"),
        ("spaces/operations", "Operations"),
        (":view urgent", "Urgent"),
        (":view gone", "gone"),
        ("spaces/gone/list", "gone/list"),
    ],
)
def test_a_place_is_called_by_its_titles(place: str, title: str) -> None:
    assert place_title(company({"views/urgent.toml": URGENT}), place) == title


def test_places_that_are_gone_are_known_to_be() -> None:
    given = company({"views/urgent.toml": URGENT})
    there = [ALL, MINE, JOBS, "spaces/operations", ":view urgent"]
    assert all(exists(given, place) for place in there)
    assert not any(exists(given, place) for place in ("spaces/gone", ":view gone"))


def test_a_new_task_goes_to_the_list_that_is_looked_at() -> None:
    assert default_folder(company(), JOBS) == JOBS
    assert default_folder(company(), "spaces/operations") is None
    assert default_folder(company(), ALL) is None


def test_elsewhere_a_new_task_goes_where_the_one_under_the_cursor_lies() -> None:
    here = next(iter(company().tasks.values()))
    assert default_folder(company(), ALL, here) == here.folder


def test_spaces_and_folders_can_be_folded_and_nothing_else() -> None:
    given = company()
    folders = [place for place in (ALL, MINE, "spaces/operations", JOBS) if is_folder(given, place)]
    assert folders == ["spaces/operations"]


def test_a_folder_of_tasks_without_a_list_has_a_row_too() -> None:
    stray = Document("spaces/operations/stray/b1-x.md", Kind.TASK, {"id": "b1"})
    given = company().replace({stray.path: task("b1", "operations/stray")})
    assert counted(given)["spaces/operations/stray"] == 1
