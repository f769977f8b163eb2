"""A checklist to tick: every step in full, however long, with a cursor while it has the focus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from tuiwork.text.checklist import ChecklistItem
from tuiwork.tui.content import plain
from tuiwork.tui.keys import STEP_KEYS, bindings
from tuiwork.tui.widgets.hanging import Entry, Hanging

LONGEST = 1_000
"""Characters of a step that are shown."""
INDENT = 3
"""Cells before the words of a step."""
MOST = 300
"""Steps that are shown; a longer list is read in its file."""


class Steps(Widget, can_focus=True):
    """The steps it is given. It asks for ticks, and keeps its cursor in sight of what scrolls."""

    ALLOW_SELECT = False
    BINDING_GROUP_TITLE = "Checklist"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(STEP_KEYS))
    DEFAULT_CSS = """
    Steps { height: auto; }
    """

    @dataclass
    class Ticked(Message):
        """Somebody wants a step the other way."""

        number: int

    def __init__(self, signs: Mapping[str, str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._signs = signs
        self._steps: tuple[ChecklistItem, ...] = ()
        self._at = 0

    def show(self, steps: Sequence[ChecklistItem], *, anew: bool) -> None:
        """Show these steps; `anew` puts the cursor on the first one."""
        if anew or not steps:
            self._at = 0
        if self._steps != tuple(steps):
            self._steps = tuple(steps)
            self._at = min(self._at, max(len(steps) - 1, 0))
            self.refresh(layout=True)
        self.display = bool(steps)

    @property
    def step(self) -> ChecklistItem | None:
        """The step under the cursor; None while the cursor is elsewhere."""
        return self._steps[self._at] if self.has_focus and self._steps else None

    @property
    def step_region(self) -> Region | None:
        """Where on the screen the words of the step under the cursor stand, if in one line."""
        if not self._steps:
            return None
        top, height = self._place(self._at)
        shown = self.region
        line = Region(shown.x + INDENT, shown.y + top, shown.width - INDENT, 1)
        inside = isinstance(self.parent, Widget) and self.parent.content_region.contains_region(
            line
        )
        return line if height == 1 and inside else None

    def carry(self, by: int) -> tuple[ChecklistItem, ...] | None:
        """Show the step under the cursor further down, or up, before it is so; return the steps as
        they were, None where it cannot go there."""
        to, before = self._at + by, self._steps
        if not 0 <= to < len(before):
            return None
        steps = list(before)
        carried = steps.pop(self._at)
        steps.insert(to, carried)
        self._steps = tuple(replace(step, number=at) for at, step in enumerate(steps, 1))
        self._to(to)
        return before

    def render(self) -> Hanging:
        """The steps, the one under the cursor marked by the bar that all lists have."""
        return Hanging([[self._entry(at, step) for at, step in enumerate(self._steps[:MOST])]])

    def _entry(self, at: int, step: ChecklistItem) -> Entry:
        here = self.has_focus and at == self._at
        bar = Content.styled(self._signs["cursor"] if here else " ", "$focus")
        sign = Content.styled(self._signs["done" if step.done else "todo"], _tone(step))
        words = plain(step.text[:LONGEST])
        text = words.stylize("$dim") if step.done else words
        lead = Content.assemble(bar, sign)
        return Entry(lead, text.stylize("bold") if here else text, indent=INDENT)

    def on_focus(self) -> None:
        self._to(self._at)

    def on_blur(self) -> None:
        self.refresh()

    def action_move(self, by: int) -> None:
        self._to(max(0, min(self._at + by, len(self._steps) - 1)))

    def action_tick(self) -> None:
        if self._steps:
            self.post_message(self.Ticked(self._steps[self._at].number))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        for at in range(len(self._steps)):
            top, height = self._place(at)
            if top <= event.y < top + height:
                self._to(at)
                if event.x < INDENT:
                    self.action_tick()

    def _to(self, at: int) -> None:
        self._at = at
        self.refresh()
        if isinstance(self.parent, Widget) and self._steps:
            top, height = self._place(at)
            region = Region(0, self.virtual_region.y + top, 1, height)
            self.parent.scroll_to_region(region, animate=False, x_axis=False)

    def _place(self, at: int) -> tuple[int, int]:
        """Where a step begins and how many lines it takes."""
        tops = [0]
        for number, step in enumerate(self._steps[: at + 1]):
            entry = self._entry(number, step)
            tops.append(tops[-1] + len(Hanging([[entry]]).lines(self.size.width)))
        return tops[-2], tops[-1] - tops[-2]


def _tone(step: ChecklistItem) -> str:
    return "$done" if step.done else ""
