"""How goals are put in words, the same on the command line and on the screens."""

from __future__ import annotations

from datetime import date

from tuiwork.insight.goals.asking import Asked
from tuiwork.insight.goals.busy import Busy
from tuiwork.insight.goals.serving import Work
from tuiwork.insight.goals.standing import ResultStanding, Standing
from tuiwork.model.key_result import KeyResult
from tuiwork.text.dates import short_date
from tuiwork.text.numbers import number_words

BUSY = "Busy, and no key result moves"


def last_words(asked: Asked, today: date) -> str:
    """When somebody last checked in, and that this is too long ago; nothing where nobody has to."""
    if asked.last is None:
        return "never checked in" if asked.stale else ""
    words = short_date(asked.last, today)
    return f"{words}, {(today - asked.last).days} days ago: stale" if asked.stale else words


def said_words(found: Standing, today: date) -> str:
    """What somebody says of a goal against its numbers."""
    said = found.override
    if said is None:
        return ""
    return f"called {said.state} until {short_date(said.until, today)}: {said.note}"


def work_words(work: Work) -> str:
    """`12 open (3 blocked), 8 done`; `no tasks`."""
    if not work.total:
        return "no tasks"
    blocked = f" ({len(work.blocked)} blocked)" if work.blocked else ""
    return f"{len(work.open)} open{blocked}, {len(work.done)} done"


def measure_words(one: ResultStanding) -> str:
    """How a computed key result is worked out, and of how many tasks."""
    if not one.key_result.measure or one.measured is None:
        return ""
    return f"{one.key_result.measure}: over {one.measured.n} tasks"


def benchmark_words(result: KeyResult) -> str:
    """How a key result compares with what it is compared with; nothing without that."""
    ahead, mark = result.ahead_of_benchmark, result.benchmark
    if ahead is None or mark is None:
        return ""
    side = "ahead of" if ahead > 0 else "behind" if ahead < 0 else "level with"
    by = f"{number_words(abs(ahead))} {result.unit}".rstrip() + " " if ahead else ""
    way = f"{number_words(mark.start)} → {number_words(mark.current)}"
    return f"{by}{side} {mark.source or 'the benchmark'} ({way})"


def busy_words(found: Busy) -> tuple[str, ...]:
    """The numbers behind the signal that work goes on while key results stand still."""
    pace, before = number_words(found.pace), number_words(found.pace_before)
    points = number_words(100 * (found.rise or 0.0))
    since = found.recent[0].monday.isoformat()
    return (
        f"{pace} tasks a week in the last 4 weeks, {before} in the {len(found.before)} before",
        f"key results rose by {points} points since {since}; below 2 they stand still",
    )
