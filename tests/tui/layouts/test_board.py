from __future__ import annotations

from tests.text.workspaces import task, with_tasks, workspace
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.tui.layouts.board import BoardColumn, board_columns, status_in

JOBS, INCIDENTS = "spaces/operations/jobs", "spaces/operations/incidents"


def board(*tasks: Task, folders: tuple[str, ...] = (JOBS,), closed: bool = False) -> dict[str, str]:
    """Each column's title with the ids of its cards."""
    columns = board_columns(with_tasks(*tasks), tasks, folders, closed=closed)
    return {one.title: " ".join(row.key for row in one.rows) for one in columns}


def column(title: str, *folders: str) -> BoardColumn:
    columns = board_columns(workspace(), [], folders, closed=True)
    return next(one for one in columns if one.title == title)


def test_one_workflow_gives_its_statuses_in_their_order() -> None:
    cards = task("a", status="doing"), task("b", status="parts"), task("c", status="doing")
    assert board(*cards) == {"scheduled": "", "doing": "a c", "parts": "b", "done": ""}


def test_a_task_without_a_status_stands_in_the_first() -> None:
    assert board(task("a"))["scheduled"] == "a"


def test_dropped_ones_have_a_column_only_where_they_are_shown() -> None:
    assert "dropped" not in board(task("a"))
    assert board(task("a", status="dropped"), closed=True)["dropped"] == "a"


def test_a_status_that_no_workflow_knows_is_not_hidden() -> None:
    assert next(iter(board(task("a", status="zzz")).items())) == ("zzz", "a")


def test_lists_that_work_differently_share_a_board_of_categories() -> None:
    job = task("a", status="parts")
    incident = task("b", "operations/incidents", status="doing")
    assert board(job, incident, folders=(JOBS, INCIDENTS)) == {
        "todo": "",
        "active": "b",
        "blocked": "a",
        "done": "",
    }


def test_a_card_moved_to_a_category_gets_the_status_of_its_own_workflow() -> None:
    job, incident = task("a"), task("b", "operations/incidents")
    blocked = column("blocked", JOBS, INCIDENTS)
    assert status_in(with_tasks(job), job, blocked) == "parts"
    assert status_in(with_tasks(incident), incident, blocked) == "waiting"


def test_a_card_moved_to_a_status_that_its_workflow_lacks_gets_none() -> None:
    incident = task("b", "operations/incidents")
    assert status_in(with_tasks(incident), incident, column("parts", JOBS)) is None


def test_a_limit_shows_when_it_is_passed() -> None:
    assert not BoardColumn("doing", Category.ACTIVE, "doing", 3, ()).is_full
    rows = board_columns(
        with_tasks(task("a", status="doing"), task("b", status="doing")),
        [task("a", status="doing"), task("b", status="doing")],
        (JOBS,),
        closed=False,
    )[1].rows
    assert BoardColumn("doing", Category.ACTIVE, "doing", 1, rows).is_full
    assert not BoardColumn("doing", Category.ACTIVE, "doing", 2, rows).is_full
    assert not BoardColumn("doing", Category.ACTIVE, "doing", None, rows).is_full


def test_of_what_was_finished_the_last_is_shown_and_the_rest_counted() -> None:
    lately = [task(f"d{number}", status="done") for number in range(25)]
    columns = board_columns(with_tasks(*lately), [task("a")], (JOBS,), closed=False, lately=lately)
    done = columns[-1]
    assert [row.key for row in done.rows] == [f"d{number}" for number in range(20)]
    assert (done.lately, done.more) == (True, 5)
    assert not columns[0].lately
