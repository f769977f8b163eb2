from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.workspaces import TODAY, task, with_tasks, workspace
from tuiwork.errors import Ambiguous, Refused
from tuiwork.model.fields import Type
from tuiwork.model.kinds import Kind
from tuiwork.text.keys import PLACE, custom_field, find_field, known_keys
from tuiwork.text.values import Assignment, parse_assignments, parse_value, show_value

HERE = with_tasks(task("k7fabcde"), task("k7g00000"), task("zz000000"))


def parse(key: str, words: str, **more: Any) -> object:
    field = find_field(HERE.settings, key)
    assert field is not None
    return parse_value(HERE, field, words, TODAY, **more)


def assign(*words: str, **more: Any) -> list[tuple[str, str, object]]:
    found = parse_assignments(HERE, words, TODAY, **more)
    return [(one.field.key, one.op, one.value) for one in found]


@pytest.mark.parametrize(
    ("key", "words", "value"),
    [
        ("title", "  Mend \n the roof ", "Mend the roof"),
        ("owner", "@sara", "sara"),
        ("owner", "fre", "freja"),
        ("collaborators", "sara, @freja,sara", ["sara", "freja"]),
        ("priority", "H", "high"),
        ("goals", "handling,grow", ["faster-service/handling-time", "grow"]),
        ("goal", "^faster", ["faster-service"]),
        ("initiative", "photo", "photo-reports"),
        ("customer", "havne", "havnegaard"),
        ("run", "yes", True),
        ("run", "FALSE", False),
        ("due", "friday", date(2026, 6, 19)),
        ("due", "næste fredag", date(2026, 6, 26)),
        ("due", "fri 10:00", datetime(2026, 6, 19, 10)),
        ("estimate", "90m", "90m"),
        ("estimate", "16h", "16h"),
        ("urgency", "2", 2),
        ("effect", "1,5", 1.5),
        ("parent", "k7f", "k7fabcde"),
        ("blocked_by", "k7g,zz0", ["k7g00000", "zz000000"]),
        ("tag", "#roof, two words", ["roof", "two words"]),
        ("list", "jobs", "spaces/operations/jobs"),
        ("status", "sched", "scheduled"),
        ("area", "n", "north"),
        ("fields.price", "1200.50", 1200.5),
        ("contact", "freja", "freja"),
        ("page", "https://example.org/a", "https://example.org/a"),
        ("visit", "+3d", date(2026, 6, 18)),
        ("note", "by hand", "by hand"),
    ],
)
def test_words_become_the_value_of_the_field(key: str, words: str, value: object) -> None:
    found = parse(key, words)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("key", "words", "says"),
    [
        ("owner", "sarah", "owner: there is no person “sarah”; did you mean sara?"),
        ("priority", "urgnt", "priority: there is no priority “urgnt”; did you mean urgent?"),
        ("priority", "or", "there is no priority “or”"),
        ("due", "blorg", "due: “blorg” is not understood as a date"),
        ("estimate", "soon", "estimate: “soon” is not a duration; write one such as"),
        ("urgency", "much", "urgency: “much” is not a number; write one such as 3 or 7.5"),
        ("urgency", "1,000", "is not a number"),
        ("urgency", "nan", "is not a number"),
        ("run", "perhaps", "run: “perhaps” is neither yes nor no"),
        ("page", "javascript:x", "page: “javascript:x” is no web address"),
        ("parent", "nope", "parent: no task has an id that begins with “nope”"),
        ("list", "jbs", "list: there is no list “jbs”; did you mean operations/jobs?"),
        ("tags", " , ", "tags: there is nothing between the commas"),
        ("area", "west", "area: there is no area “west”; there are north, south"),
        ("fields", "x", "fields: a table cannot be set like this; edit the file"),
        ("type", " ", "type: the value is empty"),
    ],
)
def test_nonsense_is_refused_in_one_sentence_that_says_what_was_expected(
    key: str, words: str, says: str
) -> None:
    with pytest.raises(Refused) as caught:
        parse(key, words)
    assert not isinstance(caught.value, Ambiguous)
    assert says in caught.value.message
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("key", "words", "candidates"),
    [
        ("owner", "sa", ("sam", "sara")),
        ("due", "03/04", ("2027-04-03", "2027-03-04")),
        ("parent", "k7", ("k7fabcde", "k7g00000")),
        ("status", "do", ("doing", "done")),
    ],
)
def test_words_that_mean_several_things_name_them(
    key: str, words: str, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(Ambiguous) as caught:
        parse(key, words)
    assert caught.value.candidates == candidates


def test_me_is_whoever_acts() -> None:
    assert parse("owner", "@me", me="freja") == "freja"
    assert parse("collaborators", "me,sara", me="freja") == ["freja", "sara"]
    with pytest.raises(Refused):
        parse("owner", "@me")


def test_with_a_workflow_only_its_statuses_count() -> None:
    service = HERE.settings.workflow("service")
    assert parse("status", "todo") == "todo"
    with pytest.raises(Refused, match="there is no status “todo”"):
        parse("status", "todo", workflow=service)


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("tags", ["roof", "pump"], "roof, pump"),
        ("due", date(2026, 6, 19), "2026-06-19"),
        ("due", datetime(2026, 6, 19, 15), "2026-06-19 15:00"),
        ("created", datetime(2026, 6, 2, 8, 14, 5, tzinfo=UTC), "2026-06-02 08:14:05Z"),
        ("run", True, "yes"),
        ("run", False, "no"),
        ("effect", 2.0, "2"),
        ("effect", 1.5, "1.5"),
        ("title", None, ""),
        ("list", "spaces/operations/jobs", "operations/jobs"),
        ("fields", {"area": "north", "price": 3}, "area north, price 3"),
        ("due", "soon", "soon"),
    ],
)
def test_values_are_shown_for_people(key: str, value: object, shown: str) -> None:
    assert show_value(find_field(HERE.settings, key), value) == shown


def test_a_value_of_no_known_field_is_shown_as_it_is() -> None:
    assert show_value(None, [1, "a", True]) == "1, a, yes"


@given(
    st.one_of(
        st.tuples(st.just("due"), st.dates(date(1000, 1, 1))),
        st.tuples(
            st.just("due"),
            st.datetimes(datetime(1000, 1, 1), timezones=st.sampled_from([None, UTC])).map(
                lambda one: one.replace(microsecond=0)
            ),
        ),
        st.tuples(st.just("urgency"), st.integers(-(10**14), 10**14)),
        st.tuples(st.just("run"), st.booleans()),
        st.tuples(
            st.just("tags"), st.lists(st.sampled_from(["a", "b c", "d"]), min_size=1, unique=True)
        ),
    )
)
def test_what_is_shown_reads_back_as_the_same_value(pair: tuple[str, object]) -> None:
    key, value = pair
    assert parse(key, show_value(find_field(HERE.settings, key), value)) == value


def test_custom_fields_are_fields_with_the_type_that_was_declared() -> None:
    settings = HERE.settings
    types = {
        name: found.type for name in settings.custom if (found := custom_field(settings, name))
    }
    assert types == {
        "area": Type.CHOICE,
        "price": Type.NUMBER,
        "contact": Type.NAME,
        "page": Type.URL,
        "visit": Type.DATE,
        "note": Type.TEXT,
    }
    area = custom_field(settings, "fields.Area")
    assert area is not None
    assert (area.key, area.label, area.choices) == ("fields.area", "Area", ("north", "south"))
    assert custom_field(settings, "nothing") is None


def test_a_choice_without_options_counts_as_text() -> None:
    settings = workspace({"tuiwork.toml": {"fields": {"area": {"type": "choice"}}}}).settings
    found = custom_field(settings, "area")
    assert found is not None
    assert found.type is Type.TEXT


def test_a_built_in_field_comes_before_a_custom_one_of_the_same_name() -> None:
    settings = workspace({"tuiwork.toml": {"fields": {"due": {"type": "text"}}}}).settings
    due, custom = find_field(settings, "due"), find_field(settings, "fields.due")
    assert due is not None
    assert custom is not None
    assert (due.type, custom.type) == (Type.DATE, Type.TEXT)


def test_only_tasks_have_a_place_and_custom_fields() -> None:
    assert find_field(HERE.settings, "List") is PLACE
    assert find_field(HERE.settings, "list", Kind.GOAL) is None
    assert find_field(HERE.settings, "area", Kind.GOAL) is None
    assert "area" in known_keys(HERE.settings)
    assert "id" not in known_keys(HERE.settings)


def test_assignments_set_clear_add_and_take_away() -> None:
    assert assign("due=friday", "estimate=", "tags+=roof,pump", "tag-=x", "area=south") == [
        ("due", "=", date(2026, 6, 19)),
        ("estimate", "=", None),
        ("tags", "+=", ["roof", "pump"]),
        ("tags", "-=", ["x"]),
        ("fields.area", "=", "south"),
    ]


def test_a_value_may_hold_an_equals_sign() -> None:
    assert assign("links=https://x.org/?a=b", "title=a+=b") == [
        ("links", "=", ["https://x.org/?a=b"]),
        ("title", "=", "a+=b"),
    ]


def test_a_list_or_a_place_is_a_move() -> None:
    found = parse_assignments(HERE, ["list=quotes", "place=jobs"], TODAY)
    assert found == [
        Assignment(PLACE, "=", "spaces/customers/quotes"),
        Assignment(PLACE, "=", "spaces/operations/jobs"),
    ]


def test_a_name_that_leads_nowhere_any_more_can_still_be_taken_away() -> None:
    assert assign("collaborators-=bob", "goals-=gone/kr") == [
        ("collaborators", "-=", ["bob"]),
        ("goals", "-=", ["gone/kr"]),
    ]


def test_other_kinds_have_their_own_fields() -> None:
    assert assign("cadence=2w", "parent=grow", kind=Kind.GOAL) == [
        ("cadence", "=", "2w"),
        ("parent", "=", "grow"),
    ]


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("prioritty=high", "there is no field “prioritty”; did you mean priority?"),
        ("id=abc", "id never changes; it cannot be set"),
        ("created=today", "created never changes"),
        ("due+=friday", "due holds one value; write due=value instead of due+=value"),
        ("tags+=", "tags+= says no value"),
        ("list=", "a task always lies in a list"),
        ("due", "“due” is no assignment; expected key=value, key=, key+=value or key-=value"),
        ("=x", "“=x” is no assignment"),
        ("collaborators-= , ", "there is nothing between the commas"),
    ],
)
def test_an_assignment_that_makes_no_sense_is_refused(word: str, says: str) -> None:
    with pytest.raises(Refused) as caught:
        assign(word)
    assert says in caught.value.message


def test_what_is_ambiguous_is_not_taken_away_on_a_guess() -> None:
    with pytest.raises(Ambiguous):
        assign("collaborators-=sa")


@given(st.text(max_size=40))
def test_any_words_are_understood_or_refused(words: str) -> None:
    for key in ("title", "owner", "goals", "parent", "priority", "estimate", "urgency", "list"):
        with suppress(Refused):
            assert parse(key, words) is not None
