"""What work takes: estimates, time logged, what remains, and how far estimates are out by type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from tuiwork.insight.flow import finished
from tuiwork.insight.measured import FEWEST, Measured
from tuiwork.insight.once import once
from tuiwork.model.settings import Calendar
from tuiwork.model.task import Task, is_milestone
from tuiwork.model.workspace import Workspace
from tuiwork.text.course import course
from tuiwork.text.durations import parse_duration


class Remaining(NamedTuple):
    """What a task still takes, in minutes; `guessed` where it has no estimate.

    `corrected` is the same with the estimate × the factor of its type.
    """

    minutes: int
    corrected: int
    guessed: bool


@lru_cache(4096)
def _minutes(words: str, calendar: Calendar) -> int | None:
    try:
        return parse_duration(
            words, hours_per_day=calendar.hours_per_day, days_per_week=len(calendar.days)
        )
    except ValueError:
        return None


def minutes_of(workspace: Workspace, words: str | None) -> int | None:
    """The minutes that a duration in words is by the workspace's calendar; None for other words."""
    return _minutes(words, workspace.settings.calendar) if words else None


def estimate_of(workspace: Workspace, task: Task) -> int | None:
    """The minutes a task was estimated at; None where nobody said, or not in a duration."""
    if is_milestone(task):
        return 0
    return minutes_of(workspace, task.text("estimate"))


def time_spent(workspace: Workspace, task: Task) -> int:
    """The minutes logged on a task, by anybody."""
    log = task.log
    if not log or " time " not in log:
        return 0
    return sum(minutes_of(workspace, one.duration) or 0 for one in course(log).times)


def remaining(workspace: Workspace, task: Task) -> Remaining:
    """What an open task still takes: its estimate − the time logged on it, never below 0.

    One without an estimate takes the default of the workspace's settings, whatever was logged, so
    that it is never taken for nothing.
    """
    estimate = estimate_of(workspace, task)
    if estimate is None:
        guess = default_estimate(workspace)
        return Remaining(guess, guess, True)
    spent = time_spent(workspace, task)
    factor = factor_of(workspace, task)
    corrected = estimate if factor is None else round(estimate * factor)
    return Remaining(max(0, estimate - spent), max(0, corrected - spent), False)


def default_estimate(workspace: Workspace) -> int:
    """The minutes a task without an estimate is taken to need, by the settings; never 0."""
    words = workspace.settings.calendar.default_estimate
    usual = Calendar().default_estimate
    return minutes_of(workspace, words) or minutes_of(workspace, usual) or 1


def factor_of(workspace: Workspace, task: Task) -> float | None:
    """The estimate factor of a task's type; None where too few were measured."""
    measured = estimate_factors(workspace).get(task.text("type") or "")
    return None if measured is None else measured.value


@once
def estimate_factors(workspace: Workspace) -> Mapping[str, Measured]:
    """How far estimates are out: the median of time spent ÷ estimate of finished tasks, by type.

    Only tasks with both count, and a type needs at least five. Tasks without a type are under "".
    """
    ratios: dict[str, dict[str, float]] = {}
    for task in workspace.tasks.values():
        spent = time_spent(workspace, task)
        estimate = estimate_of(workspace, task) if spent else None
        if estimate and finished(workspace, task) is not None:
            ratios.setdefault(task.text("type") or "", {})[task.id] = spent / estimate
    return {
        type_: Measured(
            median(found.values()) if len(found) >= FEWEST else None, len(found), tuple(found)
        )
        for type_, found in sorted(ratios.items())
    }


def median(values: Iterable[float]) -> float | None:
    """The middle value, or the mean of the two in the middle; None of nothing."""
    ranked = sorted(values)
    if not ranked:
        return None
    half = len(ranked) // 2
    return ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2
