"""Text for a pane: wrapped at its width, whatever stands before it on the first line alone."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from tuiwork.text.clean import safe
from tuiwork.text.side_by_side import wrap
from tuiwork.tui.content import plain
from tuiwork.tui.tones import style_of
from tuiwork.tui.widgets.columns import Line

LEAST = 8
"""Cells that a text has, however narrow the pane is."""


def wrapped(text: str, width: int, style: str) -> Iterator[Content]:
    """The lines of a text at this width."""
    yield from led("", text, width, style)


def led(lead: str, text: str, width: int, style: str) -> Iterator[Content]:
    """The lines of a text behind its lead, going on below its own beginning."""
    indent = len(lead)
    for number, parts in enumerate(wrap(((safe(text), False),), max(width - indent, LEAST))):
        line = plain("".join(part for part, _ in parts)).stylize(style)
        dim = style or "$dim"
        yield Content.assemble((lead if number == 0 else " " * indent, dim), line)


def content_of(line: Line) -> Content:
    """A line of a list as a pane shows it."""
    return Content.assemble(*((safe(text), style_of(tone)) for text, tone in line))
