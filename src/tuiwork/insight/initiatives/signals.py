"""What about an initiative wants somebody's attention: stuck, stalled, isolated, unanswered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta, tzinfo
from typing import NamedTuple

from tuiwork.insight.initiatives.adoption import pulse_falls
from tuiwork.insight.initiatives.balance import Balance
from tuiwork.insight.initiatives.conditions import without_practice
from tuiwork.insight.initiatives.stages import Visit
from tuiwork.model.gates import DECISION, PILOT, current_gate, gate
from tuiwork.model.initiative import Initiative
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.course import course
from tuiwork.text.dates import on_clock
from tuiwork.text.forcing import Forced, forced_in
from tuiwork.text.zones import zone_named

LONGEST_PILOT = 90
QUIET = 14
"""So many days without a task that moved are a standstill."""

_CADENCES = {"daily": 1, "weekly": 7, "fortnightly": 14, "monthly": 31, "quarterly": 92}
_EVERY = re.compile(r"([0-9]{1,3}) ?(d|w|m)(?:ays?|eeks?|onths?)?", re.IGNORECASE)
_DAYS = {"d": 1, "w": 7, "m": 31}
_SHORT = {
    "practice": "no practice", "pulse": "pulse falls", "owner": "no owner",
    "next step": "no next step", "why": "no why", "tasks": "no task",
}  # fmt: skip


class Signal(NamedTuple):
    """A rule that fired: its name, what it found in words, and the ids of the tasks behind it."""

    rule: str
    words: str
    ids: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """It in a word or two, for where many stand side by side."""
        if self.rule == "gate":
            return self.words.partition(";")[0]
        if self.rule == "balance":
            return f"embed {self.words.partition('(')[2].partition(')')[0]}"
        return _SHORT.get(self.rule, self.rule)


def signals(
    workspace: Workspace,
    initiative: Initiative,
    stays: Sequence[Visit],
    tasks: Sequence[Task],
    hours: Balance,
    today: date,
) -> tuple[Signal, ...]:
    """Everything that wants attention, the gravest first. A candidate and a closed one have none.

    `stays` are the initiative's visits of stages, `tasks` the tasks linked with it, `hours` how
    these are spent.
    """
    if initiative.stage in ("candidate", "closed"):
        return ()
    found = [
        *standstill(workspace, initiative, stays, tasks, today),
        isolated(initiative, tasks),
        *_unanswered(workspace, initiative),
        *_practice(initiative, today),
        *_embedding(initiative, hours),
        *_missing(initiative, tasks),
    ]
    return tuple(one for one in found if one is not None)


def standstill(
    workspace: Workspace,
    initiative: Initiative,
    stays: Sequence[Visit],
    tasks: Sequence[Task],
    today: date,
) -> tuple[Signal, ...]:
    """Whether it is stuck, and whether it is stalled."""
    zone = zone_named(workspace.settings.timezone)
    found = (stuck(initiative, stays, today), stalled(initiative, stays, tasks, today, zone))
    return tuple(one for one in found if one is not None)


def stuck(initiative: Initiative, stays: Sequence[Visit], today: date) -> Signal | None:
    """A pilot past its end date, or longer than 90 days in its stage."""
    if initiative.stage != "pilot":
        return None
    if initiative.end is not None and initiative.end < today:
        days = (today - initiative.end).days
        return Signal("stuck", f"pilot ended {_days(days)} ago")
    since = stays[-1].since or initiative.start
    if since is not None and (today - since).days > LONGEST_PILOT:
        return Signal("stuck", f"{_days((today - since).days)} in pilot")
    return None


def stalled(
    initiative: Initiative,
    stays: Sequence[Visit],
    tasks: Sequence[Task],
    today: date,
    zone: tzinfo | None,
) -> Signal | None:
    """A running initiative none of whose tasks changed status for 14 days, or whose check-in is
    overdue. Without a task that ever moved, the days count from the start of its stage."""
    if not initiative.is_running:
        return None
    moved = [step.at for task in tasks for step in course(task.log or "").statuses[-1:]]
    last = on_clock(max(moved), zone).date() if moved else stays[-1].since or initiative.start
    if last is not None and (today - last).days >= QUIET:
        words = "no task moved" if tasks else "no task is linked"
        return Signal("stalled", f"{words} for {_days((today - last).days)}", _ids(tasks))
    late = checkin_overdue(initiative, stays, today)
    return Signal("stalled", f"check-in {_days(late)} overdue") if late else None


def checkin_overdue(initiative: Initiative, stays: Sequence[Visit], today: date) -> int:
    """The days since a check-in was due by the cadence that the initiative names; 0 for in time.

    The first one is due a cadence after the current stage began.
    """
    cadence = cadence_days(initiative.text("adoption_cadence") or "")
    days = [one.date for one in initiative.check_ins if one.date and one.date <= today]
    last = days[-1] if days else stays[-1].since
    if cadence is None or last is None or initiative.is_closed:
        return 0
    return max(0, (today - last - timedelta(cadence)).days)


def cadence_days(words: str) -> int | None:
    """The days of `weekly`, `monthly`, `2w`, `10 days`; None for words that name no cadence."""
    words = words.strip().casefold()
    if words in _CADENCES:
        return _CADENCES[words]
    every = _EVERY.fullmatch(words.removeprefix("every "))
    return int(every[1]) * _DAYS[every[2]] or None if every else None


def isolated(initiative: Initiative, tasks: Sequence[Task]) -> Signal | None:
    """An initiative with neither a goal nor a task nor a process."""
    if initiative.goals or tasks or initiative.text("process"):
        return None
    return Signal("isolated", "no goal, no task, no process")


def standing_forced(workspace: Workspace, initiative: Initiative) -> tuple[Forced, ...]:
    """The steps that were forced over blanks which are blank still, each with those alone."""
    steps = forced_in(initiative.log or "")
    if not steps:
        return ()
    blank = {
        question.key
        for name in (DECISION, PILOT)
        for question in gate(workspace.settings, initiative, name).blanks
    }
    return tuple(
        one._replace(blanks=left)
        for one in steps
        if (left := tuple(key for key in one.blanks if key in blank))
    )


def _unanswered(workspace: Workspace, initiative: Initiative) -> Iterator[Signal]:
    forced = standing_forced(workspace, initiative)
    if forced:
        one = forced[-1]
        yield Signal("forced", f"{one.stage} without {', '.join(one.blanks)}: {one.reason}")
    if initiative.stage == "decided" or forced:
        return
    here = current_gate(workspace.settings, initiative)
    if here is not None and here.blanks:
        yield Signal("gate", here.words)


def _practice(initiative: Initiative, today: date) -> Iterator[Signal]:
    lonely = without_practice(initiative, today) if initiative.is_running else ()
    if lonely:
        held = lonely[-1].date
        yield Signal("practice", f"training held {held}, no practice within 30 days")


def _embedding(initiative: Initiative, hours: Balance) -> Iterator[Signal]:
    if hours.warned and initiative.is_running:
        yield Signal("balance", hours.words, hours.ids)
    falls = pulse_falls(initiative)
    if falls:
        yield Signal("pulse", "pulse fell three times: " + ", ".join(f"{one:g}" for one in falls))


def _missing(initiative: Initiative, tasks: Sequence[Task]) -> Iterator[Signal]:
    if initiative.owner is None:
        yield Signal("owner", "nobody owns it")
    if initiative.next_step is None and initiative.stage != "everyday":
        yield Signal("next step", "no next step")
    if initiative.text("why") is None:
        yield Signal("why", "nobody said what it means to people")
    if initiative.is_running and not tasks:
        yield Signal("tasks", "no task is linked")


def _ids(tasks: Sequence[Task]) -> tuple[str, ...]:
    return tuple(one.id for one in tasks)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
