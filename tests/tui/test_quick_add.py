from __future__ import annotations

import pytest

from tests.text.workspaces import SARA, workspace
from tests.tui.harness import HOSTILE, Stage, awaited, click_actions, control_characters
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
    said = problem_of(workspace(), SARA, line, JOBS)
    assert said is None if problem is None else problem in (said or "") or "sa" in (said or "")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_lines_are_looked_at_and_obeyed_by_nobody(words: str) -> None:
    shown = "\n".join(looked_ahead(words))
    assert safe(shown, multiline=True) == shown


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
