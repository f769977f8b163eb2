"""The parts of the views Plan, Team and Activity: each is a list with what stands behind a row, and
they stand beside each other in one frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from textual.content import Content


class Part(StrEnum):
    """One part of a view, called as the line of parts calls it."""

    GOALS = "goals"
    INITIATIVES = "initiatives"
    ROADMAP = "roadmap"
    PERIOD = "period"
    DECISIONS = "decisions"
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

    def beside(self, step: int, among: Sequence[Part] = ()) -> Part:
        """The part so many steps further on, of its view or `among` these; after the last comes
        the first."""
        parts = among or self.view
        return parts[(parts.index(self) + step) % len(parts)]


PLAN = (Part.GOALS, Part.INITIATIVES, Part.ROADMAP, Part.PERIOD, Part.DECISIONS)
TEAM = (Part.LOAD, Part.HANDOFFS)
ACTIVITY = (Part.CHANGES, Part.PROBLEMS, Part.CONFLICTS, Part.SYNC)
VIEWS = (PLAN, TEAM, ACTIVITY)


def parts_line(
    shown: Part, counts: Mapping[Part, int], parts: Sequence[Part] | None = None
) -> Content:
    """The parts of a view, or these of them, which one is shown, and how much waits in each."""
    told = shown.view if parts is None else parts
    return Content("   ").join(_part(one, one is shown, counts.get(one, 0)) for one in told)


def _part(part: Part, is_shown: bool, count: int) -> Content:
    name = Content.styled(part.upper(), "bold $focus") if is_shown else Content.styled(part, "$dim")
    return Content.assemble(name, (f" {count}", "$today")) if count else name
