"""What is wrong with attachments: those of tasks that are not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tuiwork.errors import Problem
from tuiwork.model.attachment import ATTACHMENTS
from tuiwork.model.workspace import Workspace


def attachment_problems(workspace: Workspace) -> Iterator[Problem]:
    """Attachments of tasks that do not exist; those of one task are told together."""
    known = workspace.tasks
    lost = Counter(one.task_id for one in workspace.attached(None) if one.task_id not in known)
    for task_id, count in lost.items():
        what = "an attachment" if count == 1 else f"{count} attachments"
        message = (
            f"holds {what} of a task that does not exist; `tuiwork undo` brings back a task that "
            "was removed, else move or remove the files"
        )
        yield Problem(f"{ATTACHMENTS}/{task_id}", message)
