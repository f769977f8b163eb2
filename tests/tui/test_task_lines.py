from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.text.workspaces import SARA, TODAY, task, workspace
from tests.tui.harness import HOSTILE
from tuiwork.model.task import Task
from tuiwork.text.clean import safe
from tuiwork.tui.places import Spot
from tuiwork.tui.symbols import symbols
from tuiwork.tui.task_lines import WIDE, TaskLines, brief_date, spot_line, status_sign
from tuiwork.tui.widgets.columns import Line, length
from tuiwork.tui.widgets.rows import Row, State

SIGNS = symbols()


def drawn(one: Task, width: int = 50, *others: Task) -> Line:
    given = workspace().replace({each.path: each for each in (one, *others)})
    (line,) = TaskLines(given, SARA.now, SIGNS).draw(Row(one.id, one), width, State())
    return line


def text(line: Line) -> str:
    return "".join(part for part, _ in line).rstrip()


def tone_of(line: Line, word: str) -> str:
    return next(tone for part, tone in line if word in part)


def test_a_narrow_line_has_sign_priority_title_and_date() -> None:
    line = drawn(task("a1", title="Roof", priority="high", due=date(2026, 6, 19), estimate="6h"))
    assert text(line) == "○ !  Roof" + " " * 35 + "fri 19"


def test_a_wide_line_has_the_owner_and_the_estimate_too() -> None:
    line = text(drawn(task("a1", title="Roof", owner="sara", estimate="6h"), WIDE))
    assert line.endswith("sara" + " " * 17 + "6h")
    assert "–" in text(drawn(task("a1", title="Roof"), WIDE))


@pytest.mark.parametrize("width", [20, 40, WIDE - 1, WIDE, 200])
def test_a_long_title_is_cut_and_what_stands_behind_it_is_not(width: int) -> None:
    line = text(drawn(task("a1", title="x" * 300, due=date(2026, 6, 12), estimate="40h"), width))
    assert "…" in line
    assert "! fri 12" in line
    assert len(line) <= width


def test_a_date_that_is_long_takes_its_room_from_the_title() -> None:
    short = drawn(task("a1", title="x" * 99, due=date(2026, 6, 19)))
    long = drawn(task("a1", title="x" * 99, due=date(2026, 6, 12)))
    assert length(short) == length(long) == 50
    assert text(short).count("x") == text(long).count("x") + 2


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [(-3, "! fri 12", "overdue"), (0, "today", "today"), (1, "tue 16", ""), (60, "14 aug", "")],
)
def test_the_date_says_how_it_presses(days: int, words: str, tone: str) -> None:
    line = drawn(task("a1", due=TODAY + timedelta(days)))
    assert tone_of(line, words) == tone


def test_a_closed_task_is_dim_and_presses_nobody() -> None:
    line = drawn(task("a1", status="done", due=date(2026, 6, 1), priority="urgent"))
    assert text(line) == "●    a1" + " " * 38 + "1 jun"
    assert tone_of(line, "1 jun") == "dim"


def test_a_date_that_cannot_be_read_is_a_problem_not_a_blank() -> None:
    assert tone_of(drawn(task("a1", due="soon")), "⚠") == "today"


def test_a_task_with_subtasks_says_how_many_are_done() -> None:
    parts = [
        task("a2", parent="a1", status="done"),
        task("a3", parent="a1", status="scheduled"),
    ]
    assert "1/2" in text(drawn(task("a1", title="x" * 99), 50, *parts))


def test_a_value_kept_from_a_conflict_is_flagged() -> None:
    line = drawn(task("a1", conflicts=[{"field": "title", "other": "x"}]))
    assert tone_of(line, "⚑") == "today"


@pytest.mark.parametrize(
    ("status", "sign", "tone"),
    [
        (None, "○", ""),
        ("scheduled", "○", ""),
        ("doing", "◐", "accent"),
        ("parts", "■", "blocked"),
        ("done", "●", "done"),
        ("dropped", "✕", "dim"),
        ("nonsense", "?", ""),
    ],
)
def test_the_sign_is_that_of_the_category(status: str | None, sign: str, tone: str) -> None:
    one = task("a1", status=status) if status else task("a1")
    given = workspace().replace({one.path: one})
    assert status_sign(given, one, SIGNS) == (sign, tone)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_made_safe_and_keeps_its_width(words: str) -> None:
    line = drawn(task("a1", title=words, owner=words, estimate=words), 100)
    assert length(line) <= 100
    assert safe(text(line)) == text(line)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (TODAY, "today"),
        (date(2026, 6, 16), "tue 16"),
        (date(2026, 6, 30), "30 jun"),
        (date(2025, 12, 25), "25 dec"),
        (date(2027, 3, 1), "mar 2027"),
        (datetime(2026, 6, 18, 9, 30), "thu 09:30"),
        (datetime(2026, 7, 18, 9, 30), "18 jul"),
    ],
)
def test_a_brief_date_leaves_out_what_goes_without_saying(value: date, words: str) -> None:
    assert brief_date(value, TODAY) == words


def spot(given: Spot, width: int = 20) -> str:
    return text(spot_line(Row("x", given), width, SIGNS))


def test_a_place_stands_at_its_depth_with_its_count_at_the_edge() -> None:
    assert spot(Spot("Operations", 0, 26, "unfolded")) == "▾ Operations      26"
    assert spot(Spot("Jobs", 1, 10)) == "    Jobs          10"
    assert spot(Spot("My work", 0, 0)) == "My work"


def test_a_long_name_leaves_the_count_whole() -> None:
    assert spot(Spot("x" * 40, 1, 12345)) == "    " + "x" * 9 + "… 12345"


def test_a_view_that_makes_no_sense_has_a_sign_in_place_of_its_count() -> None:
    assert spot(Spot("Odd", broken=True)) == "Odd                ⚠"
