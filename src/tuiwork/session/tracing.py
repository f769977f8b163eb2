"""Tracing: the versions of documents as they were recorded, and with them who set which value.

It reads the repository and the files alone, so that it may run beside a session.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from tuiwork.dataclass import dataclass
from tuiwork.insight.telling import Teller, Version, find_setter, handle_of
from tuiwork.model.document import Document
from tuiwork.model.log import Entry
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.sync.git.repository import Repository
from tuiwork.sync.history import Commit, Texts, history_of_each, is_of
from tuiwork.sync.recalling import texts_of
from tuiwork.text.document import read_document
from tuiwork.text.log import entries_of
from tuiwork.text.merging.conflicts import DELETED, Conflict
from tuiwork.text.source import Malformed

MANY = 200
"""Documents whose recorded past is looked at in one go; of others only their logs tell."""


@dataclass(frozen=True, slots=True)
class Sides:
    """A conflict, with who set the value that is shown and who the other one, and when."""

    conflict: Conflict
    kept_by: str | None = None
    kept_at: datetime | None = None
    other_by: str | None = None
    other_at: datetime | None = None


def find_sides(
    repo: Repository | None, workspace: Workspace, conflicts: Sequence[Conflict]
) -> list[Sides]:
    """Who set both values of each conflict, as far as the logs and the history tell.

    Without a repository only the logs do.
    """
    documents = {
        one.path: workspace.documents[one.path]
        for one in conflicts
        if one.path in workspace.documents
    }
    names = {path: name_of(one) for path, one in documents.items()}
    entries = {path: log_of(workspace, path) for path in documents}
    versions = versions_of(repo, workspace, names) if repo else {}
    return [_sides(one, entries.get(one.path, []), versions.get(one.path, [])) for one in conflicts]


def _sides(conflict: Conflict, entries: Sequence[Entry], versions: Sequence[Version]) -> Sides:
    field = conflict.field
    is_deleted = field == DELETED
    kept = find_setter(field, "there" if is_deleted else conflict.kept, entries, versions)
    other: Teller | None = None
    if conflict.by and conflict.at:
        other = conflict.by, conflict.at
    else:
        other = find_setter(field, None if is_deleted else conflict.other, entries, versions)
    kept_by, kept_at = kept or (None, None)
    other_by, other_at = other or (conflict.by, conflict.at)
    return Sides(conflict, kept_by, kept_at, other_by, other_at)


def name_of(document: Document) -> str:
    """A task's id, another document's slug."""
    return document.id if isinstance(document, Task) else document.slug


def log_of(workspace: Workspace, path: str) -> list[Entry]:
    """The log of a document as it is on disk, nothing where that cannot be read."""
    try:
        document = read_document(path, workspace.read(path))[0]
    except (Malformed, OSError):
        return []
    return entries_of(document) if document else []


def versions_of(
    repo: Repository, workspace: Workspace, documents: Mapping[str, str]
) -> dict[str, list[Version]]:
    """The recorded versions of documents, by path, newest first; `documents` names each path."""
    few = dict(list(documents.items())[:MANY])
    found = history_of_each(repo, few)
    texts = texts_of(repo, {one.oid: one for commits in found.values() for one in commits}.values())
    return {
        path: [_version(workspace, one, texts[one.oid], few[path], path) for one in commits]
        for path, commits in found.items()
    }


def _version(
    workspace: Workspace, commit: Commit, texts: tuple[Texts, Texts], name: str, path: str
) -> Version:
    before, after = (
        next(
            (
                (there, text)
                for there, text in side.items()
                if text is not None and is_of(name, path, there)
            ),
            None,
        )
        for side in texts
    )
    by = handle_of(workspace, commit.author, commit.email)
    return Version(commit.oid, by, commit.at, before, after, is_merge=commit.is_merge)
