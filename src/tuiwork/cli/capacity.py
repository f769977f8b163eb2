"""The commands that ask what if, and whether there is room; they write nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, reads
from tuiwork.cli.goals.writing import as_number
from tuiwork.cli.load import (
    STYLES,
    WEEKS_OPTION,
    cell_object,
    cell_span,
    factor_lines,
    factor_objects,
    hours,
    week_label,
    weeks_asked,
)
from tuiwork.cli.output import Span
from tuiwork.cli.reasons import percent
from tuiwork.cli.table import Column, table
from tuiwork.insight.capacity import (
    AHEAD,
    Fit,
    assigned,
    fits_initiative,
    needs_of,
    with_person,
    without,
)
from tuiwork.insight.effort import estimate_factors
from tuiwork.insight.load import Load, load
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import EVERYTHING

SUPPOSE = (
    Option("--add", "suppose people with these hours: sara2:30h, with commas for more", "PEOPLE"),
    Option("--without", "suppose a task, or an initiative's tasks, were not there", "NAMES"),
    Option("--assign", "suppose tasks were somebody's: k7f=ali, with commas for more", "IDS"),
)


@reads(*SUPPOSE, WEEKS_OPTION, example="tuiwork capacity --add sara2:30h --assign k7f=sara2")
def capacity(call: Call) -> None:
    """The team's hours and what takes them, also as they would be; nothing is written."""
    workspace = call.load(EVERYTHING)
    today, weeks = call.session.today, weeks_asked(call)
    supposed = _supposed(call, workspace)
    now = load(workspace, today, weeks)
    then = None if supposed is None else load(supposed, today, weeks)
    if call.json:
        call.output.document(
            weeks=[cell_object(cell) for cell in now.team],
            supposed=None if then is None else [cell_object(cell) for cell in then.team],
            people=_people_object(now, then),
            factors=factor_objects(estimate_factors(workspace)),
        )
        return
    _show_team(call, now, then)
    if then is not None:
        _show_changed(call, now, then)
    call.output.lines([[(line, "dim")] for line in factor_lines(workspace)])


def _supposed(call: Call, workspace: Workspace) -> Workspace | None:
    """The workspace as the options suppose it to be; None without any."""
    supposed = workspace
    for words in _several(call, "--add"):
        handle, colon, typed = words.partition(":")
        if not (handle and colon):
            raise Usage(f"--add takes a handle and hours such as sara2:30h, not “{words}”")
        supposed = with_person(supposed, handle, as_number("--add", typed.removesuffix("h")))
    for words in _several(call, "--without"):
        supposed = without(supposed, words)
    for words in _several(call, "--assign"):
        id_, equals, handle = words.partition("=")
        if not (id_ and equals and handle):
            raise Usage(f"--assign takes an id and a person such as k7f=ali, not “{words}”")
        supposed = assigned(supposed, id_, handle)
    return None if supposed is workspace else supposed


def _several(call: Call, name: str) -> list[str]:
    typed = call.arguments.option(name)
    if typed is None:
        return []
    words = [one.strip() for one in typed.split(",") if one.strip()]
    if not words:
        raise Usage(f"{name} needs a value")
    return words


def _show_team(call: Call, now: Load, then: Load | None) -> None:
    """A line a week; `likely` is the load with each estimate × the factor of its type."""
    heads = ("", "hours", "load", "likely", "free", "", "would be" if then else "")
    rows: list[list[Span]] = [[(word, "dim") for word in heads]]
    for at, cell in enumerate(now.team):
        rows.append(
            [
                (week_label(cell.week), "accent"),
                hours(cell.capacity),
                f"{'~' if cell.guessed else ''}{hours(cell.hours)}",
                (hours(cell.corrected), "dim"),
                (hours(cell.free), "red" if cell.level == "over" else ""),
                (percent(cell.share), STYLES.get(cell.level, "")),
                "" if then is None else cell_span(call.output, then.team[at]),
            ]
        )
    columns = (Column(), *[Column(right=True)] * 5, Column(spare=1))
    call.output.lines(table(columns, rows, call.output.width))


def _show_changed(call: Call, now: Load, then: Load) -> None:
    """Whoever has other weeks than now, week by week."""
    rows: list[list[Span]] = []
    for row in then.rows:
        before = now.row(row.handle)
        for at, cell in enumerate(row.cells):
            old = before.cells[at] if before else None
            if old == cell or (old is None and not cell.parts):
                continue
            was: Span = "" if old is None else cell_span(call.output, old)
            rows.append(
                [
                    (row.handle, "accent"),
                    week_label(cell.week),
                    was,
                    (call.output.sign("after"), "dim"),
                    cell_span(call.output, cell),
                ]
            )
    call.output.lines([[], *table([Column()] * 5, rows, call.output.width)] if rows else [])


def _people_object(now: Load, then: Load | None) -> list[dict[str, Any]]:
    handles = sorted({row.handle for one in (now, then) if one for row in one.rows})
    return [
        {"handle": handle, "weeks": _weeks(now, handle), "supposed": _weeks(then, handle)}
        for handle in handles
    ]


def _weeks(found: Load | None, handle: str) -> list[dict[str, Any]] | None:
    row = found.row(handle) if found else None
    return None if row is None else [cell_object(cell) for cell in row.cells]


# Is there room?


@reads(
    Operand("INITIATIVE", "its name, or a part only it has", offers="initiatives"),
    example="tuiwork capacity check quote-in-a-day",
)
def capacity_check(call: Call) -> None:
    """Whether there is room for an initiative, from which week, and who is short."""
    workspace = call.load(EVERYTHING)
    name = workspace.find_named(Kind.INITIATIVE, call.arguments.word("INITIATIVE"))
    fit = fits_initiative(workspace, name, call.session.today)
    if call.json:
        call.output.document(**_fit_object(workspace, name, fit))
        return
    output = call.output
    answer, style = _answer(fit)
    output.line((workspace.initiatives[name].title, "bold"), "  ", (answer, style))
    needs = ", ".join(
        f"{one.person} {hours(one.hours)}" for one in needs_of(workspace.initiatives[name])
    )
    output.line((f"needs every week, for {fit.weeks} weeks: {needs}", "dim"))
    rows: list[list[Span]] = [
        [
            week_label(one.week),
            (one.person, "accent"),
            (f"{hours(one.by)} short", "red"),
            (f"has {hours(one.free)} left of the {hours(one.needed)} needed", "dim"),
        ]
        for one in fit.short
    ]
    output.lines(table((Column(), Column(), Column(right=True), Column(spare=1)), rows, None))


def _answer(fit: Fit) -> tuple[str, str]:
    if fit.now:
        return "yes, there is room from this week on", "green"
    if fit.start is None:
        return f"no, there is no room in the next {AHEAD} weeks", "red"
    return f"not now; there is room from {week_label(fit.start)} on", "amber"


def _fit_object(workspace: Workspace, name: str, fit: Fit) -> dict[str, Any]:
    start: date | None = fit.start
    return {
        "initiative": name,
        "answer": "yes" if fit.now else "no" if start is None else "later",
        "asked": fit.asked,
        "from": start,
        "weeks": fit.weeks,
        "needs": [
            {"person": one.person, "hours_per_week": one.hours}
            for one in needs_of(workspace.initiatives[name])
        ],
        "short": [
            {
                "person": one.person,
                "week": one.week,
                "needed": round(one.needed, 4),
                "free": round(one.free, 4),
                "by": round(one.by, 4),
                "ids": list(one.ids),
            }
            for one in fit.short
        ],
    }
