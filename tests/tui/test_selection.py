from __future__ import annotations

import pytest

from tests.text.workspaces import SARA, task, workspace
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.text.query.tree import QueryError
from tuiwork.tui.look import Look
from tuiwork.tui.places import ALL, MINE
from tuiwork.tui.selection import BrokenView, Selection, Selector, tasks_of

JOBS, INCIDENTS = "spaces/operations/jobs", "spaces/operations/incidents"

TASKS = (
    task("a1", title="Roof", owner="sara", status="doing", rank="b", due=None),
    task("a2", title="Pump", owner="sam", status="scheduled", rank="a"),
    task("a3", title="Old roof", owner="sara", status="done", rank="c"),
    task("b1", "operations/incidents", title="Alarm", owner="sara", priority="urgent"),
    task("c1", "customers/quotes", title="Offer", status="waiting"),
)


def company() -> Workspace:
    more = {
        "views/roofs.toml": {"name": "Roofs", "query": "roof"},
        "views/odd.toml": {"name": "Odd", "query": "color:red"},
        "views/sorted.toml": {"name": "Sorted", "query": "sort:-title"},
    }
    return workspace(more).replace({one.path: one for one in TASKS})


def select(look: Look, given: Workspace | None = None) -> Selection:
    return Selector().select(given or company(), SARA, look)


def ids(selection: Selection) -> list[str]:
    return [row.key for row in selection.rows if not row.header]


def headers(selection: Selection) -> list[str]:
    return [row.value for row in selection.rows if row.header and row.value]


def test_everything_is_the_open_tasks_list_after_list_in_their_order() -> None:
    selection = select(Look(ALL))
    assert ids(selection) == ["c1", "b1", "a2", "a1"]
    assert headers(selection) == [
        "Customers › Quotes",
        "Operations › Incidents",
        "Operations › Jobs",
    ]


def test_one_list_needs_no_header() -> None:
    selection = select(Look(JOBS))
    assert ids(selection) == ["a2", "a1"]
    assert headers(selection) == []


def test_closed_tasks_come_on_demand_or_when_a_filter_asks_for_them() -> None:
    assert "a3" in ids(select(Look(JOBS, closed=True)))
    assert ids(select(Look(JOBS, "status:done"))) == ["a3"]


def test_ones_own_work_is_in_the_order_in_which_it_presses() -> None:
    selection = select(Look(MINE))
    assert ids(selection) == ["b1", "a1"]
    assert selection.ordered
    assert headers(selection) == []


def test_a_filter_counts_what_it_leaves_of_the_place() -> None:
    selection = select(Look(ALL, "roof"))
    assert ids(selection) == ["a1"]
    assert (selection.count, selection.without_filter) == (1, 4)


def test_a_filter_narrows_a_saved_view() -> None:
    assert ids(select(Look(":view roofs", "owner:@me"))) == ["a1"]


def test_the_order_of_the_filter_weighs_more_than_that_of_the_view() -> None:
    assert ids(select(Look(":view sorted"))) == ["a1", "a2", "c1", "b1"]
    assert ids(select(Look(":view sorted", "sort:title"))) == ["b1", "c1", "a2", "a1"]


def test_tasks_are_counted_by_the_category_of_their_status() -> None:
    assert select(Look(ALL)).categories == {
        Category.TODO: 2,
        Category.ACTIVE: 1,
        Category.BLOCKED: 1,
    }


def test_a_wrong_filter_is_told_with_its_place_in_the_filter() -> None:
    with pytest.raises(QueryError) as told:
        select(Look(":view roofs", "owner:@me color:red"))
    assert (told.value.start, told.value.end) == (10, 19)


def test_a_wrong_view_is_told_with_its_file() -> None:
    with pytest.raises(BrokenView, match=r"views/odd\.toml: there is no field “color”"):
        select(Look(":view odd"))


def test_a_saved_view_that_was_removed_shows_everything() -> None:
    assert ids(select(Look(":view gone"))) == ids(select(Look(ALL)))


def test_tasks_of_a_place_are_those_it_shows() -> None:
    assert [one.id for one in tasks_of(company(), SARA, MINE)] == ["b1", "a1"]


def edited(given: Workspace, id_: str, **fields: object) -> Workspace:
    old = given.tasks[id_]
    return given.replace({old.path: Task(old.path, Kind.TASK, {**old.fields, **fields})})


def test_after_an_edit_only_the_rows_of_its_list_are_made_anew() -> None:
    selector = Selector()
    before = company()
    old = {row.key: row for row in selector.select(before, SARA, Look(ALL)).rows}
    after = edited(before, "a1", title="Roof, again")
    new = {row.key: row for row in selector.select(after, SARA, Look(ALL)).rows}
    assert new["a1"].value.title == "Roof, again"
    assert new["b1"] is old["b1"]
    assert new["a2"] is not old["a2"]


def test_a_selector_that_remembers_shows_what_a_new_one_shows() -> None:
    selector = Selector()
    given = company()
    for look in (Look(ALL), Look(JOBS, closed=True), Look(JOBS), Look(ALL, "roof"), Look(ALL)):
        assert selector.select(given, SARA, look) == select(look, given)
    given = edited(given, "a1", status="done")
    for look in (Look(ALL), Look(JOBS, closed=True), Look(JOBS)):
        assert selector.select(given, SARA, look) == select(look, given)


def test_a_list_that_gets_another_workflow_is_counted_anew() -> None:
    selector = Selector()
    given = company()
    selector.select(given, SARA, Look(JOBS))
    path = f"{JOBS}/list.toml"
    plain = given.replace({path: workspace({path: {"name": "Jobs"}}).documents[path]})
    assert selector.select(plain, SARA, Look(JOBS)) == select(Look(JOBS), plain)


def test_the_names_of_places_follow_their_files() -> None:
    selector = Selector()
    given = company()
    selector.select(given, SARA, Look(ALL))
    path = "spaces/operations/space.toml"
    renamed = given.replace({path: workspace({path: {"name": "Service"}}).documents[path]})
    assert "Service › Jobs" in headers(selector.select(renamed, SARA, Look(ALL)))


def test_an_empty_workspace_has_nothing_to_select() -> None:
    selection = select(Look(ALL), Workspace({}))
    assert (selection.rows, selection.count) == ((), 0)
