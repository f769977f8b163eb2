"""What is wrong in a goal: key results without an id or a number, measures nobody can work out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from typing import Any

from tuiwork.errors import Problem
from tuiwork.model.goal import Goal, goal_days
from tuiwork.model.key_result import read_key_result
from tuiwork.text.measures import parse_measure

_NUMBERS = ("start", "target", "current", "weight")


def goal_problems(goal: Goal) -> Iterator[Problem]:
    """Everything wrong in one goal that its numbers would pass over."""
    known: set[str] = set()
    for row in goal.tables("key_results"):
        name = row.get("id")
        if not isinstance(name, str) or not name:
            yield _problem(goal, "a key result has no id; it is not counted")
            continue
        if name in known:
            yield _problem(goal, f"two key results have the id “{name}”; give one of them another")
        known.add(name)
        for message in _row_problems(row):
            yield _problem(goal, message.format(f"the key result “{name}”"))
    period = goal.text("period")
    if period and goal_days(goal) is None:
        message = f"period is “{period}”; expected one such as 2026-Q2, 2026-05, 2026-H1 or 2026"
        yield Problem(goal.path, message, key="period")
    if goal.text("state") and goal.moment("state_until") is None:
        message = "a state said by hand needs state_until, the last day it holds; it is not shown"
        yield Problem(goal.path, message, key="state")


def _problem(goal: Goal, message: str) -> Problem:
    return Problem(goal.path, message, key="key_results")


def _row_problems(row: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong in the row of a key result, with a place for its name."""
    for key in _NUMBERS:
        value = row.get(key)
        if value is not None and not _is_number(value):
            yield f"{key} of {{}} is {_plain(value)}; expected a number"
    weight = row.get("weight")
    if weight is not None and _is_number(weight) and not 0 < weight < inf:
        yield f"weight of {{}} is {weight}; expected a number above 0"
    if _is_number(row.get("start")) and row.get("start") == row.get("target"):
        yield f"start and target of {{}} are both {row['start']}; it cannot move"
    one = read_key_result(row)
    if one is not None and one.measure:
        try:
            parse_measure(one.measure, one.window)
        except ValueError as error:
            yield f"measure of {{}}: {_plain(str(error), quoted=False)}"
    if "benchmark" in row and (one is None or one.benchmark is None):
        yield "benchmark of {} has no start and current; expected two numbers"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain(value: object, *, quoted: bool = True) -> str:
    """A value as it is written, safe in a pattern."""
    return (repr(value) if quoted else str(value)).replace("{", "{{").replace("}", "}}")
