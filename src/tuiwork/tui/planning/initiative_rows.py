"""The rows of the initiatives: grouped by stage or approach, or those first that want attention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from tuiwork.dataclass import dataclass
from tuiwork.insight.initiatives.portfolio import horizon_day, within
from tuiwork.insight.initiatives.standing import GRAVE, Standing
from tuiwork.model.fields import APPROACHES, STAGES
from tuiwork.model.goal import State
from tuiwork.tui.widgets.rows import Row

HORIZONS: Mapping[str, str] = {"12m": "12 months", "": "everything", "6m": "6 months"}
"""How far people look, as `horizon_day` takes it, and what that is called."""
GROUP = "group "
"""What the key of a group's own row begins with."""
ALL = "all"
"""The name of the one group of everything."""

_HEALTH = (State.OFF_TRACK, State.AT_RISK, State.ON_TRACK, State.UNKNOWN)


class Grouping(StrEnum):
    """What stands together."""

    STAGE = "by stage"
    APPROACH = "by approach"
    HEALTH = "health first"


@dataclass(frozen=True, slots=True)
class Head:
    """The row of a group: its name, and the initiatives in it."""

    name: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a row shows of an initiative. `alarms` are its signals in short, with whether each is
    grave; `trail` are the shares of the check-ins."""

    title: str
    owner: str
    stage: str
    step: str
    state: State = State.UNKNOWN
    days: int | None = None
    fraction: str = ""
    trail: tuple[float, ...] = ()
    alarms: tuple[tuple[str, bool], ...] = ()


def brief(here: Standing) -> Shown:
    """What can be shown at once, of what its file alone says."""
    one = here.initiative
    step = one.next_step
    return Shown(one.title, one.owner or "", one.stage, step.what if step else "")


def full(here: Standing) -> Shown:
    """Everything a row shows; it costs a look at the tasks."""
    first, points = brief(here), here.adoption.points
    return Shown(
        first.title,
        first.owner,
        first.stage,
        first.step,
        here.health,
        here.days_in_stage,
        _fraction(here),
        tuple(one.share for one in points) if len(points) > 1 else (),
        tuple((one.short, one.rule in GRAVE) for one in here.signals),
    )


def _fraction(here: Standing) -> str:
    """How many do it of those who should, or how much of the gate is answered."""
    last, gate = here.adoption.last, here.gate
    if last is not None:
        return f"{last.using:g}/{last.expected:g}"
    return "" if gate is None else f"{len(gate.answered)}/{len(gate.questions)}"


def chosen(rows: Iterable[Standing], horizon: str, today: date) -> tuple[Standing, ...]:
    """The initiatives within a horizon; all of them for none."""
    return within(rows, today, horizon_day(horizon, today)) if horizon else tuple(rows)


def rows_of(
    rows: Sequence[Standing], grouping: Grouping, shown: Mapping[str, Shown]
) -> Iterator[Row]:
    """A row for each initiative, below that of its group."""
    for name, members in _groups(rows, grouping, shown):
        ids = tuple(one.initiative.slug for one in members)
        yield Row(f"{GROUP}{name}", Head(name, ids))
        for one in members:
            slug = one.initiative.slug
            yield Row(slug, shown.get(slug) or brief(one))


def _groups(
    rows: Sequence[Standing], grouping: Grouping, shown: Mapping[str, Shown]
) -> Iterator[tuple[str, Sequence[Standing]]]:
    if grouping is Grouping.HEALTH:
        if rows:
            yield ALL, sorted(rows, key=lambda one: _grave(shown.get(one.initiative.slug)))
        return
    names = STAGES if grouping is Grouping.STAGE else (*APPROACHES, "")
    found: dict[str, list[Standing]] = {name: [] for name in names}
    for one in rows:
        key = one.initiative.stage if grouping is Grouping.STAGE else one.initiative.approach or ""
        found[key].append(one)
    for name, members in found.items():
        if members or (grouping is Grouping.APPROACH and name and rows):
            yield name, members


def _grave(shown: Shown | None) -> tuple[int, int]:
    return (_HEALTH.index(shown.state), -len(shown.alarms)) if shown else (len(_HEALTH), 0)
