"""The start of a period: what comes over from the last plan, and what else could be taken on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from tuiwork.dataclass import dataclass
from tuiwork.insight.plans import Standing, item_standing, plans_of
from tuiwork.model.goal import Goal, goal_days, period_days, period_of
from tuiwork.model.plan import Item, Plan
from tuiwork.model.subject import Subject
from tuiwork.model.workspace import Workspace

Origin = Literal["carried", "waited", "goal", "decided", "candidate", "revisit"]

ORIGINS: dict[Origin, str] = {
    "carried": "unfinished in the last plan",
    "waited": "waited in the last plan",
    "goal": "a goal of the period",
    "decided": "decided, not begun",
    "candidate": "a candidate",
    "revisit": "declined, to be looked at again",
}
"""Where something to decide on comes from, in the order in which it is offered."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to decide on: in, waiting or declined. `standing` holds its title and how it
    stands; its item is that of the last plan where it comes from there."""

    subject: Subject
    origin: Origin
    standing: Standing


@dataclass(frozen=True, slots=True)
class Start:
    """What the start of a period has to decide on. `last` is the plan before it, `plan` the one
    there is already, `decided` what it holds."""

    period: str
    last: Plan | None
    plan: Plan | None
    offers: tuple[Offer, ...]
    decided: tuple[Standing, ...]


def last_period(period: str) -> str | None:
    """The period before one of the same length, None for what is no period."""
    days = period_days(period)
    return period_of(days[0] - timedelta(1), _length(period)) if days else None


def next_period(period: str) -> str | None:
    """The period after one, of the same length; None for what is no period, or after the last."""
    days = period_days(period)
    if days is None or days[1] == date.max:
        return None
    return period_of(days[1] + timedelta(1), _length(period))


def _length(period: str) -> str:
    part = period.partition("-")[2][:1]
    return {"": "year", "Q": "quarter", "H": "half"}.get(part, "month")


def start_of(workspace: Workspace, period: str, today: date) -> Start:
    """What a period begins with: unfinished items of the last plan in its order, what waited there,
    the open goals of the period, initiatives that are decided and candidates, each by name, and
    what was declined to be looked at again by the end of the period. Each is offered once, and
    what the plan of the period holds already is not offered.
    """
    plans = plans_of(workspace)
    plan, last = plans.get(period), plans.get(last_period(period) or "")
    known = {one.of for one in plan.items} if plan else set()
    offers = []
    for origin, item in _found(workspace, period, last):
        if item.of not in known and item.subject is not None:
            known.add(item.of)
            standing = item_standing(workspace, item, today)
            if not (standing.missing or standing.is_done):
                offers.append(Offer(item.subject, origin, standing))
    decided = tuple(item_standing(workspace, one, today) for one in plan.items) if plan else ()
    return Start(period, last, plan, tuple(offers), decided)


def _found(workspace: Workspace, period: str, last: Plan | None) -> Iterator[tuple[Origin, Item]]:
    yield from (("carried", one) for one in (last.of_state("in") if last else ()))
    yield from (("waited", one) for one in (last.of_state("waiting") if last else ()))
    days = period_days(period)
    declined = last.of_state("declined") if last else ()
    known = {one.of for one in declined}
    for goal in sorted(workspace.goals.values(), key=lambda one: one.slug):
        if _meets(goal, days):
            yield "goal", Item(f"goal:{goal.slug}", "waiting")
    stages: tuple[Origin, ...] = ("decided", "candidate")
    for origin in stages:
        for slug, document in sorted(workspace.initiatives.items()):
            stage = document.text("stage") or "candidate"
            of = f"initiative:{slug}"
            if stage == origin and of not in known:
                yield origin, Item(of, "waiting")
    for one in declined:
        if one.revisit is not None and (days is None or one.revisit <= days[1]):
            yield "revisit", one


def _meets(goal: Goal, days: tuple[date, date] | None) -> bool:
    """Whether an open goal has a day in common with a period."""
    own = goal_days(goal)
    if goal.is_closed or own is None or days is None:
        return False
    return own[0] <= days[1] and days[0] <= own[1]
