"""Period plans: what is in, what waits and what was declined, in the order of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from tuiwork.dataclass import dataclass
from tuiwork.model.document import Document
from tuiwork.model.goal import period_days
from tuiwork.model.subject import Subject, read_subject

State = Literal["in", "waiting", "declined"]

STATES: tuple[State, ...] = ("in", "waiting", "declined")


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a plan. `added` and `dropped` say when it came in or went after the start."""

    of: str
    state: State
    reason: str = ""
    decided: date | None = None
    revisit: date | None = None
    target: date | None = None
    added: date | None = None
    dropped: date | None = None

    @property
    def subject(self) -> Subject | None:
        """What it is about, None where `of` names nothing that a plan can hold."""
        return read_subject(self.of)


class Plan(Document):
    """A document in plans/, read as the plan of the period its file is named for."""

    __slots__ = ()

    @property
    def period(self) -> str:
        return self.slug

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and last day of its period, None where its name is no period."""
        return period_days(self.slug)

    @property
    def owner(self) -> str | None:
        return self.text("owner")

    @property
    def started(self) -> date | None:
        """The day its start was decided, None before that."""
        return _day(self.fields.get("started"))

    @property
    def reviewed(self) -> date | None:
        """The day on which somebody last looked at it again."""
        return _day(self.fields.get("reviewed"))

    @property
    def items(self) -> tuple[Item, ...]:
        """Its rows in order; those that name nothing are left out, an unknown state waits."""
        return tuple(_item(row) for row in self.tables("items") if _text(row, "of"))

    def item(self, of: str) -> Item | None:
        """The row about a reference, None when it has none."""
        return next((one for one in self.items if one.of == of), None)

    def of_state(self, state: State) -> tuple[Item, ...]:
        """The items that are in, wait or were declined."""
        return tuple(one for one in self.items if one.state == state)

    @property
    def at_start(self) -> tuple[Item, ...]:
        """The items that were in at its start: those in by then, also if they were dropped since.

        What changes on the day of the start still belongs to it. Of a plan that was not started,
        those that are in now.
        """
        return tuple(
            one
            for one in self.items
            if not self.came_later(one) and (one.state == "in" or self.went_later(one))
        )

    def came_later(self, item: Item) -> bool:
        """Whether an item was put in after the start."""
        return self.started is not None and item.added is not None and item.added > self.started

    def went_later(self, item: Item) -> bool:
        """Whether an item that was in was dropped after the start."""
        return self.started is not None and item.dropped is not None and item.dropped > self.started


def _item(row: Mapping[str, Any]) -> Item:
    written = row.get("state")
    return Item(
        of=_text(row, "of"),
        state=next((one for one in STATES if one == written), "waiting"),
        reason=_text(row, "reason"),
        decided=_day(row.get("decided")),
        revisit=_day(row.get("revisit")),
        target=_day(row.get("target")),
        added=_day(row.get("added")),
        dropped=_day(row.get("dropped")),
    )


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
