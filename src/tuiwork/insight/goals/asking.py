"""Asking for check-ins: when the last one was, when the next one is due, what is stale."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from tuiwork.dataclass import dataclass
from tuiwork.model.goal import Goal, goal_days
from tuiwork.text.durations import parse_duration


@dataclass(frozen=True, slots=True)
class Asked:
    """When somebody last checked in, when the next time is due, and whether that is overdue."""

    last: date | None = None
    due: date | None = None
    stale: bool = False


def asked_of(goal: Goal, last: date | None, today: date) -> Asked:
    """When the next check-in is due: a cadence after the last one, or after the goal began.

    Stale when that is past. A goal without a cadence, or a closed one, is never asked for.
    """
    days = cadence_days(goal)
    base = last or _began(goal)
    if days is None or base is None or goal.is_closed:
        return Asked(last)
    try:
        due = base + timedelta(days)
    except OverflowError:
        return Asked(last)
    return Asked(last, due, today > due)


def cadence_days(goal: Goal) -> int | None:
    """The calendar days between check-ins; None where the goal names none that can be read."""
    return _days(goal.text("cadence") or "")


@lru_cache(64)
def _days(words: str) -> int | None:
    try:
        minutes = parse_duration(words, hours_per_day=24, days_per_week=7)
    except ValueError:
        return None
    return max(1, minutes // (24 * 60)) if minutes else None


def _began(goal: Goal) -> date | None:
    days = goal_days(goal)
    return days[0] if days else None
