"""An edit changes the lines of its keys, the end of the log and the notes, and nothing else."""

from __future__ import annotations

import difflib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample_reader import ROOT
from tests.text.fronts import fronts
from tuiwork.model.kinds import Kind
from tuiwork.model.log import Entry
from tuiwork.text.checklist import checklist, tick
from tuiwork.text.document import read_document
from tuiwork.text.edit import compose, edit
from tuiwork.text.source import BOM, Malformed, cut

PATH = "spaces/operations/jobs/k7f3qd2m-roof.md"
AT = datetime(2026, 6, 15, 7, tzinfo=UTC)
DONE = Entry(AT, "sara", "status", "doing -> done")
LINE = "- 2026-06-15T07:00:00Z sara status doing -> done"

TEXT = """+++
# the roof
id = "k7f3qd2m"
title = "Roof"   # two

colour = { unknown = "key" }
status = "doing" # now
tags = [
  "a", # first
]
[fields]
phone = "1"
+++

Notes with **words**.

- [ ] one

## Log

- 2026-06-02T08:14:00Z jonas created
"""
STYLES = [
    pytest.param(TEXT, id="as tuiwork writes"),
    pytest.param(TEXT.replace("\n", "\r\n"), id="CRLF"),
    pytest.param(BOM + TEXT, id="BOM"),
    pytest.param(BOM + TEXT.replace("\n", "\r\n"), id="BOM and CRLF"),
    pytest.param(TEXT.removesuffix("\n"), id="no last newline"),
]


def differences(before: str, after: str) -> list[str]:
    """The lines that went (-) and came (+)."""
    old, new = ([line.rstrip("\r") for line in text.split("\n")] for text in (before, after))
    return [line for line in difflib.ndiff(old, new) if line[0] in "+-"]


@pytest.mark.parametrize("text", STYLES)
def test_a_key_and_its_entry_change_two_lines_whatever_the_style(text: str) -> None:
    after = edit(PATH, text, {"status": "done"}, [DONE])
    assert differences(text.rstrip("\r\n"), after.rstrip("\r\n")) == [
        '- status = "doing" # now',
        '+ status = "done" # now',
        f"+ {LINE}",
    ]
    assert after.startswith(BOM) == text.startswith(BOM)
    assert ("\r\n" in after) == ("\r\n" in text)
    assert after.count("\n") in (after.count("\r\n"), after.count("\n") * ("\r" not in text))
    assert after.endswith("\n")


@pytest.mark.parametrize("text", STYLES)
def test_nothing_to_change_changes_nothing(text: str) -> None:
    assert edit(PATH, text) == text
    assert edit(PATH, text, {}, [], None) == text
    assert edit(PATH, text, notes=cut(PATH, text).notes) == text


@pytest.mark.parametrize("text", STYLES)
def test_new_keys_tables_and_notes_keep_the_style(text: str) -> None:
    fields = {"due": date(2026, 6, 19), "fields.zip": 8000, "tags": None}
    after = edit(PATH, text, fields, [DONE], "New\nnotes.")
    document, problems = read_document(PATH, after)
    assert document is not None
    assert problems == []
    assert document.fields == {
        "id": "k7f3qd2m",
        "title": "Roof",
        "colour": {"unknown": "key"},
        "status": "doing",
        "due": date(2026, 6, 19),
        "fields": {"phone": "1", "zip": 8000},
    }
    assert document.notes is not None
    assert document.notes.replace("\r", "") == "\nNew\nnotes.\n\n"
    assert ("\r\n" in after) == ("\r\n" in text)
    assert after.count("\n") == after.count("\r\n") or "\r" not in after


@pytest.mark.parametrize("path", sorted(ROOT.glob("[sg]*/**/*.md"))[::7], ids=lambda one: one.stem)
def test_every_sample_document_keeps_its_other_lines(path: object) -> None:
    name = str(path).removeprefix(f"{ROOT}/")
    text = (ROOT / name).read_text("utf-8")
    after = edit(name, text, {"owner": "nobody"}, [DONE])
    went = [line for line in differences(text, after) if line[0] == "-"]
    assert [line.partition("=")[0] for line in went] in ([], ["- owner "])
    assert differences(text, after)[len(went) :] == ['+ owner = "nobody"', f"+ {LINE}"]


@given(fronts(), st.sampled_from(["", BOM]), st.text(st.sampled_from("ab# \n-[]"), max_size=20))
def test_an_edited_document_says_the_same_and_one_thing_more(
    front: str, bom: str, notes: str
) -> None:
    newline = "\r\n" if "\r\n" in front else "\n"
    text = f"{bom}+++{newline}{front}+++{newline}{notes}"
    before, _ = read_document(PATH, text)
    after, _ = read_document(PATH, edit(PATH, text, {"zz": "new"}, [DONE]))
    assert before is not None
    assert after is not None
    assert after.fields == {**before.fields, "zz": "new"}
    assert after.notes is not None
    assert after.notes.rstrip("\r\n") == (before.notes or "").rstrip("\r\n")
    assert (after.log or "").strip() == LINE
    assert edit(PATH, text, {"zz": "new"}).replace(f'zz = "new"{newline}', "") == text


@given(st.text(st.sampled_from("ab \n"), max_size=20), st.sampled_from(["\n", "\r\n"]), st.data())
def test_a_tick_changes_one_character_of_the_file(
    around: str, newline: str, data: st.DataObject
) -> None:
    lines = [*around.split("\n"), "- [ ] step", *data.draw(st.lists(st.sampled_from(["", "x"])))]
    text = newline.join(["+++", "+++", *lines])
    notes = cut(PATH, text).notes
    after = edit(PATH, text, notes=tick(notes, 1, True))
    assert after == text.replace("- [ ] step", "- [x] step")
    assert checklist(cut(PATH, after).notes)[0].done


def test_a_tick_leaves_notes_of_mixed_newlines_mixed() -> None:
    text = "+++\r\n+++\r\none\n- [ ] two\r\n\nthree"
    after = edit(PATH, text, notes=tick(cut(PATH, text).notes, 1, True))
    assert after == text.replace("[ ]", "[x]")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("+++\n+++\n", "+++\n+++\n\n## Log\n\n- E\n"),
        ("+++\n+++", "+++\n+++\n\n## Log\n\n- E\n"),
        ("+++\n+++\nNotes", "+++\n+++\nNotes\n\n## Log\n\n- E\n"),
        ("+++\n+++\n\nNotes\n\n\n", "+++\n+++\n\nNotes\n\n\n## Log\n\n- E\n"),
        ("+++\n+++\n## Log", "+++\n+++\n## Log\n\n- E\n"),
        ("+++\n+++\n## Log\n- a\n  b", "+++\n+++\n## Log\n- a\n  b\n- E\n"),
        ("+++\n+++\n## Log\n\n- a\n\n", "+++\n+++\n## Log\n\n- a\n\n- E\n"),
    ],
)
def test_an_entry_comes_last_in_a_log_that_is_begun_where_there_is_none(
    before: str, after: str
) -> None:
    entry = Entry(AT, "sara", "created")
    assert edit(PATH, before, entries=[entry]) == after.replace(
        "- E", "- 2026-06-15T07:00:00Z sara created"
    )


@pytest.mark.parametrize(
    ("before", "notes", "after"),
    [
        ("+++\n+++\n", "New", "+++\n+++\n\nNew\n"),
        ("+++\n+++", "New", "+++\n+++\nNew\n"),
        ("+++\n+++\n\nOld\n", "", "+++\n+++\n"),
        ("+++\n+++\nOld", "\n\nNew\n\n", "+++\n+++\nNew"),
        ("+++\n+++\n\n\nOld\n\n\n## Log\n- a\n", "N\nM", "+++\n+++\n\n\nN\nM\n\n\n## Log\n- a\n"),
        ("+++\n+++\n## Log\n- a\n", "New", "+++\n+++\n\nNew\n\n## Log\n- a\n"),
        ("+++\n+++\n\nOld\n\n## Log\n- a\n", "\n", "+++\n+++\n\n## Log\n- a\n"),
        ("+++\r\n+++\r\n\r\nOld\r\n", "N\nM\r\nO", "+++\r\n+++\r\n\r\nN\r\nM\r\nO\r\n"),
    ],
)
def test_notes_are_replaced_between_the_blank_lines_around_them(
    before: str, notes: str, after: str
) -> None:
    assert edit(PATH, before, notes=notes) == after


@pytest.mark.parametrize("text", ["", "no fence", "+++\nid =\n+++\n", "+++\nid = 1\nid = 1\n+++\n"])
def test_a_text_that_cannot_be_read_is_not_edited(text: str) -> None:
    with pytest.raises(Malformed):
        edit(PATH, text, {"status": "done"})


def test_a_new_document_has_its_keys_in_the_order_of_the_field_table() -> None:
    fields = {
        "rank": "a1",
        "mine": 1,
        "fields": {"phone": "1", "my zip": 2},
        "title": "Roof",
        "links": ["a"],
        "rows": [{"a": 1}, {"a": 2}],
        "id": "k7f3qd2m",
    }
    assert compose(Kind.TASK, fields, "\nNotes.\n", [Entry(AT, "sara", "created")]) == (
        '+++\nid = "k7f3qd2m"\ntitle = "Roof"\nlinks = ["a"]\nrank = "a1"\nmine = 1\n\n'
        '[fields]\nphone = "1"\n"my zip" = 2\n\n[[rows]]\na = 1\n\n[[rows]]\na = 2\n+++\n'
        "\nNotes.\n\n## Log\n\n- 2026-06-15T07:00:00Z sara created\n"
    )


def test_a_new_document_without_notes_or_log_is_front_matter() -> None:
    assert compose(Kind.GOAL, {"title": "Grow"}) == '+++\ntitle = "Grow"\n+++\n'


def test_a_new_view_is_plain_toml() -> None:
    assert compose(Kind.VIEW, {"query": "owner:me", "name": "Mine"}) == (
        'name = "Mine"\nquery = "owner:me"\n'
    )
