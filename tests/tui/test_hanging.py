from __future__ import annotations

import pytest
from textual.content import Content
from textual.widgets import Static

from tests.tui.harness import Stage, awaited
from tests.tui.test_work_flows import until
from tuiwork.tui.widgets.hanging import Entry, Flow, Group, Hanging


def entry(lead: str, text: str, again: str = "", indent: int | None = None) -> Entry:
    return Entry(Content(lead), Content(text), Content(again), indent)


def lines(width: int, *groups: Group) -> list[str]:
    return [line.plain.rstrip() for line in Hanging(groups).lines(width)]


def test_a_long_text_goes_on_under_its_own_beginning() -> None:
    shown = lines(24, [entry("tue sara", "one two three four five"), entry("mon", "six")])
    assert shown == [
        "tue sara  one two three",
        "          four five",
        "mon       six",
    ]


def test_leads_never_take_all_the_room() -> None:
    assert lines(16, [entry("a lead that is long", "one two three")]) == [
        "a … one two",
        "    three",
    ]


def test_groups_are_told_apart_by_a_blank_line_and_empty_ones_by_nothing() -> None:
    assert lines(20, [entry("", "a")], [], [entry("", "b")]) == ["a", "", "b"]


def test_a_lead_is_repeated_where_that_is_asked_for() -> None:
    shown = lines(15, [entry("│", "one two three four", "│", indent=2)])
    assert shown == ["│ one two three", "│ four"]


def test_an_entry_may_have_an_indent_of_its_own() -> None:
    assert lines(20, [entry("why", "a", indent=5), entry("", "b", indent=7)]) == [
        "why  a",
        "       b",
    ]


def test_parts_that_flow_are_never_broken_while_they_fit_on_a_line() -> None:
    parts = Flow(tuple(map(Content, ("○ todo", "henrik", "due fri 19", "3h"))))
    assert lines(24, [parts]) == ["○ todo   henrik", "due fri 19   3h"]
    assert lines(80, [parts]) == ["○ todo   henrik   due fri 19   3h"]


@pytest.mark.parametrize("width", [1, 2, 5, 13, 40])
@pytest.mark.parametrize("text", ["a " * 30, "x" * 200, "空調設備の点検 " * 9, "👩‍🔧" * 20, ""])
def test_no_line_is_wider_than_its_room(text: str, width: int) -> None:
    long: Group = [
        entry("a lead that is long", text),
        entry("", text, indent=6),
        Flow((Content(text),)),
    ]
    assert max((line.cell_length for line in Hanging([long]).lines(width)), default=0) <= max(
        width, 2
    )


def test_nothing_to_show_is_false() -> None:
    assert not Hanging([[], []])
    assert Hanging([[entry("", "a")]])


@awaited
async def test_it_is_wrapped_anew_when_its_room_changes() -> None:
    static = Static(Hanging([[entry("log", "one two three four five six seven")]]))
    app = Stage(static)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.pause()
        assert static.size.height == 1
        await pilot.resize_terminal(20, 8)
        await until(pilot, lambda: static.size.height == 3)
        assert app.text().startswith("log  one two three\n     four five six\n     seven")
