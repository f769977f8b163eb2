"""What a goal may not become: each rule refuses nonsense in one sentence, before any write."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from tuiwork.errors import Refused
from tuiwork.model.goal import Goal, period_days
from tuiwork.model.workspace import Workspace
from tuiwork.text.durations import parse_duration

_NEEDED = {"title": "a title", "owner": "an owner", "period": "a period such as 2026-Q3"}


def checked_fields(workspace: Workspace, words: Mapping[str, str]) -> dict[str, object | None]:
    """The fields of a goal that some words mean; an empty word clears one. Raises Refused."""
    return {key: _checked(workspace, key, " ".join(word.split())) for key, word in words.items()}


def _checked(workspace: Workspace, key: str, word: str) -> object | None:
    if not word:
        if key in _NEEDED:
            raise Refused(f"a goal needs {_NEEDED[key]}")
        return None
    if key == "owner":
        return workspace.find_person(word).handle
    if key == "period" and period_days(word) is None:
        raise Refused(f"“{word}” is no period; expected one such as 2026, 2026-Q3 or 2026-05")
    if key == "cadence":
        _check_cadence(word)
    if key == "weight":
        return _weight(word)
    if key == "parent":
        above = workspace.goals[workspace.find_goal(word).partition("/")[0]]
        check_open(workspace, above)
        return above.slug
    return word


def _check_cadence(word: str) -> None:
    try:
        minutes = parse_duration(word)
    except ValueError as error:
        raise Refused(f"cadence: {error}") from None
    if not minutes:
        raise Refused(f"the cadence is {word}; expected a time between check-ins such as 2w")


def _weight(word: str) -> float:
    try:
        weight = float(word.replace(",", "."))
    except ValueError:
        weight = 0.0
    if not (isfinite(weight) and weight > 0):
        raise Refused(f"the weight is {word}; expected a number above 0")
    return int(weight) if weight.is_integer() else weight


def check_parent(workspace: Workspace, goal: Goal, parent: str) -> None:
    """Refuse a parent that lies below the goal itself; the way round is spelled out."""
    way = [goal.slug]
    above: str | None = parent
    while above is not None and above in workspace.goals and above not in way[1:]:
        way.append(above)
        if above == goal.slug:
            raise Refused(f"a goal cannot lie below itself: {' → '.join(way)}")
        above = workspace.goals[above].parent


def check_open(workspace: Workspace, goal: Goal) -> None:
    """Refuse a goal that is closed, naming the one that carries it on."""
    if not goal.is_closed:
        return
    after = next(iter(carried_on(workspace, goal)), None)
    hint = f"; it goes on as {after.slug}" if after else ""
    raise Refused(f"the goal “{goal.title}” is closed{hint}")


def carried_on(workspace: Workspace, goal: Goal) -> list[Goal]:
    """The goals that were carried over from this one, the latest period first."""
    found = [one for one in workspace.goals.values() if one.text("carried_from") == goal.slug]
    return sorted(found, key=lambda one: one.text("period") or "", reverse=True)
