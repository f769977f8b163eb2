"""How well dates are kept: finished as planned, finished in time, and due dates that moved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from tuiwork.dataclass import dataclass
from tuiwork.insight.flow import finished, finishes
from tuiwork.insight.measured import Measured, ratio
from tuiwork.insight.once import once
from tuiwork.insight.pace import window_start
from tuiwork.model.task import Task, due_day
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.text.course import course

REPEATED = 2
"""From this many slips on, a delay is a repeated one."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A share of tasks: `measured` over all that count, `missed` the ids of those that failed."""

    measured: Measured
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adherence:
    """The same finished tasks against their first due dates and against their last."""

    first: Kept
    last: Kept


@dataclass(frozen=True, slots=True)
class Slips:
    """How often a due date moved later, and the first and the last due date."""

    count: int = 0
    first: date | None = None
    last: date | None = None

    @property
    def days(self) -> int:
        """Last due − first due, in days; 0 while there is none."""
        return 0 if self.first is None or self.last is None else (self.last - self.first).days


def completion_rate(workspace: Workspace, ids: Iterable[str], first: date, last: date) -> Kept:
    """Tasks that were in a plan at its start and were finished within it ÷ all of them.

    `first` and `last` are the days of the plan. Dropped and removed tasks do not count.
    """
    tasks = [workspace.tasks[id_] for id_ in dict.fromkeys(ids) if id_ in workspace.tasks]
    counted = [one for one in tasks if workspace.category(one) is not Category.DROPPED]
    ends = {one.id: finished(workspace, one) for one in counted}
    missed = tuple(id_ for id_, end in ends.items() if end is None or not first <= end <= last)
    return _kept(tuple(ends), missed)


def deadline_adherence(
    workspace: Workspace,
    today: date,
    tasks: Iterable[Task] | None = None,
    since: date | None = None,
) -> Adherence:
    """Finished on or before the first due date ÷ finished with a due date; the same for the last.

    Of these tasks or of all, finished in the last 90 days or since a day.
    """
    since = window_start(today) if since is None else since
    wanted = None if tasks is None else {task.id for task in tasks}
    ids, late, late_at_last = [], [], []
    for end, task in finishes(workspace):
        if not since <= end <= today or (wanted is not None and task.id not in wanted):
            continue
        found = slips(task)
        if found.first is None or found.last is None:
            continue
        ids.append(task.id)
        late += [task.id] if end > found.first else []
        late_at_last += [task.id] if end > found.last else []
    return Adherence(_kept(tuple(ids), tuple(late)), _kept(tuple(ids), tuple(late_at_last)))


def _kept(ids: tuple[str, ...], missed: tuple[str, ...]) -> Kept:
    return Kept(ratio(len(ids) - len(missed), ids), missed)


def slips(task: Task) -> Slips:
    """How a task's due date moved, by its log; a slip is a move to a later day.

    A date taken away and later set anew counts as moved from the one to the other. A task without
    a due date now has no last one.
    """
    last = due_day(task)
    moves = course(task.log or "").dues if " due " in (task.log or "") else ()
    words = [*(move.before for move in moves[:1]), *(move.after for move in moves)]
    known = [day for day in map(_day, words) if day is not None]
    if not known:
        return Slips(0, last, last)
    return Slips(sum(after > before for before, after in pairwise(known)), known[0], last)


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat((words or "")[:10])
    except ValueError:
        return None


@once
def repeated_delays(workspace: Workspace) -> tuple[tuple[Task, Slips], ...]:
    """The open tasks whose due date moved later twice or more, the most days slipped first."""
    found = [
        (task, moved)
        for tasks in workspace.open_in.values()
        for task in tasks
        if (moved := slips(task)).count >= REPEATED
    ]
    return tuple(sorted(found, key=lambda one: (-one[1].days, one[0].path)))
