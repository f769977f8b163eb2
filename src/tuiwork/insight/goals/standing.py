"""How goals stand: progress against what is expected, their check-ins, what people say of them."""

from __future__ import annotations

from datetime import date

from tuiwork.dataclass import dataclass, replace
from tuiwork.insight.goals.asking import Asked, asked_of
from tuiwork.insight.goals.nesting import below, circular, deepest_first
from tuiwork.insight.measured import Measured
from tuiwork.insight.once import once
from tuiwork.model.goal import Goal, Override, State, expected_progress, state_of
from tuiwork.model.key_result import KeyResult, weighted_mean
from tuiwork.model.workspace import Workspace
from tuiwork.text.checkins import CheckIn, checkins_of
from tuiwork.text.dates import on_clock
from tuiwork.text.zones import zone_named

_WORST = (State.OFF_TRACK, State.AT_RISK, State.UNKNOWN, State.ON_TRACK)


@dataclass(frozen=True, slots=True)
class ResultStanding:
    """How a key result stands. `key_result.current` is its value now, also of a computed one.

    `trail` holds a day and the progress from then on for each day with a check-in, the earliest
    first. `measured` says what a computed value rests on, `trouble` why there is none.
    """

    reference: str
    key_result: KeyResult
    state: State
    asked: Asked
    checkins: tuple[CheckIn, ...] = ()
    trail: tuple[tuple[date, float], ...] = ()
    measured: Measured | None = None
    trouble: str = ""

    @property
    def progress(self) -> float | None:
        return self.key_result.progress

    @property
    def trend(self) -> float | None:
        """How far the last check-in moved the progress; None before the second one."""
        return self.trail[-1][1] - self.trail[-2][1] if len(self.trail) > 1 else None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an objective stands. `below` are the goals under it, in the order of their names.

    The state is what the numbers say; what somebody says against it stands in `override`.
    `circular` says that the goal lies below itself.
    """

    goal: Goal
    progress: float | None
    expected: float | None
    state: State
    asked: Asked
    override: Override | None = None
    key_results: tuple[ResultStanding, ...] = ()
    below: tuple[Standing, ...] = ()
    trail: tuple[tuple[date, float], ...] = ()
    circular: bool = False

    @property
    def stale(self) -> bool:
        return self.asked.stale

    @property
    def urgency(self) -> tuple[int, bool, str]:
        """What to sort by, the worst first: the state by numbers, then stale ones, then names."""
        return _WORST.index(self.state), not self.stale, self.goal.slug


def standing(workspace: Workspace, goal: Goal, today: date) -> Standing:
    """How a goal stands on a day; worked out once for each workspace and day."""
    known = _known(workspace)
    if (goal.slug, today) not in known:
        for one in deepest_first(workspace, goal):
            if (one.slug, today) not in known:
                known[one.slug, today] = _standing(workspace, one, today)
    return known[goal.slug, today]


@once
def _known(workspace: Workspace) -> dict[tuple[str, date], Standing]:
    del workspace
    return {}


def _standing(workspace: Workspace, goal: Goal, today: date) -> Standing:
    """An objective's progress is the mean of its key results by weight; without key results, the
    mean of the goals below it by weight."""
    expected = expected_progress(goal, today)
    results = _results(workspace, goal, today, expected)
    inner = tuple(standing(workspace, one, today) for one in below(workspace).get(goal.slug, ()))
    if results:
        progress = weighted_mean((one.progress, one.key_result.weight) for one in results)
        trail = _mean_trail([(one.trail, one.key_result.weight) for one in results])
    else:
        progress = weighted_mean((one.progress, one.goal.weight) for one in inner)
        trail = _mean_trail([(one.trail, one.goal.weight) for one in inner])
    typed = [one for one in results if not one.key_result.measure]
    last = max((one.asked.last for one in typed if one.asked.last), default=None)
    return Standing(
        goal,
        progress,
        expected,
        state_of(progress, expected),
        asked_of(goal, last, today) if typed else Asked(last),
        goal.override(today),
        results,
        inner,
        trail,
        goal.slug in circular(workspace),
    )


def _results(
    workspace: Workspace, goal: Goal, today: date, expected: float | None
) -> tuple[ResultStanding, ...]:
    zone = zone_named(workspace.settings.timezone)
    told = checkins_of(goal.log or "")
    found = []
    for one in goal.key_results:
        reference = f"{goal.slug}/{one.id}"
        if one.measure:
            found.append(_computed(workspace, goal, reference, one, today, expected))
            continue
        some = told.get(one.id, ())
        days = {on_clock(each.at, zone).date(): one.progress_at(each.value) for each in some}
        trail = tuple((day, share) for day, share in days.items() if share is not None)
        state = state_of(one.progress, expected)
        asked = asked_of(goal, max(days, default=None), today)
        found.append(ResultStanding(reference, one, state, asked, some, trail))
    return tuple(found)


def _computed(
    workspace: Workspace,
    goal: Goal,
    reference: str,
    one: KeyResult,
    today: date,
    expected: float | None,
) -> ResultStanding:
    from tuiwork.insight.goals.measures import measure_of

    measured, trouble = measure_of(workspace, goal, one, today)
    one = replace(one, current=measured.value)
    state = state_of(one.progress, expected)
    return ResultStanding(reference, one, state, Asked(), measured=measured, trouble=trouble)


def _mean_trail(
    parts: list[tuple[tuple[tuple[date, float], ...], float]],
) -> tuple[tuple[date, float], ...]:
    """The mean of several trails by weight on each day one of them moves; before its first day, one
    stands at 0."""
    moving = [(dict(trail), weight) for trail, weight in parts if trail]
    now = [0.0] * len(moving)
    found = []
    for day in sorted({day for trail, _ in moving for day in trail}):
        now = [trail.get(day, before) for (trail, _), before in zip(moving, now, strict=True)]
        weights = (weight for _, weight in moving)
        mean = weighted_mean(zip(now, weights, strict=True))
        found.append((day, mean or 0.0))
    return tuple(found)
