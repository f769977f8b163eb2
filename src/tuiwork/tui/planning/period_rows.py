"""What the plan of a period shows: its figures, and its items as rows by what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tuiwork.dataclass import dataclass
from tuiwork.insight.forecast import Forecast, forecast, work_of
from tuiwork.insight.plans import (
    Age,
    Completion,
    Drift,
    Standing,
    age,
    completion,
    drift,
    item_standings,
    items_without_tasks,
    planned_tasks,
    plans_of,
)
from tuiwork.insight.room import Room, initiatives_in, room
from tuiwork.model.goal import period_days
from tuiwork.model.plan import Plan, State
from tuiwork.model.workspace import Workspace
from tuiwork.tui.widgets.rows import Row

HEADINGS: Mapping[State, str] = {"in": "In", "waiting": "Waits", "declined": "Declined"}

TITLE_IN = ":title in"
"""The key of the title above what is in."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item as its row shows it. `number` is its place among those that are in; `forecast` is
    None until it is worked out."""

    standing: Standing
    number: int
    forecast: Forecast | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A period as a person looks at it: its plan where it has one, and what that comes to."""

    name: str
    today: date
    plan: Plan | None = None
    items: tuple[Standing, ...] = ()
    completion: Completion | None = None
    drift: Drift | None = None
    age: Age | None = None
    without_tasks: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[date, date] | None:
        """Its first and its last day."""
        return period_days(self.name)

    @property
    def elapsed(self) -> float | None:
        """Which share of its days is over, this one included; None outside of it."""
        days = self.days
        if days is None or not days[0] <= self.today <= days[1]:
            return None
        return ((self.today - days[0]).days + 1) / ((days[1] - days[0]).days + 1)


def look_at_period(workspace: Workspace, name: str, today: date) -> Period:
    """A period with everything that its first paint shows; its room and forecasts come later."""
    plan = plans_of(workspace).get(name)
    if plan is None:
        return Period(name, today)
    return Period(
        name, today, plan, item_standings(workspace, plan, today),
        completion(workspace, plan, today) if plan.started else None, drift(plan),
        age(plan, today), items_without_tasks(workspace, plan),
    )  # fmt: skip


def room_of(workspace: Workspace, period: Period) -> Room:
    """The room of a period with the initiatives that are in its plan."""
    return room(workspace, period.name, period.today, initiatives_in(period.plan))


def forecasts_of(workspace: Workspace, period: Period) -> dict[str, Forecast]:
    """The forecast of each item that is in and not done, by its reference; that of the whole plan
    under the name of the period. Items that are the same tasks share one."""
    found: dict[str, Forecast] = {}
    if period.plan is None:
        return found
    known: dict[tuple[str, ...], Forecast] = {}
    for one in period.items:
        if one.item.state == "in" and one.subject and not one.is_done and not one.missing:
            tasks = work_of(workspace, one.subject)
            ids = tuple(task.id for task in tasks)
            known[ids] = known.get(ids) or forecast(workspace, period.today, tasks)
            found[one.item.of] = known[ids]
    if period.plan.of_state("in"):
        tasks = planned_tasks(workspace, period.plan)
        found[period.name] = forecast(workspace, period.today, tasks)
    return found


def period_rows(period: Period, forecasts: Mapping[str, Forecast]) -> list[Row]:
    """The items under what became of them, each in the order of the plan."""
    return list(_rows(period, forecasts))


def _rows(period: Period, forecasts: Mapping[str, Forecast]) -> Iterator[Row]:
    for state, title in HEADINGS.items():
        items = [one for one in period.items if one.item.state == state]
        if not items:
            continue
        if state != "in":
            yield Row(f":gap {state}", "", header=True)
        yield Row(f":title {state}", f"{title}  {len(items)}", header=True)
        for number, one in enumerate(items, 1):
            yield Row(one.item.of, Item(one, number, forecasts.get(one.item.of)))
