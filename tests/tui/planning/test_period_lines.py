from __future__ import annotations

from datetime import date

import pytest

from tests.verbs.company import company, task
from tuiwork.insight.room import Room, Taken
from tuiwork.insight.starting import start_of
from tuiwork.model.subject import Subject
from tuiwork.model.workspace import Workspace
from tuiwork.text.symbols import symbols
from tuiwork.tui.planning.drawing import bar_of_share, percent
from tuiwork.tui.planning.period_lines import ItemLines, head_lines, room_line
from tuiwork.tui.planning.period_rows import Item, forecasts_of, look_at_period, period_rows
from tuiwork.tui.planning.period_text import item_lines
from tuiwork.tui.planning.start_lines import counts, draw_offer, start_head, start_rows
from tuiwork.tui.widgets.columns import Line, length
from tuiwork.verbs.plans import Choice

TODAY = date(2026, 6, 15)
SIGNS = symbols()
PLAN = """\
+++
started = 2026-04-01
[[items]]
of = "initiative:pump"
state = "in"
target = 2026-06-01
[[items]]
of = "initiative:gone"
state = "in"
[[items]]
of = "initiative:phone"
state = "declined"
reason = "Two callers a month"
revisit = 2026-06-10
+++
"""
FILES = {
    "plans__2026-Q2": PLAN,
    "initiatives__pump": '+++\ntitle = "Pump"\nstage = "pilot"\n+++\n',
    "initiatives__phone": '+++\ntitle = "Phone"\n+++\n',
}


def text(line: Line) -> str:
    return "".join(words for words, _ in line)


@pytest.fixture
def one() -> Workspace:
    return company(task("k7f3qd2m", initiative='"pump"'), **FILES)


def item(one: Workspace, of: str) -> Item:
    period = look_at_period(one, "2026-Q2", TODAY)
    rows = period_rows(period, forecasts_of(one, period))
    found = next(row for row in rows if row.key == of).value
    assert isinstance(found, Item)
    return found


def test_the_head_tells_the_day_and_the_figures(one: Workspace) -> None:
    lines = head_lines(look_at_period(one, "2026-Q2", TODAY), None, None, SIGNS, 200)
    assert text(lines[0]).startswith("2026-Q2  day 76 of 91   ")
    assert "0 % drift (0 added, 0 dropped)" in text(lines[0])
    assert "1 without a task" in text(lines[2]) or "without a task" not in text(lines[2])


def test_a_head_that_is_too_long_leaves_out_what_explains(one: Workspace) -> None:
    lines = head_lines(look_at_period(one, "2026-Q2", TODAY), None, None, SIGNS, 40)
    assert "(" not in text(lines[0])
    assert "0 % drift" in text(lines[0])


@pytest.mark.parametrize("width", [30, 60, 110, 190])
@pytest.mark.parametrize("of", ["initiative:pump", "initiative:gone", "initiative:phone"])
def test_an_item_is_as_wide_as_the_list(one: Workspace, of: str, width: int) -> None:
    period = look_at_period(one, "2026-Q2", TODAY)
    assert length(ItemLines(period, SIGNS).draw(item(one, of), width)) <= width


def test_an_item_tells_its_stage_its_tasks_its_target_and_nobody(one: Workspace) -> None:
    drawn = ItemLines(look_at_period(one, "2026-Q2", TODAY), SIGNS)
    words = text(drawn.draw(item(one, "initiative:pump"), 120))
    for part in ("Pump", "pilot", "0/1", "by mon 1 jun", "nobody"):
        assert part in words
    assert "does not exist" in text(drawn.draw(item(one, "initiative:gone"), 120))


def test_the_title_above_them_names_the_figures_where_they_stand(one: Workspace) -> None:
    drawn = ItemLines(look_at_period(one, "2026-Q2", TODAY), SIGNS)
    title = text(drawn.heading("In  2", 120))
    row = text(drawn.draw(item(one, "initiative:pump"), 120))
    assert title.startswith("In  2 ")
    assert title.index("done") + 4 == row.index("0/1") + 3
    assert title.index("target") == row.index("by mon 1 jun")


def test_what_was_declined_tells_why_and_when_to_look_again(one: Workspace) -> None:
    drawn = ItemLines(look_at_period(one, "2026-Q2", TODAY), SIGNS)
    words = text(drawn.draw(item(one, "initiative:phone"), 120))
    assert "again wed 10" in words
    assert "Two callers a month" in words
    behind = "\n".join(
        str(line)
        for line in item_lines(
            one, look_at_period(one, "2026-Q2", TODAY), item(one, "initiative:phone"), 60, SIGNS
        )
    )
    assert "its day has come" in behind


def test_the_room_is_a_bar_that_turns_red_with_the_names_of_those_who_have_too_much() -> None:
    room = Room("2026-Q3", (), (Taken("sara", 40, 30, 20), Taken("ali", 60, 0, 0)))
    line = room_line(room, SIGNS)
    assert "50 h of 100 h  50 %" in text(line)
    assert ("   too much for sara (50 h of 40 h)", "overdue") in list(line)
    full = room_line(Room("2026-Q3", (), (Taken("sara", 40, 30, 20),)), SIGNS)
    assert ("━" * 20, "overdue") in list(full)


def test_without_hours_the_room_says_so() -> None:
    assert "nobody has hours" in text(room_line(Room("2020", (), ()), SIGNS))


def test_a_bar_has_its_tick_where_it_should_be() -> None:
    assert text(bar_of_share(0.5, 8, SIGNS, tick=0.75)) == "━━━━──┃─"
    assert text(bar_of_share(None, 4, SIGNS)) == "────"
    assert text(bar_of_share(3.0, 4, SIGNS)) == "━━━━"
    assert percent(None) == "–"


def test_the_start_counts_what_was_decided_and_names_the_key(one: Workspace) -> None:
    found = start_of(one, "2026-Q3", TODAY)
    subject = Subject("initiative", "pump")
    choices = {subject.reference: Choice(subject, "in"), "initiative:other": Choice(subject, "in")}
    head = start_head(found, choices, Room("2026-Q3", (), ()), SIGNS, "^s")
    assert text(head[0]) == "1 of 2 decided   1 in, 0 waiting, 0 declined   ^s writes it"
    rows = [row for row in start_rows(found, choices) if not row.header]
    assert text(draw_offer(rows[0].value, 80, SIGNS)).startswith("● in       Pump")
    assert counts(()) == "0 in, 0 waiting, 0 declined"
