"""The verb that notes the time somebody worked on a task."""

from __future__ import annotations

from datetime import UTC

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.log import Entry
from tuiwork.model.workspace import Workspace
from tuiwork.text.course import course
from tuiwork.text.dates import on_clock
from tuiwork.text.durations import leading_duration, parse_duration
from tuiwork.verbs.editing import Edit, change_of, diary

DAY = 24 * 60


def log_time(workspace: Workspace, actor: Actor, id_: str, duration: str, note: str = "") -> Change:
    """Time that the actor worked on a task, with a note.

    Refused for none, and where it would make more than 24 hours of the actor's day, by what is
    loaded of the other tasks.
    """
    task = workspace.task(id_)
    minutes = _minutes(workspace, duration)
    if not 0 < minutes <= DAY:
        raise Refused(f"“{duration}” cannot be worked in a day; expected more than 0m, at most 24h")
    before = _worked_today(workspace, actor)
    if before + minutes > DAY:
        raise Refused(
            f"that makes {_words(before + minutes)} today, {_words(before)} of them logged before;"
            " a day has 24h"
        )
    details = _details(minutes, " ".join(note.split()))
    entry = Entry(actor.now.astimezone(UTC), actor.handle, "time", details)
    message = diary("Logged", [task], _words(minutes))
    return change_of(workspace, message, [Edit(task, entries=[entry])])


def _minutes(workspace: Workspace, words: str) -> int:
    calendar = workspace.settings.calendar
    try:
        return parse_duration(
            words, hours_per_day=calendar.hours_per_day, days_per_week=len(calendar.days)
        )
    except ValueError as error:
        raise Refused(str(error)) from None


def _worked_today(workspace: Workspace, actor: Actor) -> int:
    return sum(
        _minutes(workspace, one.duration)
        for task in workspace.tasks.values()
        if task.log and " time " in task.log
        for one in course(task.log).times
        if one.by == actor.handle
        and one.duration
        and on_clock(one.at, actor.now.tzinfo).date() == actor.today
    )


def _words(minutes: int) -> str:
    """Minutes in hours and minutes, which mean the same whatever the calendar says of days."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}h{rest}m" if hours and rest else f"{hours}h" if hours else f"{rest}m"


def _details(minutes: int, note: str) -> str:
    """The duration and the note, so that the note's beginning is not read as part of the former."""
    words = _words(minutes)
    written = f"{words} {note}".rstrip()
    return written if leading_duration(written)[0] == words else f"{minutes}m {note}"
