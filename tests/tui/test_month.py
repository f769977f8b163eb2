from __future__ import annotations

from datetime import date

import pytest

from tests.tui.harness import HOSTILE, Stage, awaited, click_actions, control_characters
from tuiwork.tui.symbols import symbols
from tuiwork.tui.widgets.month import Month
from tuiwork.tui.widgets.rows import Row

TODAY = date(2026, 6, 15)
DAYS = {
    date(2026, 6, 15): [Row("a", "Roof"), Row("b", "Pump")],
    date(2026, 6, 22): [Row("c", "Filter")],
    date(2026, 7, 1): [Row("d", "Report")],
}


class Desk(Stage):
    def __init__(self) -> None:
        self.month = Month(lambda row, _, __: [[(str(row.value), "")]], symbols())
        super().__init__(self.month)


@awaited
async def test_a_month_has_its_weeks_and_what_lies_on_its_days() -> None:
    app = Desk()
    async with app.run_test(size=(84, 22)) as pilot:
        app.month.show(DAYS, TODAY, 0)
        await pilot.pause()
        text = app.text()
        assert "June 2026" in text
        assert text.split("\n")[1].split()[:2] == ["monday", "tuesday"]
        assert "Roof" in text
        assert "Report" in text  # on the first days of july, in the last week of june
        assert app.month.day == TODAY


@awaited
async def test_the_cursor_walks_over_rows_days_and_weeks() -> None:
    app = Desk()
    async with app.run_test(size=(84, 22)) as pilot:
        app.month.show(DAYS, TODAY, 0)
        app.month.focus()
        assert app.month.key == "a"
        await pilot.press("j")
        assert app.month.key == "b"
        await pilot.press("j")
        assert (app.month.key, app.month.day) == ("c", date(2026, 6, 22))
        await pilot.press("k")
        assert app.month.key == "b"
        await pilot.press("l")
        assert app.month.day == date(2026, 6, 16)
        assert app.month.row is None
        await pilot.press("pagedown")
        assert app.month.day == date(2026, 7, 14)
        await pilot.pause()
        assert "July 2026" in app.text()


@awaited
async def test_the_cursor_stays_on_its_row_when_that_gets_another_day() -> None:
    app = Desk()
    async with app.run_test(size=(84, 22)):
        app.month.show(DAYS, TODAY, 0)
        app.month.move_to("b")
        moved = {date(2026, 6, 15): [Row("a", "Roof")], date(2026, 6, 18): [Row("b", "Pump")]}
        app.month.show(moved, TODAY, 0)
        assert (app.month.key, app.month.day) == ("b", date(2026, 6, 18))


@pytest.mark.parametrize(("shifted", "month"), [(1, "July 2026"), (-6, "December 2025")])
@awaited
async def test_other_months_are_some_steps_away(shifted: int, month: str) -> None:
    app = Desk()
    async with app.run_test(size=(84, 22)) as pilot:
        app.month.show(DAYS, TODAY, shifted)
        await pilot.pause()
        assert month in app.text()


@awaited
async def test_a_day_with_more_than_fits_says_how_many_and_scrolls_under_the_cursor() -> None:
    app = Desk()
    many = {TODAY: [Row(f"k{number}", f"t{number}") for number in range(9)]}
    async with app.run_test(size=(84, 17)) as pilot:
        app.month.show(many, TODAY, 0)
        app.month.focus()
        await pilot.pause()
        assert "15  +7" in app.text()
        await pilot.press(*["j"] * 8)
        await pilot.pause()
        assert "t8" in app.text()


@awaited
async def test_rows_are_marked_and_the_marks_cleared() -> None:
    app = Desk()
    async with app.run_test(size=(84, 22)) as pilot:
        app.month.show(DAYS, TODAY, 0)
        app.month.focus()
        await pilot.press("space")
        assert app.month.marks == {"a"}
        await pilot.press("escape")
        assert app.month.marks == frozenset()


@awaited
async def test_hostile_titles_are_text_in_a_narrow_cell() -> None:
    app = Desk()
    rows = [Row(f"k{number}", title) for number, title in enumerate(HOSTILE)]
    async with app.run_test(size=(50, 90)) as pilot:
        app.month.show({TODAY: rows}, TODAY, 0)
        await pilot.pause()
        assert click_actions(app) == []
        assert control_characters(app) == set()
