"""An open workspace: what is loaded of it, who looks at it, and what time it is there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from tuiwork.errors import TuiworkError
from tuiwork.model.change import Actor
from tuiwork.model.ids import mint, slug
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import EVERYTHING, Scope, changed_since, load, reload
from tuiwork.store.local import find_local, find_root
from tuiwork.text.zones import zone_named

if TYPE_CHECKING:
    from tuiwork.sync.git.repository import Opening, Repository

AT_WORK = 0.5
"""Seconds that a reader waits for one who is writing a batch; then it shows what is there."""

FRESH = 0.5
"""The seconds for which what git said of the repository is taken to be so still."""


class Opened:
    """The part of a session that reads. `today` pins the day, for reproducible views."""

    def __init__(self, start: Path, today: date | None = None) -> None:
        self.root = find_root(start)
        self.local = find_local(self.root)
        self._pinned = today
        self._workspace: Workspace | None = None
        self._asked = 0.0
        self._opening: Opening | None = None
        self._opened: Repository | None = None

    @property
    def pinned(self) -> date | None:
        """The day that stands in for today, where one does."""
        return self._pinned

    # Reading

    @property
    def workspace(self) -> Workspace:
        """The workspace as last loaded or changed; everything is loaded on first use."""
        return self._workspace or self.load()

    def load(self, scope: Scope = EVERYTHING) -> Workspace:
        """Load what the scope takes in, afresh from disk."""
        self._end_half_done()
        self._workspace = load(self.local, scope)
        return self._workspace

    def _end_half_done(self) -> None:
        """Finish a batch that a crash interrupted, unless its writer still is at work.

        Where the disk refuses, what is there is shown, and the next writer says so.
        """
        if os.path.exists(self.local.journal):
            from tuiwork.store.apply import recover
            from tuiwork.store.lock import hold

            with suppress(TuiworkError), hold(self.local.lock, patience=AT_WORK):
                recover(self.local)

    def reload(self, paths: Iterable[str]) -> Workspace:
        """Read these files again after they changed on disk."""
        self._workspace = reload(self.local, self.workspace, paths)
        return self._workspace

    def changed_on_disk(self) -> frozenset[str]:
        """The documents that may have changed on disk since everything was loaded."""
        return changed_since(self.local)

    def watch(self, stop: Event) -> Iterator[frozenset[str]]:
        """Sets of document paths that changed on disk, until `stop` is set. It blocks."""
        from tuiwork.store.watch import watch

        return watch(self.root, stop)

    # Who and when

    @cached_property
    def _identity(self) -> tuple[str, str] | None:
        """The name and e-mail address git knows the person by."""
        from tuiwork.errors import NoWorkspace

        try:
            author = self.repository().author
        except NoWorkspace:
            return None
        return (author.name, author.email) if author else None

    def expect_change(self) -> None:
        """Have git asked who acts and where, so that it answers while a verb is prepared."""
        from tuiwork.sync.git.repository import Opening

        self._asked = monotonic()
        self._opening = Opening(self.root)

    def close(self) -> None:
        """Leave nothing behind that was begun."""
        if self._opening is not None:
            with suppress(TuiworkError):
                self.repository()

    @property
    def handle(self) -> str:
        """Who acts: the person with git's e-mail address, else a handle made of git's name."""
        if self._identity is None:
            return slug(os.environ.get("USER", "") or "somebody")
        name, email = self._identity
        for person in self.workspace.people.values():
            if email.casefold() in person.emails:
                return person.handle
        return slug(name)

    @cached_property
    def timezone(self) -> tzinfo | None:
        """The workspace's timezone; the machine's where it names none, or one nobody knows."""
        return zone_named(self.workspace.settings.timezone)

    @property
    def now(self) -> datetime:
        """The time in the workspace's timezone, on the pinned day if there is one."""
        now = datetime.now(self.timezone).astimezone(self.timezone)
        if self._pinned is None:
            return now
        return now.replace(year=self._pinned.year, month=self._pinned.month, day=self._pinned.day)

    @property
    def today(self) -> date:
        return self.now.date()

    def actor(self) -> Actor:
        """Who acts and when, for a verb."""
        now = self.now
        return Actor(self.handle, now, now.date(), lambda: mint(os.urandom))

    # The repository

    def repository(self) -> Repository:
        """The git repository the workspace lies in. Raises NoWorkspace."""
        from tuiwork.sync.git.repository import open_repository

        opening, self._opening = self._opening, None
        if opening is None:
            return open_repository(self.root)
        self._opened = opening.wait()
        return self._opened

    def _just_opened(self) -> Repository | None:
        """The repository where git spoke of it so lately that it can be believed once more."""
        opened, self._opened = self._opened, None
        return opened if monotonic() - self._asked < FRESH else None
