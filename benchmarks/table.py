"""The table: what was measured, what it is measured against, how far it may be from that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.measure import Results

SIZES = (1_000, 10_000, 100_000)
"""The numbers of tasks that budgets are set for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure, what it is divided by, and the highest ratio at each of SIZES.

    Without `against` the limit is in the figure's own unit.
    """

    label: str
    figure: str
    against: str = ""
    limits: tuple[float | None, ...] = ()
    unit: str = "ms"

    def limit(self, size: int) -> float | None:
        """The budget for a number of tasks, None where none is set."""
        return dict(zip(SIZES, self.limits, strict=False)).get(size)


VIEW = (100, 100, None)
BLOCK = (50, 100, 200)
"""Milliseconds until another view is shown, and for which the screens may hear no key."""

ROWS = (
    Row("tuiwork --version", "version", "bare Python", (2.5, 2.5, 2.5)),
    Row("list of one list", "list", "Taskwarrior list", (3, 0.35, 0.08)),
    Row("list of one list", "list", "todo.txt list", (2, 0.8, 0.2)),
    Row("list of everything open", "list everything", "Taskwarrior list everything", (4, 0.6, 0.4)),
    Row("list of everything open", "list everything", "todo.txt list everything"),
    Row("add, with its commit", "add", "Taskwarrior add", (None, 1.0, 0.5)),
    Row("add, with its commit", "add", "todo.txt add"),
    Row("add, with its commit", "add", "dstask add", (1.5, 0.2, 0.02)),
    Row("done, with its commit", "done", "Taskwarrior done"),
    Row("done, with its commit", "done", "todo.txt done"),
    Row("load everything, no index", "load cold", "read all bytes", (5, 4, 4)),
    Row("load everything, unchanged", "load warm", "read all bytes"),
    Row("sync, one change each side", "sync", "git pull, push", (2, 1.5, 1.0)),
    Row("add and sync", "add and sync", "git add, commit, pull, push"),
    Row("first task on the screen", "first task", "bare Textual app", (1.5, 1.5, 2)),
    Row("j and k to paint, p50", "move p50"),
    Row("j and k to paint, p95", "move p95", "", (30, 30, 50)),
    Row("x (done) to paint, p50", "x p50"),
    Row("x (done) to paint, p95", "x p95", "", (30, 30, 50)),
    Row("x until all is shown, p95", "x all p95"),
    Row("to the board", "board", "", VIEW),
    Row("to the agenda", "agenda", "", VIEW),
    Row("to the calendar", "calendar", "", VIEW),
    Row("to the timeline", "timeline", "", VIEW),
    Row("to the list", "list view", "", VIEW),
    Row("to Home", "Home", "", VIEW),
    Row("to Activity", "Activity", "", VIEW),
    Row("back to Work", "Work", "", VIEW),
    Row("filter, a letter, p95", "filter p95", "", (50, 50, None)),
    Row("find anywhere, opening", "find opens", "", VIEW),
    Row("find anywhere, a letter, p95", "find p95", "", (50, 50, None)),
    Row("loop blocked, loading", "load block", "", BLOCK),
    Row("loop blocked, moving, done", "keys block", "", BLOCK),
    Row("loop blocked, other views", "views block", "", BLOCK),
    Row("loop blocked, filtering", "filter block", "", BLOCK),
    Row("loop blocked, finding", "find block", "", BLOCK),
    Row("loop blocked, syncing", "sync block", "", BLOCK),
    Row("memory of list", "list memory", "", (40, 45, 80), "MiB"),
    Row("memory of the screens", "screens memory", "", (120, 160, 450), "MiB"),
)


def wanted_rows(words: Sequence[str]) -> list[Row]:
    """The rows in whose label, figure or peer one of the words stands; all without words."""
    return [
        row
        for row in ROWS
        if not words
        or any(word in f"{row.label} {row.figure} {row.against}".lower() for word in words)
    ]


def names_in(rows: Sequence[Row]) -> frozenset[str]:
    """The figures that rows are made of."""
    return frozenset(name for row in rows for name in (row.figure, row.against) if name)


def show(rows: Sequence[Row], size: int, results: Results) -> str:
    """The table of one size, with why figures are missing below it."""
    head = ("median", "against", "", "ratio", "budget", "")
    lines = [_line(f"{size:,} tasks", head), "─" * len(_line("", head))]
    shown = ""
    for row in rows:
        lines.append(_line(row.label if row.label != shown else "", cells(row, size, results)))
        shown = row.label
    missing = {results.failures[name]: name for name in names_in(rows) if name in results.failures}
    lines += [f"{name} failed: {why}" for why, name in sorted(missing.items())]
    return "\n".join(lines)


def cells(row: Row, size: int, results: Results) -> tuple[str, ...]:
    """The cells of a row: median, peer and its median, ratio, budget, met or missed."""
    value, other = results.median(row.figure), results.median(row.against)
    ratio = results.ratio(row.figure, row.against)
    limit = row.limit(size)
    judged = ratio if row.against else value
    if judged is None:
        verdict = "failed" if {row.figure, row.against} & results.failures.keys() else "no peer"
    else:
        verdict = "" if limit is None else "met" if judged <= limit else "MISSED"
    return (
        _amount(value, row.unit),
        row.against,
        _amount(other, row.unit) if row.against else "",
        "" if ratio is None else f"{ratio:.2f}",
        "" if limit is None else f"{limit:g}" if row.against else _amount(limit, row.unit),
        verdict,
    )


def _amount(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}"


def _line(label: str, cells_: Sequence[str]) -> str:
    median, against, other, ratio, budget, verdict = cells_
    return (
        f"{label:<29}{median:>11}   {against:<27}{other:>11}{ratio:>8}{budget:>10}   {verdict:<12}"
    ).rstrip()
