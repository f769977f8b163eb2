"""Measures in words: what a computed key result counts, of which tasks, over which time."""

from __future__ import annotations

from tuiwork.dataclass import dataclass
from tuiwork.model.names import suggestion
from tuiwork.text.durations import parse_duration

FLOW = ("cycle_p50", "cycle_p85", "lead_p50", "lead_p85", "throughput")
"""Those that look back over 90 days unless a window is given."""

COUNTS = ("done_count", "done_share", "open_count")
"""Those that count over the goal's period unless a window is given."""

PERIOD = "period"
DAYS = 90


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, of the tasks that a query asks for, over so many days; None is the goal's
    period so far."""

    name: str
    query: str
    days: int | None


def parse_measure(words: str, window: str = "") -> Measure:
    """The measure that `cycle_p50 list:incidents` is; the window is `period` or such as `90d`.

    Raises ValueError with a sentence.
    """
    name, _, query = words.strip().partition(" ")
    known = (*FLOW, *COUNTS)
    if name not in known:
        raise ValueError(f"there is no measure “{name}”{suggestion(name, known)}")
    if not window:
        return Measure(name, query.strip(), DAYS if name in FLOW else None)
    if window == PERIOD:
        return Measure(name, query.strip(), None)
    days = parse_duration(window, hours_per_day=24, days_per_week=7) // (24 * 60)
    if not 0 < days < 10_000:
        raise ValueError(f"the window is {window}; expected `{PERIOD}` or days such as 90d")
    return Measure(name, query.strip(), days)
