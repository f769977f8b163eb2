"""What stands behind an item of a plan: how it stands, when it may be done, why it is where it
is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from textual.content import Content

from tuiwork.insight.owning import ownership
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import describe_date, short_date
from tuiwork.tui.pane_text import led, wrapped
from tuiwork.tui.planning.drawing import bar_of_share, content_of, count, days_apart, percent
from tuiwork.tui.planning.forecast_text import is_late
from tuiwork.tui.planning.period_rows import Item, Period
from tuiwork.tui.widgets.columns import Part

BAR = 20
"""Cells of its bar."""
WORDS = {"in": "in the plan", "waiting": "waits", "declined": "declined"}


def item_lines(
    workspace: Workspace, period: Period, item: Item, width: int, signs: Mapping[str, str]
) -> list[Content]:
    """Everything about one item."""
    one, row = item.standing, item.standing.item
    lines = list(wrapped(one.title, width, "bold"))
    lines += wrapped(row.of, width, "$dim")
    lines.append(Content(""))
    if one.missing:
        lines += wrapped("It does not exist, or no longer.", width, "$overdue")
    elif one.progress is not None:
        tone = "done" if one.is_done else "accent"
        bar: list[Part] = [*bar_of_share(one.progress, BAR, signs, tone)]
        lines.append(content_of([*bar, (f"  {percent(one.progress)}", "strong")]))
    lines += wrapped(one.words, width, "$done" if one.is_done else "")
    lines += _when(period, item, width)
    lines += [Content(""), *_place(item, period.today, width)]
    lines += _owners(workspace, item, width, signs)
    return lines


def _when(period: Period, item: Item, width: int) -> Iterator[Content]:
    target, found = item.standing.item.target, item.forecast
    if target is not None:
        yield from led("target   ", describe_date(target, period.today), width, "")
    if found is None:
        return
    if found.p50 is None or found.p85 is None:
        yield from led("no forecast: ", found.refused, width, "$dim")
        return
    yield from led("50 % by  ", describe_date(found.p50, period.today), width, "")
    yield from led("85 % by  ", describe_date(found.p85, period.today), width, "bold")
    end = target or (period.days[1] if period.days else None)
    if end is not None:
        whose = "the target" if target else "the end of the period"
        style = "$overdue" if is_late(found, end) else "$done"
        yield from wrapped(f"85 % is {days_apart(found.p85, end)} {whose}", width, style)


def _place(item: Item, today: date, width: int) -> Iterator[Content]:
    """What became of it, when and why."""
    row = item.standing.item
    since = f" since {short_date(row.decided, today)}" if row.decided else ""
    yield from wrapped(f"{WORDS[row.state]}{since}".capitalize(), width, "")
    if row.added:
        words = f"added {short_date(row.added, today)}, after the start"
        yield from wrapped(words, width, "$today")
    if row.dropped:
        words = f"dropped {short_date(row.dropped, today)}, after the start"
        yield from wrapped(words, width, "$today")
    if row.reason:
        yield from wrapped(row.reason, width, "$dim")
    if row.revisit:
        away = (row.revisit - today).days
        when = f"in {count(away, 'day')}" if away > 0 else "its day has come"
        words = f"{describe_date(row.revisit, today)}, {when}"
        yield from led("look again  ", words, width, "" if away > 0 else "$today")


def _owners(
    workspace: Workspace, item: Item, width: int, signs: Mapping[str, str]
) -> Iterator[Content]:
    """Who answers for it and for what it is done for, and where nobody does."""
    subject = item.standing.subject
    if subject is None or item.standing.missing:
        return
    chain = ownership(workspace, subject)
    yield Content("")
    for level in chain.levels:
        yield from led(f"{level.owner or signs['none']:<8}  ", level.title, width, "")
    for words in chain.breaks:
        yield from led(f"{signs['problem']} ", words, width, "$today")
