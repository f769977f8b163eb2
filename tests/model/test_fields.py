"""The table of fields is sane: what reads it may rely on how its lines belong together."""

from __future__ import annotations

import pytest

from tuiwork.model.fields import ALIASES, FIELDS, Field, Type, field_of, fields_of
from tuiwork.model.kinds import Kind
from tuiwork.model.task import PRIORITIES


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: f"{field.key}-{field.kinds[0]}")
def test_a_field_is_whole(field: Field) -> None:
    assert field.key.replace("_", "").isalpha()
    assert field.key.islower()
    assert field.label
    assert field.label[0].isupper()
    assert field.kinds
    assert (field.names is not None) == (field.type is Type.NAME)
    assert bool(field.choices) == (field.type is Type.CHOICE)
    assert not field.row_key or (field.many and field.type is Type.TABLE)


def test_a_key_and_kind_are_described_once() -> None:
    pairs = [(field.key, kind) for field in FIELDS for kind in field.kinds]
    assert len(set(pairs)) == len(pairs)


def test_the_fields_that_leave_a_log_entry_are_those_of_the_format() -> None:
    events = {(field.key, kind) for field in FIELDS for kind in field.kinds if field.event}
    tasks = {key for key, kind in events if kind is Kind.TASK}
    assert tasks == {"status", "owner", "due", "priority"}
    assert {key for key, kind in events if kind is not Kind.TASK} == {"owner"}


def test_only_an_id_and_a_birth_are_not_for_people_to_set() -> None:
    assert {field.key for field in FIELDS if field.fixed} == {"id", "created"}


def test_what_merges_as_one_belongs_to_the_same_kinds() -> None:
    units: dict[str, set[tuple[Kind, ...]]] = {}
    for field in FIELDS:
        if field.unit:
            for kind in field.kinds:
                units.setdefault(f"{field.unit} {kind}", set()).add((kind,))
    assert all(len(kinds) == 1 for kinds in units.values())


def test_short_names_lead_to_fields() -> None:
    for short, key in ALIASES.items():
        assert field_of(Kind.TASK, short) is None
        assert key == "place" or field_of(Kind.TASK, key) is not None


def test_every_kind_can_keep_conflicts_and_a_task_begins_with_its_id() -> None:
    assert all("conflicts" in fields_of(kind) for kind in Kind)
    assert list(fields_of(Kind.TASK))[:3] == ["id", "title", "status"]
    priority = field_of(Kind.TASK, "priority")
    assert priority is not None
    assert priority.choices == PRIORITIES
