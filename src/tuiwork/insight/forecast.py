"""When the work that is left may be done, by drawing from how much was finished a week so far."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import accumulate, islice
from math import ceil
from random import Random

from tuiwork.dataclass import dataclass, replace
from tuiwork.insight.goals.serving import serving, together
from tuiwork.insight.lenses import below
from tuiwork.insight.measured import FEWEST
from tuiwork.insight.pace import Throughput, Week, throughput
from tuiwork.model.subject import Subject
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace

RUNS = 10_000
SEED = 1
LONGEST = 104
"""Work that takes more weeks than this at the mean pace is given no date."""
LEAST_WEEKS = 5
"""The complete weeks that a forecast needs at least."""
BORROWED = "too few of these were finished: the dates hold if nothing else is worked on"
"""What is said of dates that rest on the weeks of all tasks."""
DRAWN = 1 << 16
"""How many weeks are drawn at a time."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The dates by which all of `ids` are done in half and in 85 of 100 runs.

    Where there is no honest answer, the dates are None and `refused` says why in a sentence.
    `weeks` is what was drawn from: of the selection itself, or of all tasks where `borrowed`.
    """

    ids: tuple[str, ...]
    today: date
    weeks: tuple[Week, ...] = ()
    p50: date | None = None
    p85: date | None = None
    refused: str = ""
    borrowed: bool = False
    runs: int = RUNS
    seed: int = SEED


def forecast(
    workspace: Workspace, today: date, selection: Sequence[Task], *, seed: int = SEED
) -> Forecast:
    """When the open tasks of a selection may be done, by 10,000 runs over weekly throughput.

    `selection` holds its closed tasks too: their weekly throughput is drawn from. Where fewer than
    five were finished in its complete weeks of the last 90 days, or these are fewer than five, that
    of the whole workspace is. The same seed and the same weeks give the same dates.
    """
    open_ones = tuple(one.id for one in selection if workspace.is_open(one))
    if not open_ones:
        refused = "nothing is left to do" if selection else "there are no tasks"
        return Forecast((), today, refused=refused, seed=seed)
    own = throughput(workspace, today, selection)
    borrowed = not _is_enough(own)
    weeks = (throughput(workspace, today) if borrowed else own).complete
    told = Forecast(open_ones, today, weeks, borrowed=borrowed, seed=seed)
    refused = _refusal(weeks)
    if refused:
        return replace(told, refused=refused)
    counts = [week.count for week in weeks]
    mean = sum(counts) / len(counts)
    if len(open_ones) > mean * LONGEST:
        words = f"at {mean:.1f} a week, {len(open_ones)} tasks take more than two years"
        return replace(told, refused=words)
    runs = weeks_needed(len(open_ones), counts, seed)
    return replace(told, p50=_date(today, runs, 0.5), p85=_date(today, runs, 0.85))


def work_of(workspace: Workspace, subject: Subject) -> tuple[Task, ...]:
    """The tasks that a forecast of a subject is about, also the closed ones: those of an initiative
    or a task and all below it; those of a key result, or of an objective and its key results."""
    if subject.kind != "goal":
        return below(workspace, subject)
    works = serving(workspace).work.items()
    inside = f"{subject.name}/"
    work = together([one for of, one in works if of == subject.name or of.startswith(inside)])
    return (*work.open, *work.done)


def _is_enough(found: Throughput) -> bool:
    weeks = found.complete
    return len(weeks) >= LEAST_WEEKS and sum(week.count for week in weeks) >= FEWEST


def _refusal(weeks: Sequence[Week]) -> str:
    if not weeks:
        return "no complete week since the first task was finished; five are needed"
    if len(weeks) < LEAST_WEEKS:
        few = "1 complete week" if len(weeks) == 1 else f"{len(weeks)} complete weeks"
        return f"only {few} since the first task was finished; five are needed"
    if not any(week.count for week in weeks):
        return f"nothing was finished in the last {len(weeks)} complete weeks"
    return ""


def weeks_needed(count: int, drawn_from: Sequence[int], seed: int, runs: int = RUNS) -> list[int]:
    """How many weeks each run takes to finish `count` tasks, drawing a week of the past for each
    week to come; in order. Some week of the past has to be above 0.

    The draws are one long stream in which each run begins where the one before it ended.
    """
    random = Random(seed)
    sums = array("q", [0])
    needed: list[int] = []
    at = 0
    while len(needed) < runs:
        end = bisect_left(sums, sums[at] + count, at + 1)
        if end == len(sums):
            sums.extend(islice(accumulate(_draws(random, drawn_from), initial=sums[-1]), 1, None))
            continue
        needed.append(end - at)
        at = end
    return sorted(needed)


def _draws(random: Random, drawn_from: Sequence[int]) -> list[int]:
    """Weeks of the past, each as likely: random bytes, of which those beyond the last whole round
    of weeks are thrown away."""
    size = len(drawn_from)
    whole = 256 - 256 % size
    table = bytes(byte % size for byte in range(256))
    stream = random.randbytes(DRAWN).translate(table, bytes(range(whole, 256)))
    return [drawn_from[at] for at in stream]


def _date(today: date, runs: Sequence[int], share: float) -> date:
    """The day by which this share of the runs is done, by nearest rank."""
    weeks = runs[ceil(share * len(runs)) - 1]
    return date.fromordinal(min(today.toordinal() + 7 * weeks, date.max.toordinal()))
