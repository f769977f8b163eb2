"""What is worth a look: the few figures of a workspace that ask for somebody to do something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from tuiwork.dataclass import dataclass
from tuiwork.insight.deciding import reviews_due
from tuiwork.insight.handoffs import is_dropping, pending_handoffs
from tuiwork.insight.initiatives.standing import standing
from tuiwork.model.alignment import Paths
from tuiwork.model.task import Task, is_overdue
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.text.merging.conflicts import kept_values

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
    workspace: Workspace, now: datetime, *, problems: int = 0
) -> tuple[Attention, ...]:
    """At most seven, the most pressing first; nothing where all is well.

    `problems` is how many there are in the files.
    """
    return tuple(_found(workspace, now, problems))[:MOST]


def _found(workspace: Workspace, now: datetime, problems: int) -> Iterator[Attention]:
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
