"""The command that shows who has how much to do in which week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, reads
from tuiwork.cli.output import Line, Output, Span
from tuiwork.cli.reasons import percent
from tuiwork.cli.table import Column, table
from tuiwork.errors import Refused
from tuiwork.insight.effort import default_estimate, estimate_factors
from tuiwork.insight.load import WEEKS, Cell, Load, Part, Row, load
from tuiwork.insight.measured import Measured
from tuiwork.model.task import due_day
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import EVERYTHING
from tuiwork.text.calendar import MONTHS
from tuiwork.text.durations import format_duration

WEEKS_OPTION = Option("--weeks", "how many weeks, this one first; 6 by default", "N")
LONGEST = 104
"""The most weeks that are shown."""
STYLES: Mapping[str, str] = {"over": "red", "full": "amber", "none": "dim", "away": "dim"}


@reads(
    Operand("PERSON", "whose tasks to show, week by week", needed=False, offers="people"),
    Option("--week", "the number of the week to show them of; this one by default", "N"),
    WEEKS_OPTION,
    example="tuiwork load sara --week 25",
)
def show_load(call: Call) -> None:
    """Who has how much to do in which week, and what it is."""
    workspace = call.load(EVERYTHING)
    typed = call.arguments.word("PERSON")
    week = call.arguments.option("--week")
    if week is not None and not typed:
        raise Usage("--week goes with a person, as in `tuiwork load sara --week 25`")
    handle = workspace.find_person(typed).handle if typed else None
    monday = None if week is None else _week(week, call.session.today)
    found = load(
        workspace,
        call.session.today,
        _weeks(call, monday),
        None if handle is None else {handle},
    )
    if call.json:
        call.output.document(**load_object(workspace, found))
    elif handle is not None:
        _show_person(call, workspace, found, monday or found.weeks[0])
    else:
        call.output.lines(heatmap(call.output, found))
        _tell_apart(call, workspace, found)


def weeks_asked(call: Call) -> int:
    """How many weeks `--weeks` names."""
    return min(LONGEST, call.arguments.whole("--weeks", WEEKS))


def _weeks(call: Call, monday: date | None) -> int:
    """As many weeks as are asked for, and the one that is."""
    if monday is None:
        return weeks_asked(call)
    return max(weeks_asked(call), (monday - call.session.today).days // 7 + 2)


def _week(typed: str, today: date) -> date:
    """The Monday of the next ISO week of this number, this one included."""
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= 53):
        raise Usage(f"--week takes the number of a week, 1 to 53, not “{typed}”")
    monday = today - timedelta(today.weekday())
    for ahead in range(min(53, (date.max - monday).days // 7)):
        if (monday + timedelta(7 * ahead)).isocalendar().week == int(typed):
            return monday + timedelta(7 * ahead)
    raise Refused(f"no week of the coming year has the number {typed}")


# The heatmap


def heatmap(output: Output, found: Load) -> list[Line]:
    """A line a person and one for the team, a cell a week."""
    rows: list[list[Span]] = [["", *((week_label(week), "dim") for week in found.weeks), ""]]
    for row in found.rows:
        cells = [cell_span(output, cell) for cell in row.cells]
        name: Span = (row.handle, "accent") if row.known else (f"{row.handle} ?", "amber")
        undated: Span = (f"+ {len(row.undated)} undated" if row.undated else "", "dim")
        rows.append([name, *cells, undated])
    if len(found.rows) > 1:
        rows.append([("all", "bold"), *(cell_span(output, cell) for cell in found.team), ""])
    columns = [Column(spare=at) for at in range(len(found.weeks) + 1)]
    return table((*columns, Column(spare=len(columns))), rows, output.width)


def week_label(monday: date) -> str:
    """`w25 15 jun`: the number of a week, and its Monday."""
    return f"w{monday.isocalendar().week} {day_label(monday)}"


def day_label(day: date) -> str:
    """`15 jun`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def cell_span(output: Output, cell: Cell) -> Span:
    """A week in a few signs: how full it is, as a shade and in numbers; `~` where guessed."""
    sign, style = output.sign(f"load {cell.level}"), STYLES.get(cell.level, "")
    if cell.level == "away":
        return (f"{sign} away", style)
    share = "no hours" if cell.share is None else percent(cell.share)
    about = "~" if cell.guessed else ""
    return (f"{sign} {share} {about}{hours(cell.hours)}", style)


def hours(number: float) -> str:
    """Hours as people read them: `7.5h`."""
    return f"{round(number, 1):g}h"


def _tell_apart(call: Call, workspace: Workspace, found: Load) -> None:
    output = call.output
    if found.guessed:
        each = format_duration(default_estimate(workspace))
        words = f"~ {_tasks(len(found.guessed))} without an estimate, counted with {each} each"
        output.line((words, "dim"))
    if found.unowned:
        output.line((f"{_tasks(len(found.unowned))} without an owner, not counted", "dim"))
    assumed = [row.handle for row in found.rows if row.assumed]
    if assumed:
        words = f"{', '.join(assumed)}: the workspace's usual hours, as none are written"
        output.line((words, "dim"))
    output.lines([[(line, "dim")] for line in factor_lines(workspace)])


def _tasks(count: int) -> str:
    return "1 task" if count == 1 else f"{count} tasks"


def factor_lines(workspace: Workspace) -> list[str]:
    """What estimates of each type of task have to be taken times, where that was measured."""
    known = {type_: one for type_, one in estimate_factors(workspace).items() if one.value}
    if not known:
        return []
    parts = [f"{type_ or 'no type'} × {one.show('{:.2g}')}" for type_, one in known.items()]
    return [f"time spent by estimate: {', '.join(parts)}"]


# One person


def _show_person(call: Call, workspace: Workspace, found: Load, monday: date) -> None:
    row, output = found.rows[0], call.output
    cell = next(one for one in row.cells if one.week == monday)
    output.line((row.name, "bold"), ", ", week_label(monday), "  ", *_sum(cell))
    output.lines(part_lines(output, workspace, cell.parts))
    if row.undated:
        output.lines([[], [("due on no day", "bold")]])
        output.lines(part_lines(output, workspace, row.undated))


def _sum(cell: Cell) -> Line:
    line: Line = [f"{hours(cell.hours)} of {hours(cell.capacity)} = "]
    line.append((percent(cell.share), STYLES.get(cell.level, "")))
    if round(cell.corrected - cell.hours, 1):
        line.append((f", {hours(cell.corrected)} as estimates turn out", "dim"))
    return line


def part_lines(output: Output, workspace: Workspace, parts: tuple[Part, ...]) -> list[Line]:
    """A line a task, the largest share first."""
    rows: list[list[Span]] = []
    for part in sorted(parts, key=lambda one: (-one.hours, one.id)):
        task = workspace.tasks[part.id]
        due = due_day(task)
        rows.append(
            [
                (workspace.short(part.id), "accent"),
                f"{'~' if part.guessed else ''}{hours(part.hours)}",
                (f"of {hours(_whole(workspace, part))}", "dim"),
                task.title,
                (task.status or "", "dim"),
                (f"due {day_label(due)}" if due else "", "dim"),
            ]
        )
    columns = (
        Column(), Column(right=True), Column(spare=3), Column(grows=True), Column(spare=1),
        Column(spare=2),
    )  # fmt: skip
    return table(columns, rows, output.width)


def _whole(workspace: Workspace, part: Part) -> float:
    from tuiwork.insight.effort import remaining

    return remaining(workspace, workspace.tasks[part.id]).minutes / 60


# For programs


def load_object(workspace: Workspace, found: Load) -> dict[str, Any]:
    """A load as the JSON contract has it."""
    return {
        "weeks": list(found.weeks),
        "people": [_row_object(row) for row in found.rows],
        "team": [cell_object(cell) for cell in found.team],
        "unowned": list(found.unowned),
        "guessed": list(found.guessed),
        "default_estimate": default_estimate(workspace),
        "factors": factor_objects(estimate_factors(workspace)),
    }


def _row_object(row: Row) -> dict[str, Any]:
    return {
        "handle": row.handle,
        "name": row.name,
        "known": row.known,
        "assumed": row.assumed,
        "weeks": [cell_object(cell) for cell in row.cells],
        "undated": [_part_object(part) for part in row.undated],
    }


def cell_object(cell: Cell) -> dict[str, Any]:
    """A week with what takes it."""
    return {
        "week": cell.week,
        "capacity": round(cell.capacity, 4),
        "hours": round(cell.hours, 4),
        "corrected": round(cell.corrected, 4),
        "share": None if cell.share is None else round(cell.share, 4),
        "level": cell.level,
        "tasks": [_part_object(part) for part in cell.parts],
    }


def _part_object(part: Part) -> dict[str, Any]:
    return {
        "id": part.id,
        "hours": round(part.hours, 4),
        "corrected": round(part.corrected, 4),
        "guessed": part.guessed,
    }


def factor_objects(factors: Mapping[str, Measured]) -> dict[str, Any]:
    """The estimate factors by type."""
    return {
        type_: {"value": one.value, "n": one.n, "ids": list(one.ids)}
        for type_, one in factors.items()
    }
