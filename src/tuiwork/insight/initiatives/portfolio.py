"""All initiatives together: funnel, overview of the coming months, approaches, the focus limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from tuiwork.dataclass import dataclass
from tuiwork.errors import Refused
from tuiwork.insight.initiatives.rates import (
    Habit,
    Rate,
    calibration,
    habit,
    implementation_rate,
    rates_by_approach,
    rates_by_year,
)
from tuiwork.insight.initiatives.standing import Standing
from tuiwork.insight.measured import Measured, percentile
from tuiwork.model.fields import APPROACHES, STAGES
from tuiwork.model.initiative import Initiative
from tuiwork.model.settings import Settings
from tuiwork.model.workspace import Workspace

APPROACH_NOTES = ("where", "works", "fails", "next", "resources")
"""The five questions about an approach, as keys of `[approach.<name>]`: where we use it, when it
works, when not, where it would fit next, what it takes."""
_SHOWN = ("implementing", "pilot", "decided", "candidate", "everyday", "closed")
"""The stages in the order shown: what runs, what comes before, what lasts."""
_HORIZON = re.compile(r"([0-9]{1,3}) ?(d|w|m|q|y)(?:ays?|eeks?|onths?|uarters?|ears?)?")
_MONTHS = {"m": 1, "q": 3, "y": 12}


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the funnel: the initiatives in it now, and the median of the days in it of these
    and of all that went through."""

    stage: str
    ids: tuple[str, ...]
    days: Measured


@dataclass(frozen=True, slots=True)
class Focus:
    """The initiatives that run, and how many may at once; None for no limit."""

    running: tuple[str, ...]
    limit: int | None

    @property
    def is_full(self) -> bool:
        """Whether one more needs another one to stop."""
        return self.limit is not None and len(self.running) >= self.limit


@dataclass(frozen=True, slots=True)
class Approach:
    """One way to go about it: the initiatives that take it, what is noted, how often it lasted."""

    name: str
    ids: tuple[str, ...]
    notes: Mapping[str, str]
    rate: Rate


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Every initiative as it stands, those that run first, and what they tell together."""

    rows: tuple[Standing, ...]
    funnel: tuple[Step, ...]
    focus: Focus
    rate: Rate
    by_year: Mapping[int, Rate]
    approaches: tuple[Approach, ...]
    calibration: Measured
    habit: Habit | None


def portfolio(workspace: Workspace, today: date) -> Portfolio:
    """The whole portfolio on a day."""
    everything = tuple(workspace.initiatives.values())
    rows = tuple(
        Standing(workspace, one, today)
        for one in sorted(everything, key=lambda one: (_SHOWN.index(one.stage), one.slug))
    )
    return Portfolio(
        rows,
        funnel(rows),
        focus(workspace),
        implementation_rate(everything),
        rates_by_year(everything),
        approach_grid(workspace.settings, everything),
        calibration(everything),
        habit(everything),
    )


def funnel(rows: Iterable[Standing]) -> tuple[Step, ...]:
    """How many initiatives are in each stage, and the median of the days in it of all that were
    there; none of fewer than five."""
    known = list(rows)
    steps = []
    for stage in STAGES:
        days = {one.initiative.slug: one.days[stage] for one in known if stage in one.days}
        here = tuple(one.initiative.slug for one in known if one.initiative.stage == stage)
        steps.append(Step(stage, here, percentile(days, 0.5)))
    return tuple(steps)


def focus(workspace: Workspace) -> Focus:
    """The running initiatives against `[initiatives] max_running` of tuiwork.toml."""
    running = (slug for slug, one in workspace.initiatives.items() if one.is_running)
    return Focus(tuple(sorted(running)), workspace.settings.max_running)


def approach_grid(settings: Settings, initiatives: Iterable[Initiative]) -> tuple[Approach, ...]:
    """The four approaches with who takes them, and what the workspace notes of what works when."""
    everything = list(initiatives)
    rates = rates_by_approach(everything)
    return tuple(
        Approach(
            name,
            tuple(one.slug for one in everything if one.approach == name and not one.is_closed),
            _notes(settings.approaches.get(name, {})),
            rates.get(name, Rate((), ())),
        )
        for name in APPROACHES
    )


def _notes(table: Mapping[str, object]) -> dict[str, str]:
    return {key: text for key in APPROACH_NOTES if isinstance(text := table.get(key), str)}


def within(rows: Iterable[Standing], today: date, last: date) -> tuple[Standing, ...]:
    """The initiatives of the time from today to a last day: new, ongoing and undated ones.

    Left out are closed ones, those that begin later, and those in everyday use that ended before.
    """
    return tuple(one for one in rows if _lies_within(one.initiative, today, last))


def _lies_within(initiative: Initiative, today: date, last: date) -> bool:
    if initiative.is_closed or (initiative.start is not None and initiative.start > last):
        return False
    over = initiative.end is not None and initiative.end < today
    return not (over and initiative.stage == "everyday")


def horizon_day(words: str, today: date) -> date:
    """The day that a horizon such as `12m`, `26w`, `90d`, `2q` or `1y` reaches to.

    Raises Refused for other words.
    """
    match = _HORIZON.fullmatch(words.strip().casefold())
    if match is None or not int(match[1]):
        raise Refused(f"the horizon “{words}” is no duration; write one such as 6m, 12m or 26w")
    count, unit = int(match[1]), match[2]
    if unit in "dw":
        return date.fromordinal(today.toordinal() + count * (7 if unit == "w" else 1))
    month = today.month - 1 + count * _MONTHS[unit]
    year, month = today.year + month // 12, month % 12 + 1
    first_after = date(year + month // 12, month % 12 + 1, 1)
    longest = (first_after - date(year, month, 1)).days
    return date(year, month, min(today.day, longest))


@dataclass(frozen=True, slots=True)
class Claim:
    """The hours a week that decided and running initiatives ask for, by person, and those that
    people have beside protected time."""

    by_person: Mapping[str, float]
    ids: tuple[str, ...]
    of: Mapping[str, float]

    @property
    def hours(self) -> float:
        return sum(self.by_person.values())


def claims(workspace: Workspace) -> Claim:
    """Hours a week that decided and running initiatives need, of whom, of how many."""
    people: dict[str, float] = {}
    ids = []
    for one in workspace.initiatives.values():
        if one.stage != "decided" and not one.is_running:
            continue
        for need in one.needs:
            name = need.person or need.skill or "?"
            people[name] = people.get(name, 0.0) + need.hours
        ids += [one.slug] if one.needs else []
    there = {name: _hours(workspace, name) for name in people if name in workspace.people}
    return Claim(dict(sorted(people.items())), tuple(ids), there)


def _hours(workspace: Workspace, name: str) -> float:
    person, calendar = workspace.people[name], workspace.settings.calendar
    usual = len(calendar.days) * calendar.hours_per_day
    hours = usual if person.hours is None else person.hours
    return max(0.0, hours - sum(one.hours for one in person.protected))
