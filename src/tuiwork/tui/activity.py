"""Activity: what happened and what is wrong, in parts that stand beside each other in one frame."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from textual.content import Content


class Part(StrEnum):
    """One part of the activity, called as the line of parts calls it."""

    CHANGES = "changes"
    PROBLEMS = "problems"
    CONFLICTS = "conflicts"
    SYNC = "sync"

    def beside(self, step: int) -> Part:
        """The part so many steps further on; after the last comes the first."""
        parts = list(Part)
        return parts[(parts.index(self) + step) % len(parts)]


def parts_line(shown: Part, counts: Mapping[Part, int]) -> Content:
    """The parts there are, which one is shown, and how much waits in each."""
    return Content("   ").join(_part(one, one is shown, counts.get(one, 0)) for one in Part)


def _part(part: Part, is_shown: bool, count: int) -> Content:
    name = Content.styled(part.upper(), "bold $focus") if is_shown else Content.styled(part, "$dim")
    return Content.assemble(name, (f" {count}", "$today")) if count else name
