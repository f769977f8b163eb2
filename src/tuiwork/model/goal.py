"""Goals: objectives with weighted key results, and the arithmetic of their progress."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from math import isfinite
from typing import Any

from tuiwork.dataclass import dataclass
from tuiwork.model.document import Document


class State(StrEnum):
    """How a goal stands against what its period says it should have reached."""

    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class KeyResult:
    """One measured result of an objective, going from `start` to `target`."""

    id: str
    title: str
    start: float | None
    target: float | None
    current: float | None
    unit: str = ""
    weight: float = 1.0

    @property
    def progress(self) -> float | None:
        """(current - start) / (target - start), clamped to 0–1; None while a number is missing."""
        if self.start is None or self.target is None or self.start == self.target:
            return None
        current = self.start if self.current is None else self.current
        return min(1.0, max(0.0, (current - self.start) / (self.target - self.start)))


class Goal(Document):
    """A document in goals/, read as an objective. Its notes hold its purpose."""

    __slots__ = ()

    @property
    def owner(self) -> str | None:
        return self.text("owner")

    @property
    def is_closed(self) -> bool:
        return self.moment("closed") is not None or self.text("status") == "closed"

    @property
    def key_results(self) -> tuple[KeyResult, ...]:
        return tuple(_key_result(row) for row in self.tables("key_results") if _text(row, "id"))

    def key_result(self, id_: str) -> KeyResult | None:
        """The key result called `id_`, None when there is none such."""
        return next((one for one in self.key_results if one.id == id_), None)

    @property
    def progress(self) -> float | None:
        """The mean of the key results' progress, weighted; None without any measured one."""
        known = [(one.progress, one.weight) for one in self.key_results]
        parts = [(progress, weight) for progress, weight in known if progress is not None]
        total = sum(weight for _, weight in parts)
        return sum(progress * weight for progress, weight in parts) / total if total else None


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _number(row: Mapping[str, Any], key: str) -> float | None:
    value = row.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        return None
    return float(value)


def _key_result(row: Mapping[str, Any]) -> KeyResult:
    weight = _number(row, "weight")
    return KeyResult(
        id=_text(row, "id"),
        title=_text(row, "title") or _text(row, "id"),
        start=_number(row, "start"),
        target=_number(row, "target"),
        current=_number(row, "current"),
        unit=_text(row, "unit"),
        weight=weight if weight is not None and weight > 0 else 1.0,
    )


def period_days(period: str) -> tuple[date, date] | None:
    """The first and last day of `2026`, `2026-Q2`, `2026-H1` or `2026-05`; None for other words."""
    year_text, _, part = period.partition("-")
    if not (year_text.isascii() and year_text.isdigit() and len(year_text) == 4 and int(year_text)):
        return None
    months = {"": (1, 12)}
    months |= {f"Q{n}": (3 * n - 2, 3 * n) for n in range(1, 5)}
    months |= {"H1": (1, 6), "H2": (7, 12)}
    months |= {f"{n:02}": (n, n) for n in range(1, 13)}
    if part not in months:
        return None
    first, last = months[part]
    year = int(year_text)
    end = date(year, 12, 31) if last == 12 else date(year, last + 1, 1) - timedelta(days=1)
    return date(year, first, 1), end


def period_of(day: date, length: str) -> str:
    """The period a day lies in: `2026-Q2` for `quarter`; also for `month`, `half` and `year`."""
    if length == "month":
        return f"{day.year:04}-{day.month:02}"
    if length == "half":
        return f"{day.year:04}-H{(day.month + 5) // 6}"
    return f"{day.year:04}" if length == "year" else f"{day.year:04}-Q{(day.month + 2) // 3}"


def goal_days(goal: Goal) -> tuple[date, date] | None:
    """The first and last day of a goal: its start and end dates, else its period; None without."""
    start, end = goal.moment("start"), goal.moment("end")
    if start is not None and end is not None:
        return date(start.year, start.month, start.day), date(end.year, end.month, end.day)
    return period_days(goal.text("period") or "")


def expected_progress(goal: Goal, today: date) -> float | None:
    """Elapsed ÷ length of the goal's period, today counted; None when it has no period."""
    days = goal_days(goal)
    if days is None or days[1] < days[0]:
        return None
    first, last = days
    elapsed = (today - first).days + 1
    return min(1.0, max(0.0, elapsed / ((last - first).days + 1)))


def goal_state(goal: Goal, today: date) -> State:
    """On track from expected - 0.10 upwards, at risk from expected - 0.25, else off track."""
    progress, expected = goal.progress, expected_progress(goal, today)
    if progress is None or expected is None:
        return State.UNKNOWN
    # Rounded, so that 0.84 - 0.10 and a progress of 0.74 meet as they do on paper.
    behind = round(expected - progress, 9)
    if behind <= 0.10:
        return State.ON_TRACK
    return State.AT_RISK if behind <= 0.25 else State.OFF_TRACK
