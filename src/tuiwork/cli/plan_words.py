"""Period plans as answers of the command line: lines for people, objects for programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tuiwork.cli.days import shown
from tuiwork.cli.forecasting import forecast_object
from tuiwork.cli.output import Line, Output, Span
from tuiwork.cli.reasons import percent
from tuiwork.cli.table import Column, table
from tuiwork.insight import plans
from tuiwork.insight.forecast import Forecast, forecast
from tuiwork.insight.plans import Completion, Drift, Standing
from tuiwork.model.plan import Plan
from tuiwork.model.workspace import Workspace

_ITEMS = (
    Column(right=True),
    Column(),
    Column(grows=True),
    Column(spare=1),
    Column(spare=2),
    Column(spare=3),
)
_ASIDE = (Column(grows=True), Column(spare=2), Column(spare=3))
_HEADINGS = {"in": "in", "waiting": "waits", "declined": "declined"}


def plan_lines(output: Output, workspace: Workspace, plan: Plan, today: date) -> list[Line]:
    """A plan for people: what is in, what waits, what was declined and why."""
    standings = plans.item_standings(workspace, plan, today)
    lines: list[Line] = [[(plan.title, "bold"), (f"  {plan.period}", "dim"), f"  {_state(plan)}"]]
    lines += [[_first_lines(plan)]] if _first_lines(plan) else []
    for state, words in _HEADINGS.items():
        of_state = [one for one in standings if one.item.state == state]
        if not of_state:
            continue
        lines += [[], [(words, "bold")]]
        if state == "in":
            rows = [_row(output, number, one) for number, one in enumerate(of_state, 1)]
            lines += table(_ITEMS, rows, output.width)
        else:
            lines += _aside(output, of_state)
    figures = _figures(workspace, plan, today)
    return [*lines, [], *figures] if figures else lines


def _state(plan: Plan) -> str:
    started = f"started on {plan.started}" if plan.started else "not started yet"
    return f"{started}, {plan.owner or 'nobody'} answers for it"


def _first_lines(plan: Plan) -> str:
    """The first paragraph of the notes: what is wanted of the period."""
    paragraphs = (plan.notes or "").strip().replace("\r\n", "\n").split("\n\n")
    return " ".join(paragraphs[0].split())


def _row(output: Output, number: int, one: Standing) -> list[Span]:
    """An item that is in."""
    style = "red" if one.missing else "green" if one.is_done else "dim"
    target = f"by {one.item.target}" if one.item.target and not one.is_done else ""
    return [
        str(number),
        (output.sign("done" if one.is_done else "active" if one.progress else "todo"), style),
        one.title,
        (f"{one.words} {target}".rstrip(), style),
        one.owner or "",
        (one.item.of, "dim"),
    ]


def _aside(output: Output, standings: Sequence[Standing]) -> list[Line]:
    """Items that wait or were declined, each with its whole reason below it."""
    rows: list[list[Span]] = [
        [one.title, one.owner or "", (one.item.of, "dim")] for one in standings
    ]
    lines: list[Line] = []
    for one, line in zip(standings, table(_ASIDE, rows, output.width), strict=True):
        lines.append(line)
        again = f"again on {one.item.revisit}" if one.item.revisit else ""
        why = " ".join(filter(None, [one.item.reason, again]))
        lines += [[(f"  {why}", "dim")]] if why else []
    return lines


def _figures(workspace: Workspace, plan: Plan, today: date) -> list[Line]:
    """Completion, drift, what has no tasks, and when to look again."""
    done = plans.completion(workspace, plan, today) if plan.started else None
    lines: list[Line] = [completion_line(done)] if done else []
    drift = plans.drift(plan)
    lines += [drift_line(drift)] if drift else []
    if plan.of_state("in"):
        tasks = plans.planned_tasks(workspace, plan)
        lines.append(forecast_line(forecast(workspace, today, tasks), plan))
    bare = plans.items_without_tasks(workspace, plan)
    lines += [[("no task serves ", "amber"), ", ".join(bare)]] if bare else []
    age = plans.age(plan, today)
    if age is not None:
        style = "amber" if age.overdue else "dim"
        late = f", {age.overdue} days ago" if age.overdue else ""
        lines.append([(f"last looked at on {age.last}, next on {age.due}{late}", style)])
    return lines


def completion_line(found: Completion) -> Line:
    """How much of the plan is done, in one line."""
    line: Line = [
        f"{percent(found.rate.value)} finished",
        (f": {len(found.finished)} of {found.rate.n} tasks that were in at the start, ", "dim"),
        (f"{len(found.done)} of {len(found.items)} items", "dim"),
    ]
    return line


def drift_line(found: Drift) -> Line:
    """How far the plan is from its start, in one line."""
    return [
        f"{percent(found.rate.value)} drift",
        (f": {len(found.added)} added, {len(found.dropped)} dropped, ", "dim"),
        (f"{found.rate.n} at the start", "dim"),
    ]


def forecast_line(found: Forecast, plan: Plan) -> Line:
    """When what is in may be done, in one line; late where that is after the period."""
    if found.p85 is None:
        return [("no forecast: ", "dim"), found.refused]
    late = plan.days is not None and found.p85 > plan.days[1]
    left = f"{len(found.ids)} tasks that are in may be done by {found.p50} (50 %), "
    return [left, (f"{found.p85} (85 %)", "amber" if late else "")]


def standing_object(one: Standing) -> dict[str, Any]:
    """An item of a plan."""
    item = one.item
    days = {
        key: shown(getattr(item, key)) or None
        for key in ("decided", "revisit", "target", "added", "dropped")
    }
    return {
        "of": item.of,
        "state": item.state,
        "reason": item.reason,
        **days,
        "title": one.title,
        "owner": one.owner,
        "computed": {
            "words": one.words,
            "progress": one.progress,
            "is_done": one.is_done,
            "missing": one.missing,
            "tasks": list(one.tasks),
            "done": list(one.done),
        },
    }


def plan_object(workspace: Workspace, plan: Plan, today: date) -> dict[str, Any]:
    """A plan with its figures, each with what it rests on."""
    drift, age = plans.drift(plan), plans.age(plan, today)
    return {
        "period": plan.period,
        "title": plan.title,
        "path": plan.path,
        "owner": plan.owner,
        "started": shown(plan.started) or None,
        "notes": plan.notes or "",
        "items": [standing_object(one) for one in plans.item_standings(workspace, plan, today)],
        "computed": {
            "completion": completion_object(plans.completion(workspace, plan, today)),
            "drift": drift_object(drift) if drift else None,
            "forecast": forecast_object(
                forecast(workspace, today, plans.planned_tasks(workspace, plan))
            ),
            "without_tasks": list(plans.items_without_tasks(workspace, plan)),
            "last_look": shown(age.last) if age else None,
            "next_look": shown(age.due) if age else None,
            "overdue": age.overdue if age else 0,
        },
    }


def completion_object(found: Completion) -> dict[str, Any]:
    """A completion rate and what it rests on."""
    return {
        "rate": found.rate.value,
        "tasks": list(found.rate.ids),
        "finished": list(found.finished),
        "items": list(found.items),
        "done": list(found.done),
    }


def drift_object(found: Drift) -> dict[str, Any]:
    """A drift and what it rests on."""
    return {
        "rate": found.rate.value,
        "at_start": list(found.rate.ids),
        "added": list(found.added),
        "dropped": list(found.dropped),
    }


def titles(workspace: Workspace, references: Sequence[str]) -> list[Line]:
    """References with what people call them, a line each."""
    from tuiwork.model.subject import read_subject, title_of

    rows: list[list[Span]] = []
    for reference in references:
        subject = read_subject(reference)
        title = title_of(workspace, subject) if subject else ""
        rows.append([f"  {title}", (reference, "dim")])
    return table((Column(), Column()), rows, None)
