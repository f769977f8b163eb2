"""Adoption and effect: how many do it of those who should, and what came of it, by check-in."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from math import inf, isfinite

from tuiwork.dataclass import dataclass
from tuiwork.model.initiative import Initiative
from tuiwork.model.initiative_rows import CheckIn

IN_A_ROW = 3
"""So many check-ins in a row have to meet the target."""
SETTLING = timedelta(days=30)
"""The first of them comes at least so long after the end of the pilot."""
FALLS = 3
"""So many falls of the pulse in a row are a sign."""


@dataclass(frozen=True, slots=True)
class Point:
    """One check-in: the people, or cases, that show the behaviour, of those expected to."""

    day: date
    using: float
    expected: float
    met: bool | None

    @property
    def share(self) -> float:
        """Using ÷ expected."""
        return self.using / self.expected


@dataclass(frozen=True, slots=True)
class Adoption:
    """The check-ins that can be counted, oldest first; `target` as written, None without one."""

    points: tuple[Point, ...]
    target: float | None
    streak: int
    adopted: bool

    @property
    def last(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def words(self) -> str:
        """“5 of 6, target 5, met 3 times in a row”; what is not known is said."""
        last = self.last
        if last is None:
            return "no check-in yet"
        words = f"{last.using:g} of {last.expected:g}"
        if self.target is None:
            return f"{words}, no target"
        times = "once" if self.streak == 1 else f"{self.streak} times in a row"
        return f"{words}, target {_amount(self.target)}, " + (
            f"met {times}" if self.streak else "not met"
        )


def _amount(target: float) -> str:
    return f"{target:.0%}".replace("%", " %") if target < 1 else f"{target:g}"


def adoption(initiative: Initiative, pilot_ended: date | None) -> Adoption:
    """People (or cases) showing the behaviour ÷ those expected to, at each check-in.

    Adopted means that the last three check-ins, or three in a row before them, met the target, the
    first of these at least 30 days after the pilot ended. A target below 1 is a share of those
    expected. Trainings held, certificates and praise are no check-ins and never count.
    """
    target = initiative.number("adoption_target")
    points = tuple(
        Point(one.date, one.using, one.expected, _met(one.using, one.expected, target))
        for one in initiative.check_ins
        if one.date and one.using is not None and one.expected and 0 <= one.using <= one.expected
    )
    return Adoption(points, target, _streak(points), _adopted(points, pilot_ended))


def _met(using: float, expected: float, target: float | None) -> bool | None:
    if target is None:
        return None
    return using >= (target * expected if target < 1 else target)


def _streak(points: tuple[Point, ...]) -> int:
    """How many check-ins up to the last one met the target in a row."""
    met = 0
    for one in reversed(points):
        if not one.met:
            break
        met += 1
    return met


def _adopted(points: tuple[Point, ...], pilot_ended: date | None) -> bool:
    if pilot_ended is None:
        return False
    late = [one for one in points if one.day - pilot_ended >= SETTLING]
    return any(
        all(one.met for one in late[at : at + IN_A_ROW]) for at in range(len(late) - IN_A_ROW + 1)
    )


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect at the last check-in that tells of one.

    `share` are the cases that went faster ÷ all of them; `value` is the measure of that day.
    """

    day: date
    measure: str
    share: float | None = None
    cases: float | None = None
    faster: float | None = None
    value: float | None = None
    baseline: float | None = None
    target: float | None = None

    @property
    def progress(self) -> float | None:
        """(value - baseline) ÷ (target - baseline); None while one of them is missing."""
        if self.value is None or self.baseline is None or self.target is None:
            return None
        way = self.target - self.baseline
        share = (self.value - self.baseline) / way if way else inf
        return share if isfinite(share) else None

    @property
    def words(self) -> str:
        """“70 % (7 of 10) faster than before”, or “9, from 14 to 5”."""
        if self.share is not None:
            return f"{round(100 * self.share)} % ({self.faster:g} of {self.cases:g}) faster"
        words = f"{self.value:g}"
        words += "" if self.baseline is None else f", from {self.baseline:g}"
        return words if self.target is None else f"{words} to {self.target:g}"


def effect(initiative: Initiative) -> Effect | None:
    """The measure now against its baseline and target, from the last check-in that has one.

    Of handling times it is the share of the cases recorded there that were handled faster than the
    median before.
    """
    told = [one for one in initiative.check_ins if _tells(one)]
    if not told:
        return None
    last = told[-1]
    assert last.date is not None
    share = last.faster / last.cases if last.cases and last.faster is not None else None
    return Effect(
        last.date,
        initiative.text("effect_measure") or "",
        share,
        last.cases,
        last.faster,
        last.value,
        initiative.number("effect_baseline"),
        initiative.number("effect_target"),
    )


def _tells(one: CheckIn) -> bool:
    cases = one.cases is not None and one.faster is not None and 0 <= one.faster <= one.cases
    return bool(one.cases and cases) or one.value is not None


def pulse_falls(initiative: Initiative) -> tuple[float, ...]:
    """The last four pulses where each is lower than the one before: three falls in a row.

    Nothing where they are not.
    """
    pulses = tuple(one.pulse for one in initiative.check_ins if one.pulse is not None)
    last = pulses[-FALLS - 1 :]
    falling = all(later < earlier for earlier, later in pairwise(last))
    return last if len(last) > FALLS and falling else ()
