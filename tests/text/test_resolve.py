"""Kept values can be listed, and choosing one leaves a document that holds it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.edits import (
    GOAL,
    GOAL_PATH,
    TASK,
    TASK_PATH,
    Edit,
    apply,
    dropping_visits,
    front_edits,
    rewriting,
    setting,
)
from tuiwork.errors import Refused
from tuiwork.text.document import read_document
from tuiwork.text.merging.conflicts import Conflict, conflicts_in
from tuiwork.text.merging.documents import merge
from tuiwork.text.merging.resolve import Choice, resolve
from tuiwork.text.source import Malformed

LINE = "Crane booked for Thursday."


def clash(path: str, base: str, ours: str, theirs: str) -> str:
    text = merge(path, base, ours, theirs).text
    assert text is not None
    return text


def task_clash(ours: list[Edit], theirs: list[Edit]) -> str:
    return clash(TASK_PATH, TASK, apply(TASK, ours), apply(TASK, theirs))


def set_to(key: str, value: Any, minute: int | None = None) -> Edit:
    return setting(TASK_PATH, key, value, minute)


def found(path: str, text: str | None) -> list[Conflict]:
    assert text is not None
    document, problems = read_document(path, text)
    assert document is not None, problems
    return conflicts_in(document)


def test_keeping_what_is_shown_only_removes_the_record() -> None:
    text = task_clash([set_to("title", "A")], [set_to("title", "B")])
    assert resolve(TASK_PATH, text, "title", "kept") == apply(TASK, [set_to("title", "B")])


def test_choosing_the_other_value_sets_it() -> None:
    text = task_clash([set_to("title", "A")], [set_to("title", "B")])
    assert resolve(TASK_PATH, text, "title", "other") == apply(TASK, [set_to("title", "A")])


def test_a_third_value_can_be_given() -> None:
    text = task_clash([set_to("title", "A")], [set_to("title", "B")])
    resolved = resolve(TASK_PATH, text, "title", "value", value="C")
    assert resolved == apply(TASK, [set_to("title", "C")])


def test_choosing_a_removal_removes_the_key() -> None:
    text = task_clash([set_to("priority", None)], [set_to("priority", "low")])
    resolved = resolve(TASK_PATH, text, "priority", "other")
    assert resolved == apply(TASK, [set_to("priority", None)])


def test_a_custom_field_is_set_in_its_table() -> None:
    text = task_clash([set_to("fields.phone", "1")], [set_to("fields.phone", "2")])
    resolved = resolve(TASK_PATH, text, "fields.phone", "other")
    assert resolved == apply(TASK, [set_to("fields.phone", "1")])


def test_a_key_of_a_row_is_set_in_its_row() -> None:
    ours, theirs = (GOAL.replace("target = 4", f"target = {n}") for n in (3, 2))
    text = clash(GOAL_PATH, GOAL, ours, theirs)
    assert [(one.kept, one.other) for one in found(GOAL_PATH, text)] == [(3, 2)]
    assert resolve(GOAL_PATH, text, "key_results.visits.target", "other") == theirs


def test_a_row_that_the_other_side_removed_can_go() -> None:
    theirs = GOAL.replace("target = 4", "target = 3")
    text = clash(GOAL_PATH, GOAL, dropping_visits(GOAL), theirs)
    assert resolve(GOAL_PATH, text, "key_results.visits", "kept") == theirs
    resolved = resolve(GOAL_PATH, text, "key_results.visits", "other")
    assert resolved is not None
    assert "visits" not in resolved


def test_fields_of_a_unit_are_chosen_together() -> None:
    ours = apply(TASK, [set_to("recur", "every friday"), set_to("series", "s2")])
    theirs = apply(TASK, [set_to("recur", "every monday"), set_to("series", "s1")])
    text = clash(TASK_PATH, TASK, ours, theirs)
    assert resolve(TASK_PATH, text, "recur", "kept") == theirs
    assert resolve(TASK_PATH, text, "series", "other") == ours


def test_the_other_text_takes_the_place_of_the_kept_one() -> None:
    ours, theirs = (apply(TASK, [rewriting(LINE, word, False)]) for word in ("Sun", "Rain"))
    text = clash(TASK_PATH, TASK, ours, theirs)
    assert resolve(TASK_PATH, text, "notes", "kept") == ours
    assert resolve(TASK_PATH, text, "notes", "other") == theirs


def test_the_other_text_comes_last_where_the_kept_one_is_gone() -> None:
    ours, theirs = (apply(TASK, [rewriting(LINE, word, False)]) for word in ("Sun", "Rain"))
    text = clash(TASK_PATH, TASK, ours, theirs).replace("\nSun\nThe", "\nWind\nThe")
    resolved = resolve(TASK_PATH, text, "notes", "other")
    assert resolved is not None
    assert "\nWind\nThe old unit" in resolved
    assert "\nThe roof is slippery.\n\nRain\n\n## Log\n" in resolved


def test_the_other_text_comes_last_where_the_kept_one_stands_twice() -> None:
    ours, theirs = (apply(TASK, [rewriting(LINE, word, False)]) for word in ("Sun", "Rain"))
    text = clash(TASK_PATH, TASK, ours, theirs).replace("slippery.\n", "slippery.\nSun\n")
    resolved = resolve(TASK_PATH, text, "notes", "other")
    assert resolved is not None
    assert resolved.count("\nSun\n") == 2
    assert "\nSun\n\nRain\n\n## Log\n" in resolved


def test_of_several_values_one_is_chosen_by_its_number() -> None:
    one, two, three = (apply(TASK, [set_to("title", word)]) for word in "ABC")
    text = clash(TASK_PATH, TASK, clash(TASK_PATH, TASK, one, two), three)
    assert [each.other for each in found(TASK_PATH, text)] == ["A", "B"]
    left = resolve(TASK_PATH, text, "title", "other", 1)
    assert [(each.kept, each.other) for each in found(TASK_PATH, left)] == [("B", "A")]


def test_of_a_removed_document_the_removal_can_be_chosen() -> None:
    edited = apply(TASK, [set_to("title", "A")])
    text = merge(TASK_PATH, TASK, edited, None).text or ""
    assert resolve(TASK_PATH, text, "deleted", "other") is None
    assert resolve(TASK_PATH, text, "deleted", "kept") == edited


def test_comments_above_a_record_stay() -> None:
    text = task_clash([set_to("title", "A")], [set_to("title", "B")])
    text = text.replace("[[conflicts]]", "# ask Jonas\n[[conflicts]]")
    resolved = resolve(TASK_PATH, text, "title", "kept")
    assert resolved is not None
    assert "# ask Jonas\n+++\n" in resolved


def test_what_is_not_in_conflict_is_refused() -> None:
    with pytest.raises(Refused, match="keeps no other value of title"):
        resolve(TASK_PATH, TASK, "title", "kept")
    text = task_clash([set_to("title", "A")], [set_to("title", "B")])
    with pytest.raises(Refused):
        resolve(TASK_PATH, text, "title", "kept", 1)
    with pytest.raises(Malformed):
        resolve(TASK_PATH, "broken", "title", "kept")


def test_a_value_that_has_no_place_any_more_is_refused() -> None:
    ours, theirs = (GOAL.replace("target = 4", f"target = {n}") for n in (3, 2))
    text = clash(GOAL_PATH, GOAL, ours, theirs)
    text = text.replace('id = "visits"\n', "")
    with pytest.raises(Refused, match=r"no place for key_results\.visits\.target"):
        resolve(GOAL_PATH, text, "key_results.visits.target", "other")


def test_rows_written_by_hand_are_read_as_far_as_they_say_something() -> None:
    rows = '[[conflicts]]\nfield = "a.b"\nother = 1\n[[conflicts]]\nby = 3\n[[conflicts]]\n'
    rows += 'field = "x = 1"\nby = 3\n'
    assert found("views/x.toml", rows) == [
        Conflict("views/x.toml", "a.b", other=1),
        Conflict("views/x.toml", "x = 1"),
    ]


@given(st.lists(front_edits, max_size=4), st.lists(front_edits, max_size=4), st.data())
def test_every_conflict_of_a_merge_can_be_resolved(
    ours: list[Edit], theirs: list[Edit], data: st.DataObject
) -> None:
    text: str | None = task_clash(ours, theirs)
    while conflicts := found(TASK_PATH, text):
        one = data.draw(st.sampled_from(conflicts))
        choice: Choice = data.draw(st.sampled_from(["kept", "other"]))
        wanted = one.kept if choice == "kept" else one.other
        text = resolve(TASK_PATH, text or "", one.field, choice)
        left = found(TASK_PATH, text)
        assert len(left) < len(conflicts)
        assert [other.kept for other in left if other.field == one.field] in ([], [wanted])
