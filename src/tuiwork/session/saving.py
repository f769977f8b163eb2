"""Doing a verb: its Change is merged into what is on disk by now, saved, and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Concatenate, ParamSpec

from tuiwork.errors import NotSaved, Refused
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.document import Document
from tuiwork.model.kinds import kind_of
from tuiwork.model.workspace import Workspace
from tuiwork.session.opened import Opened

P = ParamSpec("P")


class Saving(Opened):
    """The part of a session that writes files."""

    def __init__(self, start: Path, today: date | None = None) -> None:
        super().__init__(start, today)
        self._unrecorded: list[Change] = []
        self._recording = Lock()

    def plan(
        self,
        verb: Callable[Concatenate[Workspace, Actor, P], Change],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Change:
        """What a verb would do. Nothing is written. Raises Refused."""
        return verb(self.workspace, self.actor(), *args, **kwargs)

    def plan_attach(self, id_: str, places: Iterable[Path]) -> Change:
        """What attaching copies of these files to a task would do. Raises Refused."""
        from tuiwork.store.attachments import read_incoming
        from tuiwork.verbs.attaching import Incoming, attach

        limit = self.workspace.settings.attachment_mb
        files = [Incoming(place.name, read_incoming(self.root, place, limit)) for place in places]
        return self.plan(attach, id_, files)

    def do(
        self,
        verb: Callable[Concatenate[Workspace, Actor, P], Change],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Change:
        """Do a verb: when this returns, its Change is saved. `record` then commits it."""
        return self.apply(self.plan(verb, *args, **kwargs))

    def apply(self, change: Change) -> Change:
        """Save a Change, merged into what is on disk by now, and show it in the workspace.

        Raises NotSaved with the place where its texts are kept, where the disk refuses.
        """
        try:
            written = self._save(change)
        except NotSaved as failure:
            raise self._with_draft(failure, change) from failure
        if not written.is_empty:
            self._unrecorded.append(written)
        return written

    def _save(self, change: Change) -> Change:
        from tuiwork.store.apply import apply

        self._must_be_writable()
        written = apply(self.local, change)
        self._show(written.files)
        return written

    def _with_draft(self, failure: NotSaved, change: Change) -> NotSaved:
        from tuiwork.store.apply import HalfSaved

        if isinstance(failure, HalfSaved):
            return failure
        try:
            from tuiwork.store.drafts import keep_change

            kept = keep_change(self.local, change)
        except OSError:  # with no file to open left, not even the module is found
            return failure
        return NotSaved(f"{failure.message}; {kept}", failure.path)

    def _must_be_writable(self) -> None:
        settings = self.workspace.settings
        if settings.newer:
            raise Refused(
                f"this workspace has format {settings.format}, newer than this tuiwork can write; "
                "it is open for reading only, update tuiwork to change it"
            )

    def _show(self, files: Iterable[FileChange]) -> None:
        from tuiwork.text.document import read_document

        documents: dict[str, Document | None] = {}
        problems = {}
        for file in files:
            if kind_of(file.path) is None:
                continue
            documents[file.path], found = (
                (None, []) if file.after is None else read_document(file.path, file.after)
            )
            problems[file.path] = tuple(found)
        self._workspace = self.workspace.replace(documents, problems)
