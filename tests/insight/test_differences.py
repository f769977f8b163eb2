"""What differs between two versions of a document is told field by field."""

from __future__ import annotations

from tests.verbs.company import INCIDENTS, JOBS, task
from tuiwork.insight.differences import LOG, Difference, differing

PATH, TEXT = task("aaaaaaaa", status='"doing"', tags='["x"]')
LIST = f"{JOBS}/list.toml"


def told(
    before: str | None, after: str | None, path: str = PATH
) -> dict[str, tuple[object, object]]:
    [thing] = differing({path: before}, {path: after})
    return {one.field: (one.before, one.after) for one in thing.differences}


def test_a_field_that_changed_came_or_went() -> None:
    after = TEXT.replace('"doing"', '"done"').replace("tags = ", "labels = ")
    assert told(TEXT, after) == {
        "status": ("doing", "done"),
        "tags": (["x"], None),
        "labels": (None, ["x"]),
    }


def test_a_value_inside_a_table_has_the_name_of_its_row() -> None:
    goal = '+++\ntitle = "Grow"\n\n[[key_results]]\nid = "calls"\ntarget = 2\n+++\n'
    assert told(goal, goal.replace("2", "3"), "goals/grow.md") == {
        "key_results.calls.target": (2, 3)
    }
    kept = TEXT.replace("+++\n", '\n[[conflicts]]\nfield = "owner"\nother = "ali"\n+++\n')
    kept = kept.replace('\n[[conflicts]]\nfield = "owner"\nother = "ali"\n+++\n', "+++\n", 1)
    assert told(TEXT, kept) == {"conflicts.owner": (None, "ali")}


def test_notes_come_as_texts_and_of_the_log_what_only_one_side_has() -> None:
    entry = "- 2026-06-12T08:14:03Z sara comment {}"
    before = f"{TEXT}\nOld\n\n## Log\n\n{entry.format(1)}\n"
    after = f"{TEXT}\nNew\n\n## Log\n\n{entry.format(1)}\n{entry.format(2)}\n"
    assert told(before, after) == {"notes": ("Old", "New"), LOG: (None, entry.format(2))}


def test_a_task_that_moved_is_one_thing() -> None:
    moved = PATH.replace(JOBS, INCIDENTS)
    [thing] = differing({PATH: TEXT, moved: None}, {PATH: None, moved: TEXT})
    assert (thing.path, thing.id, thing.added, thing.removed) == (moved, "aaaaaaaa", False, False)
    assert thing.differences == (Difference("place", "operations/jobs", "operations/incidents"),)


def test_what_came_or_went_is_said_so_and_what_cannot_be_read_is_shown_whole() -> None:
    [added] = differing({PATH: None}, {PATH: TEXT})
    [removed] = differing({PATH: TEXT}, {PATH: None})
    assert (added.added, removed.removed, added.title) == (True, True, "Task aaaaaaaa")
    assert told(TEXT, "+++\n[\n") == {"text": (TEXT, "+++\n[\n")}
    assert differing({PATH: TEXT}, {PATH: TEXT}) == []


def test_an_attachment_is_told_by_its_size_whatever_is_in_it() -> None:
    path = "attachments/aaaaaaaa/roof.jpg"
    data = (b"\xff\xd8" * 1000).decode("utf-8", "surrogateescape")
    [thing] = differing({path: None}, {path: data})
    assert (thing.title, thing.added) == ("roof.jpg", True)
    assert thing.differences == (Difference("size", None, "2 kB"),)
