"""The commands about the life of a goal: state, close, carry."""

from __future__ import annotations

from datetime import date

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, writes
from tuiwork.insight.goals.standing import standing
from tuiwork.store.load import EVERYTHING, Scope
from tuiwork.verbs import goal_carrying, goal_life

GOAL = Operand("GOAL", "a goal's name, or the beginning of it", offers="goals")
OUTCOME = Option("--outcome", "what came of it, in words", "TEXT")


@writes(
    GOAL,
    Operand("STATE", "on track, at risk or off track", needed=False, many=True),
    Option("--note", "why it differs from the numbers", "TEXT"),
    Option("--until", "the last day it holds, in words; two weeks by default", "DATE"),
    Option("--clear", "let the numbers speak alone again"),
    example='tuiwork goal state faster "at risk" --note "Parts arrive on the 20th" --until 30/6',
)
def goal_state(call: Call) -> None:
    """What you say of a goal against its numbers; shown beside them until it expires."""
    call.load(Scope(folders=()))
    arguments = call.arguments
    goal, state = arguments.word("GOAL"), arguments.word("STATE")
    if arguments.flag("--clear"):
        if state:
            raise Usage("goal state takes a STATE or --clear, not both")
        call.change("speaks by its numbers", goal_life.clear_state, goal)
        return
    if not state:
        raise Usage("goal state needs STATE: on track, at risk or off track; or --clear")
    note, until = arguments.option("--note") or "", arguments.option("--until")
    day = None if until is None else _day(call, until)
    call.change(f"called {state}", goal_life.say_state, goal, state, note, day)


def _day(call: Call, words: str) -> date:
    """The day that --until names."""
    from tuiwork.text.dates import parse_date

    try:
        found = parse_date(words, call.session.today)
    except ValueError as error:
        raise Usage(f"--until: {error}") from None
    return date(found.year, found.month, found.day)


@writes(GOAL, OUTCOME, example='tuiwork goal close faster --outcome "Two of three reached"')
def goal_close(call: Call) -> None:
    """A goal whose time is over."""
    call.load(EVERYTHING)
    outcome = call.text_of(call.arguments.option("--outcome") or "")
    call.change("closed", goal_life.close_goal, call.arguments.word("GOAL"), outcome)


@writes(
    GOAL,
    Option("--to", "the period it goes on in, such as 2026-Q3", "PERIOD"),
    Option("--with-tasks", "what names the old goal names the new one: tasks, lists, initiatives"),
    OUTCOME,
    example="tuiwork goal carry faster-service --to 2026-Q3 --with-tasks",
)
def goal_carry(call: Call) -> None:
    """A goal made anew for a later period, from where it stands; the old one is closed."""
    workspace = call.load(EVERYTHING)
    arguments = call.arguments
    period = arguments.option("--to")
    if period is None:
        raise Usage("goal carry needs --to PERIOD, such as 2026-Q3")
    name = arguments.word("GOAL")
    goal = workspace.goals[workspace.find_goal(name).partition("/")[0]]
    results = standing(workspace, goal, call.session.today).key_results
    values = {
        one.key_result.id: one.key_result.current
        for one in results
        if one.measured is not None and one.key_result.current is not None
    }
    call.change(
        "",
        goal_carrying.carry_goal,
        name,
        period,
        values=values,
        outcome=arguments.option("--outcome") or "",
        with_tasks=arguments.flag("--with-tasks"),
    )
