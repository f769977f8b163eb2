"""Text as a reader expects it beside a lead: a long line goes on under its own beginning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

GAP = 2
"""Cells between a lead and its text."""
NARROWEST = 12
"""Cells a text keeps, however long the leads are."""


class Entry(NamedTuple):
    """A text and what leads it; `again` stands in the lead's place on the following lines.

    The texts of a group begin in one column, but for those that have an `indent` of their own.
    """

    lead: Content
    text: Content
    again: Content = Content("")
    indent: int | None = None


class Flow(NamedTuple):
    """Short parts side by side; one that does not fit begins the next line as a whole."""

    parts: tuple[Content, ...]


Group: TypeAlias = Sequence[Entry | Flow]
"""What stands together: its texts are aligned, and a blank line follows."""


class Hanging(Visual):
    """Groups of entries, wrapped for the width they are shown in."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = tuple(group for group in groups if group)
        self._lines: dict[int, list[Content]] = {}

    def __bool__(self) -> bool:
        return bool(self._groups)

    def __str__(self) -> str:
        return "\n".join(line.plain for line in self.lines(1_000))

    def lines(self, width: int) -> list[Content]:
        """The lines at a width, blank ones between the groups."""
        if width not in self._lines:
            lines: list[Content] = []
            for group in self._groups:
                lines += [Content("")] if lines else []
                lines += _lines(group, width)
            self._lines = {width: lines}
        return self._lines[width]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        del rules
        return max((one.cell_length for one in self.lines(container_width)), default=0)

    def get_minimal_width(self, rules: RulesMap) -> int:
        del rules
        return NARROWEST

    def get_height(self, rules: RulesMap, width: int) -> int:
        del rules
        return len(self.lines(width))

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """One strip for each line."""
        text = Content("\n").join(self.lines(width))
        return text.render_strips(width, height, style, options)


def _lines(group: Group, width: int) -> Iterator[Content]:
    leads = [entry.lead.cell_length for entry in group if isinstance(entry, Entry)]
    column = max(leads, default=0)
    column += GAP if column else 0
    for entry in group:
        if isinstance(entry, Flow):
            yield from _flowed(entry.parts, width)
        else:
            indent = column if entry.indent is None else entry.indent
            yield from _hung(entry, min(indent, max(width - NARROWEST, 0)), width)


def _hung(entry: Entry, indent: int, width: int) -> Iterator[Content]:
    if not indent:
        yield from entry.text.wrap(max(width, 1))
        return
    for number, line in enumerate(entry.text.wrap(max(width - indent, 1)) or [Content("")]):
        lead = (entry.again if number else entry.lead).truncate(max(indent - 1, 0), ellipsis=True)
        yield Content.assemble(lead, " " * (indent - lead.cell_length), line)


def _flowed(parts: Sequence[Content], width: int) -> Iterator[Content]:
    line: list[Content] = []
    taken = 0
    for part in parts:
        if line and taken + 3 + part.cell_length > width:
            yield Content("   ").join(line)
            line, taken = [], 0
        taken += part.cell_length + (3 if line else 0)
        line.append(part)
    if line:
        yield from Content("   ").join(line).wrap(max(width, 1))
