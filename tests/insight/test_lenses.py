"""The two lenses lead from tasks to what they serve, and from there back to the same tasks."""

from __future__ import annotations

import pytest

from tests.verbs.company import company, task
from tuiwork.insight.lenses import above, below
from tuiwork.model.subject import Subject
from tuiwork.model.workspace import Workspace

A, B, C, D, E = "aaaaaaa1", "aaaaaaa2", "aaaaaaa3", "aaaaaaa4", "aaaaaaa5"
FASTER, KR = Subject("goal", "faster-service"), Subject("goal", "faster-service/handling-time")
GROW, PAGE = Subject("goal", "grow"), Subject("initiative", "page")


@pytest.fixture
def one() -> Workspace:
    return company(
        task(A, goals='["faster-service/handling-time"]'),
        task(B, initiative='"page"'),
        task(C, parent=f'"{B}"', goals='["faster-service"]'),
        task(D),
        task(E, goals='["old"]', status='"done"'),
        task("aaaaaaa6", goals='["grow"]', status='"dropped"'),
        initiatives__page='+++\ngoals = ["below"]\n+++\n',
        goals__below='+++\nparent = "grow"\n+++\n',
        goals__old="+++\nclosed = 2026-01-01\n+++\n",
    )


def ids(one: Workspace, subject: Subject) -> list[str]:
    return [each.id for each in below(one, subject)]


def test_below_a_goal_are_the_tasks_whose_path_leads_to_it_or_to_a_goal_below(
    one: Workspace,
) -> None:
    assert ids(one, FASTER) == [A, C]
    assert ids(one, KR) == [A]
    assert ids(one, GROW) == [B]


def test_below_an_initiative_are_its_tasks_with_those_of_their_children(one: Workspace) -> None:
    assert ids(one, PAGE) == [B, C]


def test_below_a_closed_goal_is_what_still_names_it(one: Workspace) -> None:
    assert ids(one, Subject("goal", "old")) == [E]


def test_below_a_task_are_itself_and_its_subtasks(one: Workspace) -> None:
    assert ids(one, Subject("task", B)) == [B, C]
    assert ids(one, Subject("task", "gone")) == []


def test_above_tasks_are_goals_and_initiatives_with_the_most_tasks_first(one: Workspace) -> None:
    found = above(one, [A, B, C, D, D, "gone"])
    assert found.goals == (
        (FASTER, (A, C)),
        (Subject("goal", "below"), (B,)),
        (KR, (A,)),
        (GROW, (B,)),
    )
    assert found.initiatives == ((PAGE, (B, C)),)
    assert found.alone == (D,)


def test_both_lenses_see_the_same(one: Workspace) -> None:
    every = above(one, [A, B, C, D])
    for subject, tasks in (*every.goals, *every.initiatives):
        assert tuple(ids(one, subject)) == tasks


def test_goals_and_parents_in_a_circle_end() -> None:
    one = company(
        task(A, parent=f'"{B}"', goals='["x"]'),
        task(B, parent=f'"{A}"'),
        goals__x='+++\nparent = "y"\n+++\n',
        goals__y='+++\nparent = "x"\n+++\n',
    )
    assert ids(one, Subject("goal", "y")) == [A, B]
    assert ids(one, Subject("task", A)) == [A, B]


def test_run_work_serves_no_goal_but_its_initiative() -> None:
    made = company(
        task(A, run="true", initiative='"page"'), initiatives__page='+++\ngoals = ["grow"]\n+++\n'
    )
    assert ids(made, GROW) == []
    assert ids(made, PAGE) == [A]
    assert above(made, [A]).goals == ()
