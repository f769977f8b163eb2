"""Each repair mends what needs no guess, leaves the rest, and can be taken back."""

from __future__ import annotations

import pytest

from tests.verbs.company import INCIDENTS, JOBS, SARA, after, company, of_texts, task, told
from tuiwork.insight.checking import find_problems
from tuiwork.model.workspace import Workspace
from tuiwork.text.merging.unmarking import Versions
from tuiwork.verbs.mending.ids import part_ids
from tuiwork.verbs.mending.imagining import imagine
from tuiwork.verbs.mending.merges import keep_both_sides
from tuiwork.verbs.mending.references import mend_references

A, B, C = "aaaaaaaa", "bbbbbbbb", "cccccccc"
TITLE = '+++\nid = "{}"\ntitle = "{}"\n+++\n'


def test_of_two_files_with_one_id_the_greater_path_gets_another() -> None:
    before = company(task(A, INCIDENTS), task(A, JOBS), task(B, parent=f'"{A}"'))
    change = part_ids(before, SARA)
    now = after(before, change)
    assert find_problems(now) == []
    assert now.tasks[A].folder == INCIDENTS
    [new] = set(now.tasks) - {A, B}
    assert now.tasks[new].path == f"{JOBS}/{new}-x.md"
    assert now.tasks[new].title == f"Task {A}"
    first, second = f"{INCIDENTS}/{A}-x.md", f"{JOBS}/{A}-x.md"
    assert change.notices == (
        f"{second} had the id {A}, as {first} has; it is {new} now, in {now.tasks[new].path}",
    )
    assert part_ids(before, SARA).files == change.files


def test_copies_of_a_copy_get_different_ids() -> None:
    text = task(A)[1]
    before = company(*((f"{JOBS}/{name}.md", text) for name in ("x", "y", "z")))
    now = after(before, part_ids(before, SARA))
    assert len(now.tasks) == 3
    assert f"{JOBS}/x.md" in now.documents


@pytest.mark.parametrize(
    ("fields", "key", "value"),
    [
        ({"owner": '"Sara"'}, "owner", "sara"),
        ({"parent": f'"{B[:4]}"'}, "parent", B),
        ({"blocked_by": f'["{B[:3]}", "{C}"]'}, "blocked_by", [B, C]),
        ({"blocked_by": f'["{B[:3]}", "{B}"]'}, "blocked_by", [B]),
        ({"goals": '["Grow", "faster-service"]'}, "goals", ["grow", "faster-service"]),
    ],
)
def test_a_name_spelt_otherwise_is_written_in_full(
    fields: dict[str, str], key: str, value: object
) -> None:
    before = company(task(A, **fields), task(B), task(C))
    [problem] = find_problems(before)
    assert problem.fixable
    now = after(before, mend_references(before, SARA))
    assert now.tasks[A].fields[key] == value
    assert find_problems(now) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"owner": '"zz"'},
        {"parent": '"zzzzzzzz"'},
        {"parent": '"b"'},
        {"goals": '["growth"]'},
        {"customer": '"sara"'},
    ],
)
def test_a_name_that_could_be_anything_is_left(fields: dict[str, str]) -> None:
    before = company(task(A, **fields), task(B), task("bbbbbbbc"))
    assert not any(one.fixable for one in find_problems(before))
    assert mend_references(before, SARA).is_empty


def test_a_removed_task_is_named_no_longer_but_in_the_log() -> None:
    before = company(task(A, parent='"gone0000"', blocked_by=f'["gone0000", "{B}"]'), task(B))
    now = after(before, mend_references(before, SARA, {"gone0000"}))
    assert now.tasks[A].parent is None
    assert now.tasks[A].names("blocked_by") == (B,)
    assert told(now.tasks[A]) == [
        "sara comment parent named the task gone0000, which was removed; it is taken out",
        "sara comment blocked_by named the task gone0000, which was removed; it is taken out",
    ]


def test_what_git_left_untouched_is_merged_from_its_three_versions() -> None:
    path = f"{JOBS}/{A}-x.md"
    base, ours, theirs = (TITLE.format(A, title) for title in ("Old", "Mine", "Old"))
    versions = Versions(base, ours, theirs, untouched=True)
    change = keep_both_sides(company(), SARA, {path: "torn"}, {path: versions})
    assert [(file.path, file.before, file.after) for file in change.files] == [(path, "torn", ours)]


def test_where_somebody_went_on_the_text_itself_is_parted() -> None:
    path = f"{JOBS}/{A}-x.md"
    base = TITLE.format(A, "Old")
    text = base.replace(
        'title = "Old"\n',
        'estimate = "6h"\n<<<<<<< HEAD\ntitle = "Mine"\n=======\ntitle = "Old"\n>>>>>>> x\n',
    )
    versions = Versions(base, TITLE.format(A, "Mine"), base, untouched=False)
    [file] = keep_both_sides(company(), SARA, {path: text}, {path: versions}).files
    assert file.after == TITLE.format(A, "Mine").replace("title", 'estimate = "6h"\ntitle')


def test_one_repair_can_be_thought_out_on_top_of_another() -> None:
    path = f"{JOBS}/{A}-x.md"
    torn = TITLE.format(A, "a").replace('title = "a"\n', 'title = "a"\ntitle = "b"\n')
    before: Workspace = of_texts({path: torn, **dict([task(A, INCIDENTS)])})
    first = keep_both_sides(before, SARA, {path: torn}, {})
    imagined = imagine(before, first)
    second = part_ids(imagined, SARA)
    assert len(imagine(imagined, second).tasks) == 2
    assert second.files[0].before == first.files[0].after
