"""What a period plan comes to: how its items stand, its completion, its drift, and its age."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import cast

from tuiwork.dataclass import dataclass
from tuiwork.insight.deadlines import completion_rate
from tuiwork.insight.flow import finished
from tuiwork.insight.goals.standing import standing
from tuiwork.insight.lenses import below
from tuiwork.insight.measured import Measured, ratio
from tuiwork.insight.once import once
from tuiwork.model.goal import Goal, period_of
from tuiwork.model.kinds import Kind
from tuiwork.model.plan import Item, Plan
from tuiwork.model.subject import Subject, document_of, owner_of, title_of
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.durations import parse_duration
from tuiwork.text.zones import zone_named

CADENCE = 30
"""The days after which a plan that names no cadence wants to be looked at."""

LIVED = ("everyday", "closed")
"""The stages of an initiative in which nothing of it is left to be planned."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An item of a plan as it stands.

    `words` says so in a few words, `state` without counting its tasks; `progress` goes from 0 to 1.
    `tasks` are the ids of what is to
    be done for it, dropped ones left out, `done` those of them that are finished. `missing` says
    that what it names does not exist.
    """

    item: Item
    subject: Subject | None
    title: str
    owner: str | None
    words: str
    progress: float | None = None
    is_done: bool = False
    tasks: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    missing: bool = False
    state: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """How much of what was in a plan at its start was finished within its period.

    `rate` rests on the ids of the tasks, `finished` are those of the finished ones. `items` are the
    references of the items at the start, `done` those of them that are done.
    """

    rate: Measured
    finished: tuple[str, ...]
    items: tuple[str, ...]
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """How far a plan is from what it was at its start; references of items throughout."""

    rate: Measured
    added: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Age:
    """When a plan was last looked at, when it is to be looked at again, and for how many days that
    is overdue."""

    last: date
    due: date
    overdue: int


def plans_of(workspace: Workspace) -> dict[str, Plan]:
    """The plans by their period."""
    return {one.slug: cast(Plan, one) for one in workspace.of_kind(Kind.PLAN)}


def plan_now(workspace: Workspace, today: date) -> Plan | None:
    """The plan of the period of today, None where there is none."""
    return plans_of(workspace).get(period_of(today, workspace.settings.period))


def item_standings(workspace: Workspace, plan: Plan, today: date) -> tuple[Standing, ...]:
    """The items of a plan as they stand, in its order."""
    return tuple(item_standing(workspace, one, today) for one in plan.items)


def item_standing(workspace: Workspace, item: Item, today: date) -> Standing:
    """How one item stands: a task by its status, a goal by its progress, an initiative by its stage
    and its tasks."""
    subject = item.subject
    document = document_of(workspace, subject) if subject else None
    if subject is None or document is None:
        return Standing(item, subject, item.of, None, "does not exist", missing=True)
    tasks = tuple(one.id for one in below(workspace, subject))
    open_ones = _open_ids(workspace)
    done = tuple(id_ for id_ in tasks if id_ not in open_ones)
    state, progress = _state(workspace, subject, today, len(done), len(tasks))
    count = f"{len(done)} of {len(tasks)} tasks done" if tasks else "no tasks"
    words = state if isinstance(document, Task) else f"{state}, {count}"
    return Standing(
        item, subject, title_of(workspace, subject), owner_of(workspace, subject), words, progress,
        is_done(workspace, subject, today), tasks, done, state=state,
    )  # fmt: skip


@once
def _open_ids(workspace: Workspace) -> frozenset[str]:
    return frozenset(task.id for tasks in workspace.open_in.values() for task in tasks)


def is_done(workspace: Workspace, subject: Subject, today: date) -> bool:
    """Whether a task is closed, a goal closed or reached, an initiative everyday or closed."""
    document = document_of(workspace, subject)
    if isinstance(document, Task):
        return not workspace.is_open(document)
    if isinstance(document, Goal):
        return document.is_closed or _progress(workspace, document, subject, today)[0] == 1
    return document is not None and document.text("stage") in LIVED


def _state(
    workspace: Workspace, subject: Subject, today: date, done: int, tasks: int
) -> tuple[str, float | None]:
    """How a subject stands in words, and as a share."""
    document = document_of(workspace, subject)
    share = done / tasks if tasks else None
    if isinstance(document, Task):
        return document.status or "todo", share
    if isinstance(document, Goal):
        progress, state = _progress(workspace, document, subject, today)
        said = f"{round(progress * 100)} %, {state}" if progress is not None else "not measured"
        return said, progress
    stage = (document.text("stage") if document else None) or "candidate"
    return stage, share


def _progress(
    workspace: Workspace, goal: Goal, subject: Subject, today: date
) -> tuple[float | None, str]:
    stands = standing(workspace, goal, today)
    for one in stands.key_results:
        if one.reference == subject.name:
            return one.progress, str(one.state)
    return stands.progress, str(stands.state)


def completion(workspace: Workspace, plan: Plan, today: date) -> Completion:
    """Completion rate = tasks in the plan at its start that finished within its period ÷ all of
    them.

    Those are the tasks that its items at the start name or hold, created by then and not finished
    before; dropped tasks do not count.
    """
    days = plan.days
    first = plan.started or (days[0] if days else date.min)
    last = days[1] if days else date.max
    tasks: dict[str, Task] = {}
    for item in plan.at_start:
        tasks |= {one.path: one for one in below(workspace, item.subject)} if item.subject else {}
    end = _end_of(first, zone_named(workspace.settings.timezone))
    days_by_id = {
        one.id: finished(workspace, one) for one in tasks.values() if _was_there(one, end)
    }
    counted = tuple(id_ for id_, day in days_by_id.items() if day is None or day >= first)
    kept = completion_rate(workspace, counted, first, last)
    missed = set(kept.missed)
    within = tuple(id_ for id_ in kept.measured.ids if id_ not in missed)
    items = [(one.of, one.subject) for one in plan.at_start]
    done = tuple(of for of, one in items if one and is_done(workspace, one, today))
    return Completion(kept.measured, within, tuple(of for of, _ in items), done)


def _end_of(day: date, zone: tzinfo | None) -> datetime:
    """The moment at which a day is over on the clocks of a zone, None for this machine's."""
    day = min(day, date.max - timedelta(2))
    midnight = datetime(day.year, day.month, day.day) + timedelta(1)
    return midnight.replace(tzinfo=zone) if zone else midnight.astimezone()


def _was_there(task: Task, end: datetime) -> bool:
    """Whether a task was there by then; one that does not say when it came was."""
    created = task.moment("created")
    if isinstance(created, datetime):
        return created < (end if created.tzinfo else end.replace(tzinfo=None))
    return created is None or created < end.date()


def planned_tasks(workspace: Workspace, plan: Plan) -> tuple[Task, ...]:
    """The tasks that what is in a plan names or holds, each once; dropped ones are left out."""
    tasks: dict[str, Task] = {}
    for item in plan.of_state("in"):
        tasks |= {one.path: one for one in below(workspace, item.subject)} if item.subject else {}
    return tuple(tasks.values())


def drift(plan: Plan) -> Drift | None:
    """Plan drift = items dropped or added after the start ÷ items at the start.

    An item that came and went after the start counts once. None before the start.
    """
    if plan.started is None:
        return None
    added = tuple(one.of for one in plan.items if plan.came_later(one))
    dropped = tuple(one.of for one in plan.items if plan.went_later(one))
    rate = ratio(len({*added, *dropped}), tuple(one.of for one in plan.at_start))
    return Drift(rate, added, dropped)


def items_without_tasks(workspace: Workspace, plan: Plan) -> tuple[str, ...]:
    """The references of goals and initiatives that are in a plan and for which there is nothing to
    do: no task serves them, dropped ones not counted."""
    subjects = [one.subject for one in plan.of_state("in")]
    return tuple(
        one.reference
        for one in subjects
        if one and one.kind != "task" and not below(workspace, one)
    )


def age(plan: Plan, today: date) -> Age | None:
    """When a plan was last looked at, or started, and when its cadence asks for the next look.

    None before its start and after its period.
    """
    started, days = plan.started, plan.days
    if started is None or (days is not None and today > days[1]):
        return None
    last = max(started, plan.reviewed or started)
    due = date.fromordinal(min(last.toordinal() + _cadence(plan), date.max.toordinal()))
    return Age(last, due, max(0, (today - due).days))


def _cadence(plan: Plan) -> int:
    """The calendar days between looks at a plan."""
    try:
        minutes = parse_duration(plan.text("cadence") or "", hours_per_day=24, days_per_week=7)
    except ValueError:
        return CADENCE
    return max(1, minutes // (24 * 60)) if minutes else CADENCE
