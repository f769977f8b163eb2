"""The way from a week of the load to its tasks in the Work view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tuiwork.model.workspace import Workspace
from tuiwork.tui.planning.heat_lines import UNDATED, UNOWNED
from tuiwork.tui.ways import Way

LONGEST = 1500
"""Characters of a filter that names every task; more are found by what they have in common."""


def way_to_tasks(workspace: Workspace, ids: Sequence[str], key: str, week: date | None) -> Way:
    """The way to these tasks of a row, in a week or none: by their ids, or where they are too
    many by owner and date."""
    if key == UNDATED:
        return Way(filter="due:none is:open -owner:none")
    if key == UNOWNED:
        return Way(filter="is:unowned is:open")
    named = f"id:{','.join(workspace.short(id_) for id_ in ids)}"
    if len(named) <= LONGEST or week is None:
        return Way(filter=named)
    owner = f"owner:{key} " if key in workspace.people else ""
    return Way(filter=f"{owner}is:open due<={week + timedelta(6)}")
