"""The days on which somebody works: those of the workspace's week without their absences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tuiwork.model.person import Absence


class WorkingDays:
    """Counts working days, however many years apart, in a few steps.

    `week` has the days of the working week, 0 for Monday. Days are counted by their ordinals,
    of which that of every Sunday is a multiple of seven.
    """

    __slots__ = ("_away", "_before", "in_week")

    def __init__(self, week: Sequence[int], absences: Iterable[Absence] = ()) -> None:
        self.in_week = len(week)
        self._before = [sum(day < at for day in week) for at in range(7)]
        self._away = [(one.first.toordinal(), one.last.toordinal()) for one in absences]

    def count(self, first: int, last: int) -> int:
        """The working days from one day to another, both counted; none where it lies before."""
        if last < first:
            return 0
        found = self._until(last) - self._until(first - 1)
        for away_first, away_last in self._away:
            begin, end = max(first, away_first), min(last, away_last)
            if begin <= end:
                found -= self._until(end) - self._until(begin - 1)
        return found

    def present(self, monday: date) -> float:
        """The share of a week's working days on which somebody is there, 0 to 1."""
        first = monday.toordinal()
        return self.count(first, first + 6) / self.in_week

    def _until(self, day: int) -> int:
        """The days of working weeks up to one, that day counted."""
        weeks, rest = divmod(day, 7)
        return weeks * self.in_week + self._before[rest]
