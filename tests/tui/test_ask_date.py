"""A day is asked for in words or by walking through a month, and both show the same day."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.text.workspaces import SARA, TODAY, task, with_tasks
from tests.tui.harness import Stage, awaited, control_characters
from tuiwork.errors import Refused
from tuiwork.model.fields import field_of
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.text.symbols import symbols
from tuiwork.tui.date_prompt import ask_date, date_assignment, due_days
from tuiwork.tui.widgets.ask_date import AskDate
from tuiwork.tui.widgets.days import Days

DUE = field_of(Kind.TASK, "due")
START = field_of(Kind.TASK, "start")
assert DUE is not None
assert START is not None
SIGNS = symbols()
ONE = task("a1", due=date(2026, 6, 12), owner="sara")


def question(*tasks: Task, others: Sequence[Task] = (), initial: str = "") -> AskDate:
    assert DUE is not None
    given = with_tasks(*tasks, *others)
    return ask_date(given, SARA, tasks, DUE, SIGNS, initial)


@asynccontextmanager
async def asked(
    dialog: AskDate, answers: list[str | None]
) -> AsyncIterator[tuple[Stage, Pilot[None]]]:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(dialog, answers.append)
        await pilot.pause()
        yield app, pilot


def looked_ahead(dialog: AskDate, words: str) -> str:
    assert dialog.preview is not None
    return dialog.preview(words).plain


@pytest.mark.parametrize(
    ("words", "value"),
    [("friday", date(2026, 6, 19)), ("+3d", date(2026, 6, 18)), ("none", None), (" None ", None)],
)
def test_a_date_is_taken_in_words(words: str, value: date | None) -> None:
    assert DUE is not None
    assert date_assignment(with_tasks(ONE), SARA, DUE, words).value == value


def test_words_that_make_no_sense_are_refused() -> None:
    assert DUE is not None
    with pytest.raises(Refused):
        date_assignment(with_tasks(ONE), SARA, DUE, "someday")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("fri", "friday 19 june 2026"),
        ("none", "no date"),
        ("", "now friday 12 june 2026; none takes it away"),
        ("someday", "due: “someday” is not understood as a date; write one such as"),
    ],
)
def test_what_the_words_mean_is_shown_in_full(words: str, shown: str) -> None:
    assert looked_ahead(question(ONE), words).startswith(shown)


def test_what_else_its_owner_has_to_do_that_day_is_told() -> None:
    others = [task("b1", due=date(2026, 6, 19), owner="sara"), task("b2", owner="sara")]
    assert (
        looked_ahead(question(ONE, others=others), "fri") == "friday 19 june 2026  1 due for sara"
    )


@pytest.mark.parametrize(
    ("tasks", "shown"),
    [
        ([task("a1")], "no date yet"),
        ([task("a1", due="soon")], "none takes the date away"),
        ([task("a1", due=TODAY), task("a2")], "none takes the date away"),
    ],
)
def test_an_empty_line_tells_what_there_is(tasks: list[Task], shown: str) -> None:
    assert looked_ahead(question(*tasks), "") == shown


def test_the_open_tasks_of_a_person_are_counted_by_day() -> None:
    noon = datetime(2026, 6, 19, 12, tzinfo=UTC)
    given = with_tasks(
        task("a1", due=noon, owner="sara"),
        task("a2", due=date(2026, 6, 19), owner="sara"),
        task("a3", due=date(2026, 6, 19), owner="ali"),
        task("a4", due=date(2026, 6, 20), owner="sara", status="done"),
        task("a5", due=date(2026, 6, 19), owner="sara"),
    )
    assert due_days(given, "sara", {"a5"}) == {date(2026, 6, 19): 2}


@awaited
async def test_words_move_the_month_to_the_day_they_mean() -> None:
    answers: list[str | None] = []
    async with asked(question(ONE), answers) as (app, pilot):
        assert "June 2026" in app.text()
        await pilot.press(*"1 sept")
        await pilot.pause()
        assert "tuesday 1 september 2026" in app.text()
        assert "September 2026" in app.text()
        assert app.screen.query_one(Days).day == date(2026, 9, 1)
        await pilot.press("enter")
    assert answers == ["1 sept"]


@awaited
async def test_one_walks_through_the_month_from_the_day_it_is_due() -> None:
    answers: list[str | None] = []
    async with asked(question(ONE), answers) as (app, pilot):
        await pilot.press("down", "l", "j", "right", "up")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "2026-06-14"
        assert "sunday 14 june 2026, yesterday" in app.text()
        await pilot.press("pagedown")
        await pilot.pause()
        assert "July 2026" in app.text()
        await pilot.press("enter")
    assert answers == ["2026-07-14"]


@awaited
async def test_the_day_one_went_to_is_picked_though_nothing_was_written() -> None:
    answers: list[str | None] = []
    async with asked(question(ONE), answers) as (_, pilot):
        await pilot.press("down", "enter")
    assert answers == ["2026-06-12"]


@awaited
async def test_words_go_on_from_the_month() -> None:
    answers: list[str | None] = []
    async with asked(question(ONE), answers) as (app, pilot):
        await pilot.press("down", "l", "f", "r", "i")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "fri"
        await pilot.press("enter")
    assert answers == ["fri"]


@awaited
async def test_a_time_of_day_stays_while_one_walks() -> None:
    answers: list[str | None] = []
    one = task("a1", due=datetime(2026, 6, 12, 15, 0))
    async with asked(question(one), answers) as (_, pilot):
        await pilot.press("down", "l", "enter")
    assert answers == ["2026-06-13 15:00"]


@pytest.mark.parametrize("keys", [["backspace"], ["down", "backspace"], [*"none"]])
@awaited
async def test_a_date_is_taken_away(keys: list[str]) -> None:
    answers: list[str | None] = []
    async with asked(question(ONE), answers) as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        assert "no date" in app.text()
        await pilot.press("enter")
    assert answers == ["none"]


@awaited
async def test_what_backspace_wrote_gives_way_to_other_words() -> None:
    answers: list[str | None] = []
    async with asked(question(ONE), answers) as (_, pilot):
        await pilot.press("backspace", *"fri", "enter")
    assert answers == ["fri"]


@awaited
async def test_an_untouched_question_changes_nothing() -> None:
    answers: list[str | None] = []
    async with asked(question(ONE), answers) as (_, pilot):
        await pilot.press("enter")
    assert answers == [None]


@awaited
async def test_words_that_make_no_sense_keep_the_question_open() -> None:
    answers: list[str | None] = []
    async with asked(question(ONE), answers) as (app, pilot):
        await pilot.press(*"someday", "enter")
        await pilot.pause()
        assert app.text().count("is not understood as a date") == 2
    assert answers == []


@pytest.mark.parametrize("words", ["0001-01-01", "9999-12-31"])
@awaited
async def test_the_month_ends_where_the_calendar_does(words: str) -> None:
    answers: list[str | None] = []
    async with asked(question(ONE), answers) as (app, pilot):
        await pilot.press(*words)
        await pilot.press("down", "k", "k", "j", "j", "j", "pageup", "pagedown", "pagedown")
        await pilot.pause()
        assert words[:4].lstrip("0") in app.text()


@awaited
async def test_a_day_is_clicked() -> None:
    answers: list[str | None] = []
    async with asked(question(ONE), answers) as (app, pilot):
        await pilot.click(Days, offset=(4 + 2 * 4 + 1, 4))
        await pilot.pause()
        assert app.screen.query_one(Input).value == "2026-06-17"
        await pilot.click(Days, offset=(4 + 2 * 4 + 1, 4), times=2)
    assert answers == ["2026-06-17"]


@awaited
async def test_the_question_fits_a_small_screen_and_says_its_keys() -> None:
    answers: list[str | None] = []
    busy = task("b1", due=date(2026, 6, 17), owner="sara")
    async with asked(question(ONE, others=[busy]), answers) as (app, _):
        text = app.text()
        assert "↓ calendar   enter set   esc cancel" in text
        assert "17·" in text
        assert " 25   15" in text
        assert not control_characters(app)


def test_another_date_than_the_due_one_is_asked_for_by_its_name() -> None:
    assert START is not None
    dialog = ask_date(with_tasks(ONE), SARA, [ONE], START, SIGNS)
    assert dialog._heading.plain == "Start of “a1”"


@pytest.mark.parametrize("theme", ["tuiwork-dark", "tuiwork-light", "ansi-dark"])
@awaited
async def test_the_day_under_the_cursor_can_be_told_from_the_others_in_every_theme(
    theme: str,
) -> None:
    app = Stage(theme=theme)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(question(ONE))
        await pilot.press("down")
        await pilot.pause()
        region = app.screen.query_one(Days).region
        line = app.strips()[region.y + 3]
        looks = [
            line.crop(at, at + 1)._segments[0].style
            for at in range(region.x + 4 + 2, region.x + 4 + 5 * 4, 4)
        ]
        friday = looks.pop()
        assert line.text[region.x + 4 + 4 * 4 :].strip().startswith("12")
        assert friday is not None
        for look in looks:
            assert look is not None
            assert (friday.bgcolor, friday.reverse) != (look.bgcolor, look.reverse)
