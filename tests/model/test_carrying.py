from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tuiwork.model.document import Document
from tuiwork.model.kinds import Kind, kind_of
from tuiwork.model.nouns import make_document
from tuiwork.model.workspace import Workspace

LOOKUPS = (
    "settings", "tasks", "children", "blocks", "tasks_in", "open_in", "lists", "tree", "people",
    "goals", "initiatives", "customers", "ids",
)  # fmt: skip
FOLDERS = ("spaces/a/x", "spaces/a/y", "spaces/b/z/deep")
IDS = ("k1", "k2")
OTHERS: dict[str, list[dict[str, Any]]] = {
    "tuiwork.toml": [
        {},
        {"workflow": {"odd": {"statuses": [{"name": "todo", "category": "done"}]}}},
    ],
    "spaces/a/space.toml": [{"name": "A"}, {"name": "Alpha"}],
    "spaces/a/x/list.toml": [{"name": "X"}, {"name": "X", "workflow": "odd"}],
    "people/sara.md": [{"name": "Sara"}, {"name": "Sara Holm"}],
    "goals/grow.md": [{"title": "Grow"}, {"title": "Grow more"}],
    "customers/skovly.md": [{"name": "Skovly"}],
}  # fmt: skip

Step = dict[str, Document | None]


def _document(path: str, fields: dict[str, Any]) -> Document:
    kind = kind_of(path)
    assert kind is not None
    return make_document(path, kind, fields)


BASE = {path: _document(path, versions[-1]) for path, versions in OTHERS.items()}


@st.composite
def task_files(draw: st.DrawFn) -> tuple[str, Document | None]:
    """A task's file, or one that is gone. Its id is free: two files may claim the same."""
    path = f"{draw(st.sampled_from(FOLDERS))}/{draw(st.sampled_from('mn'))}.md"
    if draw(st.integers(0, 3)) == 0:
        return path, None
    id_ = st.sampled_from(IDS)
    fields: dict[str, Any] = {
        "id": draw(id_) if draw(st.booleans()) else path,
        "status": draw(st.sampled_from(["todo", "doing", "done"])),
        "rank": draw(st.sampled_from("abc")),
        "blocked_by": draw(st.lists(id_, max_size=3)),
    }
    if draw(st.booleans()):
        fields["parent"] = draw(id_)
    return path, _document(path, fields)


other_files = st.sampled_from(
    [(path, _document(path, fields)) for path, versions in OTHERS.items() for fields in versions]
    + [(path, None) for path in OTHERS]
)
one_file: st.SearchStrategy[tuple[str, Document | None]] = st.one_of(task_files(), other_files)
steps: st.SearchStrategy[Step] = st.lists(one_file, max_size=3).map(dict)
start: st.SearchStrategy[Step] = st.lists(task_files(), min_size=3, max_size=8).map(dict)


def everything(workspace: Workspace) -> dict[str, object]:
    found = {name: getattr(workspace, name) for name in LOOKUPS}
    return found | {kind: workspace.of_kind(kind) for kind in Kind} | {
        f"slugs of {kind}": workspace.slugs(kind) for kind in Kind
    }  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(start, st.lists(steps, min_size=1, max_size=5))
def test_a_changed_workspace_knows_what_one_made_anew_knows(
    tasks: Step, changes: list[Step]
) -> None:
    workspace = Workspace(BASE).replace(tasks)
    everything(workspace)
    for change in changes:
        workspace = workspace.replace(change)
        assert everything(workspace) == everything(Workspace(workspace.documents))


@given(start, st.lists(steps, min_size=2, max_size=2))
def test_what_nobody_looked_at_yet_is_worked_out_when_somebody_does(
    tasks: Step, changes: list[Step]
) -> None:
    workspace = Workspace(BASE).replace(tasks)
    assert workspace.lists
    for change in changes:
        workspace = workspace.replace(change)
    assert everything(workspace) == everything(Workspace(workspace.documents))


def test_an_edit_leaves_the_tasks_of_other_folders_as_they_are() -> None:
    paths = [f"{folder}/{name}.md" for folder in FOLDERS for name in "mn"]
    before = Workspace({path: _document(path, {"id": path, "rank": path}) for path in paths})
    everything(before)
    edited = _document(paths[0], {"id": paths[0], "rank": "z", "title": "Edited"})
    after = before.replace({paths[0]: edited})
    assert [task.title for task in after.tasks_in[FOLDERS[0]]] == ["n", "Edited"]
    assert [after.tasks_in[one] is before.tasks_in[one] for one in FOLDERS] == [False, True, True]
    assert [after.open_in[one] is before.open_in[one] for one in FOLDERS] == [False, True, True]
    assert after.lists is before.lists
    assert after.ids is before.ids
