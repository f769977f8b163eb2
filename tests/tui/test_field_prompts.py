"""What a field of tasks can name is offered, what it names already is ticked."""

from __future__ import annotations

import pytest

from tests.text.workspaces import task, with_tasks, workspace
from tuiwork.model.fields import Field, field_of
from tuiwork.model.kinds import Kind
from tuiwork.text.keys import PLACE, find_field
from tuiwork.text.symbols import symbols
from tuiwork.tui.field_prompts import (
    ask_many,
    ask_one,
    beyond,
    can_pick,
    changes,
    choices_of,
    shared,
)
from tuiwork.tui.prompts import NOBODY
from tuiwork.tui.widgets.pick import Choice

SIGNS = symbols()


def field(key: str) -> Field:
    found = field_of(Kind.TASK, key)
    assert found is not None
    return found


def keys(choices: list[Choice]) -> list[str]:
    return [one.key for one in choices]


@pytest.mark.parametrize(
    ("key", "is_picked"),
    [
        ("status", True),
        ("owner", True),
        ("collaborators", True),
        ("parent", True),
        ("blocked_by", True),
        ("customer", True),
        ("initiative", True),
        ("goals", True),
        ("tags", True),
        ("audience", True),
        ("run", True),
        ("title", False),
        ("estimate", False),
        ("links", False),
        ("due", False),
    ],
)
def test_names_are_picked_and_words_are_typed(key: str, is_picked: bool) -> None:
    assert can_pick(field(key)) is is_picked
    assert can_pick(PLACE)


def test_a_task_is_offered_with_its_id_and_its_list_beside_those_of_the_same_list_first() -> None:
    one = task("a1aaaaaa")
    other, far = task("b1bbbbbb", title="Roof"), task("c1cccccc", "operations/incidents")
    offered = choices_of(with_tasks(one, far, other), [one], field("parent"))
    assert keys(offered) == ["b1bbbbbb", "c1cccccc"]
    assert offered[0].label == "Roof"
    assert offered[0].hint == "b1b  Operations › Jobs"


def test_no_task_is_offered_that_would_close_a_circle() -> None:
    one = task("a1")
    below, further, beside = task("b1", parent="a1"), task("c1", parent="b1"), task("d1")
    given = with_tasks(one, below, further, beside)
    assert beyond(given, [one], field("parent")) == {"a1", "b1", "c1"}
    assert keys(choices_of(given, [one], field("parent"))) == ["d1"]
    assert keys(choices_of(given, [one], field("relates"))) == ["b1", "c1", "d1"]
    waiting = with_tasks(one, task("b1", blocked_by=["a1"]), task("c1", blocked_by=["b1"]), beside)
    assert keys(choices_of(waiting, [one], field("blocked_by"))) == ["d1"]


def test_a_circle_that_is_there_already_does_not_go_on_for_ever() -> None:
    given = with_tasks(task("a1", parent="b1"), task("b1", parent="a1"))
    assert beyond(given, [given.tasks["a1"]], field("parent")) == {"a1", "b1"}


def test_closed_tasks_are_offered_only_where_they_can_be_meant() -> None:
    one = task("a1")
    given = with_tasks(one, task("b1", status="done"))
    assert keys(choices_of(given, [one], field("duplicates"))) == ["b1"]
    assert keys(choices_of(given, [one], field("blocked_by"))) == []


def test_what_is_named_already_is_offered_even_if_it_leads_nowhere() -> None:
    one = task("a1", blocked_by=["b1", "gone"])
    given = with_tasks(one, task("b1", title="Roof", status="done"))
    question = ask_many(given, [one], field("blocked_by"))
    assert {one.key: one.label for one in question.choices} == {"b1": "Roof", "gone": "gone"}
    assert shared(given, [one], field("blocked_by")) == ("b1", "gone")


def test_the_tasks_that_are_ticked_come_first() -> None:
    one = task("a1", blocked_by=["c1"])
    given = with_tasks(one, task("b1"), task("c1"))
    assert keys(ask_many(given, [one], field("blocked_by")).choices) == ["c1", "b1"]


def test_the_tags_are_those_in_use_and_a_word_that_is_none_can_be_a_new_one() -> None:
    one, other = task("a1", tags=["roof"]), task("b1", tags=["roof", "crane"])
    question = ask_many(with_tasks(one, other), [one], field("tags"))
    assert keys(question.choices) == ["roof", "crane"]
    assert question._new is not None
    assert question._new(" #two  words, ") == Choice("two words", "two words", "new tag")
    assert question._new(" , ") is None


def test_ticked_are_the_values_that_all_the_tasks_have() -> None:
    one, other = task("a1", tags=["roof", "crane"]), task("b1", tags=["crane"])
    assert shared(with_tasks(one, other), [one, other], field("tags")) == ("crane",)


def test_a_field_that_holds_one_value_can_hold_none() -> None:
    one = task("a1", owner="sara", run=True)
    given = with_tasks(one)
    assert keys(ask_one(given, [one], field("owner"), SIGNS).choices)[-1] == NOBODY
    assert keys(ask_one(given, [one], field("run"), SIGNS).choices) == ["yes", "no", NOBODY]
    assert keys(ask_one(given, [one], field("audience"), SIGNS).choices) == [
        "internal",
        "customer",
        NOBODY,
    ]
    assert "doing" in keys(ask_one(given, [one], field("status"), SIGNS).choices)
    assert "spaces/operations/jobs" in keys(ask_one(given, [one], PLACE, SIGNS).choices)


def test_a_field_of_the_workspace_is_picked_like_any_other() -> None:
    settings = workspace().settings
    own = [find_field(settings, key) for key in settings.custom]
    assert all(isinstance(one, Field) for one in own)


def test_what_was_ticked_and_unticked_leaves_other_values_alone() -> None:
    added, gone = changes(field("goals"), ["a", "b"], ["b", "c"])
    assert (added.op, added.value) == ("+=", ["c"])
    assert (gone.op, gone.value) == ("-=", ["a"])
    assert changes(field("goals"), ["a"], ["a"]) == []
