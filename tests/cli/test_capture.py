from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.workspace import git, write


def test_a_line_becomes_a_task_and_what_was_understood_is_told(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    answer = tuiwork("add", "Order filters /jobs !high @ali #roof ^handling ~2h due:friday")
    id_ = answer.out[:3]
    assert answer.code == 0
    assert answer.out == (
        f"{id_} added to operations/jobs, due friday 19 june 2026  Order filters\n"
    )
    [task] = tuiwork("list", "filters", "--json").json["tasks"]
    wanted = {
        "title": "Order filters",
        "list": "operations/jobs",
        "priority": "high",
        "owner": "ali",
        "tags": ["roof"],
        "goals": ["faster-service/handling-time"],
        "estimate": "2h",
        "due": "2026-06-19",
        "status": "todo",
    }
    assert {key: task[key] for key in wanted} == wanted
    assert git(workspace, "log", "-1", "--format=%s") == "Added “Order filters” to Jobs\n"


def test_words_need_no_quotes(tuiwork: Tuiwork) -> None:
    assert tuiwork("add", "Order", "filters", "/jobs").out.endswith("  Order filters\n")


def test_lines_from_stdin_are_one_change(tuiwork: Tuiwork, workspace: Path) -> None:
    answer = tuiwork("add", "-", stdin="One /jobs\n\nTwo /incidents !low\n")
    assert [line[4:] for line in answer.lines] == [
        "added to operations/jobs  One",
        "added to operations/incidents  Two",
    ]
    assert git(workspace, "log", "--format=%s").count("\n") == 2


def test_one_bad_line_of_several_and_nothing_is_added(tuiwork: Tuiwork, workspace: Path) -> None:
    answer = tuiwork("add", "-", stdin="One /jobs\nTwo due:03/04 /jobs\n")
    assert answer.code == 2
    assert "03/04" in answer.err
    assert git(workspace, "status", "--porcelain") == ""


def test_notes_come_along(tuiwork: Tuiwork, workspace: Path) -> None:
    answer = tuiwork("add", "One /jobs", "--notes", "-", stdin="Some notes\n\n- [ ] a step\n")
    [file] = (workspace / "spaces/operations/jobs").glob(f"{answer.out[:3]}*")
    assert "+++\n\nSome notes\n\n- [ ] a step\n\n## Log\n" in file.read_text()


def test_without_a_list_the_one_started_in_counts(tuiwork: Tuiwork, workspace: Path) -> None:
    here = workspace / "spaces/operations/incidents"
    assert "added to operations/incidents" in tuiwork("add", "One", folder=here).out


def test_without_a_list_the_inbox_counts(tuiwork: Tuiwork, workspace: Path) -> None:
    write(workspace, "spaces/operations/inbox/list.toml", 'name = "Inbox"\n')
    assert "added to operations/inbox" in tuiwork("add", "One").out


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("One", "say which list it goes to, for example /operations/incidents, /operations/jobs"),
        ("/jobs !high", "the line has no title; say what has to be done"),
        ("One /jobs due:03/04", "“03/04” may be"),
    ],
)
def test_a_line_that_leaves_something_open_is_refused(
    tuiwork: Tuiwork, line: str, sentence: str
) -> None:
    answer = tuiwork("add", line)
    assert answer.code == 2
    assert sentence in answer.err


def test_what_names_nothing_stays_in_the_title_and_is_told(tuiwork: Tuiwork) -> None:
    answer = tuiwork("add", "One @nobody /jobs")
    assert answer.out.endswith("  One @nobody\n")
    assert "“@nobody” stays in the title" in answer.err


def test_a_task_elsewhere_can_be_named_in_the_line(tuiwork: Tuiwork) -> None:
    answer = tuiwork("add", "One parent:9bz /jobs", "--json")
    assert 'parent = "9bz2cw7k"' in answer.json["changed"][0]["after"]


def test_a_new_task_comes_last_in_its_list(tuiwork: Tuiwork) -> None:
    tuiwork("add", "Last /jobs")
    assert tuiwork("list", "list:jobs").lines[-1].endswith("Last")
