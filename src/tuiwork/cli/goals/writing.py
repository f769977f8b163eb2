"""The commands that set goals and measure them: add, set, kr, checkin, benchmark."""

from __future__ import annotations

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, writes
from tuiwork.model.goal import period_of
from tuiwork.store.load import Scope
from tuiwork.verbs import goals

GOAL = Operand("GOAL", "a goal's name, or the beginning of it", offers="goals")
KEY_RESULT = Operand("KEY-RESULT", "goal/key-result, or a part only it has", offers="goals")
OWNER = Option("--owner", "who answers for it; you by default", "PERSON", offers="people")
CADENCE = Option("--cadence", "how often to check in, such as 2w", "TIME")
PARENT = Option("--parent", "the goal it lies under", "GOAL", offers="goals")
PURPOSE = Option("--purpose", "why it matters, in everyday words; - reads stdin", "TEXT")


@writes(
    Operand("TITLE", "what should be reached, in words"),
    Option("--period", "such as 2026-Q3, 2026 or 2026-05; this one by default", "PERIOD"),
    OWNER,
    PURPOSE,
    CADENCE,
    PARENT,
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
    call.change(
        f"set for {period}",
        goals.add_goal,
        title,
        period,
        owner,
        purpose_,
        cadence=options.option("--cadence") or "",
        parent=options.option("--parent") or "",
    )


_SET = (
    Option("--title", "what should be reached, in words", "TITLE"),
    Option("--owner", "who answers for it", "PERSON", offers="people"),
    Option("--period", "such as 2026-Q3, 2026 or 2026-05", "PERIOD"),
    Option("--cadence", 'how often to check in, such as 2w; "" for never', "TIME"),
    Option("--parent", 'the goal it lies under; "" for none', "GOAL", offers="goals"),
    Option("--weight", "how much it counts among the goals under its parent", "NUMBER"),
)


@writes(GOAL, *_SET, PURPOSE, example="tuiwork goal set faster --parent calm-winter")
def goal_set(call: Call) -> None:
    """Other words for some fields of a goal."""
    call.load(Scope(folders=()))
    options = call.arguments
    given = {one.name: options.option(one.name) for one in _SET}
    words = {name.removeprefix("--"): word for name, word in given.items() if word is not None}
    purpose = options.option("--purpose")
    if not words and purpose is None:
        names = ", ".join([*given, PURPOSE.name])
        raise Usage(f"goal set takes at least one of {names}")
    notes = None if purpose is None else call.text_of(purpose)
    call.change("changed", goals.set_goal, options.word("GOAL"), words, notes)


@writes(
    GOAL,
    Operand("TITLE", "what is measured, in words"),
    Option("--from", "where it stands", "NUMBER"),
    Option("--to", "where it should be", "NUMBER"),
    Option("--unit", "of the numbers", "UNIT"),
    Option("--weight", "how much it counts beside others; 1 by default", "NUMBER"),
    Option("--measure", 'work it out from tasks: "cycle_p50 list:incidents"', "MEASURE"),
    Option("--window", "the time a measure looks back: 90d, or `period`", "TIME"),
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
        measure=call.arguments.option("--measure") or "",
        window=call.arguments.option("--window") or "",
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
    KEY_RESULT,
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


@writes(
    KEY_RESULT,
    Operand("START", "where the others stood when the key result started", free=True),
    Operand("NOW", "where they stand today", free=True),
    Option("--source", "who they are", "WORDS"),
    example='tuiwork goal benchmark handling-time 6 5.5 --source "Trade association"',
)
def goal_benchmark(call: Call) -> None:
    """What others reached meanwhile, for a key result to be compared with."""
    call.load(Scope(folders=()))
    start, now = (as_number(name, call.arguments.word(name)) for name in ("START", "NOW"))
    call.change(
        "compared",
        goals.set_benchmark,
        call.arguments.word("KEY-RESULT"),
        start,
        now,
        call.arguments.option("--source") or "",
    )
