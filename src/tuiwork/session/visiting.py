"""Looking into other workspaces from one that is open; nothing is ever written there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from tuiwork.dataclass import dataclass, field
from tuiwork.errors import TuiworkError
from tuiwork.insight.day import day_of_person
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.session.opened import Opened
from tuiwork.store.load import EVERYTHING
from tuiwork.store.local import Local


class Visited(Opened):
    """Another workspace. What makes reading it fast is kept below `state`, not with it.

    Raises NoWorkspace where there is none.
    """

    def __init__(self, start: Path, state: Path, today: date | None = None) -> None:
        import hashlib
        import os

        super().__init__(start, today)
        name = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]
        self.local = Local(self.root, state / "visited" / name)


@dataclass(frozen=True, slots=True)
class OtherDay:
    """A person's day in another workspace: its tasks by what makes them part of it, as
    `day_of_person` tells. Where it cannot be read, `why_not` says why and there is no workspace."""

    name: str
    path: Path
    root: Path | None = None
    workspace: Workspace | None = None
    now: datetime | None = None
    parts: Mapping[str, Sequence[Task]] = field(default_factory=dict)
    why_not: str = ""


def days_elsewhere(workspaces: Mapping[str, Path], here: Opened) -> list[OtherDay]:
    """The person's day in every other workspace of these, in their order."""
    return [
        _day_of(name, path, here)
        for name, path in workspaces.items()
        if path.resolve() != here.root.resolve()
    ]


def _day_of(name: str, path: Path, here: Opened) -> OtherDay:
    try:
        visited = Visited(path, here.local.state, here.pinned)
        workspace = visited.load(EVERYTHING)
        # Nobody is listed where one works alone: then all of it is one's own.
        owner = visited.handle if workspace.people else None
        now = visited.now
    except (TuiworkError, OSError) as error:
        return OtherDay(name, path, why_not=str(error))
    parts = day_of_person(workspace, owner, now)
    return OtherDay(name, path, visited.root, workspace, now, parts)
