from __future__ import annotations

from datetime import date, timedelta

from tuiwork.insight.forecast import BORROWED, Forecast
from tuiwork.insight.pace import Week
from tuiwork.text.symbols import symbols
from tuiwork.tui.planning.forecast_text import forecast_line, forecast_lines, is_late

TODAY = date(2026, 6, 15)
WEEKS = tuple(
    Week(TODAY - timedelta(7 * at), tuple(f"t{one}" for one in range(count)), complete=True)
    for at, count in ((3, 0), (2, 4), (1, 1))
)
FOUND = Forecast(("a", "b"), TODAY, WEEKS, date(2026, 6, 22), date(2026, 7, 6), runs=10_000, seed=1)
REFUSED = Forecast(("a",), TODAY, refused="only 2 complete weeks")


def told(found: Forecast, end: date | None = None) -> str:
    return "\n".join(str(line) for line in forecast_lines(found, 60, symbols(), end))


def test_it_tells_both_dates_what_is_left_and_what_it_rests_on() -> None:
    words = told(FOUND)
    assert "50 % sure by monday 22 june 2026" in words
    assert "85 % sure by monday 6 july 2026" in words
    assert "2 open tasks" in words
    assert "10,000 runs over 3 weeks (n=3), seed 1" in words


def test_each_week_has_its_bar_and_its_number() -> None:
    lines = told(FOUND).splitlines()
    four = next(line for line in lines if line.endswith(" 4"))
    one = next(line for line in lines if line.endswith(" 1") and "━" in line)
    assert four.count("━") > 3 * one.count("━") > 0
    assert any(line.endswith("–") for line in lines)


def test_it_is_held_against_the_day_by_which_it_should_be_done() -> None:
    assert "85 % is 6 days after, due tuesday 30 june 2026" in told(FOUND, date(2026, 6, 30))
    assert is_late(FOUND, date(2026, 6, 30))
    assert not is_late(FOUND, date(2026, 7, 6))
    assert not is_late(REFUSED, date(2026, 7, 6))


def test_a_refusal_is_a_sentence_and_no_date() -> None:
    assert "No forecast: only 2 complete weeks." in told(REFUSED)
    assert "sure by" not in told(REFUSED)
    line = "".join(words for words, _ in forecast_line(REFUSED))
    assert line == "no forecast: only 2 complete weeks"


def test_borrowed_weeks_are_said_to_be_borrowed() -> None:
    borrowed = Forecast(("a",), TODAY, WEEKS, TODAY, TODAY, borrowed=True)
    words = " ".join(told(borrowed).split())
    assert BORROWED in words
    assert "of all tasks" in words
