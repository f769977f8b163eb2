from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.text.workspaces import SARA, TODAY, task, with_tasks
from tests.tui.harness import HOSTILE
from tuiwork.model.task import Task
from tuiwork.tui.layouts.cards import Cards, TimeLines
from tuiwork.tui.layouts.timeline import Zoom
from tuiwork.tui.symbols import symbols
from tuiwork.tui.task_lines import TaskLines
from tuiwork.tui.widgets.columns import Line, length
from tuiwork.tui.widgets.rows import Row, State

SIGNS = symbols()


def lines(*tasks: Task) -> TaskLines:
    return TaskLines(with_tasks(*tasks), SARA.now, SIGNS)


def card(one: Task, width: int = 30) -> list[str]:
    drawn = Cards(lines(one)).draw(Row(one.id, one), width, State())
    return [text(line) for line in drawn]


def text(line: Line) -> str:
    return "".join(part for part, _ in line).rstrip()


def bar(one: Task, *others: Task, width: int = 50, first: date = TODAY - timedelta(7)) -> Line:
    timeline = TimeLines(lines(one, *others), first, Zoom.MONTH)
    (line,) = timeline.draw(Row(one.id, one), width, State())
    return line


def toned(line: Line, tone: str) -> str:
    return "".join(part for part, own in line if own == tone)


def test_a_card_tells_what_who_and_when_and_what_for() -> None:
    fields: dict[str, Any] = {"owner": "sara", "due": date(2026, 6, 19), "estimate": "6h"}
    one = task("a1", title="Roof", priority="high", customer="havnegaard", goals=["grow"], **fields)
    assert card(one) == ["○ ! Roof", "sara  fri 19  6h", "Havnegaard Hotels  › Grow"]


def test_a_long_title_goes_on_where_a_card_tells_what_it_is_for() -> None:
    one = task("a1", title="Replace the compressor on roof 2 before summer", owner="sara")
    assert card(one, 20) == ["○ Replace the", "  compressor on roo…", "sara"]


def test_a_word_wider_than_a_card_is_broken() -> None:
    assert card(task("a1", title="x" * 30), 20) == ["○ " + "x" * 18, "  " + "x" * 12, "–"]


def test_a_bare_card_says_that_nobody_has_it() -> None:
    assert card(task("a1", title="Roof")) == ["○ Roof", "–", ""]


def test_a_card_is_never_wider_than_its_column() -> None:
    one = task("a1", title="屋根" * 40, customer="havnegaard", owner="x" * 60)
    for width in (5, 12, 24):
        drawn = Cards(lines(one)).draw(Row(one.id, one), width, State())
        assert all(length(line) <= width for line in drawn)


def test_a_bar_goes_from_start_to_due_behind_the_title() -> None:
    line = bar(task("a1", title="Roof", start=TODAY, due=TODAY + timedelta(3)))
    assert text(line).startswith("○ Roof ")
    assert text(line).count("━") == 4
    assert length(line) == 50


def test_what_is_only_due_is_a_dot_on_its_day_and_today_has_a_line() -> None:
    line = text(bar(task("a1", title="Roof", due=TODAY + timedelta(2))))
    assert line.index("•") - line.index("│") == 2


def test_a_milestone_is_a_diamond_on_its_due_day_whenever_it_starts() -> None:
    for start in (None, TODAY - timedelta(3)):
        fields: dict[str, Any] = {"start": start} if start else {}
        one = task("a1", title="Opening", type="milestone", due=TODAY + timedelta(2), **fields)
        line = bar(one)
        assert text(line).index("◆") - text(line).index("│") == 2
        assert "━" not in text(line)
        assert ("Opening", "strong") in line


def test_a_bar_that_begins_or_ends_outside_says_so() -> None:
    long = task("a1", title="Roof", start=date(2026, 1, 1), due=date(2026, 12, 1))
    assert text(bar(long)).count("◀") == text(bar(long)).count("▶") == 1
    gone = task("a1", title="Roof", start=date(2026, 1, 1), due=date(2026, 1, 2), status="done")
    assert "◀" in text(bar(gone))
    assert "━" not in text(bar(gone))


def test_what_is_overdue_is_told_by_its_tone() -> None:
    assert toned(bar(task("a1", due=TODAY - timedelta(1))), "overdue") == "•"


def test_a_bar_names_what_has_to_be_finished_first() -> None:
    first, done = task("b1"), task("c1", status="done")
    one = task("a1", due=TODAY, blocked_by=["b1", "c1"])
    assert text(bar(one, first, done)).endswith("b1") or "← b1" in text(bar(one, first, done))


def test_hostile_titles_stay_text_and_the_line_its_width() -> None:
    for title in HOSTILE:
        assert length(bar(task("a1", title=title, due=TODAY))) == 50
