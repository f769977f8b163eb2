"""What was edited by hand gets the log entries that it should have left, once."""

from __future__ import annotations

from tests.verbs.company import INCIDENTS, JOBS, SARA, STAMP, company, of_texts, task, told
from tuiwork.model.change import Change
from tuiwork.verbs.outside import Texts, note_outside

A, B = "aaaaaaaa", "bbbbbbbb"
PATH = f"{JOBS}/{A}-x.md"


def noted(before: Texts, now: Texts) -> Change:
    return note_outside(company(), SARA, before, now)


def entries(before: Texts, now: Texts) -> dict[str, list[str]]:
    """What each file's log is given, by path."""
    files = {file.path: file.after or "" for file in noted(before, now).files}
    return {path: told(one) for path, one in of_texts(files).documents.items()}


def test_changed_fields_that_flow_rests_on_get_their_entries() -> None:
    old = task(A, status='"scheduled"', owner='"ali"', tags='["a"]')
    new = task(A, status='"doing"', due="2026-06-19", tags='["b"]', notes="\nMore.\n")
    assert entries(dict([old]), dict([new])) == {
        PATH: [
            "sara status scheduled -> doing",
            "sara owner ali -> -",
            "sara due - -> 2026-06-19",
        ]
    }
    change = noted(dict([old]), dict([new]))
    assert (change.message, change.ids) == ("Edited outside tuiwork: “Task aaaaaaaa”", (A,))
    [file] = change.files
    assert file.before == new[1]


def test_what_the_log_tells_already_is_not_told_twice() -> None:
    old = task(A, status='"scheduled"', log=f"- {STAMP} ali created\n")
    log = f"- {STAMP} ali created\n- {STAMP} ali status scheduled -> doing\n"
    new = task(A, status='"doing"', owner='"ali"', log=log)
    assert entries(dict([old]), dict([new]))[PATH] == [
        "ali created",
        "ali status scheduled -> doing",
        "sara owner - -> ali",
    ]


def test_a_task_moved_by_hand_is_told_so() -> None:
    old, new = task(A, JOBS), task(A, INCIDENTS, status='"todo"')
    before, now = {old[0]: old[1]}, {old[0]: None, new[0]: new[1]}
    assert entries(before, now) == {
        new[0]: [
            "sara moved operations/jobs -> operations/incidents",
            "sara status - -> todo",
        ]
    }
    assert noted(before, now).ids == (A,)
    renamed = {old[0]: None, f"{JOBS}/renamed.md": old[1]}
    assert noted(before, renamed).files == ()


def test_new_removed_and_untold_changes_need_no_entry() -> None:
    path, text = task(A)
    change = noted({path: text}, {path: None, "goals/new.md": '+++\ntitle = "New"\n+++\n'})
    assert (change.files, change.ids) == ((), (A, "new"))
    assert change.message == "Edited outside tuiwork: 2: Task aaaaaaaa; New"
    retitled = {path: text.replace("Task", "Job")}
    assert noted({path: text}, retitled).files == ()
    assert noted({}, {}).message == "Edited outside tuiwork"


def test_a_file_that_was_or_is_broken_is_left() -> None:
    path, text = task(A)
    assert noted({path: "broken"}, {path: text}).files == ()
    assert noted({path: text}, {path: "broken"}).files == ()


def test_two_files_of_one_id_are_not_taken_for_a_move() -> None:
    old, copy = task(A, JOBS), task(A, INCIDENTS)
    assert noted(dict([old]), {old[0]: old[1], copy[0]: copy[1]}).files == ()


def test_a_broken_move_says_nothing_it_does_not_know() -> None:
    old = task(A, JOBS)
    change = noted(dict([old]), {old[0]: None, f"{INCIDENTS}/x.md": "broken"})
    assert (change.files, change.ids) == ((), (A,))
    assert B not in change.ids
