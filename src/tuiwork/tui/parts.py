"""The parts of the views Plan, Team and Activity: each is a list with what stands behind a row, and
they stand beside each other in one frame."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from textual.content import Content


class Part(StrEnum):
    """One part of a view, called as the line of parts calls it."""

    GOALS = "goals"
    INITIATIVES = "initiatives"
    ROADMAP = "roadmap"
    PERIOD = "period"
    LOAD = "load"
    HANDOFFS = "handoffs"
    CHANGES = "changes"
    PROBLEMS = "problems"
    CONFLICTS = "conflicts"
    SYNC = "sync"

    @property
    def view(self) -> tuple[Part, ...]:
        """The parts of the view it belongs to, itself included."""
        return next(view for view in VIEWS if self in view)

    def beside(self, step: int) -> Part:
        """The part so many steps further on; after the last comes the first."""
        return self.view[(self.view.index(self) + step) % len(self.view)]


PLAN = (Part.GOALS, Part.INITIATIVES, Part.ROADMAP, Part.PERIOD)
TEAM = (Part.LOAD, Part.HANDOFFS)
ACTIVITY = (Part.CHANGES, Part.PROBLEMS, Part.CONFLICTS, Part.SYNC)
VIEWS = (PLAN, TEAM, ACTIVITY)


def parts_line(shown: Part, counts: Mapping[Part, int]) -> Content:
    """The parts of a view, which one is shown, and how much waits in each."""
    return Content("   ").join(_part(one, one is shown, counts.get(one, 0)) for one in shown.view)


def _part(part: Part, is_shown: bool, count: int) -> Content:
    name = Content.styled(part.upper(), "bold $focus") if is_shown else Content.styled(part, "$dim")
    return Content.assemble(name, (f" {count}", "$today")) if count else name
