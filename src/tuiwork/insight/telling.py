"""Who set a value, and when: told by a document's log where that speaks of it, else by what was
recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from tuiwork.model.document import Document
from tuiwork.model.log import Entry
from tuiwork.model.workspace import Workspace
from tuiwork.text import toml
from tuiwork.text.document import read_document
from tuiwork.text.merging.conflicts import DELETED, NOTES, value_of
from tuiwork.text.merging.judge import find_teller

Teller = tuple[str, datetime]
"""A person and a moment."""


def handle_of(workspace: Workspace, name: str, email: str) -> str:
    """The handle of the person with this address, else the name that git has."""
    wanted = email.casefold()
    known = (one.handle for one in workspace.people.values() if wanted in one.emails)
    return next(known, name)


class Version:
    """What one recorded change made of a document; None on the side where it did not exist."""

    def __init__(
        self,
        oid: str,
        by: str,
        at: datetime,
        before: tuple[str, str] | None,
        after: tuple[str, str] | None,
        *,
        is_merge: bool = False,
    ) -> None:
        """`before` and `after` are a path and the text there."""
        self.oid = oid
        self.by = by
        self.at = at
        self.is_merge = is_merge
        self._before, self._after = before, after

    @cached_property
    def before(self) -> Document | None:
        return _read(self._before)

    @cached_property
    def after(self) -> Document | None:
        return _read(self._after)


def _read(written: tuple[str, str] | None) -> Document | None:
    return None if written is None else read_document(*written)[0]


def find_setter(
    name: str, value: Any, entries: Sequence[Entry], versions: Iterable[Version]
) -> Teller | None:
    """Who gave a field this value, and when; `versions` are newest first.

    The field is one of a conflict: `deleted` asks who removed the document, or with a value that
    is not None who changed it last.
    """
    told = find_teller(entries, name, value) if name not in (NOTES, DELETED) else None
    if told is not None:
        return told.by, told.at
    merged = None
    for version in versions:
        if not _set(version, name, value):
            continue
        if not version.is_merge:
            return version.by, version.at
        merged = merged or (version.by, version.at)
    return merged


def _set(version: Version, name: str, value: Any) -> bool:
    """Whether it was this change that gave the field the value."""
    if name == DELETED:
        return (version.after is None) is (value is None)
    if version.after is None:
        return False
    before = None if version.before is None else value_of(version.before, name)
    after = value_of(version.after, name)
    if name == NOTES:
        stretch = str(value or "").strip("\n")
        return stretch in _plain(after) and (not stretch or stretch not in _plain(before))
    is_new = version.before is None or toml.canonical(before) != toml.canonical(after)
    return is_new and toml.canonical(after) == toml.canonical(value)


def _plain(notes: Any) -> str:
    return str(notes or "").replace("\r\n", "\n")
