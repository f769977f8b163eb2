"""The lines of a period: its head with the figures, and a row for each item."""

from __future__ import annotations

from collections.abc import Mapping

from tuiwork.insight.forecast import Forecast
from tuiwork.insight.room import Room, Taken
from tuiwork.text.dates import short_date
from tuiwork.tui.planning.drawing import bar_of_share, count, percent
from tuiwork.tui.planning.forecast_text import forecast_line, is_late
from tuiwork.tui.planning.period_rows import Item, Period
from tuiwork.tui.widgets.columns import Cell, Column, Line, Part, fit, lay_out, length

BAR = 8
ROOM_BAR = 20
"""Cells of the bar of an item, and of that of the hours."""
MOST = 32
"""Cells that the title of what is not in takes at most."""
LEAST = 28
"""Cells that a title has before anything else beside it has its place."""

_IN = (
    Column("number", 2, right=True),
    Column("bar", BAR, rank=3),
    Column("title"),
    Column("state", 16, gap=2, rank=2),
    Column("done", 5, right=True),
    Column("when", 10, gap=2, right=True, rank=1),
    Column("target", 13, gap=2, rank=4),
    Column("owner", 6, gap=2, rank=5),
)


def head_lines(
    period: Period,
    told: Room | None,
    whole: Forecast | None,
    signs: Mapping[str, str],
    width: int,
) -> list[Line]:
    """The lines above the items: the days, how far it came, the room, what may be when. Where one
    is too long, it leaves out what explains its figures."""
    lines = [_days_line(period), room_line(told, signs), _when_line(period, whole)]
    return [_shorter(line) if length(line) > width else line for line in lines]


def _shorter(line: Line) -> Line:
    return [part for part in line if not (part[1] == "dim" and "(" in part[0])]


def _days_line(period: Period) -> Line:
    line: list[Part] = [(period.name, "strong"), (f"  {_day_of(period)}", "")]
    done, drift = period.completion, period.drift
    if period.plan is not None and not period.plan.started:
        line.append(("   not started yet", "today"))
    if done is not None:
        told = f" ({len(done.finished)} of {count(done.rate.n, 'task')})"
        line += [
            ("   ", ""),
            (percent(done.rate.value), "strong"),
            (" finished", ""),
            (told, "dim"),
        ]
    if drift is not None:
        told = f" ({len(drift.added)} added, {len(drift.dropped)} dropped)"
        line += [("   ", ""), (percent(drift.rate.value), "strong"), (" drift", ""), (told, "dim")]
    return line


def _day_of(period: Period) -> str:
    days = period.days
    if days is None:
        return ""
    first, last = days
    whole = (last - first).days + 1
    if period.today < first:
        return f"begins in {count((first - period.today).days, 'day')}"
    if period.today > last:
        return f"ended {count((period.today - last).days, 'day')} ago"
    return f"day {(period.today - first).days + 1} of {whole}"


def room_line(told: Room | None, signs: Mapping[str, str]) -> Line:
    """The hours that are claimed of those there are as a bar, and who would have too many; None
    while they are added up."""
    if told is None:
        return [("room  ", "dim"), *bar_of_share(None, ROOM_BAR, signs)]
    team = told.team
    if team.share is None:
        return [("room   nobody has hours in the weeks that are left", "dim")]
    claimed = team.planned + team.needed
    tone = "overdue" if team.is_over else "today" if team.share > FULL else "accent"
    line: list[Part] = [("room  ", "dim"), *bar_of_share(team.share, ROOM_BAR, signs, tone)]
    line += [(f"  {claimed:.0f} h", "strong" if not team.is_over else "overdue")]
    line += [(f" of {team.capacity:.0f} h", "dim"), (f"  {percent(team.share)}", "strong")]
    if told.over:
        line.append((f"   too much for {', '.join(_over(one) for one in told.over)}", "overdue"))
    return line


FULL = 0.8
"""The share of the hours above which there is little room."""


def _over(one: Taken) -> str:
    return f"{one.handle} ({one.planned + one.needed:.0f} h of {one.capacity:.0f} h)"


def _when_line(period: Period, whole: Forecast | None) -> Line:
    line: list[Part] = []
    if whole is not None:
        end = period.days[1] if period.days else None
        line += [("all    ", "dim"), *forecast_line(whole, end)]
    if period.age is not None:
        words, tone = f"next look {short_date(period.age.due, period.today)}", "dim"
        if period.age.overdue:
            words, tone = f"a look is {count(period.age.overdue, 'day')} overdue", "today"
        line += [("   " if line else "", ""), (words, tone)]
    if period.without_tasks:
        line.append((f"   {len(period.without_tasks)} without a task", "today"))
    return line


class ItemLines:
    """Draws items on a day of a period."""

    def __init__(self, period: Period, signs: Mapping[str, str]) -> None:
        self._today = period.today
        self._end = period.days[1] if period.days else None
        self._elapsed = period.elapsed
        self._signs = signs

    def draw(self, item: Item, width: int) -> Line:
        """The line of an item: how it stands, or why it is not in."""
        if item.standing.item.state != "in":
            title = Column("title", min(MOST, width // 2))
            slots = fit((Column("sign", 2, right=True), title, Column("why", gap=2)), width, 1)
            return lay_out(slots, self._out(item), cut_sign=self._signs["cut"])
        return lay_out(fit(_IN, width, LEAST), self._in(item), cut_sign=self._signs["cut"])

    def heading(self, words: str, width: int) -> Line:
        """The title above what is in, with what the columns of figures are."""
        names: Mapping[str, Cell] = {"done": "done", "when": "85 % by", "target": "target"}
        line = lay_out(fit(_IN, width, LEAST), names, cut_sign=self._signs["cut"])
        rest = "".join(part for part, _ in line)[len(words) :]
        return [(words, ""), (rest.rstrip(), "dim")]

    def _in(self, item: Item) -> Mapping[str, Cell]:
        one = item.standing
        tone = "overdue" if one.missing else "done" if one.is_done else ""
        done = f"{len(one.done)}/{len(one.tasks)}" if one.tasks else self._signs["none"]
        tick = None if one.is_done or not one.tasks else self._elapsed
        bar = bar_of_share(
            one.progress, BAR, self._signs, "done" if one.is_done else "accent", tick
        )
        state: list[Part] = [(one.state or one.words, tone or "dim")]
        return {
            "number": [(str(item.number), "dim")],
            "bar": [(" " * BAR, "")] if one.missing else bar,
            "title": [(one.title, tone)],
            "state": [(f"{self._signs['done']} ", "done"), *state] if one.is_done else state,
            "done": [(done, "" if one.tasks or one.is_done else "today")],
            "when": self._when(item),
            "target": self._target(item),
            "owner": [(one.owner, "accent") if one.owner else ("nobody", "today")],
        }

    def _when(self, item: Item) -> Line:
        found = item.forecast
        if found is None or item.standing.is_done:
            return []
        if found.p85 is None:
            return [(self._signs["none"], "dim")]
        end = item.standing.item.target or self._end
        tone = "overdue" if is_late(found, end) else "dim"
        return [(short_date(found.p85, self._today), tone)]

    def _target(self, item: Item) -> Line:
        target = item.standing.item.target
        if target is None:
            return []
        late = target < self._today and not item.standing.is_done
        return [(f"by {short_date(target, self._today)}", "overdue" if late else "dim")]

    def _out(self, item: Item) -> Mapping[str, Cell]:
        row = item.standing.item
        sign = self._signs["waiting" if row.state == "waiting" else "dropped"]
        again = f"again {short_date(row.revisit, self._today)}" if row.revisit else ""
        due = row.revisit is not None and row.revisit <= self._today
        why: list[Part] = [(f"{again}  ", "today" if due else "accent")] if again else []
        return {
            "sign": [(sign, "dim")],
            "title": [(item.standing.title, "overdue" if item.standing.missing else "")],
            "why": [*why, (row.reason, "dim")],
        }
