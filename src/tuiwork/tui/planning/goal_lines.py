"""How the rows of the goals are drawn: state, title, bar with the expected share, work behind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tuiwork.insight.goals.serving import Work
from tuiwork.insight.goals.tree import GoalNode
from tuiwork.insight.why import value_words
from tuiwork.model.goal import State
from tuiwork.model.key_result import KeyResult
from tuiwork.text.numbers import number_words, percent
from tuiwork.text.sparkline import sparkline
from tuiwork.tui.planning.drawing import bar_of_share
from tuiwork.tui.planning.goal_rows import GoalRow, ResultRow
from tuiwork.tui.planning.loose_rows import LooseRow, loose_line
from tuiwork.tui.symbols import symbols
from tuiwork.tui.widgets.columns import Cell, Column, Line, cut, fit, lay_out
from tuiwork.tui.widgets.rows import Row

TONES: Mapping[State, str] = {
    State.ON_TRACK: "done",
    State.AT_RISK: "today",
    State.OFF_TRACK: "overdue",
    State.UNKNOWN: "dim",
}
WIDE = 84
"""Cells of a row from which on its bar is long."""
LEAST = 22
"""Cells that titles have before a column is left out."""


def _columns(bar: int, spark: int) -> tuple[Column, ...]:
    return (
        Column("sign", 2),
        Column("title"),
        Column("way", 11, right=True, rank=8),
        Column("now", 6, right=True, rank=7),
        Column("bar", bar, rank=1),
        Column("share", 5, right=True),
        Column("expected", 5, right=True, rank=9),
        Column("spark", spark, rank=4, gap=2),
        Column("owner", 7, rank=3),
        Column("work", 9, right=True, rank=2),
    )


_WIDE, _NARROW = _columns(20, 8), _columns(10, 6)
_BARS, _SPARKS = {True: 20, False: 10}, {True: 8, False: 6}


class GoalLines:
    """Draws the rows for one day with the signs of one terminal."""

    def __init__(self, today: date, signs: Mapping[str, str]) -> None:
        self._today = today
        self._signs = signs
        self._is_ascii = signs["done"] == symbols(ascii_only=True)["done"]

    def draw(self, row: Row, width: int) -> Line:
        """The line of a row."""
        wide = width >= WIDE
        slots = fit(_WIDE if wide else _NARROW, width, LEAST)
        match row.value:
            case GoalRow():
                cells = self._goal(row.value, wide=wide)
            case ResultRow():
                cells = self._result(row.value, wide=wide)
            case LooseRow():
                return loose_line(row.value, width, self._signs)
            case _:
                return cut([(str(row.value), "")], width, self._signs["cut"])
        return lay_out(slots, cells, cut_sign=self._signs["cut"])

    def _goal(self, row: GoalRow, *, wide: bool) -> Mapping[str, Cell]:
        found, goal = row.node.standing, row.node.goal
        tone = "dim" if goal.is_closed else TONES[found.state]
        fold = "  " if row.folded is None else self._signs["folded" if row.folded else "unfolded"]
        said = f"  {self._signs['inside']} {found.override.state}" if found.override else ""
        return {
            "sign": self._sign(found.state, tone, stale=found.stale),
            "title": [
                ("  " * row.node.depth + fold.ljust(2), "dim"),
                (goal.title, "dim" if goal.is_closed else "strong"),
                (said, "today"),
            ],
            "bar": self._bar(found.progress, found.expected, wide=wide),
            "share": [(percent(found.progress), tone)],
            "expected": self._expected(found.progress, found.expected),
            "spark": self._spark(found.trail, wide=wide),
            "owner": [(goal.owner or self._signs["none"], "dim" if goal.owner else "today")],
            "work": self._work(row.node.work, row.node),
        }

    def _result(self, row: ResultRow, *, wide: bool) -> Mapping[str, Cell]:
        found = row.result.standing
        result = found.key_result
        tone = "dim" if row.goal.is_closed else TONES[found.state]
        return {
            "sign": self._sign(found.state, tone, stale=found.asked.stale),
            "title": [("  " * row.depth + "  ", ""), (result.title, "")],
            "way": [(way_in_short(result, ascii_only=self._is_ascii), "dim")],
            "now": [(value_words(found), "")],
            "bar": self._bar(found.progress, row.expected, wide=wide),
            "share": [(percent(found.progress), tone)],
            "spark": self._spark(found.trail, wide=wide),
            "owner": [(found.trouble and self._signs["problem"], "today")],
            "work": self._work(row.result.work),
        }

    def _bar(self, share: float | None, expected: float | None, *, wide: bool) -> Line:
        if share is None:
            return []
        return bar_of_share(share, _BARS[wide], self._signs, tick=expected)

    def _sign(self, state: State, tone: str, *, stale: bool) -> Line:
        sign = self._signs.get(str(state), " ")
        return [(sign, tone), (self._signs["stale"] if stale else "", "today")]

    def _expected(self, share: float | None, expected: float | None) -> Line:
        return [("" if share is None else percent(expected), "dim")]

    def _spark(self, trail: tuple[tuple[date, float], ...], *, wide: bool) -> Line:
        values = [share for _, share in trail]
        words = sparkline(values, cells=_SPARKS[wide], ascii_only=self._is_ascii)
        return [(words, "dim")]

    def _work(self, work: Work, node: GoalNode | None = None) -> Line:
        """`20 (3)/13`: open, of these blocked, and done."""
        if not work.total:
            closed = node is not None and node.goal.is_closed
            return [(self._signs["none"], "dim" if closed else "today")]
        blocked = f" ({len(work.blocked)})" if work.blocked else ""
        return [(f"{len(work.open)}", ""), (blocked, "blocked"), (f"/{len(work.done)}", "dim")]


def way_in_short(result: KeyResult, *, ascii_only: bool = False) -> str:
    """`5→2 d`, where a key result goes from and to."""
    arrow = ">" if ascii_only else "→"
    words = f"{number_words(result.start)}{arrow}{number_words(result.target)}"
    return f"{words} {result.unit}".rstrip() if len(result.unit) <= 2 else words
