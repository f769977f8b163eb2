"""Why a task is done: the chain up to an objective, from whichever level names one."""

from __future__ import annotations

from datetime import date

import pytest

from tests.verbs.company import FILES, JOBS, TODAY, company, of_texts, task
from tuiwork.insight.why import Link, Why, candidates, purpose, why
from tuiwork.model.goal import State
from tuiwork.model.workspace import Workspace

A, B, C = "aaaaaaaa", "bbbbbbbb", "cccccccc"
FASTER = "faster-service"


def asked(workspace: Workspace, id_: str = A) -> Why:
    return why(workspace, workspace.tasks[id_], TODAY)


def steps(answer: Why) -> list[list[tuple[str, str]]]:
    return [[(one.kind, one.id) for one in chain] for chain in answer.chains]


def having(path: str, goals: str, *tasks: tuple[str, str]) -> Workspace:
    """The company in which a list or space names goals."""
    return of_texts(FILES | {path: FILES.get(path, "") + f"goals = {goals}\n"} | dict(tasks))


def test_a_key_result_leads_to_its_objective_with_live_numbers() -> None:
    [chain] = asked(company(task(A, goals=f'["{FASTER}/handling-time"]'))).chains
    assert chain == (
        Link(
            "key result",
            "faster-service/handling-time",
            "Handling time",
            0.5,
            detail="5 → 2 d, now 3.5",
        ),
        Link(
            "objective",
            "faster-service",
            "Faster service",
            0.25,
            76 / 91,
            State.OFF_TRACK,
            "Nobody is cold for more than one night.",
        ),
    )


def test_each_goal_has_its_own_chain_up_to_the_goal_above() -> None:
    above = '+++\ntitle = "Grow"\nparent = "top"\n+++\n'
    one = company(
        task(A, goals=f'["grow", "{FASTER}"]'),
        goals__grow=above,
        goals__top='+++\ntitle = "Top"\n+++\n',
    )
    assert steps(asked(one)) == [
        [("objective", "grow"), ("objective", "top")],
        [("objective", FASTER)],
    ]
    assert asked(one).source == "task"


def test_a_subtask_serves_what_its_parents_serve() -> None:
    one = company(task(A, parent=f'"{B}"'), task(B, parent=f'"{C}"'), task(C, goals='["grow"]'))
    answer = asked(one)
    assert answer.source == "parent"
    assert steps(answer) == [[("parent", B), ("parent", C), ("objective", "grow")]]


def test_an_initiative_is_a_step_of_the_chain() -> None:
    photo = '+++\ntitle = "Photo reports"\ngoals = ["grow"]\n+++\n'
    one = company(task(A, initiative='"photo"'), initiatives__photo=photo)
    answer = asked(one)
    assert answer.source == "initiative"
    assert steps(answer) == [[("initiative", "photo"), ("objective", "grow")]]


@pytest.mark.parametrize(
    ("path", "source", "step"),
    [
        (f"{JOBS}/list.toml", "list", ("list", "jobs")),
        ("spaces/operations/space.toml", "space", ("space", "operations")),
    ],
)
def test_a_list_or_space_gives_its_goals_to_what_names_none(
    path: str, source: str, step: tuple[str, str]
) -> None:
    answer = asked(having(path, '["grow"]', task(A)))
    assert answer.source == source
    assert steps(answer) == [[step, ("objective", "grow")]]


def test_a_folder_with_a_list_above_gives_its_goals_too() -> None:
    deep = f"{JOBS}/roofs"
    one = having(f"{JOBS}/list.toml", '["grow"]', task(A, deep), (f"{deep}/list.toml", ""))
    answer = asked(one)
    assert answer.source == "folder"
    assert steps(answer) == [[("folder", "jobs"), ("objective", "grow")]]


def test_without_a_goal_the_answer_is_honest_and_offers_the_nearest() -> None:
    one = company(task(A, title='"Faster pump service"'), task(B, goals='["grow"]'))
    answer = asked(one)
    assert (answer.source, answer.chains, answer.broken, answer.run) == (None, (), (), False)
    assert [link.id for link in answer.candidates] == [FASTER, "grow"]


def test_a_broken_link_is_told_and_is_no_answer() -> None:
    closed = '+++\ntitle = "Old"\nclosed = 2026-05-01\n+++\n'
    one = company(task(A, goals='["gone", "old", "grow/zzz"]'), goals__old=closed)
    answer = asked(one)
    assert (answer.source, answer.chains) == (None, ())
    assert answer.broken == ("gone", "old", "grow/zzz")
    assert "old" not in [link.id for link in answer.candidates]


@pytest.mark.parametrize(
    ("fields", "list_", "run"),
    [
        ({"run": "true"}, "", True),
        ({}, "run = true\n", True),
        ({"run": "false"}, "run = true\n", False),
        ({"run": "false"}, "", False),
        ({"run": "true"}, 'goals = ["grow"]\n', True),
        ({"goals": '["grow"]', "run": "true"}, "", False),
        ({}, "", False),
    ],
)
def test_work_that_keeps_things_running_needs_no_goal(
    fields: dict[str, str], list_: str, run: bool
) -> None:
    path = f"{JOBS}/list.toml"
    one = of_texts(FILES | {path: FILES[path] + list_} | dict([task(A, **fields)]))
    assert asked(one).run == run


def test_circles_of_parents_and_goals_end() -> None:
    one = company(task(A, parent=f'"{B}"'), task(B, parent=f'"{A}"'))
    assert asked(one).source is None
    ring = '+++\ntitle = "{0}"\nparent = "{1}"\n+++\n'
    round_about = company(
        task(A, goals='["a"]'), task(B, parent=f'"{A}"'), goals__a=ring.format("A", "b"),
        goals__b=ring.format("B", "a"),
    )  # fmt: skip
    assert steps(asked(round_about)) == [[("objective", "a"), ("objective", "b")]]
    assert steps(asked(round_about, B)) == [[("parent", A), ("objective", "a"), ("objective", "b")]]


def test_at_most_three_candidates_the_nearest_first() -> None:
    more = {
        f"goals__{name}": f'+++\ntitle = "{title}"\n+++\n'
        for name, title in {
            "a": "Pumps everywhere",
            "b": "Pumps that never stop",
            "c": "Pumps, never stop service",
            "d": "Nothing alike",
        }.items()
    }
    one = company(task(A, title='"Pumps never stop"'), **more)
    found = candidates(one, one.tasks[A], TODAY)
    assert [link.id for link in found] == ["b", "c", "a"]


def test_a_purpose_is_the_first_paragraph_on_one_line() -> None:
    one = company(goals__x="+++\n+++\n\nSo that\r\nit helps.\r\n\r\nMore.\n")
    assert purpose(one.goals["x"]) == "So that it helps."
    assert purpose(one.goals["grow"]) == ""


def test_numbers_that_are_missing_are_shown_as_such() -> None:
    text = '+++\ntitle = "X"\n[[key_results]]\nid = "a"\ntarget = 9\n+++\n'
    one = company(task(A, goals='["x/a"]'), goals__x=text)
    assert asked(one).chains[0][0].detail == "? → 9"
    assert asked(one).chains[0][1].state is State.UNKNOWN
    assert why(one, one.tasks[A], date.min).chains


def test_an_initiative_on_the_way_tells_its_stage_and_how_many_do_it() -> None:
    front = 'title = "Playbook"\nstage = "everyday"\ngoals = ["faster-service"]\n'
    rows = "[[checkins]]\ndate = 2026-05-15\nusing = 5\nexpected = 6\n"
    workspace = company(
        task("k7f3qd2m", initiative='"playbook"'), initiatives__playbook=f"+++\n{front}{rows}+++\n"
    )
    link = why(workspace, workspace.tasks["k7f3qd2m"], TODAY).chains[0][0]
    assert (link.kind, link.id, link.detail) == (
        "initiative",
        "playbook",
        "everyday, adoption 5 of 6",
    )
