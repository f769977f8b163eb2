from __future__ import annotations

from itertools import count

import pytest
from textual.events import Paste
from textual.widgets import Input

from tests.text.workspaces import SARA, TODAY, workspace
from tests.tui.harness import HOSTILE, Stage, awaited, click_actions, control_characters
from tuiwork.model.change import Actor
from tuiwork.text.clean import safe
from tuiwork.tui.quick_add import HINT, ask_quick_add, problem_of

JOBS = "spaces/operations/jobs"


def looked_ahead(line: str) -> list[str]:
    preview = ask_quick_add(workspace(), SARA, JOBS).preview
    assert preview is not None
    return preview(line).plain.splitlines()


def test_what_was_understood_is_told_line_by_line() -> None:
    line = "Replace compressor /jobs !high @sam ^faster ~6h due:friday"
    assert looked_ahead(line) == [
        "Replace compressor",
        "Operations › Jobs   ! high   Sam Berg   6h   due friday 19 june 2026",
        "serves  Faster service",
    ]


def test_an_empty_line_shows_the_grammar() -> None:
    assert looked_ahead(" ") == [HINT]


def test_a_word_that_names_nothing_is_told_and_stays_in_the_title() -> None:
    title, *told = looked_ahead("Call @nobody-here")
    assert title == "Call @nobody-here"
    assert "nobody-here" in "".join(told)


@pytest.mark.parametrize(
    ("line", "problem"),
    [("Roof", None), ("!high", "the line has no title"), ("Roof @sa", "several")],
)
def test_a_line_that_cannot_be_added_says_why(line: str, problem: str | None) -> None:
    said = problem_of(workspace(), SARA, [line], JOBS)
    assert said is None if problem is None else problem in (said or "") or "sa" in (said or "")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_lines_are_looked_at_and_obeyed_by_nobody(words: str) -> None:
    shown = "\n".join(looked_ahead(words))
    assert safe(shown, multiline=True) == shown


def test_several_lines_are_told_one_by_one() -> None:
    assert looked_ahead("Roof !high\nPump @sam") == [
        "2 tasks, a line each",
        "Roof  ! high",
        "Pump  Sam Berg",
    ]
    assert looked_ahead("\n".join(f"Task {number}" for number in range(12)))[-1] == "and 4 more"


@awaited
async def test_a_name_is_offered_while_it_is_typed_and_taken_by_tab() -> None:
    app = Stage()
    async with app.run_test(size=(100, 20)) as pilot:
        app.push_screen(ask_quick_add(workspace(), SARA, JOBS, "Roof"))
        await pilot.press("space", "at", "s", "a")
        await pilot.pause()
        assert "@sam" in app.text()
        assert "Sara Holm" in app.text()
        await pilot.press("down", "tab")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "Roof @sara "
        assert "tab complete" in app.text()


@awaited
async def test_pasted_lines_become_a_task_each() -> None:
    app = Stage()
    async with app.run_test(size=(100, 20)) as pilot:
        asked: list[str | None] = []
        ids = map("id{:06}".format, count())
        actor = Actor("sara", SARA.now, TODAY, lambda: next(ids))
        app.push_screen(ask_quick_add(workspace(), actor, JOBS), asked.append)
        await pilot.pause()
        app.screen.query_one(Input).post_message(Paste("Roof !high\n\nPump @sam\nFilter"))
        await pilot.pause()
        await pilot.pause()
        assert "3 tasks" in app.text()
        await pilot.press("enter")
        await pilot.pause()
        assert asked == ["Roof !high\nPump @sam\nFilter"]


@awaited
async def test_the_dialog_says_where_the_task_goes_and_shows_a_kept_line() -> None:
    app = Stage()
    async with app.run_test(size=(100, 16)) as pilot:
        app.push_screen(ask_quick_add(workspace(), SARA, JOBS, "Roof [b]x[/] !high"))
        await pilot.pause()
        assert "Add to Jobs" in app.text()
        assert "! high" in app.text()
        assert "enter add" in app.text()
        assert click_actions(app) == []
        assert control_characters(app) == set()
