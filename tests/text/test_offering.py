from __future__ import annotations

import pytest

from tests.text.workspaces import task, with_tasks, workspace
from tuiwork.model.fields import field_of
from tuiwork.model.kinds import Kind
from tuiwork.text.keys import PLACE
from tuiwork.text.offering import offers_for


def offered(key: str, typed: str = "") -> list[str]:
    field = PLACE if key == "list" else field_of(Kind.TASK, key)
    assert field is not None
    given = with_tasks(task("k7f", title="Roof", tags=["roof", "hot"]), task("p2h", tags=["roof"]))
    return [one.value for one in offers_for(given, field, typed)]


@pytest.mark.parametrize(
    ("key", "typed", "first"),
    [
        ("list", "jo", "operations/jobs"),
        ("owner", "fre", "freja"),
        ("owner", "holm", "sara"),
        ("goals", "fas", "faster-service"),
        ("goals", "handl", "faster-service/handling-time"),
        ("priority", "h", "high"),
        ("status", "par", "parts"),
        ("customer", "hav", "havnegaard"),
        ("blocked_by", "roo", "k7f"),
        ("due", "fri", "friday"),
        ("estimate", "2", "2h"),
        ("run", "y", "yes"),
        ("tags", "", "roof"),
    ],
)
def test_a_field_offers_the_names_that_it_takes(key: str, typed: str, first: str) -> None:
    assert offered(key, typed)[0] == first


def test_what_begins_so_comes_before_what_only_holds_it() -> None:
    assert offered("owner", "sa") == ["sam", "sara"]
    assert offered("owner", "ar")[0] == "sara"


def test_nothing_that_does_not_fit_is_offered() -> None:
    assert offered("owner", "zzz") == []
    assert offered("title", "x") == []


def test_closed_goals_are_not_offered() -> None:
    assert "old-portal" not in offered("goals")
    assert "old-portal" in workspace().goals
