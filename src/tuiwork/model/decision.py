"""Decisions: a choice with its context, the day it is looked at again, and what came of it."""

from __future__ import annotations

from datetime import date, datetime

from tuiwork.model.document import Document


class Decision(Document):
    """A document in decisions/, read as a choice to be followed up."""

    __slots__ = ()

    @property
    def owner(self) -> str | None:
        return self.text("owner")

    @property
    def decided(self) -> date | None:
        return self._day("date")

    @property
    def review(self) -> date | None:
        """The day on which it is to be looked at."""
        return self._day("review")

    @property
    def reviewed(self) -> date | None:
        """The day on which it was last looked at."""
        return self._day("reviewed")

    @property
    def is_open(self) -> bool:
        """Whether a look at it is still to come: none since its review day, and no outcome yet or
        a later review agreed on."""
        if self.review is None:
            return False
        if self.reviewed is None:
            return self.text("outcome") is None
        return self.review > self.reviewed

    def days_overdue(self, today: date) -> int:
        """For how many days its review is overdue; 0 until the day after the review day."""
        if not self.is_open or self.review is None:
            return 0
        return max(0, (today - self.review).days)

    def _day(self, key: str) -> date | None:
        value = self.moment(key)
        return value.date() if isinstance(value, datetime) else value
