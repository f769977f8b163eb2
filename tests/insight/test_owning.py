"""Who answers for something, level by level, and at which level nobody does."""

from __future__ import annotations

import pytest

from tests.verbs.company import JOBS, company, task
from tuiwork.insight.owning import ownership
from tuiwork.model.subject import Subject
from tuiwork.model.workspace import Workspace

A, B, C = "aaaaaaa1", "aaaaaaa2", "aaaaaaa3"


@pytest.fixture
def one() -> Workspace:
    return company(
        task(A, parent=f'"{B}"', owner='"sara"'),
        task(B, initiative='"page"'),
        task(C, goals='["grow"]', owner='"nobody-here"', initiative='"page"'),
        initiatives__page='+++\ntitle = "Page"\nowner = "ali"\n'
        'goals = ["faster-service/handling-time"]\n+++\n',
    )


def levels(one: Workspace, subject: Subject) -> list[tuple[str, str, str | None]]:
    return [(each.kind, each.name, each.owner) for each in ownership(one, subject).levels]


PAGE_UP = [
    ("initiative", "page", "ali"),
    ("key result", "faster-service/handling-time", "ali"),
    ("goal", "faster-service", "ali"),
]


def test_a_task_leads_over_its_parents_and_the_initiative_to_the_goal(one: Workspace) -> None:
    subject = Subject("task", A)
    assert levels(one, subject) == [("task", A, "sara"), ("parent", B, None), *PAGE_UP]
    assert ownership(one, subject).breaks == ("nobody owns the parent “Task aaaaaaa2”",)


def test_an_initiative_and_a_goal_lead_upwards_too(one: Workspace) -> None:
    assert levels(one, Subject("initiative", "page")) == PAGE_UP
    assert levels(one, Subject("goal", "faster-service/handling-time")) == PAGE_UP[1:]
    assert ownership(one, Subject("initiative", "page")).breaks == ()


def test_goals_and_owners_that_are_not_there_break_the_chain(one: Workspace) -> None:
    found = ownership(one, Subject("task", C))
    assert found.breaks == (
        "the task “Task aaaaaaa3” is owned by nobody-here, who is nobody here",
        "nobody owns the goal “Grow”",
    )
    assert [each.kind for each in found.levels] == ["task", "initiative", "goal"]


def test_without_a_goal_it_says_where_the_chain_ends() -> None:
    one = company(task(A, owner='"sara"'), initiatives__page='+++\nowner = "ali"\n+++\n')
    assert ownership(one, Subject("task", A)).breaks == (
        "no goal is linked: the chain ends at the task",
    )
    assert ownership(one, Subject("initiative", "page")).breaks == (
        "no goal is linked: the chain ends at the initiative",
    )


def test_the_place_that_names_the_goal_is_told_and_needs_no_owner() -> None:
    text = 'name = "Jobs"\ngoals = ["faster-service"]\n'
    from tests.verbs.company import FILES, of_texts

    path, written = task(A, owner='"sara"')
    one = of_texts({**FILES, f"{JOBS}/list.toml": text, path: written})
    found = ownership(one, Subject("task", A))
    assert [each.kind for each in found.levels] == ["task", "list", "goal"]
    assert found.breaks == ()


def test_what_does_not_exist_is_told(one: Workspace) -> None:
    assert ownership(one, Subject("initiative", "gone")).breaks == (
        "initiative:gone does not exist",
    )


def test_goals_above_one_another_in_a_circle_are_told_once() -> None:
    one = company(
        goals__x='+++\nparent = "y"\nowner = "ali"\n+++\n',
        goals__y='+++\nparent = "x"\nowner = "ali"\n+++\n',
    )
    assert [each[1] for each in levels(one, Subject("goal", "x"))] == ["x", "y"]
