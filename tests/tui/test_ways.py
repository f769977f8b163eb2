"""Where what was found leads."""

from __future__ import annotations

import pytest

from tuiwork.insight.findable import Entry
from tuiwork.model.kinds import Kind
from tuiwork.model.nouns import make_document
from tuiwork.model.workspace import Workspace
from tuiwork.text.query.parse import parse_query
from tuiwork.tui.places import ALL
from tuiwork.tui.ways import Way, way_to


def way(path: str, kind: Kind, part: str = "", **fields: object) -> Way:
    document = make_document(path, kind, fields)
    return way_to(Workspace({path: document}), Entry(document, document.title, part=part))


def test_a_task_leads_to_its_list_and_a_closed_one_to_closed_ones() -> None:
    path = "spaces/a/b/k7f3qd2m.md"
    assert way(path, Kind.TASK, status="todo") == Way("spaces/a/b", task="k7f3qd2m")
    assert way(path, Kind.TASK, status="done") == Way("spaces/a/b", closed=True, task="k7f3qd2m")


@pytest.mark.parametrize(
    ("path", "kind", "part", "place", "query"),
    [
        ("spaces/a/space.toml", Kind.SPACE, "", "spaces/a", ""),
        ("spaces/a/b/list.toml", Kind.LIST, "", "spaces/a/b", ""),
        ("views/late.toml", Kind.VIEW, "", ":view late", ""),
        ("people/sara.md", Kind.PERSON, "", ALL, "owner:sara"),
        ("goals/fast.md", Kind.GOAL, "", ALL, "goal:fast"),
        ("goals/fast.md", Kind.GOAL, "days", ALL, "goal:fast/days"),
        ("customers/bryg.md", Kind.CUSTOMER, "", ALL, "customer:bryg"),
        ("initiatives/photo.md", Kind.INITIATIVE, "", ALL, "initiative:photo"),
    ],
)
def test_what_has_no_view_of_its_own_leads_to_its_tasks(
    path: str, kind: Kind, part: str, place: str, query: str
) -> None:
    assert way(path, kind, part) == Way(place, filter=query)


def test_everything_else_leads_to_its_file() -> None:
    assert way("decisions/boards.md", Kind.DECISION) == Way(path="decisions/boards.md")


@pytest.mark.parametrize("name", ["two words", 'with "quotes"', "a,b", "x)", "back\\slash", ">2"])
def test_a_name_that_a_query_would_read_otherwise_is_quoted(name: str) -> None:
    found = parse_query(way(f"people/{name}.md", Kind.PERSON).filter)
    assert [one.values for one in found.terms] == [(name,)]
