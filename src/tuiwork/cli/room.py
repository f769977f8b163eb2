"""The room in a period in words: a bar of the hours, and who would have more to do than hours."""

from __future__ import annotations

from datetime import date
from typing import Any

from tuiwork.cli.output import Output
from tuiwork.cli.reasons import bar, percent
from tuiwork.errors import Refused
from tuiwork.insight.capacity import Short, fits_initiative
from tuiwork.insight.room import Room, Taken
from tuiwork.model.workspace import Workspace


def room_sentences(output: Output, told: Room) -> list[str]:
    """The hours of all together as a bar, then a sentence on those who would have too few."""
    team = told.team
    if team.share is None:
        return ["capacity: nobody has hours in the weeks that are left of it"]
    drawn = bar(output, min(1.0, team.share), None)
    hours = f"{team.planned:.0f} h planned and {team.needed:.0f} h needed of {team.capacity:.0f} h"
    sentences = [f"capacity {drawn} {percent(team.share)}: {hours}"]
    if told.over:
        names = ", ".join(_over(one) for one in told.over)
        sentences.append(f"too much for {names}")
    return sentences


def _over(one: Taken) -> str:
    hours = f"{one.planned + one.needed:.0f} h of {one.capacity:.0f} h"
    return (
        f"{one.handle} ({hours}, {percent(one.share)})" if one.share else f"{one.handle} ({hours})"
    )


def fit_sentences(workspace: Workspace, name: str, today: date) -> list[str]:
    """Who has fewer hours left than an initiative needs of them if it began now, and from when it
    would fit in; nothing where all is well or it says not whom it needs."""
    try:
        fit = fits_initiative(workspace, name, today)
    except Refused:
        return []
    if fit.now:
        return []
    first: dict[str, Short] = {}
    for one in fit.short:
        first.setdefault(one.person, one)
    words = ", ".join(
        f"{one.person} by {one.by:.0f} h in the week of {one.week}" for one in first.values()
    )
    title = workspace.initiatives[name].title
    start = f"it fits in from {fit.start}" if fit.start else "it fits in within no half a year"
    return [f"“{title}” begun this week would leave short: {words}; {start}"]


def room_object(told: Room) -> dict[str, Any]:
    """The room of a period as programs read it."""
    rows = [
        {
            "person": one.handle,
            "capacity": one.capacity,
            "planned": one.planned,
            "needed": one.needed,
            "share": one.share,
        }
        for one in told.people
    ]
    return {"weeks": [one.isoformat() for one in told.weeks], "people": rows}
