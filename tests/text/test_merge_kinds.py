"""Every row of the table of merges in docs/sync.md, for a document of every kind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.text.edits import START
from tests.text.trees import BASE, JOBS, Tree
from tuiwork.model.document import Document
from tuiwork.model.fields import Type, fields_of
from tuiwork.model.kinds import TOML_KINDS, Kind, kind_of
from tuiwork.model.log import Entry
from tuiwork.text.document import read_document
from tuiwork.text.edit import edit
from tuiwork.text.merging.conflicts import DELETED, NOTES, WHOLE, Conflict, conflicts_in
from tuiwork.text.merging.trees import TreeMerge, merge_trees

_ALL = {kind: path for path in sorted(BASE, reverse=True) if (kind := kind_of(path))}
_WITH_NOTES = [kind for kind in Kind if kind not in TOML_KINDS]


def fields(kind: Kind, *, many: bool) -> list[str]:
    """The scalars of a kind, or its sets."""
    known = fields_of(kind).items()
    return [
        key for key, one in known if one.many is many and one.type is not Type.TABLE and key != "id"
    ]


def text_of(kind: Kind) -> str:
    return BASE[_ALL[kind]].decode()


def merged(
    kind: Kind, ours: str | None, theirs: str | None, base: str | None = None
) -> tuple[Document, TreeMerge[str]]:
    """The document that comes of two versions; swapping them makes no difference."""
    path = _ALL[kind]
    base = text_of(kind) if base is None else base
    outcome = merge_trees({path: base}, {path: ours}, {path: theirs})
    assert outcome == merge_trees({path: base}, {path: theirs}, {path: ours})
    document, _ = read_document(path, outcome.files[path] or "")
    assert document is not None
    return document, outcome


def written(kind: Kind, values: dict[str, Any], base: str | None = None) -> str:
    return edit(_ALL[kind], text_of(kind) if base is None else base, values)


every_kind = pytest.mark.parametrize("kind", Kind)


@every_kind
def test_every_scalar_set_to_two_values_shows_one_and_keeps_the_other(kind: Kind) -> None:
    for key in [*fields(kind, many=False), "weather", "fields.phone"]:
        document, outcome = merged(kind, written(kind, {key: "a"}), written(kind, {key: "b"}))
        assert document.value(key) == "b"
        [kept] = conflicts_in(document)
        assert (kept.field, kept.other) == (key, "a")
        assert len(outcome.conflicts) == 1


@every_kind
def test_every_set_merges_by_element(kind: Kind) -> None:
    for key in fields(kind, many=True):
        base = written(kind, {key: ["x", "y"]})
        ours, theirs = (written(kind, {key: one}, base) for one in (["y", "a"], ["x", "y", "b"]))
        document, outcome = merged(kind, ours, theirs, base)
        assert document.names(key) == ("y", "a", "b")
        assert outcome.conflicts == ()


@pytest.mark.parametrize(
    ("kind", "unit"),
    [
        (Kind.TASK, ("recur", "series")),
        (Kind.INITIATIVE, ("stage", "closed")),
        (Kind.GOAL, ("state", "state_until")),
        (Kind.GOAL, ("closed", "outcome")),
    ],
)
def test_fields_that_belong_together_come_from_one_side(kind: Kind, unit: tuple[str, str]) -> None:
    base = written(kind, dict.fromkeys(unit, "base"))
    one, other = unit
    document, outcome = merged(
        kind, written(kind, {one: "x"}, base), written(kind, {other: "y"}, base), base
    )
    shown = (document.value(one), document.value(other))
    assert shown in [("x", "base"), ("base", "y")]
    [kept] = outcome.conflicts
    assert {kept.other} | set(shown) >= {"x", "y"}


@every_kind
def test_the_same_value_is_no_conflict(kind: Kind) -> None:
    same = written(kind, {"weather": "calm"})
    _, outcome = merged(kind, same, same)
    assert outcome == TreeMerge({_ALL[kind]: same})


@pytest.mark.parametrize("kind", _WITH_NOTES)
def test_lines_of_notes_merge_and_a_line_of_both_is_kept_twice(kind: Kind) -> None:
    front, _, _ = text_of(kind).partition("\n+++\n")
    notes = ["one", "two", "- [ ] three", "- [ ] four"]

    def text(*lines: str) -> str:
        return "\n".join([front, "+++", "", *lines, ""])

    base = text(*notes)
    document, outcome = merged(
        kind,
        text("1", "two", "- [x] three", "- [ ] four"),
        text("one", "two", "- [ ] three", "- [x] four", "five"),
        base,
    )
    shown = (document.notes or "").strip().split("\n")
    assert shown == ["1", "two", "- [x] three", "- [x] four", "five"]
    assert outcome.conflicts == ()
    document, outcome = merged(kind, text("A", *notes[1:]), text("B", *notes[1:]), base)
    assert (document.notes or "").split()[0] == "B"
    assert conflicts_in(document) == [Conflict(_ALL[kind], NOTES, "one", "B", "A")]


@pytest.mark.parametrize("kind", _WITH_NOTES)
def test_logs_are_united_in_order_of_time(kind: Kind) -> None:
    def said(minute: int) -> str:
        entry = Entry(START + timedelta(minutes=minute), "ali", "comment", f"word {minute}")
        return edit(_ALL[kind], text_of(kind), {}, [entry])

    document, outcome = merged(kind, said(2), said(1))
    log = document.log or ""
    assert log.index("word 1") < log.index("word 2")
    assert outcome.conflicts == ()


@every_kind
def test_deleted_here_and_edited_there_stays_with_a_record(kind: Kind) -> None:
    document, outcome = merged(kind, None, written(kind, {"weather": "calm"}))
    assert document.value("weather") == "calm"
    assert conflicts_in(document) == list(outcome.conflicts) == [Conflict(_ALL[kind], DELETED)]


@every_kind
def test_made_twice_alike_or_apart_is_one_document_of_both(kind: Kind) -> None:
    path = _ALL[kind]
    one, other = (written(kind, {key: "x"}) for key in ("weather", "wind"))
    outcome = merge_trees({path: None}, {path: one}, {path: other})
    document, _ = read_document(path, outcome.files[path] or "")
    assert document is not None
    assert (document.value("weather"), document.value("wind")) == ("x", "x")
    assert outcome.conflicts == ()
    assert outcome.problems == ()


@every_kind
def test_of_a_side_that_cannot_be_read_both_texts_are_kept(kind: Kind) -> None:
    path, good = _ALL[kind], written(kind, {"weather": "calm"})
    broken = text_of(kind).replace(" = ", " = = ", 1)
    outcome = merge_trees({path: text_of(kind)}, {path: broken}, {path: good})
    assert outcome.files[path] == good
    [other] = [name for name in outcome.files if name != path]
    assert outcome.files[other] == broken
    assert [one.field for one in outcome.conflicts] == [WHOLE]
    assert [one.path for one in outcome.problems] == [other]


@every_kind
def test_line_ends_comments_and_unknown_keys_stay_as_written(kind: Kind) -> None:
    crlf = text_of(kind).replace("\n", "\r\n")
    theirs = written(kind, {"weather": "calm"}, crlf)
    ours = crlf.replace("\r\n", "\r\n# why\r\n", 1) + ("" if kind in TOML_KINDS else "more\r\n")
    _, outcome = merged(kind, ours, theirs, crlf)
    text = outcome.files[_ALL[kind]] or ""
    assert text.count("\n") == text.count("\r\n")
    assert "# why\r\n" in text
    assert outcome.conflicts == ()


def test_a_renamed_folder_takes_along_what_was_edited_and_keeps_what_was_added() -> None:
    new = "spaces/operations/orders"
    renamed: Tree = {path.replace(f"{JOBS}/", f"{new}/"): data for path, data in BASE.items()}
    task = f"{JOBS}/aaaaaaa1-paint.md"
    added = {f"{JOBS}/ccccccc3-new.md": b'+++\nid = "ccccccc3"\n+++\n'}
    edited = {**BASE, task: BASE[task].replace(b'"todo"', b'"doing"'), **added}
    outcome = merge_trees(BASE, renamed, edited)
    assert outcome.files[f"{new}/aaaaaaa1-paint.md"] == edited[task]
    assert outcome.files[task] is None
    assert outcome.files[f"{JOBS}/ccccccc3-new.md"] == added[f"{JOBS}/ccccccc3-new.md"]
    assert outcome.files[f"{JOBS}/list.toml"] == BASE[f"{JOBS}/list.toml"]
    assert outcome.conflicts == ()
