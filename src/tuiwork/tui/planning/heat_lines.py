"""The load as a heatmap: its rows, drawn with as many weeks as fit, and the line of weeks above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from textual.content import Content

from tuiwork.insight.load import Cell, Load, Part
from tuiwork.insight.load import Row as Person
from tuiwork.insight.working_days import WorkingDays
from tuiwork.model.workspace import Workspace
from tuiwork.tui.content import plain
from tuiwork.tui.planning.what_if import day_words
from tuiwork.tui.widgets.columns import Column, Line, fit, lay_out
from tuiwork.tui.widgets.rows import Row

TEAM, UNDATED, UNOWNED = ":team", ":undated", ":unowned"
"""The keys of the rows that are nobody's."""
NAME = 10
"""Cells of a name."""
WEEK = 13
"""Cells of a week, the blanks before it included."""
TONES = {"over": "overdue", "full": "today", "none": "dim", "away": "dim"}
"""How a week is coloured by how full it is."""
CHOSEN = "cell"
"""The tone of the week under the cursor."""

Signs = Mapping[str, str]


class Weeks(NamedTuple):
    """The weeks of a person, or of the team, as they are supposed to be and as they are in truth,
    and the numbers of those that somebody is away for."""

    name: str
    cells: tuple[Cell, ...]
    true: tuple[Cell, ...]
    off: frozenset[int] = frozenset()
    known: bool = True

    def otherwise(self, at: int) -> Cell | None:
        """What a week is in truth, where it is supposed to be something else."""
        if self.true is self.cells or at >= min(len(self.true), len(self.cells)):
            return None
        one, other = self.true[at], self.cells[at]
        pairs = ((one.hours, other.hours), (one.capacity, other.capacity))
        return one if any(round(a - b, 3) for a, b in pairs) else None

    def is_supposed(self, at: int) -> bool:
        """Whether a week is only supposed to be as it is shown."""
        return at >= len(self.true) or self.otherwise(at) is not None


class Apart(NamedTuple):
    """Work that is in no week, or nobody's."""

    words: str
    parts: tuple[Part, ...] = ()
    ids: tuple[str, ...] = ()


class Window(NamedTuple):
    """Which weeks are shown, from `first` on, and the one under the cursor."""

    first: int = 0
    at: int = 0

    def moved(self, at: int, weeks: int, shown: int) -> Window:
        """The window with the cursor in another week, which is among those that are shown."""
        at = max(0, min(at, weeks - 1))
        first = min(max(self.first, at - shown + 1), at, max(0, weeks - shown))
        return Window(first, at)


def weeks_in(width: int) -> int:
    """How many weeks there is room for."""
    return max(1, (width - NAME) // WEEK)


def heat_rows(workspace: Workspace, now: Load, then: Load) -> list[Row]:
    """A row a person, one for the team, then the work that is apart; of the load as it would be
    `then`, which is that of `now` where nothing is supposed."""
    rows = [Row(one.handle, _weeks(workspace, one, now)) for one in then.rows]
    if len(then.rows) > 1:
        team = then.team
        true = team if then is now else now.team
        rows += [Row(":gap", header=True), Row(TEAM, Weeks("everybody", team, true))]
    undated = tuple(part for one in then.rows for part in one.undated)
    if undated or then.unowned:
        rows.append(Row(":apart", header=True))
    if undated:
        rows.append(Row(UNDATED, Apart("due on no day", undated)))
    if then.unowned:
        rows.append(Row(UNOWNED, Apart("without an owner", ids=then.unowned)))
    return rows


def _weeks(workspace: Workspace, row: Person, now: Load) -> Weeks:
    before, person = now.row(row.handle), workspace.people.get(row.handle)
    days = WorkingDays(workspace.settings.calendar.days, person.absences if person else ())
    off = (at for at, cell in enumerate(row.cells) if not days.present(cell.week))
    return Weeks(row.handle, row.cells, before.cells if before else (), frozenset(off), row.known)


# Drawing


def weeks_line(mondays: Sequence[date], window: Window, width: int, signs: Signs) -> Content:
    """The number and the Monday of each week that is shown; signs at the ends tell of more."""
    shown = range(window.first, min(window.first + weeks_in(width), len(mondays)))
    line = Content(" " * NAME)
    for at in shown:
        label = f"w{mondays[at].isocalendar().week} {day_words(mondays[at])}"
        if at == shown[0] and at:
            label = f"{signs['before']} {label}"
        style = "bold $focus" if at == window.at else "$dim"
        line = Content.assemble(line, plain(label.rjust(WEEK)).stylize(style))
    more = shown and shown[-1] < len(mondays) - 1
    return Content.assemble(line, (f" {signs['after']}", "$dim")) if more else line


def draw(value: Weeks | Apart | None, width: int, window: Window, signs: Signs) -> Line:
    """A row; the week under the cursor stands out where the window's is not below 0."""
    match value:
        case Weeks():
            return _draw_weeks(value, width, window, signs)
        case Apart():
            count = len(value.parts) or len(value.ids)
            hours = sum(part.hours for part in value.parts)
            about = "~" if any(part.guessed for part in value.parts) else ""
            told = f"{count} task{'' if count == 1 else 's'}"
            cells: dict[str, Line] = {
                "words": [(value.words, "")],
                "count": [(told, "")],
                "hours": [(f"{about}{hours_words(hours)}" if value.parts else "", "dim")],
            }
            return lay_out(fit(_APART, width), cells, cut_sign=signs["cut"])
    return []


_APART = (Column("words", 18), Column("count", 10, right=True), Column("hours", 8, right=True))


def _draw_weeks(row: Weeks, width: int, window: Window, signs: Signs) -> Line:
    shown = range(window.first, min(window.first + weeks_in(width), len(row.cells)))
    columns = [Column("name", NAME), *(Column(str(at), WEEK, gap=0) for at in shown)]
    name = (row.name if row.known else f"? {row.name}", "accent" if row.known else "today")
    cells: dict[str, Line] = {"name": [name]}
    for at in shown:
        sign, words, tone = _cell(row.cells[at], at in row.off, signs)
        mark = signs["differs"] if row.is_supposed(at) else " "
        tone = f"{tone} {CHOSEN}".strip() if at == window.at else tone
        cells[str(at)] = [(f" {mark}", "accent"), (sign + words.rjust(WEEK - 2 - len(sign)), tone)]
    return lay_out(fit(tuple(columns), width), cells, cut_sign=signs["cut"])


def _cell(cell: Cell, is_off: bool, signs: Signs) -> tuple[str, str, str]:
    """How full a week is, as a sign, in words, and its tone."""
    sign, tone = signs[f"load {cell.level}"], TONES.get(cell.level, "")
    if cell.level == "away":
        return sign, "off" if is_off else "no hours", tone
    about = "~" if cell.guessed else ""
    if cell.level == "none":
        return sign, f"{hours_words(cell.capacity)} free", tone
    share = signs["none"] if cell.share is None else percent(cell.share)
    return sign, f"{share} {about + hours_words(cell.hours):>5}", tone


def hours_words(hours: float) -> str:
    """Hours as briefly as they can be told: `46h`, `7.5h`."""
    return f"{hours:.0f}h" if abs(hours) >= 10 else f"{round(hours, 1):g}h"


def percent(share: float) -> str:
    """`153%`, or `15×` where that is shorter."""
    return f"{round(100 * share)}%" if share < 10 else f"{share:.0f}×"
