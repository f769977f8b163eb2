"""Where a file lies says what it is; what is no document stays the user's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.model.document import Document
from tuiwork.model.fields import field_of, fields_of
from tuiwork.model.goal import Goal
from tuiwork.model.kinds import DOCUMENT_FOLDERS, FOLDER_OF, TOML_KINDS, Kind, kind_of
from tuiwork.model.nouns import make_document
from tuiwork.model.person import Person
from tuiwork.model.place import Space, TaskList
from tuiwork.model.task import Task


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("tuiwork.toml", Kind.SETTINGS),
        ("spaces/operations/space.toml", Kind.SPACE),
        ("spaces/operations/jobs/list.toml", Kind.LIST),
        ("spaces/operations/folder/jobs/list.toml", Kind.LIST),
        ("spaces/operations/jobs/k7f3qd2m-roof.md", Kind.TASK),
        ("spaces/operations/folder/deeper/jobs/x.md", Kind.TASK),
        ("goals/faster-service.md", Kind.GOAL),
        ("initiatives/x.md", Kind.INITIATIVE),
        ("processes/x.md", Kind.PROCESS),
        ("customers/x.md", Kind.CUSTOMER),
        ("people/sara.md", Kind.PERSON),
        ("plans/2026-q2.md", Kind.PLAN),
        ("reviews/2026-06-15-retro.md", Kind.REVIEW),
        ("decisions/x.md", Kind.DECISION),
        ("docs/x.md", Kind.DOC),
        ("docs/deep/er/x.md", Kind.DOC),
        ("templates/x.md", Kind.TEMPLATE),
        ("forms/x.md", Kind.FORM),
        ("automations/x.toml", Kind.AUTOMATION),
        ("views/x.toml", Kind.VIEW),
    ],
)
def test_the_path_tells_the_kind(path: str, kind: Kind) -> None:
    assert kind_of(path) is kind


@pytest.mark.parametrize(
    "path",
    [
        "", "/", "README.md", "x/tuiwork.toml", "spaces/space.toml", "spaces/list.toml",
        "spaces/operations/list.toml", "spaces/operations/x.md", "spaces/operations/a/space.toml",
        "goals/deep/x.md", "goals/x.toml", "views/x.md", "attachments/k7f3qd2m/x.md", "docs/x.txt",
        "Goals/x.md", "goals/x.MD", "spaces/operations/jobs/x.txt", "spaces//jobs/x.md",
        "spaces/../jobs/x.md", "/spaces/operations/jobs/x.md", ".git/goals/x.md",
    ],
)  # fmt: skip
def test_other_paths_are_the_users_own(path: str) -> None:
    assert kind_of(path) is None


@pytest.mark.parametrize(
    "name",
    [
        ".t.md.swp", ".t.md", ".#t.md", "#t.md#", "t.md~", "4913", ".t.md.tmp", "t.md.orig",
        ".tw-12-00ff.tmp", "t.md.swp", "#t.md", "t.sync-conflict-20260615-101500-ABCDEFG.md",
        "t (Sara's conflicted copy 2026-06-15).md", "t.md.bak", "t.md.part", ".DS_Store",
    ],
)  # fmt: skip
def test_what_editors_and_synchronisers_leave_is_no_document(name: str) -> None:
    assert kind_of(f"spaces/operations/jobs/{name}") is None
    assert kind_of(f"goals/{name}") is None


@pytest.mark.parametrize("folder", [".git", ".x", "#x", "x~", ".", "..", ""])
def test_what_lies_in_a_folder_that_is_not_looked_into_is_none_either(folder: str) -> None:
    assert kind_of(f"spaces/operations/{folder}/x.md") is None
    assert kind_of(f"docs/{folder}/x.md") is None


@given(st.text())
def test_any_text_may_be_asked_for(path: str) -> None:
    kind_of(path)
    kind_of(f"spaces/{path}")


def test_each_flat_kind_knows_its_folder() -> None:
    assert FOLDER_OF[Kind.GOAL] == "goals"
    assert set(FOLDER_OF.values()) | {"spaces", "docs"} == set(DOCUMENT_FOLDERS)
    for kind, folder in FOLDER_OF.items():
        suffix = "toml" if kind in TOML_KINDS else "md"
        assert kind_of(f"{folder}/x.{suffix}") is kind


@pytest.mark.parametrize(
    ("kind", "noun"),
    [
        (Kind.TASK, Task),
        (Kind.GOAL, Goal),
        (Kind.PERSON, Person),
        (Kind.LIST, TaskList),
        (Kind.SPACE, Space),
        (Kind.REVIEW, Document),
    ],
)
def test_a_document_becomes_its_noun(kind: Kind, noun: type[Document]) -> None:
    made = make_document("goals/x.md", kind, {"title": "X"}, "notes", "log")
    assert type(made) is noun
    assert (made.kind, made.title, made.notes, made.log) == (kind, "X", "notes", "log")


def test_no_kind_names_a_field_twice() -> None:
    for kind in Kind:
        keys = list(fields_of(kind))
        assert len(set(keys)) == len(keys)
        for key in keys:
            found = field_of(kind, key)
            assert found is not None
            assert (found.key, kind in found.kinds) == (key, True)
    assert field_of(Kind.TASK, "emails") is None
