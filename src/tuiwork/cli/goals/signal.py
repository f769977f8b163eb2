"""Busy, not productive, in words that can be checked."""

from __future__ import annotations

from tuiwork.cli.output import Line
from tuiwork.insight.goals.busy import Busy
from tuiwork.model.workspace import Workspace
from tuiwork.text.numbers import number_words


def busy_lines(workspace: Workspace, found: Busy) -> list[Line]:
    """That work goes on while key results stand still, and what was finished for which goal."""
    pace, before = number_words(found.pace), number_words(found.pace_before)
    points = number_words(100 * (found.rise or 0.0))
    since = found.recent[0].monday.isoformat()
    lines: list[Line] = [
        [("Busy, and no key result moves", "amber")],
        [f"  {pace} tasks a week in the last 4 weeks, {before} in the {len(found.before)} before"],
        [f"  key results rose by {points} points since {since}; below 2 they stand still"],
    ]
    for name, tasks in found.finished:
        ids = " ".join(workspace.short(task.id) for task in tasks)
        lines.append([f"  {len(tasks)} finished for ", (name, "accent"), (f"  {ids}", "dim")])
    return lines
