"""Busy, not productive, in words that can be checked."""

from __future__ import annotations

from tuiwork.cli.output import Line
from tuiwork.insight.goals.busy import Busy
from tuiwork.insight.goals.words import BUSY, busy_words
from tuiwork.model.workspace import Workspace


def busy_lines(workspace: Workspace, found: Busy) -> list[Line]:
    """That work goes on while key results stand still, and what was finished for which goal."""
    lines: list[Line] = [[(BUSY, "amber")]]
    lines += [[f"  {words}"] for words in busy_words(found)]
    for name, tasks in found.finished:
        ids = " ".join(workspace.short(task.id) for task in tasks)
        lines.append([f"  {len(tasks)} finished for ", (name, "accent"), (f"  {ids}", "dim")])
    return lines
