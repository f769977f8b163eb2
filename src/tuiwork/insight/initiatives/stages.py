"""Which stages an initiative went through and how long it stayed, told by its log."""

from __future__ import annotations

from datetime import date, tzinfo
from typing import NamedTuple

from tuiwork.model.fields import STAGES
from tuiwork.model.initiative import Initiative
from tuiwork.text.course import course
from tuiwork.text.dates import on_clock


class Visit(NamedTuple):
    """A stay in one stage. `since` is None where the log does not tell, `until` while it lasts."""

    stage: str
    since: date | None
    until: date | None


def visits(initiative: Initiative, zone: tzinfo | None) -> tuple[Visit, ...]:
    """The stays in stages, oldest first; the last one is the current stage.

    A stage that was set by hand has no entry in the log: then nobody knows since when.
    """
    facts = course(initiative.log or "")
    steps = [one for one in facts.statuses if one.after in STAGES]
    since = _day(facts.created, zone)
    stage = (steps[0].before if steps else None) or initiative.stage
    found: list[Visit] = []
    for step in steps:
        day = on_clock(step.at, zone).date()
        found.append(Visit(stage, since, day))
        stage, since = step.after or stage, day
    if stage != initiative.stage:
        found.append(Visit(stage, since, None))
        stage, since = initiative.stage, None
    return (*found, Visit(stage, since, None))


def _day(moment: object, zone: tzinfo | None) -> date | None:
    from datetime import datetime

    return on_clock(moment, zone).date() if isinstance(moment, datetime) else None


def days_per_stage(stays: tuple[Visit, ...], today: date) -> dict[str, int]:
    """The days spent in each stage whose stays have known ends, the current one until today."""
    days: dict[str, int] = {}
    for place, one in enumerate(stays):
        until = today if place == len(stays) - 1 else one.until
        if one.since is not None and until is not None:
            days[one.stage] = days.get(one.stage, 0) + max(0, (until - one.since).days)
    return days


def pilot_end(initiative: Initiative, stays: tuple[Visit, ...]) -> date | None:
    """The day on which the pilot was left for good, else the end that is planned or written."""
    left = [one.until for one in stays if one.stage == "pilot" and one.until is not None]
    return left[-1] if left and initiative.stage != "pilot" else initiative.end
