"""What stands behind a row of the roadmap: its dates, its order, its forecast, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from textual.content import Content

from tuiwork.insight.forecast import Forecast
from tuiwork.insight.roadmap import Flag
from tuiwork.model.initiative import Initiative
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import short_date
from tuiwork.tui.pane_text import led, wrapped
from tuiwork.tui.planning.drawing import content_of, count, days_apart
from tuiwork.tui.planning.forecast_text import forecast_line, is_late
from tuiwork.tui.planning.road_lines import Shown

WAYS_OUT = {
    "cycle": "Take one of them out of what another comes after.",
    "too early": "Let it start later, or the other end sooner.",
    "ends before it starts": "Give it another start or end.",
    "unknown": "Take the name out of what it comes after.",
}
"""What mends each kind of flag."""


def row_lines(
    workspace: Workspace,
    shown: Shown,
    found: Forecast | None,
    today: date,
    width: int,
    signs: Mapping[str, str],
) -> list[Content]:
    """Everything about one row of the roadmap."""
    row = shown.row
    lines = list(wrapped(row.title, width, "bold"))
    lines.append(
        content_of([(f"{shown.sign} ", shown.tone), (shown.stands, ""), *_owner(row.owner)])
    )
    lines += _dates(row.start, row.end, today, is_day=row.kind != "initiative")
    for flag in row.flags:
        lines += led(f"{signs['problem']} ", flag.words, width, "$overdue")
    if row.kind == "initiative":
        lines += _order(workspace, row.name, today, width)
    if found is not None:
        lines.append(content_of(forecast_line(found, row.end)))
        if row.end is not None and found.p85 is not None and is_late(found, row.end):
            words = f"85 % is {days_apart(found.p85, row.end)} its end"
            lines += wrapped(words, width, "$today")
    return lines


def _owner(owner: str | None) -> list[tuple[str, str]]:
    return [("  ", ""), (owner, "accent")] if owner else [("  nobody owns it", "today")]


def _dates(start: date | None, end: date | None, today: date, *, is_day: bool) -> Iterator[Content]:
    if is_day:
        if end is not None:
            yield content_of(
                [(short_date(end, today), "strong"), (f"  {_away(end, today)}", "dim")]
            )
        return
    first = short_date(start, today) if start else "no start"
    last = short_date(end, today) if end else "no end"
    away = f"  {_away(end, today)}" if end else ""
    yield content_of(
        [
            (first, "" if start else "today"), (" to ", "dim"), (last, "" if end else "today"),
            (away, "overdue" if end and end < today else "dim"),
        ]
    )  # fmt: skip


def _away(day: date, today: date) -> str:
    days = (day - today).days
    if days == 0:
        return "today"
    return f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"


def _order(workspace: Workspace, name: str, today: date, width: int) -> Iterator[Content]:
    """What it comes after, and what comes after it."""
    here = workspace.initiatives[name]
    for other in here.names("after"):
        yield from led("after   ", _told(workspace, other, today), width, "")
    for slug, one in workspace.initiatives.items():
        if name in one.names("after"):
            yield from led("before  ", _told(workspace, slug, today), width, "")


def _told(workspace: Workspace, name: str, today: date) -> str:
    one = workspace.initiatives.get(name)
    if not isinstance(one, Initiative):
        return f"{name}, which does not exist"
    ends = f", ends {short_date(one.end, today)}" if one.end else ", has no end"
    starts = f", starts {short_date(one.start, today)}" if one.start else ""
    return f"{one.title}{starts}{ends}"


def flag_lines(workspace: Workspace, flag: Flag, today: date, width: int) -> list[Content]:
    """What cannot be as it is written, whom it is about and what mends it."""
    lines = list(wrapped(flag.words[:1].upper() + flag.words[1:], width, "bold"))
    for name in flag.names:
        lines += wrapped(_told(workspace, name, today), width, "")
    return [*lines, Content(""), *wrapped(WAYS_OUT[flag.kind], width, "$dim")]
