"""The commands about goals: list, show, add, kr, checkin."""

from __future__ import annotations

from datetime import date
from typing import Any

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, reads, writes
from tuiwork.cli.output import Output, Span
from tuiwork.cli.reasons import STATE_STYLES, bar, percent, standing
from tuiwork.cli.table import Column, table
from tuiwork.insight.why import Link, goal_link, purpose
from tuiwork.model.goal import Goal, period_of
from tuiwork.model.key_result import KeyResult
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import Scope
from tuiwork.verbs import goals

GOAL = Operand("GOAL", "a goal's name, or the beginning of it", offers="goals")


@reads(Option("--all", "closed goals too"))
def goal_list(call: Call) -> None:
    """The goals, with their progress and where it should be by now."""
    workspace = call.load(Scope(folders=()))
    today = call.session.today
    everything = call.arguments.flag("--all")
    found = [one for one in workspace.goals.values() if everything or not one.is_closed]
    if call.json:
        call.output.document(goals=[goal_object(workspace, one, today) for one in found])
        return
    columns = (
        Column(), Column(), Column(grows=True), Column(spare=2), Column(spare=1),
        Column(right=True), Column(right=True, spare=3),
    )  # fmt: skip
    rows: list[list[Span]] = []
    for goal in sorted(found, key=lambda one: (one.text("period") or "", one.slug)):
        link = goal_link(workspace, goal, today)
        rows.append(
            [
                _sign(call.output, link),
                (goal.slug, "accent"),
                goal.title,
                goal.owner or "",
                (goal.text("period") or "", "dim"),
                percent(link.progress),
                (f"of {percent(link.expected)}" if link.expected is not None else "", "dim"),
            ]
        )
    call.output.lines(table(columns, rows, call.output.width))
    if not found:
        call.output.talk("no goal is set; `tuiwork goal add` sets one")


def _sign(output: Output, link: Link) -> Span:
    state = str(link.state or "")
    return output.sign(state), STATE_STYLES.get(state, "")


def goal_object(workspace: Workspace, goal: Goal, today: date) -> dict[str, Any]:
    """A goal as the JSON contract has it."""
    from tuiwork.cli.task_json import plain

    link = goal_link(workspace, goal, today)
    rows = [
        {
            "id": one.id,
            "title": one.title,
            "start": one.start,
            "target": one.target,
            "current": one.current,
            "unit": one.unit,
            "weight": one.weight,
            "progress": one.progress,
        }
        for one in goal.key_results
    ]
    return {
        **plain(goal),
        "id": goal.slug,
        "title": goal.title,
        "path": goal.path,
        "purpose": purpose(goal),
        "key_results": rows,
        "computed": {
            "progress": link.progress,
            "expected": link.expected,
            "state": str(link.state),
        },
    }


@reads(GOAL)
def goal_show(call: Call) -> None:
    """One goal: its purpose, key results, check-ins, and the open tasks that serve it."""
    from tuiwork.cli.showing import entry_object, log_lines
    from tuiwork.store.load import EVERYTHING
    from tuiwork.text.log import entries_of

    workspace = call.load(EVERYTHING)
    goal = workspace.goals[workspace.find_goal(call.arguments.word("GOAL")).partition("/")[0]]
    now = call.session.now
    tasks = _serving(workspace, goal)
    if call.json:
        found = goal_object(workspace, goal, now.date())
        found["log"] = [entry_object(one) for one in entries_of(goal)]
        found["computed"]["tasks"] = [task.id for task in tasks]
        call.output.document(goal=found)
        return
    output = call.output
    link = goal_link(workspace, goal, now.date())
    facts = [goal.owner or "nobody owns it", goal.text("period") or ""]
    output.lines([[_sign(output, link), "  ", (goal.title, "bold"), (f"  {goal.slug}", "dim")]])
    output.line("   " + "   ".join(filter(None, facts)), "   ", *standing(output, link))
    output.lines([[], [purpose(goal)], []] if purpose(goal) else [[]])
    output.lines(table(_KEY_RESULT, [_key_result(output, one) for one in goal.key_results], None))
    output.line()
    output.line("1 open task serves it" if len(tasks) == 1 else f"{len(tasks)} open tasks serve it")
    output.lines(log_lines(entries_of(goal), now))


_KEY_RESULT = (Column(), Column(), Column(right=True), Column(), Column(), Column(right=True))


def _key_result(output: Output, one: KeyResult) -> list[Span]:
    way = f"{number(one.start)} → {number(one.target)} {one.unit}".rstrip()
    now = "" if one.current is None else f"now {number(one.current)}"
    return [
        (one.id, "accent"), one.title, way, now,
        (bar(output, one.progress, None), "dim"), percent(one.progress),
    ]  # fmt: skip


def number(value: float | None) -> str:
    """A number without needless digits."""
    return "?" if value is None else f"{value:g}"


def _serving(workspace: Workspace, goal: Goal) -> list[Task]:
    from tuiwork.model.alignment import goal_path

    return [
        task
        for task in workspace.tasks.values()
        if workspace.is_open(task)
        and any(one.partition("/")[0] == goal.slug for one in goal_path(workspace, task).references)
    ]


@writes(
    Operand("TITLE", "what should be reached, in words"),
    Option("--period", "such as 2026-Q3, 2026 or 2026-05; this one by default", "PERIOD"),
    Option("--owner", "who answers for it; you by default", "PERSON", offers="people"),
    Option("--purpose", "why it matters, in everyday words; - reads stdin", "TEXT"),
    example='tuiwork goal add "Faster, predictable service" --period 2026-Q3 --owner jonas',
)
def goal_add(call: Call) -> None:
    """A new goal."""
    workspace = call.load(Scope(folders=()))
    options = call.arguments
    period = options.option("--period")
    period = period or period_of(call.session.today, workspace.settings.period)
    owner = options.option("--owner") or call.session.handle
    purpose_ = call.text_of(options.option("--purpose") or "")
    title = options.word("TITLE")
    call.change(f"set for {period}", goals.add_goal, title, period, owner, purpose_)


@writes(
    GOAL,
    Operand("TITLE", "what is measured, in words"),
    Option("--from", "where it stands", "NUMBER"),
    Option("--to", "where it should be", "NUMBER"),
    Option("--unit", "of the numbers", "UNIT"),
    Option("--weight", "how much it counts beside others; 1 by default", "NUMBER"),
    example='tuiwork goal kr faster "Median incident handling" --from 5 --to 2 --unit d',
)
def goal_kr(call: Call) -> None:
    """A key result added to a goal."""
    call.load(Scope(folders=()))
    start, target = _number(call, "--from"), _number(call, "--to")
    if start is None or target is None:
        raise Usage("goal kr needs --from NUMBER and --to NUMBER")
    weight = _number(call, "--weight")
    call.change(
        "added to",
        goals.add_key_result,
        call.arguments.word("GOAL"),
        call.arguments.word("TITLE"),
        start,
        target,
        unit=call.arguments.option("--unit") or "",
        weight=1.0 if weight is None else weight,
    )


def _number(call: Call, name: str) -> float | None:
    typed = call.arguments.option(name)
    return None if typed is None else as_number(name, typed)


def as_number(name: str, typed: str) -> float:
    """A number somebody typed. Raises Usage."""
    from math import isfinite

    try:
        value = float(typed.replace(",", "."))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise Usage(f"{name} takes a number, not “{typed}”")
    return value


@writes(
    Operand("KEY-RESULT", "goal/key-result, or a part only it has", offers="goals"),
    Operand("VALUE", "today's value", free=True),
    Operand("NOTE", "what stands behind it, in words", needed=False, many=True, free=True),
    Option("--confidence", "how sure you are to reach the target, 0 to 1", "NUMBER"),
    example='tuiwork goal checkin handling-time 3.1 "Two long cases closed" --confidence 0.7',
)
def goal_checkin(call: Call) -> None:
    """A key result's value of today."""
    call.load(Scope(folders=()))
    value = as_number("VALUE", call.arguments.word("VALUE"))
    call.change(
        f"is now {value:g}",
        goals.check_in,
        call.arguments.word("KEY-RESULT"),
        value,
        confidence=_number(call, "--confidence"),
        note=call.arguments.word("NOTE"),
    )
