from __future__ import annotations

import pytest
from textual.content import Content

from tests.tui.harness import HOSTILE, Stage, awaited, click_actions, control_characters
from tuiwork.tui.content import plain
from tuiwork.tui.widgets.ask import Ask


async def asked(ask: Ask, *keys: str) -> tuple[list[str | None], str]:
    """Return what the question gave, if it closed, and what was on the screen before."""
    app, given = Stage(), list[str | None]()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ask, given.append)
        await pilot.press(*keys[:-1])
        await pilot.pause()
        shown = app.text()
        await pilot.press(keys[-1])
        await pilot.pause()
        return given, shown if given else app.text()


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("x", "y", "enter"), "oldxy"),
        (("enter",), "old"),
        (("x", "escape"), None),
    ],
)
@awaited
async def test_enter_gives_the_line_and_escape_nothing(
    keys: tuple[str, ...], answer: str | None
) -> None:
    given, _ = await asked(Ask("title", "old"), *keys)
    assert given == [answer]


@awaited
async def test_the_preview_follows_every_letter() -> None:
    ask = Ask("add", "pump", preview=lambda value: Content(f"will add “{value}”"))
    _, shown = await asked(ask, "s", "enter")
    assert "will add “pumps”" in shown


@awaited
async def test_a_refused_answer_says_why_and_stays_open() -> None:
    ask = Ask("due", validate=lambda value: f"“{value}” is no day." if value != "fri" else None)
    given, shown = await asked(ask, "f", "enter")
    assert given == []
    assert "“f” is no day." in shown


@awaited
async def test_the_refusal_goes_when_the_answer_changes() -> None:
    ask = Ask("due", validate=lambda value: f"“{value}” is no day." if value != "fri" else None)
    given, shown = await asked(ask, "f", "enter", "r", "i", "enter")
    assert given == ["fri"]
    assert "is no day" not in shown


@pytest.mark.parametrize("words", HOSTILE)
@awaited
async def test_hostile_text_is_shown_not_obeyed_and_given_back_untouched(words: str) -> None:
    app, given = Stage(), list[str | None]()
    ask = Ask(words, words, hint=words, preview=plain, validate=lambda _: None)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ask, given.append)
        await pilot.pause()
        assert click_actions(app) == []
        assert control_characters(app) == set()
        await pilot.press("enter")
        await pilot.pause()
    assert given == [words]


@awaited
async def test_a_refusal_may_quote_hostile_text() -> None:
    given, shown = await asked(Ask("due", validate=lambda _: HOSTILE[0]), "x", "enter")
    assert given == []
    assert HOSTILE[0] in shown


@awaited
async def test_what_is_pasted_in_cannot_command_the_terminal() -> None:
    app, given = Stage(), list[str | None]()
    async with app.run_test(size=(80, 24)) as pilot:
        ask = Ask("title")
        await app.push_screen(ask, given.append)
        ask.query_one("Input").insert_text_at_cursor("a\x1b[2Jb")  # type: ignore[attr-defined]
        await pilot.pause()
        assert control_characters(app) == set()
        await pilot.press("enter")
        await pilot.pause()
    assert given == ["a␛[2Jb"]
