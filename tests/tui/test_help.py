from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tests.tui.harness import Stage, awaited
from tests.tui.test_work_flows import until
from tuiwork.tui.widgets.help import Keys, key_groups, key_hints, matching, one_line
from tuiwork.tui.widgets.lines import Lines


class Desk(Stage):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add", id="task.add"),
        Binding("A", "add", "add", id="task.add.form"),
        Binding("x", "close", "done [b]now[/nope]", id="task.done"),
        Binding("ctrl+q", "quit", "quit", show=False, system=True),
    ]


@awaited
async def test_keys_are_grouped_from_the_focus_outwards() -> None:
    app = Desk(Lines())
    async with app.run_test(size=(80, 24)):
        groups = key_groups(app.screen.active_bindings, app.get_key_display)
    titles = [title for title, _ in groups]
    assert titles == ["List", "Here", "Everywhere"]
    assert dict(groups)["List"][0] == ("j ↓", "Down")
    assert dict(groups)["Everywhere"][:2] == [("a A", "add"), ("x", "done [b]now[/nope]")]


@awaited
async def test_what_cannot_be_done_now_is_left_out() -> None:
    lines = Lines()
    app = Desk(lines)
    async with app.run_test(size=(80, 24)):
        without = dict(key_groups(app.screen.active_bindings, app.get_key_display))["List"]
        lines.mark({"a"})
        marked = dict(key_groups(app.screen.active_bindings, app.get_key_display))["List"]
    assert ("esc", "Clear marks") not in without
    assert ("esc", "Clear marks") in marked


@awaited
async def test_a_changed_key_is_shown_as_it_is_now() -> None:
    app = Desk(Lines())
    async with app.run_test(size=(80, 24)):
        app.set_keymap({"task.done": "ctrl+x"})
        groups = dict(key_groups(app.screen.active_bindings, app.get_key_display))
    assert ("^x", "done [b]now[/nope]") in groups["Everywhere"]


@awaited
async def test_the_line_of_hints_names_each_action_once() -> None:
    app = Desk(Lines())
    async with app.run_test(size=(80, 24)):
        hints = one_line(key_hints(app.screen.active_bindings, app.get_key_display)).plain
    assert hints.startswith("a add   x done [b]now[/nope]")


@awaited
async def test_the_screen_of_keys_scrolls_and_closes() -> None:
    app = Desk(Lines())
    async with app.run_test(size=(60, 10)) as pilot:
        await app.push_screen(Keys(app.screen.active_bindings))
        await pilot.pause()
        assert "Clear marks" not in app.text()
        assert "Down" in app.text()
        for _ in range(2):
            await pilot.press("pagedown")
            await pilot.wait_for_scheduled_animations()
        await until(pilot, lambda: "done [b]now[/nope]" in app.text())
        await pilot.press("escape")
        assert not isinstance(app.screen, Keys)


@awaited
async def test_a_key_is_found_by_what_it_does_and_by_itself() -> None:
    app = Desk(Lines())
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(Keys(app.screen.active_bindings))
        await pilot.press(*"page")
        await pilot.pause()
        assert "Page down" in app.text()
        assert "done [b]now" not in app.text()
        await pilot.press(*["backspace"] * 4, "x")
        await pilot.pause()
        assert "done [b]now[/nope]" in app.text()
        assert "Page down" not in app.text()
        await pilot.press(*"yz")
        await pilot.pause()
        assert "Nothing matches." in app.text()


def test_words_may_be_of_the_group_and_of_the_action() -> None:
    groups = [("Tasks", [("x", "Done"), ("d", "Due date")]), ("View", [("z", "Done ones")])]
    assert matching(groups, "task done") == [("Tasks", [("x", "Done")])]
    assert matching(groups, "") == groups
    assert matching(groups, "d")[0] == ("Tasks", [("x", "Done"), ("d", "Due date")])
