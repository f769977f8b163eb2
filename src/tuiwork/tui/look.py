"""How somebody looks at the tasks: from where, through which filter, laid out in which way."""

from __future__ import annotations

from enum import StrEnum

from tuiwork.dataclass import dataclass
from tuiwork.tui.layouts.timeline import Zoom
from tuiwork.tui.places import ALL


class Layout(StrEnum):
    """The ways to lay out the same tasks."""

    LIST = "list"
    BOARD = "board"
    AGENDA = "agenda"
    CALENDAR = "calendar"
    TIMELINE = "timeline"

    @property
    def next(self) -> Layout:
        """The one that comes after this, in a circle."""
        every = list(Layout)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True)
class Look:
    """Where somebody looks, through which filter, whether at closed tasks too, and laid out how.

    `folded` are the tasks whose subtasks are hidden in the list; `zoom` and `shifted` say how much
    time the timeline shows, and how many steps it was moved from today.
    """

    place: str = ALL
    filter: str = ""
    closed: bool = False
    layout: Layout = Layout.LIST
    folded: frozenset[str] = frozenset()
    zoom: Zoom = Zoom.MONTH
    shifted: int = 0
