"""Goals: objectives with weighted key results, their periods, and the states they are in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from tuiwork.dataclass import dataclass
from tuiwork.errors import Ambiguous, Refused
from tuiwork.model.document import Document, Moment
from tuiwork.model.key_result import KeyResult, read_key_result, weight_of, weighted_mean
from tuiwork.model.names import match, suggestion


class State(StrEnum):
    """How a goal stands against what its period says it should have reached."""

    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    UNKNOWN = "unknown"


STATES = tuple(str(one) for one in State if one is not State.UNKNOWN)
"""Those that somebody can say of a goal."""


@dataclass(frozen=True, slots=True)
class Override:
    """What somebody says of a goal against its numbers, why, and the last day it holds."""

    state: State
    note: str
    until: date


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
    def parent(self) -> str | None:
        return self.text("parent")

    @property
    def weight(self) -> float:
        """How much it counts among the goals below its parent."""
        return weight_of(self.fields)

    @property
    def key_results(self) -> tuple[KeyResult, ...]:
        rows = map(read_key_result, self.tables("key_results"))
        return tuple(one for one in rows if one is not None)

    def key_result(self, id_: str) -> KeyResult | None:
        """The key result called `id_`, None when there is none such."""
        return next((one for one in self.key_results if one.id == id_), None)

    @property
    def progress(self) -> float | None:
        """The mean of the key results' progress, weighted; None without any measured one."""
        return weighted_mean((one.progress, one.weight) for one in self.key_results)

    def override(self, today: date) -> Override | None:
        """The state that somebody gave it by hand, as long as it holds."""
        state, until = self.text("state"), _day(self.moment("state_until"))
        if state not in STATES or until is None or until < today:
            return None
        return Override(State(state), self.text("state_note") or "", until)


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
    first, last = _day(start), _day(end)
    if first is not None and last is not None:
        return first, last
    return period_days(goal.text("period") or "")


def _day(moment: Moment | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def expected_progress(goal: Goal, today: date) -> float | None:
    """Elapsed ÷ length of the goal's period, today counted; None when it has no period."""
    days = goal_days(goal)
    if days is None or days[1] < days[0]:
        return None
    first, last = days
    elapsed = (today - first).days + 1
    return min(1.0, max(0.0, elapsed / ((last - first).days + 1)))


def state_of(progress: float | None, expected: float | None) -> State:
    """On track from expected - 0.10 upwards, at risk from expected - 0.25, else off track."""
    if progress is None or expected is None:
        return State.UNKNOWN
    # Rounded, so that 0.84 - 0.10 and a progress of 0.74 meet as they do on paper.
    behind = round(expected - progress, 9)
    if behind <= 0.10:
        return State.ON_TRACK
    return State.AT_RISK if behind <= 0.25 else State.OFF_TRACK


def find_goal(word: str, goals: Mapping[str, Goal]) -> str:
    """The full reference (`objective` or `objective/key-result`) that a part of it names among
    some goals. Raises Ambiguous, or Refused with the nearest names."""
    slug, slash, part = word.partition("/")
    if slash:
        goal = goals[match(slug, goals, "goal")]
        names = [one.id for one in goal.key_results]
        return f"{goal.slug}/{match(part, names, f'key result of {goal.slug}')}"
    every = [f"{goal.slug}/{one.id}" for goal in goals.values() for one in goal.key_results]
    for names, what in (([*goals], "goal"), (every, "key result")):
        try:
            return match(slug, names, what)
        except Ambiguous:
            raise
        except Refused:
            continue
    hint = suggestion(slug, [*goals, *every])
    raise Refused(f"there is no goal “{slug}”{hint}")
