from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual import on
from textual.geometry import Offset
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip

from tests.tui.harness import HOSTILE, Stage, awaited, click_actions, control_characters
from tuiwork.tui.symbols import symbols
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State


def rows(*keys: str) -> list[Row]:
    return [Row(key, f"title of {key}", header=key.startswith("#")) for key in keys]


def numbered(count: int) -> list[Row]:
    return rows(*(f"t{number}" for number in range(count)))


class Listening(Stage):
    """A stage that remembers what the list says."""

    def __init__(self, lines: Lines) -> None:
        super().__init__(lines)
        self.lines = lines
        self.said: list[tuple[str, object]] = []

    @on(Lines.CursorMoved)
    @on(Lines.Opened)
    @on(Lines.MarksChanged)
    def _note(self, message: Message) -> None:
        match message:
            case Lines.CursorMoved(key=key):
                self.said.append(("cursor", key))
            case Lines.Opened(key=key):
                self.said.append(("opened", key))
            case Lines.MarksChanged(keys=keys):
                self.said.append(("marks", set(keys)))


class Counting(Lines):
    """A list that counts the rows drawn and the lines painted."""

    def __init__(self) -> None:
        self.drawn: list[str] = []
        self.painted: list[int] = []
        super().__init__()

    def draw_row(self, row: Row, width: int, state: State) -> Sequence[Line]:
        self.drawn.append(row.key)
        return super().draw_row(row, width, state)

    def render_line(self, y: int) -> Strip:
        self.painted.append(y)
        return super().render_line(y)


async def painted_all(pilot: Pilot[None], lines: Counting) -> None:
    """Wait until nothing more is painted."""
    before = -1
    while before != len(lines.painted):
        before = len(lines.painted)
        for _ in range(5):
            await pilot.pause()


@awaited
async def test_keys_move_the_cursor_and_stop_at_both_ends() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.show(numbered(50))
        places = []
        for key in ("j", "down", "k", "up", "k", "G", "j", "home", "pagedown", "end", "home"):
            await pilot.press(key)
            places.append(app.lines.key)
    assert places == ["t1", "t2", "t1", "t0", "t0", "t49", "t49", "t0", "t9", "t49", "t0"]


@awaited
async def test_the_cursor_is_told_only_when_it_stands_on_another_row() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.show(rows("a", "b"))
        await pilot.press("k", "j", "j")
        app.lines.show(rows("b"))
        app.lines.show(())
        await pilot.pause()
    assert app.said == [("cursor", "a"), ("cursor", "b"), ("cursor", None)]


@awaited
async def test_headers_are_passed_over_and_come_into_sight_with_their_first_row() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 4)) as pilot:
        app.lines.show(rows("#1", "a", "b", "c", "#2", "d", "e", "f", "#3"))
        assert app.lines.key == "a"
        await pilot.press("j", "j", "j")
        assert app.lines.key == "d"
        await pilot.press("G")
        assert app.lines.key == "f"
        await pilot.press("home")
        assert app.lines.scroll_offset.y == 0


@awaited
async def test_enter_opens_the_row_under_the_cursor() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("enter")
        app.lines.show(rows("a", "b"))
        await pilot.press("j", "enter")
    assert [what for kind, what in app.said if kind == "opened"] == ["b"]


@awaited
async def test_space_marks_and_steps_on_and_escape_clears() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.show(rows("a", "b", "c"))
        await pilot.press("space", "space", "k", "space")
        assert app.lines.marks == {"a"}
        assert app.shown()[0].startswith(" ✓ title of a")
        await pilot.press("escape", "escape")
    assert [what for kind, what in app.said if kind == "marks"] == [{"a"}, {"a", "b"}, {"a"}, set()]


@awaited
async def test_a_list_without_marks_ignores_space() -> None:
    app = Listening(Lines(can_mark=False))
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.show(rows("a", "b"))
        await pilot.press("space")
    assert app.lines.marks == frozenset()
    assert app.lines.key == "a"


@awaited
async def test_a_click_moves_a_double_click_opens_and_one_in_the_gutter_marks() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.show(rows("#", "a", "b", "c"))
        await pilot.click(Lines, offset=Offset(10, 0))
        assert app.lines.key == "a"
        await pilot.click(Lines, offset=Offset(10, 2))
        assert app.lines.key == "b"
        await pilot.double_click(Lines, offset=Offset(10, 3))
        await pilot.click(Lines, offset=Offset(1, 1))
        await pilot.click(Lines, offset=Offset(10, 8))
    assert app.said == [
        ("cursor", "a"),
        ("cursor", "b"),
        ("cursor", "c"),
        ("opened", "c"),
        ("cursor", "a"),
        ("marks", {"a"}),
    ]


@awaited
async def test_a_reload_keeps_the_cursor_on_its_key_or_else_in_its_place() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 10)):
        app.lines.show(rows("a", "b", "c", "d"))
        app.lines.move_to("c")
        app.lines.show(rows("x", "a", "c", "y", "d"))
        assert app.lines.key == "c"
        app.lines.show(rows("x", "a", "y", "d"))
        assert app.lines.key == "y"
        app.lines.show(rows("x"))
        assert app.lines.key == "x"


@awaited
async def test_a_reload_keeps_marks_on_the_rows_that_are_left() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 10)):
        app.lines.show(rows("a", "b", "c"))
        app.lines.mark({"a", "c"})
        app.lines.show(rows("c", "d"))
        assert app.lines.marks == {"c"}


@awaited
async def test_marks_can_outlive_rows_that_only_hide() -> None:
    app = Listening(Lines(keep_marks=True))
    async with app.run_test(size=(40, 10)):
        app.lines.show(rows("a", "b"))
        app.lines.mark({"a"})
        app.lines.show(rows("b"))
        assert app.lines.marks == {"a"}


@awaited
async def test_rows_coming_in_above_do_not_move_what_is_looked_at() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.show(numbered(100))
        app.lines.move_to("t50")
        await pilot.pause()
        before = app.text()
        app.lines.show([*rows("n1", "n2", "n3"), *numbered(100)])
        await pilot.pause()
        assert app.text() == before


@awaited
async def test_a_list_scrolled_away_from_its_cursor_stays_where_it_is_looked_at() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.show(numbered(100))
        await pilot.pause()
        app.lines.scroll_to(y=40, animate=False)
        await pilot.pause()
        before = app.text()
        assert "t40" in before
        app.lines.show([*rows("new"), *numbered(100)])
        await pilot.pause()
        assert app.text() == before


@awaited
async def test_at_the_top_new_rows_are_seen_and_the_cursor_stays_in_sight() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 4)) as pilot:
        app.lines.show(numbered(9))
        app.lines.show([*rows("new"), *numbered(9)])
        await pilot.pause()
        assert app.shown()[:2] == ["   title of new", "▌  title of t0"]
        app.lines.show([*numbered(9)[1:], *rows("t0")])
        await pilot.pause()
        assert "▌  title of t0" in app.text()


@awaited
async def test_a_shorter_list_shows_its_end_and_no_void() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 4)) as pilot:
        app.lines.show(numbered(100))
        await pilot.press("G")
        app.lines.show(numbered(6))
        await pilot.pause()
        assert [line.split()[-1] for line in app.shown()] == ["t2", "t3", "t4", "t5"]


@pytest.mark.parametrize("count", [100, 100_000])
@awaited
async def test_only_rows_in_sight_are_drawn(count: int) -> None:
    lines = Counting()
    async with Listening(lines).run_test(size=(40, 20)) as pilot:
        lines.show(numbered(count))
        await pilot.pause()
        assert len(lines.drawn) == 20
        await pilot.press("G")
        assert len(lines.drawn) <= 2 * 20 + 1


@awaited
async def test_moving_the_cursor_repaints_two_rows() -> None:
    lines = Counting()
    async with Listening(lines).run_test(size=(40, 20)) as pilot:
        lines.show(numbered(100))
        await pilot.press("j")
        await painted_all(pilot, lines)
        lines.painted.clear()
        await pilot.press("j")
        await painted_all(pilot, lines)
        assert set(lines.painted) == {1, 2}


@awaited
async def test_a_reload_draws_only_the_rows_that_changed() -> None:
    lines = Counting()
    async with Listening(lines).run_test(size=(40, 20)) as pilot:
        lines.show(rows("a", "b", "c"))
        await pilot.pause()
        lines.drawn.clear()
        lines.show([Row("a", "title of a"), Row("b", "another title"), Row("c", "title of c")])
        await pilot.pause()
        assert lines.drawn == ["b"]


@awaited
async def test_redraw_asks_for_every_visible_row_again() -> None:
    lines = Counting()
    async with Listening(lines).run_test(size=(40, 20)) as pilot:
        lines.show(rows("a", "b"))
        await pilot.pause()
        lines.drawn.clear()
        lines.redraw()
        await pilot.pause()
        assert lines.drawn == ["a", "b"]


@awaited
async def test_another_theme_reaches_rows_that_were_drawn_before() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 3)) as pilot:
        app.lines.show(rows("a", "b"))
        await pilot.pause()
        dark = app.strips()[1]
        app.theme = "tuiwork-light"
        await pilot.pause()
        assert app.strips()[1].text == dark.text
        assert app.strips()[1] != dark


@awaited
async def test_titles_from_others_are_shown_and_never_obeyed() -> None:
    def draw(row: Row, width: int, state: State) -> Sequence[Line]:  # noqa: ARG001
        return [[(row.value, "")]]

    app = Listening(Lines(draw))
    async with app.run_test(size=(60, 12)) as pilot:
        app.lines.show([Row(str(number), title) for number, title in enumerate(HOSTILE)])
        await pilot.pause()
        assert "[@click=app.bell]X[/]" in app.text()
        assert "a [/nope] b" in app.text()
        assert click_actions(app) == []
        assert control_characters(app) == set()


@awaited
async def test_wide_titles_keep_every_line_as_wide_as_the_screen() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(21, 4)) as pilot:
        app.lines.show(
            [Row("cjk", "空調設備の点検と部品交換"), Row("mixed", "a空調設備の点検と部品交換")]
        )
        await pilot.pause()
        assert [strip.cell_length for strip in app.strips()] == [21] * 4
        assert app.shown()[:2] == ["▌  空調設備の点検…", "   a空調設備の点検…"]


@awaited
async def test_without_rows_the_list_says_what_to_do() -> None:
    app = Listening(Lines(empty="Nothing here.\nPress a to add."))
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.press("j", "k", "g", "G", "space", "pagedown")
        assert app.shown()[:3] == ["", "   Nothing here.", "   Press a to add."]
        app.lines.say_when_empty("All done.")
        await pilot.pause()
        assert "All done." in app.text()


@awaited
async def test_rows_may_be_several_lines_high() -> None:
    def card(row: Row, width: int, state: State) -> Sequence[Line]:  # noqa: ARG001
        return [[(row.key, "strong")], [("below", "dim")]]

    app = Listening(Lines(card, row_height=3))
    async with app.run_test(size=(20, 6)) as pilot:
        app.lines.show(rows("a", "b", "c"))
        await pilot.pause()
        assert app.shown() == ["▌  a", "▌  below", "▌", "   b", "   below", ""]
        await pilot.press("j", "j")
        assert app.shown() == ["   b", "   below", "", "▌  c", "▌  below", "▌"]
        await pilot.click(Lines, offset=Offset(5, 1))
        assert app.lines.key == "b"


@awaited
async def test_signs_have_ascii_twins() -> None:
    app = Listening(Lines(signs=symbols(ascii_only=True)))
    async with app.run_test(size=(20, 2)) as pilot:
        app.lines.show([Row("a", "a title that is too long"), Row("b", "short")])
        await pilot.press("space")
        assert app.shown() == [" + a title that...", "|  short"]


@awaited
async def test_the_keys_can_be_changed() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 10)) as pilot:
        app.set_keymap({"list.down": "n,down"})
        app.lines.show(numbered(9))
        await pilot.press("n", "j", "down")
    assert app.lines.key == "t2"


@awaited
async def test_moving_to_a_key_says_whether_it_is_there() -> None:
    app = Listening(Lines())
    async with app.run_test(size=(40, 10)):
        app.lines.show(rows("#", "a", "b"))
        assert app.lines.move_to("b")
        assert not app.lines.move_to("gone")
        assert not app.lines.move_to("#")
        assert app.lines.row == Row("b", "title of b")


@awaited
async def test_a_reload_paints_only_the_rows_that_changed() -> None:
    lines = Counting()
    async with Stage(lines).run_test(size=(40, 10)) as pilot:
        lines.show(numbered(100))
        await pilot.pause()
        lines.painted.clear()
        changed = numbered(100)
        changed[3] = Row("t3", "another title")
        lines.show(changed)
        await pilot.pause()
        assert set(lines.painted) == {3}
        lines.painted.clear()
        lines.show(changed[1:])
        await pilot.pause()
        assert set(lines.painted) == set(range(10))
