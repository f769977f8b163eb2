"""How often initiatives last, how well that is foreseen, and which approach is taken to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from tuiwork.dataclass import dataclass
from tuiwork.insight.measured import Measured
from tuiwork.model.initiative import Initiative
from tuiwork.text.course import course

LAST = 8
"""So many of the last initiatives tell which approach is taken."""
TOO_OFTEN = 0.70


@dataclass(frozen=True, slots=True)
class Rate:
    """The initiatives that were closed, and those of them that had been adopted, by slug."""

    adopted: tuple[str, ...]
    closed: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """Adopted ÷ closed; None while none was closed."""
        return len(self.adopted) / len(self.closed) if self.closed else None

    @property
    def words(self) -> str:
        """“3 of 7 adopted (43 %)”; `- (n=0)` without any."""
        if self.share is None:
            return "- (n=0)"
        return f"{len(self.adopted)} of {len(self.closed)} adopted ({round(100 * self.share)} %)"


def implementation_rate(initiatives: Iterable[Initiative]) -> Rate:
    """Initiatives closed as adopted ÷ all initiatives closed, also abandoned and merged ones."""
    closed = [one for one in initiatives if one.is_closed]
    adopted = tuple(one.slug for one in closed if one.outcome == "adopted")
    return Rate(adopted, tuple(one.slug for one in closed))


def rates_by_year(initiatives: Iterable[Initiative]) -> dict[int, Rate]:
    """The implementation rate of each year in which some were closed; 0 for an unknown year."""
    years: dict[int, list[Initiative]] = {}
    for one in initiatives:
        if one.is_closed:
            years.setdefault(_year_closed(one), []).append(one)
    return {year: implementation_rate(some) for year, some in sorted(years.items())}


def _year_closed(initiative: Initiative) -> int:
    written = initiative.moment("closed")
    if written is not None:
        return written.year
    steps = [one.at for one in course(initiative.log or "").statuses if one.after == "closed"]
    return steps[-1].year if steps else 0


def rates_by_approach(initiatives: Iterable[Initiative]) -> dict[str, Rate]:
    """The implementation rate of each approach that some closed one took; empty for none."""
    taken: dict[str, list[Initiative]] = {}
    for one in initiatives:
        if one.is_closed:
            taken.setdefault(one.approach or "", []).append(one)
    return {name: implementation_rate(some) for name, some in sorted(taken.items())}


def calibration(initiatives: Iterable[Initiative]) -> Measured:
    """Mean confidence at launch - implementation rate, of those closed whose confidence is known.

    Above 0 we overrate ourselves.
    """
    known = [(one, one.confidence) for one in initiatives if one.is_closed]
    told = [(one, confidence) for one, confidence in known if confidence is not None]
    ids = tuple(one.slug for one, _ in told)
    if not told:
        return Measured(None, 0)
    rate = implementation_rate(one for one, _ in told).share or 0.0
    return Measured(sum(confidence for _, confidence in told) / len(told) - rate, len(told), ids)


@dataclass(frozen=True, slots=True)
class Habit:
    """The approach that most of the last initiatives took, and by which of them."""

    approach: str
    ids: tuple[str, ...]
    of: int

    @property
    def words(self) -> str:
        return f"{len(self.ids)} of the last {self.of} initiatives are {self.approach}"


def habit(initiatives: Iterable[Initiative]) -> Habit | None:
    """The approach of more than 70 % of the last 8 initiatives that have one; None below that, or
    while there are fewer than 8."""
    last = sorted((one for one in initiatives if one.approach), key=_begun)[-LAST:]
    if len(last) < LAST:
        return None
    [(approach, count)] = Counter(one.approach for one in last).most_common(1)
    if approach is None or count / LAST <= TOO_OFTEN:
        return None
    return Habit(approach, tuple(one.slug for one in last if one.approach == approach), LAST)


def _begun(initiative: Initiative) -> tuple[datetime, str]:
    created = course(initiative.log or "").created
    start = initiative.start
    if created is None and start is not None:
        created = datetime(start.year, start.month, start.day, tzinfo=UTC)
    return created or datetime.min.replace(tzinfo=UTC), initiative.slug
