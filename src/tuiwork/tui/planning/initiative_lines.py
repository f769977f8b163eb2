"""How the rows of the initiatives are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tuiwork.insight.initiatives.portfolio import Claim, Focus, Step
from tuiwork.model.goal import State
from tuiwork.text.sparkline import sparkline
from tuiwork.tui.planning.initiative_rows import ALL, Head, Shown
from tuiwork.tui.widgets.columns import Column, Line, cut, fit, lay_out

_STATES = {State.ON_TRACK: "done", State.AT_RISK: "today", State.OFF_TRACK: "overdue"}
_LEAST = 18
"""Cells that a title has, however much stands beside it."""
_FIRST = (Column("sign", 1), Column("title"))
_LAST = (
    Column("owner", 7, rank=4),
    Column("days", 5, right=True, rank=3),
    Column("fraction", 5, right=True, rank=2),
    Column("trail", 8, rank=5),
    Column("alarms", 22, gap=2, rank=1),
    Column("step", 24, gap=2, rank=6),
)
_BY_STAGE = (*_FIRST, *_LAST)
_WITH_STAGE = (*_FIRST, Column("stage", 12, rank=3), *_LAST)


def row_line(
    shown: Shown, width: int, signs: Mapping[str, str], *, stage: bool, ascii_only: bool
) -> Line:
    """The line of an initiative, with its stage where that is not above it."""
    state = shown.state
    sign = signs["none"] if state is State.UNKNOWN else signs[state.value]
    bars = sparkline(shown.trail, ascii_only=ascii_only)
    cells: dict[str, str | Line] = {
        "sign": [(sign, _STATES.get(state, "dim"))],
        "title": shown.title,
        "stage": [(shown.stage, "dim")],
        "owner": [(shown.owner, "accent")],
        "days": [("" if shown.days is None else f"{shown.days} d", "dim")],
        "fraction": [(shown.fraction, "")],
        "trail": [(bars, "accent")],
        "alarms": alarm_line(shown),
        "step": [(shown.step, "dim")],
    }
    columns = _WITH_STAGE if stage else _BY_STAGE
    return lay_out(fit(columns, width, max(_LEAST, width // 4)), cells, cut_sign=signs["cut"])


def alarm_line(shown: Shown) -> Line:
    """The signals in a few words, each in its colour."""
    parts: list[tuple[str, str]] = []
    for words, grave in shown.alarms:
        parts += [(", ", "dim")] if parts else []
        parts.append((words, "overdue" if grave else "today"))
    return parts


def head_line(head: Head, step: Step | None, width: int, signs: Mapping[str, str]) -> Line:
    """The line of a group: how many, and of a stage the median of the days in it."""
    name = "no approach yet" if not head.name else head.name.upper()
    name = "ALL" if head.name == ALL else name
    line = [(name, "accent strong"), (f"  {len(head.ids)}", "")]
    if step is not None and step.days.value is not None:
        line.append((f"  median {step.days.show('{:g} d')} (n={step.days.n})", "dim"))
    return cut(line, width, signs["cut"])


def header_words(focus: Focus, claim: Claim, looks: Sequence[str]) -> str:
    """How many run of how many may, which hours a week they claim, and how one looks at them."""
    running = f"running {len(focus.running)}"
    running += f" of at most {focus.limit}" if focus.limit is not None else ""
    there = sum(claim.of.values())
    hours = f"{claim.hours:g} of {there:g} h a week claimed" if claim.hours else ""
    return "   ".join(filter(None, (running, hours, *looks)))
