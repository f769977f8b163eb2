"""What is worth a look: the few figures of a workspace that ask for somebody to do something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from tuiwork.dataclass import dataclass
from tuiwork.insight.deciding import reviews_due
from tuiwork.insight.goals.busy import busy
from tuiwork.insight.goals.standing import Standing as GoalStanding
from tuiwork.insight.goals.standing import standing as goal_standing
from tuiwork.insight.goals.words import busy_words, last_words
from tuiwork.insight.handoffs import is_dropping, pending_handoffs
from tuiwork.insight.initiatives.standing import standing
from tuiwork.insight.questions import days_words, open_questions
from tuiwork.model.alignment import Paths
from tuiwork.model.goal import State, goal_days
from tuiwork.model.task import Task, is_overdue
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.text.merging.conflicts import kept_values
from tuiwork.text.numbers import percent

BUSY_AT = "busy"
"""What a signal that is about no goal in particular is about."""

MOST = 7
"""How many are told of: more would be read by nobody."""


@dataclass(frozen=True, slots=True)
class Attention:
    """One of them: a sign by its meaning, a sentence, and what opens it.

    `query` finds the tasks that it counts; where there is none, `place` says what to open, and
    `at` the name there that it is about.
    """

    sign: str
    words: str
    query: str = ""
    place: str = ""
    at: str = ""


def worth_a_look(
    workspace: Workspace, now: datetime, *, problems: int = 0, me: str = ""
) -> tuple[Attention, ...]:
    """At most seven, the most pressing first; nothing where all is well.

    `problems` is how many there are in the files; `me` is who looks, and may be asked something.
    """
    return tuple(islice(_found(workspace, now, problems, me), MOST))


def _found(workspace: Workspace, now: datetime, problems: int, me: str) -> Iterator[Attention]:
    tasks = [task for members in workspace.open_in.values() for task in members]
    kept = len(kept_values(workspace))
    if kept:
        words = "a value was" if kept == 1 else f"{kept} values were"
        yield Attention("conflict", f"{words} changed by two people at once", place="conflicts")
    if problems:
        words = "a problem" if problems == 1 else f"{problems} problems"
        yield Attention("problem", f"{words} in the files", place="problems")
    if late := sum(is_overdue(task, now) for task in tasks):
        yield Attention("overdue", f"{_tasks(late)} overdue", "is:overdue sort:due")
    yield from _over_limits(workspace, tasks)
    stuck = sum(workspace.category(task) is Category.BLOCKED for task in tasks)
    if stuck:
        yield Attention("blocked", f"{_tasks(stuck)} blocked", "category:blocked")
    yield from _asked(workspace, now, me)
    yield from _goals_behind(workspace, now)
    yield from _busy(workspace, now)
    handed = pending_handoffs(workspace)
    if any(is_dropping(workspace, one.handoff, now) for one in handed):
        words = f"{_tasks(len(handed))} handed over and not accepted"
        yield Attention("stale", words, "-handed:none")
    if unowned := sum(
        task.owner is None and workspace.category(task) is Category.ACTIVE for task in tasks
    ):
        words = f"{_tasks(unowned)} under way without an owner"
        yield Attention("stale", words, "is:unowned category:active")
    yield from _standing_still(workspace, now)
    yield from _unreviewed(workspace, now)
    paths = Paths(workspace)
    unaligned = sum(paths.of(task).alignment == "unaligned" for task in tasks)
    if workspace.goals and unaligned:
        verb = "serves" if unaligned == 1 else "serve"
        yield Attention("none", f"{_tasks(unaligned)} {verb} no goal", "aligned:no")


def _asked(workspace: Workspace, now: datetime, me: str) -> Iterator[Attention]:
    """What somebody asked who looks, and waits for an answer to."""
    waiting = open_questions(workspace, now.date(), me) if me else ()
    if waiting:
        first = waiting[0]
        since = "today" if not first.days else f"for {days_words(first.days)}"
        words = f"{first.question.by} asks you why “{first.task.title}”, {since}"
        if len(waiting) > 1:
            words = f"{len(waiting)} times somebody asks you why, {since}"
        yield Attention("stale", words, place="goals", at=first.task.id)


def _goals_behind(workspace: Workspace, now: datetime) -> Iterator[Attention]:
    """The goals under way that are off track or were not checked in for too long, the worst
    first."""
    today = now.date()
    behind = [
        found
        for goal in workspace.goals.values()
        if not goal.is_closed and ((days := goal_days(goal)) is None or days[0] <= today)
        if (found := goal_standing(workspace, goal, today)).state is State.OFF_TRACK or found.stale
    ]
    if not behind:
        return
    worst = min(behind, key=lambda one: one.urgency)
    off = sum(one.state is State.OFF_TRACK for one in behind)
    stale = sum(one.stale for one in behind)
    words = _behind_words(worst, today) if len(behind) == 1 else _counted(off, stale)
    yield Attention("off track" if off else "stale", words, place="goals", at=worst.goal.slug)


def _busy(workspace: Workspace, now: datetime) -> Iterator[Attention]:
    """That work goes on as before while no key result moves."""
    if workspace.goals and (found := busy(workspace, now.date())).fires:
        words = f"busy, and no key result moves: {busy_words(found)[0]}"
        yield Attention("at risk", words, place="goals", at=BUSY_AT)


def _behind_words(found: GoalStanding, today: date) -> str:
    """`off track, 36 % of 84 %; last check-in tue 5 may, 41 days ago: stale`."""
    parts = []
    if found.state is State.OFF_TRACK:
        parts.append(f"off track, {percent(found.progress)} of {percent(found.expected)}")
    if found.stale:
        words = last_words(found.asked, today)
        parts.append(f"last check-in {words}" if found.asked.last else words)
    return f"“{found.goal.title}”: {'; '.join(parts)}"


def _counted(off: int, stale: int) -> str:
    """`3 goals off track, 1 stale`."""
    parts = [f"{off} goal{'s' * (off > 1)} off track"] if off else []
    parts += [f"{stale} {'' if off else 'goals '}stale"] if stale else []
    return ", ".join(parts)


def _unreviewed(workspace: Workspace, now: datetime) -> Iterator[Attention]:
    """The decisions that should have been looked at again before today."""
    today = now.date()
    late = [one for one in reviews_due(workspace, today) if one.days_overdue(today)]
    if late:
        words = f"the decision “{late[0].title}” was to be looked at again"
        if len(late) > 1:
            words = f"{len(late)} decisions were to be looked at again"
        yield Attention("stale", words, place="decisions", at=late[0].slug)


def _standing_still(workspace: Workspace, now: datetime) -> Iterator[Attention]:
    """The running initiatives that are stuck or stalled."""
    today = now.date()
    running = (slug for slug, one in workspace.initiatives.items() if one.is_running)
    still = [one for slug in running if (one := standing(workspace, slug, today)).standstill]
    if not still:
        return
    first = still[0]
    [signal, *_] = first.standstill
    words = f"“{first.initiative.title}” is {signal.rule}: {signal.words}"
    if len(still) > 1:
        words = f"{len(still)} initiatives are stuck or stalled"
    yield Attention("off track", words, place="initiatives", at=first.initiative.slug)


def _over_limits(workspace: Workspace, tasks: list[Task]) -> Iterator[Attention]:
    """Every status of a list that holds more than its workflow allows."""
    for (folder, name), count in Counter((task.folder, task.status) for task in tasks).items():
        place = workspace.lists.get(folder)
        if place is None or name is None:
            continue
        status = workspace.settings.workflow(place.workflow).status(name)
        if status is not None and status.limit is not None and count > status.limit:
            path = folder.removeprefix("spaces/")
            yield Attention(
                "at risk",
                f"{place.title}: {count} in {name}, {status.limit} allowed",
                f'list:{path} status:"{name}"',
            )


def _tasks(count: int) -> str:
    return "1 task" if count == 1 else f"{count} tasks"
