from __future__ import annotations

from typing import Any

import pytest

from tests.text.workspaces import task, with_tasks, workspace
from tests.tui.harness import Stage, awaited
from tuiwork.text.symbols import symbols
from tuiwork.tui import prompts
from tuiwork.tui.widgets.pick import Choice, Pick, Picker

SIGNS = symbols()


def keys(question: Picker[Any]) -> list[str]:
    return [one.key for one in question.choices]


def labels(question: Picker[Any]) -> list[str]:
    return [one.label for one in question.choices]


def test_a_question_names_what_it_is_about() -> None:
    assert prompts.about([task("a1", title="Roof")]) == "“Roof”"
    assert prompts.about([task("a1"), task("a2")]) == "2 tasks"
    assert prompts.about([task("a1", title="x" * 300)]) == "“" + "x" * 47 + "…”"
    assert prompts.about([task("a1", title="a\x1bb")]) == "“a␛b”"


def test_the_statuses_are_those_that_all_the_workflows_have() -> None:
    jobs, incidents = task("a1", status="doing"), task("b1", "operations/incidents")
    given = with_tasks(jobs, incidents)
    assert keys(prompts.ask_status(given, [jobs], SIGNS)) == [
        "scheduled",
        "doing",
        "parts",
        "done",
        "dropped",
    ]
    assert keys(prompts.ask_status(given, [jobs, incidents], SIGNS)) == ["doing", "done", "dropped"]


def test_a_status_shows_its_sign_and_its_category_where_it_is_called_otherwise() -> None:
    one = task("a1")
    scheduled, *_, done, _ = prompts.ask_status(with_tasks(one), [one], SIGNS).choices
    assert scheduled == Choice("scheduled", "○ scheduled", "todo")
    assert done == Choice("done", "● done", "")


def test_anybody_or_nobody_can_be_the_owner() -> None:
    question = prompts.ask_owner(workspace(), [task("a1")])
    assert labels(question) == ["Freja Lind", "Sam Berg", "Sara Holm", "Nobody"]
    assert keys(question)[-1] == prompts.NOBODY


def test_lists_are_told_apart_by_what_they_lie_in() -> None:
    one = task("a1")
    question = prompts.ask_list(with_tasks(one), [one])
    assert Choice("spaces/operations/jobs", "Jobs", "Operations") in question.choices


def test_goals_that_are_closed_are_not_offered() -> None:
    question = prompts.ask_goals(workspace(), [task("a1")])
    assert keys(question) == ["faster-service", "faster-service/handling-time", "grow"]


@pytest.mark.parametrize(
    ("goals", "shared"),
    [
        ([["grow"]], ("grow",)),
        ([["grow", "faster-service"], ["grow"]], ("grow",)),
        ([["grow"], []], ()),
        ([["old-portal", "nonsense", "grow"]], ("grow",)),
    ],
)
def test_ticked_are_the_open_goals_that_all_the_tasks_name(
    goals: list[list[str]], shared: tuple[str, ...]
) -> None:
    tasks = [task(f"a{number}", goals=each) for number, each in enumerate(goals)]
    assert prompts.shared_goals(workspace(), tasks) == shared


@awaited
async def test_a_question_asked_again_shows_the_answer_and_what_was_wrong_with_it() -> None:
    given: list[str | None] = []
    app = Stage()
    async with app.run_test(size=(80, 12)) as pilot:
        ask = prompts.ask_text("Comment", initial="kept", problem="The disk is full.", accept="say")
        app.push_screen(ask, given.append)
        await pilot.pause()
        assert "The disk is full." in app.text()
        assert "enter say" in app.text()
        await pilot.press("!", "enter")
        await pilot.pause()
    assert given == ["kept!"]


@awaited
async def test_a_choice_asked_again_shows_what_was_wrong() -> None:
    app = Stage()
    async with app.run_test(size=(80, 20)) as pilot:
        app.push_screen(Pick("Owner", [Choice("a", "A")], problem="It became B [/] meanwhile."))
        await pilot.pause()
        assert "It became B [/] meanwhile." in app.text()
