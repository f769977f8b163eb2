"""A document's readers give a value of the right type, or nothing."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from tuiwork.model.document import Document
from tuiwork.model.kinds import Kind
from tuiwork.model.person import Person
from tuiwork.model.place import Space, TaskList

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
ODD: dict[str, Any] = {
    "text": "x", "empty": "", "number": 3, "float": 2.5, "nan": math.nan, "inf": math.inf,
    "true": True, "false": False, "day": date(2026, 6, 15), "moment": NOW, "time": time(9),
    "list": ["a", 1, "b", {"x": 1}], "table": {"a": 1, "b": {"c": 2}}, "none": [],
}  # fmt: skip


def document(fields: dict[str, Any] | None = None, path: str = "goals/x.md") -> Document:
    return Document(path, Kind.GOAL, ODD if fields is None else fields)


def having(reader: str, nothing: object) -> set[str]:
    """The keys under which a reader finds something."""
    read = getattr(document(), reader)
    return {key for key in [*ODD, "missing"] if read(key) != nothing}


def test_each_reader_takes_its_own_type_alone() -> None:
    assert having("text", None) == {"text"}
    assert having("number", None) == {"number", "float"}
    assert having("moment", None) == {"day", "moment"}
    assert having("flag", False) == {"true"}
    assert having("names", ()) == {"list"}
    assert having("tables", ()) == {"list"}


def test_a_list_gives_what_fits_in_order() -> None:
    assert document().names("list") == ("a", "b")
    assert document().tables("list") == ({"x": 1},)


def test_a_whole_number_is_read_as_one_with_a_fraction() -> None:
    assert repr(document().number("number")) == "3.0"


@pytest.mark.parametrize(
    ("key", "value"),
    [("number", 3), ("table.a", 1), ("table.b", {"c": 2}), ("missing", None), ("table.x", None)],
)
def test_a_value_is_found_under_its_key_or_that_of_its_table(key: str, value: object) -> None:
    assert document().value(key) == value
    assert document().value("text.x") is None


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": "T", "name": "N"}, "T"),
        ({"name": "N"}, "N"),
        ({"title": "", "name": 5}, "grow"),
        ({}, "grow"),
    ],
)
def test_a_title_is_the_title_the_name_or_the_slug(fields: dict[str, Any], title: str) -> None:
    assert document(fields, "goals/grow.md").title == title


def test_a_slug_is_the_files_stem_and_of_a_place_its_folders_name() -> None:
    assert document(path="docs/a/how.to.md").slug == "how.to"
    assert document(path="docs/a/how.to.md").folder == "docs/a"
    assert Space("spaces/ops/space.toml", Kind.SPACE, {}).slug == "ops"
    assert document(path="tuiwork.toml").folder == ""


def test_a_list_is_called_by_its_path_below_spaces() -> None:
    jobs = TaskList("spaces/ops/roofs/jobs/list.toml", Kind.LIST, {"workflow": "service"})
    assert (jobs.slug, jobs.name, jobs.space, jobs.workflow) == (
        "jobs",
        "ops/roofs/jobs",
        "ops",
        "service",
    )


def test_a_person_is_known_by_every_spelling_of_an_address() -> None:
    sara = Person("people/sara.md", Kind.PERSON, {"emails": ["Sara@Nordvik.example", 5]})
    assert (sara.handle, sara.emails) == ("sara", ("sara@nordvik.example",))
