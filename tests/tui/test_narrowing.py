"""A filter that is typed on finds what it would find of all tasks, and asks fewer of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.text.workspaces import SARA, task, workspace
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.query.parse import parse_query
from tuiwork.tui.narrowing import Narrowing, matching

JOBS = "spaces/operations/jobs"
TITLES = ("Pump", "Pumps for the roof", "Roof", "Plumber", "Or not")


def company() -> Workspace:
    tasks = [task(f"a{at}", title=title) for at, title in enumerate(TITLES)]
    return workspace().replace({one.path: one for one in tasks})


class Counted(Sequence[Task]):
    """Tasks that count how often they are gone through."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._tasks = tasks
        self.asked = 0

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        self.asked += at == 0
        return self._tasks[at]

    def __len__(self) -> int:
        return len(self._tasks)


@pytest.mark.parametrize(
    "typed",
    [
        ("p", "pu", "pump", "pump r", "pump", "pu"),
        ("roof", "roof p", "roof pump"),
        ("pump", "pump or roof", "roof"),
        ("pump", "-pump", "not pump"),
        ("owner:sara", "owner:sam pump"),
        ("a", "b", ""),
    ],
)
def test_whatever_is_typed_finds_what_it_finds_at_once(typed: tuple[str, ...]) -> None:
    given = company()
    folders = {JOBS: given.open_in[JOBS]}
    narrowing = Narrowing()
    for text in typed:
        query = parse_query(text)
        assert narrowing.find(given, SARA, folders, query) == matching(
            given, SARA, folders, [query]
        )


def test_a_longer_word_is_looked_for_in_what_the_shorter_found() -> None:
    given = company()
    tasks = Counted(given.open_in[JOBS])
    narrowing = Narrowing()
    for text in ("pu", "pum", "pump", "pump roof"):
        found = narrowing.find(given, SARA, {JOBS: tasks}, parse_query(text))
    assert [one.title for one in found[JOBS]] == ["Pumps for the roof"]
    assert tasks.asked == 1


def test_other_tasks_are_all_asked() -> None:
    given = company()
    narrowing = Narrowing()
    narrowing.find(given, SARA, {JOBS: given.open_in[JOBS][:1]}, parse_query("pu"))
    found = narrowing.find(given, SARA, {JOBS: given.open_in[JOBS]}, parse_query("pump"))
    assert len(found[JOBS]) == 2
