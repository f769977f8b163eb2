"""The command that says when the work that is left may be done."""

from __future__ import annotations

from collections.abc import Sequence

from tuiwork.cli.arguments import Option, Usage
from tuiwork.cli.call import Call, reads
from tuiwork.cli.listing import QUERY
from tuiwork.insight.forecast import BORROWED, Forecast, forecast, work_of
from tuiwork.model.change import Actor
from tuiwork.model.subject import Subject
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import EVERYTHING

_OPTIONS = (
    Option("--goal", "what serves a goal or a key result", "GOAL", offers="goals"),
    Option("--list", "what lies in a list", "LIST", offers="lists"),
    Option("--plan", "what is in a period's plan, such as 2026-Q3", "PERIOD", offers="plans"),
)


@reads(QUERY, *_OPTIONS, example="tuiwork forecast --goal faster-service")
def show_forecast(call: Call) -> None:
    """When the open tasks of a goal, a list, a plan or a query may be done."""
    workspace = call.load(EVERYTHING)
    what, selection = _selection(call, workspace)
    found = forecast(workspace, call.session.today, selection)
    if call.json:
        call.output.document(of=what, **forecast_object(found))
    else:
        _show(call, what, found)


def _selection(call: Call, workspace: Workspace) -> tuple[str, Sequence[Task]]:
    """What was asked for in words, and its tasks, also those that are closed."""
    words = " ".join(call.arguments.words("QUERY"))
    given = [one.name for one in _OPTIONS if call.arguments.option(one.name) is not None]
    if len(given) + bool(words) > 1:
        names = ", ".join(one.name for one in _OPTIONS)
        raise Usage(f"forecast takes a query or one of {names}")
    if not given:
        return words or "everything", _matching(call, workspace, words)
    typed = call.arguments.option(given[0]) or ""
    if given[0] == "--goal":
        name = workspace.find_goal(typed)
        return name, work_of(workspace, Subject("goal", name))
    if given[0] == "--list":
        place = workspace.find_list(typed)
        return place.name, workspace.tasks_in.get(place.folder, [])
    return typed, _of_plan(workspace, typed)


def _matching(call: Call, workspace: Workspace, words: str) -> Sequence[Task]:
    from tuiwork.text.query.parse import parse_query
    from tuiwork.text.query.run import compile_query

    if not words:
        return list(workspace.tasks.values())
    query = parse_query(words)
    me = any(value.casefold() in ("me", "@me") for term in query.terms for value in term.values)
    now = call.session.now
    actor = Actor(call.session.handle if me else "", now, now.date(), str)
    test = compile_query(query, workspace, actor)
    return [one for tasks in workspace.tasks_in.values() for one in tasks if test(one)]


def _of_plan(workspace: Workspace, period: str) -> Sequence[Task]:
    from tuiwork.errors import Refused
    from tuiwork.insight.plans import planned_tasks, plans_of

    plan = plans_of(workspace).get(period)
    if plan is None:
        there = ", ".join(sorted(plans_of(workspace))) or "none"
        raise Refused(f"there is no plan of {period}; plans: {there}")
    return planned_tasks(workspace, plan)


def _show(call: Call, what: str, found: Forecast) -> None:
    from tuiwork.text.dates import describe_date

    output, left = call.output, len(found.ids)
    open_tasks = "1 open task" if left == 1 else f"{left} open tasks"
    if found.p50 is None or found.p85 is None:
        output.line((what, "bold"), f"  {open_tasks}  ", (found.refused, "amber"))
    else:
        output.line((what, "bold"), f"  {open_tasks}")
        for chance, day in (("50 %", found.p50), ("85 %", found.p85)):
            output.line(f"  {chance} sure by ", (describe_date(day, found.today), "bold"))
    if found.weeks:
        counts = " ".join(str(week.count) for week in found.weeks)
        whose = "all tasks" if found.borrowed else "these tasks"
        output.line((f"  finished a week, of {whose}: {counts}", "dim"))
    if found.borrowed and found.p50 is not None:
        output.line((f"  {BORROWED}", "amber"))


def forecast_object(found: Forecast) -> dict[str, object]:
    """A forecast as the JSON contract has it."""
    return {
        "ids": list(found.ids),
        "p50": found.p50,
        "p85": found.p85,
        "refused": found.refused or None,
        "borrowed": found.borrowed,
        "weeks": [
            {"week": week.monday, "count": week.count, "ids": list(week.ids)}
            for week in found.weeks
        ],
        "runs": found.runs,
        "seed": found.seed,
    }
