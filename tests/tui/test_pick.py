from __future__ import annotations

import pytest
from textual.geometry import Offset
from textual.widgets import Input

from tests.tui.harness import HOSTILE, Stage, awaited, click_actions, control_characters
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.pick import Choice, Pick, PickMany

PEOPLE = [
    Choice("sara", "sara", "Sara Holm"),
    Choice("ali", "ali", "Ali Demir"),
    Choice("mia", "mia", "Mia Aas"),
    Choice("jonas", "jonas", "Jonas Berg"),
]


async def picked(*keys: str, at: str | None = None) -> object:
    """Return what Pick gives after these keys; a list holds it, so that None can be told apart."""
    app, given = Stage(), list[object]()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(Pick("Owner", PEOPLE, at=at), given.append)
        await pilot.press(*keys)
        await pilot.pause()
    return given


async def picked_many(*keys: str, ticked: tuple[str, ...] = ()) -> object:
    app, given = Stage(), list[object]()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(PickMany("Owners", PEOPLE, ticked=ticked), given.append)
        await pilot.press(*keys)
        await pilot.pause()
    return given


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        (("enter",), "sara"),
        (("down", "down", "up", "enter"), "ali"),
        (("a", "l", "enter"), "ali"),
        (("b", "e", "r", "g", "enter"), "jonas"),
        (("a", "l", "backspace", "backspace", "enter"), "sara"),
        (("escape",), None),
    ],
)
@awaited
async def test_letters_arrows_and_enter_choose(keys: tuple[str, ...], key: str | None) -> None:
    assert await picked(*keys) == [key]


@awaited
async def test_the_cursor_may_start_on_what_is_set_now() -> None:
    assert await picked("enter", at="mia") == ["mia"]


@awaited
async def test_where_nothing_matches_enter_does_nothing() -> None:
    assert await picked("z", "z", "enter") == []


@awaited
async def test_a_double_click_chooses_and_the_input_keeps_the_focus() -> None:
    app, given = Stage(), list[object]()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(Pick("Owner", PEOPLE), given.append)
        await pilot.click(Lines, offset=Offset(5, 1))
        assert isinstance(app.focused, Input)
        await pilot.double_click(Lines, offset=Offset(5, 2))
        await pilot.pause()
    assert given == ["mia"]


@pytest.mark.parametrize(
    ("keys", "ticked", "chosen"),
    [
        (("enter",), (), ("sara",)),
        (("tab", "down", "tab", "enter"), (), ("sara", "mia")),
        (("m", "i", "tab", "backspace", "backspace", "tab", "enter"), (), ("sara", "mia")),
        (("enter",), ("ali", "jonas"), ("ali", "jonas")),
        (("tab", "enter"), ("sara",), ()),
    ],
)
@awaited
async def test_tab_ticks_several(
    keys: tuple[str, ...], ticked: tuple[str, ...], chosen: tuple[str, ...]
) -> None:
    assert await picked_many(*keys, ticked=ticked) == [chosen]


@awaited
async def test_hostile_choices_and_titles_are_shown_and_not_obeyed() -> None:
    app = Stage()
    choices = [Choice(str(number), words, words) for number, words in enumerate(HOSTILE)]
    async with app.run_test(size=(100, 30)) as pilot:
        await app.push_screen(Pick(HOSTILE[0], choices))
        await pilot.press("c", "l")
        assert app.text().count("[@click=app.bell]X[/]") == 3
        assert click_actions(app) == []
        assert control_characters(app) == set()


@awaited
async def test_ten_thousand_choices_are_matched_and_only_a_screenful_drawn() -> None:
    app = Stage()
    choices = [Choice(str(number), f"task {number}") for number in range(10_000)]
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(Pick("Find", choices))
        await pilot.press("9", "9", "9", "9")
        await pilot.pause()
        assert "1 of 10000" in app.text()
        assert app.screen.query_one(Lines).key == "9999"
