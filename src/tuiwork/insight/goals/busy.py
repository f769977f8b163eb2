"""Busy, not productive: as much is finished as before, and no key result moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

from tuiwork.dataclass import dataclass
from tuiwork.insight.goals.credit import Credit
from tuiwork.insight.goals.measures import measure_of
from tuiwork.insight.goals.serving import serving
from tuiwork.insight.goals.standing import ResultStanding, standing
from tuiwork.insight.pace import Week, monday_of, throughput
from tuiwork.model.goal import Goal, goal_days
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace

RECENT, BEFORE, FEWEST = 4, 12, 6
"""The weeks that are looked at, the most that they are compared with, and the fewest."""

LEAST_RISE = 0.02


@dataclass(frozen=True, slots=True)
class Busy:
    """The last four complete weeks against those before, and how far the key results rose in them.

    `moves` are the references of the key results that count with what each rose by; `finished` is
    what was finished in these weeks, by the goals it served, the most first: a goal's name, `run`
    or `unaligned`. `reason` says in a sentence why nothing can be said, where that is so.
    """

    recent: tuple[Week, ...]
    before: tuple[Week, ...]
    moves: tuple[tuple[str, float], ...]
    finished: tuple[tuple[str, tuple[Task, ...]], ...] = ()
    reason: str = ""

    @property
    def pace(self) -> float | None:
        """Tasks finished a week in the last four weeks, on average."""
        return sum(one.count for one in self.recent) / RECENT if self.recent else None

    @property
    def pace_before(self) -> float | None:
        """The median of the weeks before."""
        return median(one.count for one in self.before) if self.before else None

    @property
    def rise(self) -> float | None:
        """How far the mean progress of the key results rose in the last four weeks."""
        return sum(by for _, by in self.moves) / len(self.moves) if self.moves else None

    @property
    def fires(self) -> bool:
        """Mean weekly throughput of the last 4 complete weeks ≥ median of the preceding ones (up to
        12, at least 6), while the mean progress of the key results rose by less than 0.02."""
        if self.reason or self.pace is None or self.pace_before is None or self.rise is None:
            return False
        return self.pace >= self.pace_before and self.rise < LEAST_RISE


def busy(workspace: Workspace, today: date) -> Busy:
    """Whether work goes on as before while the key results stand still, with its numbers."""
    first = monday_of(today) - timedelta(7 * (RECENT + BEFORE))
    weeks = throughput(workspace, today, since=first).complete
    recent, before = weeks[-RECENT:], weeks[:-RECENT][-BEFORE:]
    if len(before) < FEWEST:
        words = f"{len(weeks)} complete weeks with finished tasks; {RECENT + FEWEST} are needed"
        return Busy(recent, before, (), reason=words)
    begin, end = recent[0].monday - timedelta(1), recent[-1].monday + timedelta(6)
    moves = tuple(_moves(workspace, begin, end, today))
    reason = "" if moves else "no key result has a value in these weeks"
    return Busy(recent, before, moves, _by_goal(workspace, recent), reason)


def _moves(
    workspace: Workspace, begin: date, end: date, today: date
) -> Iterator[tuple[str, float]]:
    """What each key result of the goals that ran in these days rose by."""
    for _, goal in sorted(workspace.goals.items()):
        days = goal_days(goal)
        if _was_over(goal, begin) or (days is not None and (days[0] > end or days[1] <= begin)):
            continue
        for one in standing(workspace, goal, today).key_results:
            then, now = (_progress_on(workspace, goal, one, day) for day in (begin, end))
            if then is not None and now is not None:
                yield one.reference, now - then


def _was_over(goal: Goal, day: date) -> bool:
    """Whether a goal was closed by a day; one that does not say when always was."""
    closed = goal.moment("closed")
    if closed is None:
        return goal.is_closed
    return date(closed.year, closed.month, closed.day) <= day


def _progress_on(workspace: Workspace, goal: Goal, one: ResultStanding, day: date) -> float | None:
    """The progress of a key result at the end of a day: by its check-ins, at the start before the
    first of them; of a computed one, by its measure on that day."""
    if one.key_result.measure:
        measured, _ = measure_of(workspace, goal, one.key_result, day)
        return one.key_result.progress_at(measured.value)
    if not one.trail:
        return None
    return next((share for when, share in reversed(one.trail) if when <= day), 0.0)


def _by_goal(
    workspace: Workspace, weeks: tuple[Week, ...]
) -> tuple[tuple[str, tuple[Task, ...]], ...]:
    paths, credit = serving(workspace).paths, Credit(workspace)
    found: dict[str, list[Task]] = {}
    for id_ in (id_ for week in weeks for id_ in week.ids):
        task = workspace.tasks[id_]
        path = paths[task.path]
        credited = tuple(credit.of(task, path.references)) or path.references
        serves = {one.partition("/")[0]: None for one in credited}
        names = list(serves) if path.alignment == "aligned" else [path.alignment]
        for name in names:
            found.setdefault(name, []).append(task)
    return tuple(
        (name, tuple(tasks))
        for name, tasks in sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    )
