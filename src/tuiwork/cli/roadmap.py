"""The command `roadmap`: initiatives and milestones as bars over the quarters, in text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, reads, writes
from tuiwork.cli.days import shown
from tuiwork.cli.output import Line, Output
from tuiwork.insight.roadmap import MONTHS, Flag, Roadmap, Row
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import EVERYTHING, Scope
from tuiwork.text.clean import safe
from tuiwork.text.width import fit, width
from tuiwork.verbs.ordering import come_after

LONGEST = 60
"""The months that a roadmap may look ahead."""
CELLS = 72
"""The cells of its line where the terminal says nothing of its width."""
TITLE = 28
"""The cells that a title may take."""

_LOADS = ((1.0, "!"), (0.8, "#"), (0.5, "+"), (0.0, "."))
_LEGEND = "hours planned: . some, + over half, # over 80 %, ! more than there are"
_SIGNS = {"initiative": "bar done", "milestone": "milestone", "goal": "goal"}


@reads(
    Option("--months", f"how far to look ahead; {MONTHS} by default", "NUMBER"),
    example="tuiwork roadmap --months 6",
)
def roadmap(call: Call) -> None:
    """Initiatives and milestones over the coming quarters, and dates that cannot be."""
    from tuiwork.insight import roadmap as plan

    months = call.arguments.whole("--months", MONTHS)
    if months > LONGEST:
        raise Usage(f"--months takes a number up to {LONGEST}, not {months}")
    workspace = call.load(EVERYTHING)
    found = plan.roadmap(workspace, call.session.today, months, _shading(call, workspace, months))
    if call.json:
        call.output.document(roadmap=roadmap_object(found))
        return
    call.output.lines(roadmap_lines(call.output, found, call.session.today))


def _shading(call: Call, workspace: Workspace, months: int) -> Callable[[date], float | None]:
    """How full the team's weeks are, from this one on."""
    from tuiwork.insight.load import load

    cells = load(workspace, call.session.today, months * 31 // 7).team
    return {one.week: one.share for one in cells}.get


def roadmap_object(found: Roadmap) -> dict[str, Any]:
    """A roadmap as programs read it."""
    return {
        "first": shown(found.first),
        "last": shown(found.last),
        "quarters": [{"name": one.name, "first": shown(one.first)} for one in found.quarters],
        "rows": [_row_object(one) for one in found.rows],
        "undated": [_row_object(one) for one in found.undated],
        "flags": [_flag_object(one) for one in found.flags],
        "weeks": [{"week": shown(week), "share": share} for week, share in found.weeks],
    }


def _row_object(one: Row) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "id": one.name,
        "title": one.title,
        "owner": one.owner,
        "start": shown(one.start) or None,
        "end": shown(one.end) or None,
        "state": one.state,
        "after": list(one.after),
        "flags": [_flag_object(each) for each in one.flags],
    }


def _flag_object(one: Flag) -> dict[str, Any]:
    return {"kind": one.kind, "message": one.words, "ids": list(one.names)}


def roadmap_lines(output: Output, found: Roadmap, today: date) -> list[Line]:
    """The bars, the quarters above them, what has no dates and what is wrong below."""
    named = max([width(one.title) for one in found.rows], default=0)
    margin = min(TITLE, named) + 2
    cells = max(12, (output.width or CELLS + margin) - margin)
    lines: list[Line] = [[" " * margin, (_heading(found, cells), "dim")]]
    lines += [_drawn(output, found, one, today, margin, cells) for one in found.rows]
    if not found.rows:
        lines.append(["No initiative has dates in these months."])
    if found.weeks and found.rows:
        lines.append([fit("team", margin - 2).ljust(margin), (_loads(found, cells), "dim")])
        lines.append([" " * margin, (_LEGEND, "dim")])
    if found.undated:
        lines += [[], [("without dates", "bold")]]
        lines += [[f"  {one.title}", (f"  {one.state}", "dim")] for one in found.undated]
    if found.flags:
        lines += [[], [("cannot be", "bold")]]
        lines += [["  ", (output.sign("problem"), "red"), f" {one.words}"] for one in found.flags]
    return lines


def _heading(found: Roadmap, cells: int) -> str:
    """The names of the quarters where they begin, those that do not fit left out."""
    text = ""
    for one in found.quarters:
        at = found.place(one.first, cells)
        if at >= len(text) + bool(text) and at + len(one.name) <= cells:
            text = text.ljust(at) + one.name
    return text


def _loads(found: Roadmap, cells: int) -> str:
    """How full each week is, as one sign a cell: the fullest of the weeks that begin in it."""
    line = [" "] * cells
    fullest: dict[int, float] = {}
    for week, share in found.weeks:
        for at in range(found.place(week, cells), found.place(week + timedelta(6), cells) + 1):
            fullest[at] = max(share, fullest.get(at, 0.0))
    for at, share in fullest.items():
        line[at] = next((sign for least, sign in _LOADS if round(share, 9) > least), " ")
    return "".join(line).rstrip()


def _drawn(output: Output, found: Roadmap, one: Row, today: date, margin: int, cells: int) -> Line:
    """A row: its title, its bar, a mark at each quarter and at today."""
    title = fit(safe(one.title), margin - 2)
    first, last = sorted((one.start or today, one.end or today))
    start, end = found.place(first, cells), found.place(last, cells)
    style = "red" if one.flags else "accent" if one.kind == "initiative" else "amber"
    line = [(output.sign(_SIGNS[one.kind]), style)] * cells
    line[:start] = [(" ", "")] * start
    line[end + 1 :] = [(" ", "")] * (cells - end - 1)
    marks = {found.place(each.first, cells): ("week", "dim") for each in found.quarters}
    for at, (sign, tone) in (marks | {found.place(today, cells): ("today", "amber")}).items():
        if not start <= at <= end:
            line[at] = output.sign(sign), tone
    runs = groupby(line, key=lambda cell: cell[1])
    drawn: Line = [("".join(sign for sign, _ in run), tone) for tone, run in runs]
    return [title + " " * (margin - width(title)), *drawn]


@writes(
    Operand("INITIATIVE", "the one that comes later", offers="initiatives"),
    Operand("BEFORE", "what it comes after", many=True, offers="initiatives"),
    Option("--remove", "it comes after them no longer"),
    example="tuiwork initiative after photo-reports incident-playbook",
)
def initiative_after(call: Call) -> None:
    """An initiative that begins only after others have ended."""
    call.load(Scope(folders=()))
    call.change(
        "",
        come_after,
        call.arguments.word("INITIATIVE"),
        call.arguments.words("BEFORE"),
        remove=call.arguments.flag("--remove"),
    )
