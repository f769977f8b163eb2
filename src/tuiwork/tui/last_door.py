"""The last door before the terminal: what a widget forgot to make safe is left out here."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tuiwork.text.clean import safe


class LastDoor(LineFilter):
    """Lets no character through that commands a terminal, or reorders or hides what is on it.

    Widgets show such characters as visible marks; what comes here all the same takes no cell, so
    that leaving it out moves nothing.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, with what is not safe taken out of their texts."""
        del background
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment
            if segment.control or safe(segment.text) == segment.text
            else Segment("".join(one for one in segment.text if safe(one) == one), segment.style)
            for segment in segments
        ]
