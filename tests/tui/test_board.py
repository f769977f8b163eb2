from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.content import Content
from textual.message import Message

from tests.tui.harness import Stage, awaited
from tuiwork.tui.symbols import symbols
from tuiwork.tui.widgets.board import Board, Stack
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row

THREE = {"todo": "a b", "doing": "", "done": "c"}


def stacks(columns: Mapping[str, str]) -> list[Stack]:
    return [
        Stack(key, Content(key), tuple(Row(one, f"card {one}") for one in cards.split()))
        for key, cards in columns.items()
    ]


class Desk(Stage):
    """A stage with a board, that remembers what it says."""

    def __init__(self) -> None:
        self.board = Board(lambda row, _, __: [[(row.value, "")]], symbols(), row_height=2)
        super().__init__(self.board)
        self.said: list[object] = []

    @on(Board.Moved)
    @on(Lines.CursorMoved)
    def _note(self, message: Message) -> None:
        if isinstance(message, Board.Moved):
            self.said.append((message.keys, message.column))


@awaited
async def test_the_cards_stand_in_their_columns_side_by_side() -> None:
    app = Desk()
    async with app.run_test(size=(90, 12)) as pilot:
        await app.board.show(stacks(THREE))
        await pilot.pause()
        assert [line.split() for line in app.shown()[:3]] == [
            ["todo", "doing", "done"],
            [],
            ["▌", "card", "a", "card", "c"],
        ]


@awaited
async def test_the_arrows_walk_over_the_columns_and_only_one_shows_a_cursor() -> None:
    app = Desk()
    async with app.run_test(size=(90, 12)) as pilot:
        await app.board.show(stacks(THREE))
        app.board.focus()
        assert app.board.key == "a"
        await pilot.press("l")
        assert app.board.row is None
        await pilot.press("right", "right")
        assert app.board.key == "c"
        await pilot.press("h", "h", "j")
        assert app.board.key == "b"
        await pilot.pause()
        assert app.text().count("▌") == 2


@awaited
async def test_the_cursor_follows_its_card_into_another_column() -> None:
    app = Desk()
    async with app.run_test(size=(90, 12)) as pilot:
        await app.board.show(stacks(THREE))
        app.board.focus()
        await pilot.press("j")
        await app.board.show(stacks({"todo": "a", "doing": "b", "done": "c"}))
        await pilot.pause()
        assert app.board.key == "b"
        assert app.board.lines is app.focused


@awaited
async def test_other_columns_keep_the_cursor_where_its_card_still_is() -> None:
    app = Desk()
    async with app.run_test(size=(90, 12)) as pilot:
        await app.board.show(stacks(THREE))
        app.board.move_to("c")
        await app.board.show(stacks({"open": "a b", "done": "c"}))
        await pilot.pause()
        assert app.board.key == "c"
        await app.board.show(stacks({"open": "a b", "done": ""}))
        assert app.board.key == "a"


@awaited
async def test_a_card_is_carried_by_keys_and_by_the_mouse() -> None:
    app = Desk()
    async with app.run_test(size=(90, 12)) as pilot:
        await app.board.show(stacks(THREE))
        app.board.focus()
        await pilot.press("greater_than_sign", "less_than_sign")
        await pilot.pause()
        assert app.said == [(("a",), "doing")]
        await pilot.mouse_down(offset=(5, 2))
        await pilot.mouse_up(offset=(70, 4))
        await pilot.pause()
        assert app.said[1:] == [(("a",), "done")]


@awaited
async def test_marked_cards_are_carried_together_whatever_column_they_are_in() -> None:
    app = Desk()
    async with app.run_test(size=(90, 12)) as pilot:
        await app.board.show(stacks(THREE))
        app.board.focus()
        await pilot.press("space", "l", "l", "space", "less_than_sign")
        await pilot.pause()
        assert app.board.marks == {"a", "c"}
        assert app.said == [(("a", "c"), "doing")]


@awaited
async def test_columns_that_do_not_fit_are_reached_by_scrolling() -> None:
    app = Desk()
    async with app.run_test(size=(60, 12)) as pilot:
        await app.board.show(stacks({f"c{number}": f"k{number}" for number in range(6)}))
        app.board.focus()
        await pilot.press(*["l"] * 5)
        await pilot.pause()
        assert "card k5" in app.text()
        assert "card k0" not in app.text()
