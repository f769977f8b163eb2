"""A forecast in words and as bars: two dates, or why there is none, and the weeks drawn from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from textual.content import Content

from tuiwork.insight.forecast import BORROWED, Forecast
from tuiwork.text.dates import describe_date, short_date
from tuiwork.tui.content import plain
from tuiwork.tui.pane_text import wrapped
from tuiwork.tui.planning.drawing import content_of, count, days_apart
from tuiwork.tui.widgets.columns import Line

LONGEST = 30
"""Cells of the longest bar."""
LEAST = 6


def forecast_lines(
    found: Forecast, width: int, signs: Mapping[str, str], end: date | None = None
) -> list[Content]:
    """Everything about a forecast; `end` is the day by which it should be done."""
    lines = list(_dates(found, width, end))
    if found.weeks:
        lines += [Content(""), *_weeks(found, width, signs)]
    return lines


def forecast_line(found: Forecast, end: date | None = None) -> Line:
    """A forecast on one line."""
    if found.p50 is None or found.p85 is None:
        return [("no forecast: ", "dim"), (found.refused, "")]
    short, day = short_date(found.p50, found.today), short_date(found.p85, found.today)
    return [
        ("done by ", "dim"), (short, ""), (" (50 %), ", "dim"),
        (day, "overdue" if is_late(found, end) else "strong"), (" (85 %)", "dim"),
    ]  # fmt: skip


def is_late(found: Forecast, end: date | None) -> bool:
    """Whether it may well be done only after the day by which it should be."""
    return found.p85 is not None and end is not None and found.p85 > end


def _dates(found: Forecast, width: int, end: date | None) -> Iterator[Content]:
    left = f"{count(len(found.ids), 'open task')}"
    if found.p50 is None or found.p85 is None:
        yield plain(left)
        yield from wrapped(f"No forecast: {found.refused}.", width, "$today")
        return
    for chance, day in (("50 %", found.p50), ("85 %", found.p85)):
        yield content_of(
            [(f"{chance} sure by ", "dim"), (describe_date(day, found.today), "strong")]
        )
    yield plain(left)
    if end is not None:
        style = "$overdue" if is_late(found, end) else "$done"
        words = f"85 % is {days_apart(found.p85, end)}, due {describe_date(end, found.today)}"
        yield from wrapped(words, width, style)
    if found.borrowed:
        yield from wrapped(BORROWED, width, "$today")


def _weeks(found: Forecast, width: int, signs: Mapping[str, str]) -> Iterator[Content]:
    whose = "all tasks" if found.borrowed else "these tasks"
    yield plain(f"Finished a week, of {whose}").stylize("$dim bold")
    most = max([week.count for week in found.weeks], default=0)
    room = max(LEAST, min(LONGEST, width - 16))
    for week in found.weeks:
        cells = round(week.count * room / most) if most else 0
        day = short_date(week.monday, found.today).removeprefix("mon ")
        yield content_of(
            [
                (f"{day:>8}  ", "dim"),
                (signs["bar done"] * max(cells, int(week.count > 0)), "accent"),
                (f" {week.count}" if week.count else signs["none"], "" if week.count else "dim"),
            ]
        )
    words = f"{found.runs:,} runs over {count(len(found.weeks), 'week')} (n={len(found.weeks)})"
    yield from wrapped(f"{words}, seed {found.seed}", width, "$dim")
