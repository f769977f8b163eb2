"""What stands behind a week of the heatmap: how its hours come about, and the tasks that take
them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from textual.content import Content

from tuiwork.insight.effort import default_estimate, estimate_factors, remaining
from tuiwork.insight.load import Cell, Part
from tuiwork.insight.load import Row as Person
from tuiwork.insight.working_days import WorkingDays
from tuiwork.model.person import Absence
from tuiwork.model.subject import read_subject, title_of
from tuiwork.model.task import due_day
from tuiwork.model.workspace import Workspace
from tuiwork.text.clean import safe
from tuiwork.text.dates import short_date
from tuiwork.text.durations import format_duration
from tuiwork.tui.content import plain
from tuiwork.tui.pane_text import content_of, wrapped
from tuiwork.tui.planning.heat_lines import TONES, Apart, hours_words, percent
from tuiwork.tui.planning.what_if import day_words
from tuiwork.tui.tones import style_of
from tuiwork.tui.widgets.columns import Column, Line, fit, lay_out
from tuiwork.tui.widgets.columns import Part as Stretch

MOST = 200
"""Tasks of a week that are shown."""
Signs = Mapping[str, str]

_COLUMNS = (
    Column("hours", 6, right=True),
    Column("whole", 8, rank=1),
    Column("likely", 11, rank=2),
    Column("title"),
    Column("owner", 8, rank=4),
    Column("due", 10, right=True, rank=3),
)


def week_lines(
    workspace: Workspace,
    person: Person | None,
    cell: Cell,
    now: Cell | None,
    today: date,
    width: int,
    signs: Signs,
) -> list[Content]:
    """A week of a person, or of the team for None: how full it is, what hours there are, and the
    tasks that take them, the largest share first. `now` is what it is in truth, where that is
    something else."""
    name = person.name if person else "Everybody"
    lines = [_head(name, cell, width), *_sum(cell, width)]
    if now is not None:
        was = f"now {_exactly(now.hours)} of {_exactly(now.capacity)}"
        lines.append(Content.styled(was, "$focus"))
    if person is not None:
        lines += [
            one
            for text in _arithmetic(workspace, person, cell)
            for one in wrapped(text, width, "$dim")
        ]
    lines.append(Content(""))
    lines += part_lines(workspace, cell.parts, today, width, signs, owners=person is None)
    if person is not None and person.undated:
        hours = hours_words(sum(part.hours for part in person.undated))
        lines += [Content(""), Content.styled(f"Due on no day  {hours}", "bold")]
        lines += part_lines(workspace, person.undated, today, width, signs)
    return [*lines, *_notes(workspace, (*cell.parts, *(person.undated if person else ())), width)]


def apart_lines(
    workspace: Workspace, apart: Apart, today: date, width: int, signs: Signs
) -> list[Content]:
    """The tasks that are in no week, or nobody's."""
    lines = [plain(apart.words.capitalize()).stylize("bold"), Content("")]
    parts = apart.parts or tuple(_unowned(workspace, id_) for id_ in apart.ids)
    lines += part_lines(workspace, parts, today, width, signs, owners=bool(apart.parts))
    return [*lines, *_notes(workspace, parts, width)]


def _unowned(workspace: Workspace, id_: str) -> Part:
    left = remaining(workspace, workspace.tasks[id_])
    return Part(id_, left.minutes / 60, left.corrected / 60, left.guessed)


def _head(name: str, cell: Cell, width: int) -> Content:
    last = cell.week + timedelta(6)
    span = f"week {cell.week.isocalendar().week}, {day_words(cell.week)} – {day_words(last)}"
    head = Content.assemble(plain(name).stylize("bold"), "  ", (span, "$dim"))
    return head.truncate(width, ellipsis=True)


def _sum(cell: Cell, width: int) -> Iterator[Content]:
    """`46h of 30h = 153%`, what is left or missing, and the load as estimates turn out."""
    line: list[Stretch] = [(f"{_exactly(cell.hours)} of {_exactly(cell.capacity)}", "")]
    if cell.share is not None:
        line.append((f" = {percent(cell.share)}", TONES.get(cell.level, "")))
    over = round(-cell.free, 9)
    if over > 0:
        line.append((f", {_exactly(over)} too many", "overdue"))
    elif cell.capacity:
        line.append((f", {_exactly(cell.free)} free", "dim"))
    yield content_of(line).truncate(width, ellipsis=True)
    if round(cell.corrected - cell.hours, 1):
        share = f" = {percent(cell.corrected / cell.capacity)}" if cell.capacity else ""
        words = f"{_exactly(cell.corrected)}{share} as estimates turn out"
        yield from wrapped(words, width, "$dim")


def _exactly(hours: float) -> str:
    return f"{round(hours, 1):g}h"


def _arithmetic(workspace: Workspace, person: Person, cell: Cell) -> Iterator[str]:
    """Where the hours of a person's week come from, and when they are away."""
    found = workspace.people.get(person.handle)
    if found is None:
        yield "who is no person of the workspace has no hours"
        return
    calendar = workspace.settings.calendar
    usual = len(calendar.days) * calendar.hours_per_day
    hours = usual if found.hours is None else found.hours
    words = f"{hours:g} h a week"
    if found.hours is None:
        words += " (as usual here; none are written)"
    days = WorkingDays(calendar.days, found.absences)
    there = round(days.present(cell.week) * len(calendar.days))
    if there < len(calendar.days):
        words += f" × {there} of {len(calendar.days)} days"
    for one in found.protected:
        words += f" − {one.hours:g} h protected" + (f" for {one.what}" if one.what else "")
    yield words if cell.capacity == hours else f"{words} = {cell.capacity:.3g} h"
    last = cell.week + timedelta(6)
    for absence in found.absences:
        if absence.last >= cell.week and absence.first <= last:
            yield away_words(absence)


def away_words(absence: Absence) -> str:
    """`off 22 jun – 26 jun, holiday`."""
    days = day_words(absence.first)
    if absence.last != absence.first:
        days += f" – {day_words(absence.last)}"
    return f"off {days}" + (f", {absence.what}" if absence.what else "")


def part_lines(
    workspace: Workspace,
    parts: Sequence[Part],
    today: date,
    width: int,
    signs: Signs,
    *,
    owners: bool = False,
) -> Iterator[Content]:
    """A line a task: its share of the week, all it takes, that as its estimate turns out, its
    title, its owner if wanted, and when it is due."""
    if not parts:
        yield Content.styled("No work falls in here.", "$dim")
    drop = set() if owners else {"owner"}
    if not any(map(_likely, parts)):
        drop.add("likely")
    slots = fit(tuple(one for one in _COLUMNS if one.key not in drop), width, least=14)
    ranked = sorted(parts, key=lambda one: (-one.hours, one.id))
    for part in ranked[:MOST]:
        cells = _cells(workspace, part, today)
        yield content_of(lay_out(slots, cells, cut_sign=signs["cut"]))
    if len(ranked) > MOST:
        yield Content.styled(f"… and {len(ranked) - MOST} more", "$dim")


def _cells(workspace: Workspace, part: Part, today: date) -> dict[str, str | Line]:
    about = "~" if part.guessed else ""
    hours = about + hours_words(part.hours)
    task = workspace.tasks.get(part.id)
    if task is None:
        subject = read_subject(part.id)
        title = title_of(workspace, subject) if subject else part.id
        return {"hours": hours, "title": title, "whole": [("a week", "dim")]}
    due = due_day(task)
    late = due is not None and due < today
    return {
        "hours": hours,
        "whole": [(f"of {hours_words(remaining(workspace, task).minutes / 60)}", "dim")],
        "likely": [(_likely(part), "dim")],
        "title": task.title,
        "owner": [(task.owner or "", "accent")],
        "due": [(short_date(due, today) if due else "", "overdue" if late else "dim")],
    }


def _likely(part: Part) -> str:
    """What a task is likely to take by the factor of its type, where that is something else."""
    differs = round(part.corrected - part.hours, 1)
    return f"likely {hours_words(part.corrected)}" if differs else ""


def _notes(workspace: Workspace, parts: Iterable[Part], width: int) -> Iterator[Content]:
    """What `~` means and by how much estimates are out, where either is shown."""
    every = list(parts)
    notes = []
    if guessed := sum(part.guessed for part in every):
        each = format_duration(default_estimate(workspace))
        told = "1 task" if guessed == 1 else f"{guessed} tasks"
        notes.append(f"~ {told} without an estimate, counted with {each} each")
    types = {
        workspace.tasks[one.id].text("type") or "" for one in every if one.id in workspace.tasks
    }
    factors = [
        f"{type_ or 'no type'} × {one.show('{:.2g}')}"
        for type_, one in estimate_factors(workspace).items()
        if one.value is not None and type_ in types
    ]
    if factors:
        notes.append(f"time spent by estimate: {', '.join(factors)}")
    if notes:
        yield Content("")
    for note in notes:
        yield from wrapped(safe(note), width, "$dim")


def banner(words: Sequence[str], answers: Sequence[str], width: int, key: str) -> Content:
    """What is supposed, and that nothing is written; then whether there is room."""
    if not words:
        return Content("")
    head = Content.assemble(("what if: ", "bold $today"), plain(", ".join(words)).stylize("$today"))
    tail = f" — nothing is written, {key} ends it"
    room = max(width - len(tail), 12)
    lines = [Content.assemble(head.truncate(room, ellipsis=True), (tail, "$dim"))]
    for one in answers:
        style = "$done" if one.startswith("Yes") else style_of("overdue")
        lines += wrapped(one, width, style)
    return Content("\n").join(lines)
