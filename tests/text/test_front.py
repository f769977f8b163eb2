"""Front matter in sections and items joins back byte for byte; an edit touches its key's lines."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.fronts import fronts, values
from tests.text.hostile import HOSTILE, seconds
from tuiwork.text import toml
from tuiwork.text.front import (
    Front,
    Item,
    Section,
    add_row,
    parse_front,
    set_key,
    set_row_key,
    set_table_key,
)
from tuiwork.text.source import Malformed

NEWLINES = st.sampled_from(["\n", "\r\n"])


def changed(text: str, edit: Callable[[Front], Front]) -> str:
    return edit(parse_front(text)).join()


@given(fronts())
def test_sections_and_items_are_the_text(text: str) -> None:
    assert parse_front(text).join() == text


@given(fronts())
def test_items_hold_what_the_text_says(text: str) -> None:
    front = parse_front(text)
    whole = toml.load(text)
    for item in front.sections[0].items:
        value: Any = whole
        for part in toml.key_parts(item.key):
            value = value[part]
        assert toml.canonical(item.value) == toml.canonical(value)


def test_a_front_is_sections_of_items_with_what_stands_above_them() -> None:
    text = '# first\na = 1\n\n"b c".d = [\n  2,\n]\n# rows\n[[ r ]] # one\nx = "y"\n# end\n'
    assert parse_front(text) == Front(
        (
            Section(
                items=(
                    Item("a", "# first\n", "a = 1\n", 1),
                    Item('"b c".d', "\n", '"b c".d = [\n  2,\n]\n', [2]),
                )
            ),
            Section("r", "# rows\n[[ r ]] # one\n", True, (Item("x", "", 'x = "y"\n', "y"),)),
        ),
        "# end\n",
    )


@pytest.mark.parametrize("text", ["", "\n", "# only this", "a = 1", "[t]", "[[r]]\n[[r]]"])
def test_short_fronts_are_kept_too(text: str) -> None:
    assert parse_front(text).join() == text


@given(fronts(), values, NEWLINES, st.data())
def test_a_key_that_is_set_changes_only_its_own_lines(
    text: str, value: Any, newline: str, data: st.DataObject
) -> None:
    front = parse_front(text)
    bare = [one for one in front.sections[0].items if len(toml.key_parts(one.key)) == 1]
    key = data.draw(st.sampled_from([one.key for one in bare] + ["quite_new"]))
    name = toml.key_parts(key)[0]
    after = set_key(front, name, value, newline)
    assert toml.load(after.join()) == toml.load(text) | {name: value}
    assert sorted(toml.comments(after.join())) == sorted(toml.comments(text))
    kept = [one.body for section in front.sections for one in section.items if one.key != key]
    assert [
        one.body for section in after.sections for one in section.items if one.key != key
    ] == _ended(kept, after, newline)


def _ended(bodies: list[str], after: Front, newline: str) -> list[str]:
    """The same lines; the last of the top-level ones got the newline it lacked."""
    count = len([one for one in after.sections[0].items if one.key != "quite_new"])
    return [
        body if body.endswith("\n") or place >= count else body + newline
        for place, body in enumerate(bodies)
    ]


@given(fronts(), st.data())
def test_a_key_that_is_removed_takes_only_its_lines(text: str, data: st.DataObject) -> None:
    front = parse_front(text)
    names = [one.key for one in front.sections[0].items if len(toml.key_parts(one.key)) == 1]
    if not names:
        assert set_key(front, "top0", None) == front
        return
    key = data.draw(st.sampled_from(names))
    after = set_key(front, toml.key_parts(key)[0], None).join()
    gone = next(one for one in front.sections[0].items if one.key == key)
    assert after == text.replace(gone.raw, gone.lead, 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('due = 1  # tell Sara\nx = "y"\n', 'due = 2  # tell Sara\nx = "y"\n'),
        ("due=1#tell\n", "due=2#tell\n"),
        ("  due\t=\t1\n", "  due\t=\t2\n"),
        ('"due" = 1\n', '"due" = 2\n'),
        ("due = 1", "due = 2"),
        ('due = "# no" # yes\n', "due = 2 # yes\n"),
        ("due = '''\n# no\n''' # yes\n", "due = 2 # yes\n"),
        ("a = 1\n", "a = 1\ndue = 2\n"),
        ("a = 1", "a = 1\ndue = 2\n"),
        ("a = 1\n# end\n", "a = 1\ndue = 2\n# end\n"),
        ("a = 1\n\n# about t\n[t]\nb = 1\n", "a = 1\ndue = 2\n\n# about t\n[t]\nb = 1\n"),
        ("[t]\nb = 1\n", "due = 2\n[t]\nb = 1\n"),
        ("", "due = 2\n"),
        ("[t]\ndue = 1\n", "due = 2\n[t]\ndue = 1\n"),
    ],
)
def test_a_value_is_set_where_it_stands_or_behind_the_last_key(before: str, after: str) -> None:
    assert changed(before, lambda front: set_key(front, "due", 2)) == after


def test_comments_inside_a_value_that_is_replaced_move_above_it() -> None:
    before = 'tags = [\n  "a", # the roof\n  # later\n  "b",\n] # all\n'
    after = changed(before, lambda front: set_key(front, "tags", ["a", "c"]))
    assert after == '# the roof\n# later\ntags = ["a", "c"] # all\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# a\ndue = 1 # b\nx = 1\n", "# a\nx = 1\n"),
        ("x = 1\n# a\ndue = 1\n", "x = 1\n# a\n"),
        ("# a\ndue = 1\n# b\n[t]\n", "# a\n# b\n[t]\n"),
        ("x = 1\ndue = [\n1,\n]\ny = 1\n", "x = 1\ny = 1\n"),
        ("x = 1\n", "x = 1\n"),
    ],
)
def test_a_key_goes_and_the_comments_above_it_stay(before: str, after: str) -> None:
    assert changed(before, lambda front: set_key(front, "due", None)) == after


def test_tables_of_a_key_give_way_to_its_value() -> None:
    before = "hours = 37\n\n# when\n[[absence]]\nday = 1\n[absence.more]\nx = 2\n\n[other]\ny = 3\n"
    after = "hours = 37\nabsence = [{ day = 2 }]\n# when\n\n[other]\ny = 3\n"
    assert changed(before, lambda front: set_key(front, "absence", [{"day": 2}])) == after
    gone = "hours = 37\n# when\n\n[other]\ny = 3\n"
    assert changed(before, lambda front: set_key(front, "absence", None)) == gone


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('[fields]\nphone = "1" # home\nzip = 2\n', '[fields]\nphone = "9" # home\nzip = 2\n'),
        ("[fields]\nzip = 2\n# end\n", '[fields]\nzip = 2\nphone = "9"\n# end\n'),
        ("[fields]\nzip = 2", '[fields]\nzip = 2\nphone = "9"\n'),
        ("[fields]", '[fields]\nphone = "9"\n'),
        ("[fields]\nzip = 2\n\n[t]\nx = 1\n", '[fields]\nzip = 2\nphone = "9"\n\n[t]\nx = 1\n'),
        ("a = 1\n", 'a = 1\n\n[fields]\nphone = "9"\n'),
        ("a = 1", 'a = 1\n\n[fields]\nphone = "9"\n'),
        ("", '[fields]\nphone = "9"\n'),
        ("# end", '# end\n\n[fields]\nphone = "9"\n'),
        ("fields.zip = 2\na = 1\n", 'fields.zip = 2\na = 1\nfields.phone = "9"\n'),
        ('fields.phone = "1" # home\n', 'fields.phone = "9" # home\n'),
        ("fields = { zip = 2 } # few\n", 'fields = { zip = 2, phone = "9" } # few\n'),
        ('fields = { phone = "1" }\n', 'fields = { phone = "9" }\n'),
        ("[fields.deep]\nx = 1\n", '[fields.deep]\nx = 1\n\n[fields]\nphone = "9"\n'),
    ],
)
def test_a_key_of_a_table_is_set_however_the_table_is_written(before: str, after: str) -> None:
    made = changed(before, lambda front: set_table_key(front, "fields", "phone", "9"))
    assert made == after
    assert toml.load(made)["fields"]["phone"] == "9"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('[fields]\n# home\nphone = "1"\n[t]\n', "[fields]\n# home\n[t]\n"),
        ('fields.phone = "1"\nfields.zip = 1\n', "fields.zip = 1\n"),
        ('fields = { phone = "1", zip = 1 }\n', "fields = { zip = 1 }\n"),
        ("a = 1\n", "a = 1\n"),
        ("fields = { zip = 1 } # x\n", "fields = { zip = 1 } # x\n"),
    ],
)
def test_a_key_of_a_table_is_removed_however_the_table_is_written(before: str, after: str) -> None:
    assert changed(before, lambda front: set_table_key(front, "fields", "phone", None)) == after


def test_odd_names_are_quoted() -> None:
    made = changed("", lambda front: set_table_key(front, "my fields", "tel. no", 1))
    assert made == '["my fields"]\n"tel. no" = 1\n'
    again = changed(made, lambda front: set_table_key(front, "my fields", "tel. no", 2))
    assert again == '["my fields"]\n"tel. no" = 2\n'


ROWS = '[[krs]]\nid = "a"\ncurrent = 1 # was 0\n\n[[krs]]\nid = "b"\ncurrent = 1\n'


def test_a_row_is_found_by_its_key() -> None:
    made = changed(ROWS, lambda front: set_row_key(front, "krs", ("id", "a"), "current", 3.5))
    assert made == ROWS.replace("1 # was 0", "3.5 # was 0")
    inline = 'krs = [\n  { id = "a" }, # one\n  { id = "b" },\n]\n'
    made = changed(inline, lambda front: set_row_key(front, "krs", ("id", "b"), "current", 3))
    assert made == '# one\nkrs = [\n  { id = "a" },\n  { id = "b", current = 3 },\n]\n'
    line = 'krs = [{ id = "a" }]\n'
    made = changed(line, lambda front: set_row_key(front, "krs", ("id", "a"), "current", 3))
    assert made == 'krs = [{ id = "a", current = 3 }]\n'


def test_a_row_that_is_not_there_is_refused() -> None:
    with pytest.raises(Malformed, match=r"has no row of “krs” with id “c”"):
        set_row_key(parse_front(ROWS), "krs", ("id", "c"), "current", 3)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = 1\n", 'a = 1\n\n[[krs]]\nid = "c"\n'),
        ("a = 1", 'a = 1\n\n[[krs]]\nid = "c"\n'),
        ("", '[[krs]]\nid = "c"\n'),
        ("[[krs]]\nx = 1\n[t]\ny = 1\n", '[[krs]]\nx = 1\n\n[[krs]]\nid = "c"\n[t]\ny = 1\n'),
        (
            "[[krs]]\nx = 1\n[krs.more]\ny = 1\n",
            '[[krs]]\nx = 1\n[krs.more]\ny = 1\n\n[[krs]]\nid = "c"\n',
        ),
        ("krs = [{ x = 1 }] # inline\n", 'krs = [{ x = 1 }, { id = "c" }] # inline\n'),
        ("krs = []\n", 'krs = [{ id = "c" }]\n'),
        ("a = 1\n# end", 'a = 1\n# end\n\n[[krs]]\nid = "c"\n'),
    ],
)
def test_a_row_is_added_behind_the_last_one(before: str, after: str) -> None:
    made = changed(before, lambda front: add_row(front, "krs", {"id": "c"}))
    assert made == after
    assert toml.load(made)["krs"][-1] == {"id": "c"}


@given(fronts(), NEWLINES)
def test_rows_and_tables_can_be_added_to_any_front(text: str, newline: str) -> None:
    front = set_table_key(parse_front(text), "fields", "a", 1, newline)
    front = set_table_key(front, "table0", "new", 2, newline)
    front = add_row(front, "rows", {"id": "c", "n": 3}, newline)
    front = set_row_key(front, "rows", ("id", "c"), "n", 4, newline)
    made = toml.load(front.join())
    assert made["fields"] == {"a": 1}
    assert made["table0"]["new"] == 2
    assert made["rows"][-1] == {"id": "c", "n": 4}
    assert parse_front(front.join()).join() == front.join()
    assert sorted(toml.comments(front.join())) == sorted(toml.comments(text))


@pytest.mark.parametrize(("name", "text"), HOSTILE.items(), ids=HOSTILE)
def test_what_is_hostile_is_cut_or_refused_in_no_time(name: str, text: str) -> None:
    def parse() -> None:
        with suppress(Malformed):
            assert parse_front(text).join() == text

    assert seconds(parse) < 0.4, name
