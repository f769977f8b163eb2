"""The index: a disposable SQLite file with a row a document, so unchanged files stay unread."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tuiwork.dataclass import dataclass
from tuiwork.model.document import Document

VERSION = 3
"""Raised whenever what is stored, or how files are read, changes; an older index is rebuilt."""

_SCHEMA = """
DROP TABLE IF EXISTS folders;
DROP TABLE IF EXISTS documents;
DROP TABLE IF EXISTS texts;
CREATE TABLE folders (
  path TEXT PRIMARY KEY, mtime INTEGER, inode INTEGER, read_at INTEGER, problems TEXT
) WITHOUT ROWID;
CREATE TABLE documents (
  path TEXT PRIMARY KEY, folder TEXT, kind TEXT, id TEXT, parent TEXT,
  mtime INTEGER, size INTEGER, inode INTEGER, read_at INTEGER,
  fields TEXT, dates TEXT, problems TEXT) WITHOUT ROWID;
CREATE INDEX by_folder ON documents (folder);
CREATE INDEX by_kind ON documents (kind, id);
CREATE INDEX by_parent ON documents (parent) WHERE parent IS NOT NULL;
CREATE TABLE texts (path TEXT PRIMARY KEY, notes TEXT, log TEXT) WITHOUT ROWID;
"""
_COLUMNS = "path, folder, kind, id, parent, mtime, size, inode, read_at, fields, dates, problems"

GRAIN = 20_000_000
COARSE_GRAIN = 2_000_000_000
"""Nanoseconds: what changed this shortly before it was read may have changed again unseen. The
second is for file systems that tell whole seconds only."""

NEVER = -1
"""The mtime of what has to be read again, for the system would not let us read it."""

DAMAGE = (sqlite3.DatabaseError, ValueError, LookupError, TypeError, AttributeError)
"""What reading an index raises that is not as we wrote it."""


def is_settled(mtime: int, read_at: int) -> bool:
    """Whether what was read then cannot have changed since with the same time of change."""
    return read_at - mtime > (GRAIN if mtime % 1_000_000_000 else COARSE_GRAIN)


def fingerprint(found: os.stat_result) -> tuple[int, int, int]:
    """The (mtime, size, inode) by which a file is seen to have changed, as SQLite can hold them."""
    return found.st_mtime_ns % 2**63, found.st_size, found.st_ino % 2**63


@dataclass(frozen=True, slots=True)
class FolderRow:
    """What the index knows of one folder: which it was when looked into, and what was wrong."""

    path: str
    mtime: int
    inode: int
    read_at: int
    problems: str


@dataclass(frozen=True, slots=True)
class Row:
    """What the index knows of one file. `fields` is empty where the file could not be read.

    `document` is what a file that was read just now turned out to be.
    """

    path: str
    folder: str
    kind: str
    id: str | None
    parent: str | None
    mtime: int
    size: int
    inode: int
    read_at: int
    fields: str
    dates: str
    problems: str
    notes: str | None = None
    log: str | None = None
    document: Document | None = None


class Index:
    """The index file. Any sign of damage, and it is thrown away and begun anew."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._db = _open(str(path))
        except (sqlite3.Error, OSError) as error:
            self._db = _open_instead(path, error)

    def begin_anew(self, error: Exception) -> None:
        """Go on with an empty index after one of DAMAGE."""
        self._db.close()
        self._db = _open_instead(self.path, error)

    def close(self) -> None:
        self._db.close()

    def folders(self) -> dict[str, FolderRow]:
        """Each folder looked into so far, by path."""
        rows = self._db.execute("SELECT path, mtime, inode, read_at, problems FROM folders")
        return {row[0]: FolderRow(*row) for row in rows}

    def stats(self, folders: Sequence[str] | None = None) -> dict[str, tuple[int, int, int, int]]:
        """(mtime, size, inode, read_at) of the files known; of these folders and all non-tasks."""
        query = "SELECT path, mtime, size, inode, read_at FROM documents"
        return {row[0]: (row[1], row[2], row[3], row[4]) for row in self._select(query, folders)}

    def paths_in(self, folder: str) -> set[str]:
        """The paths of the files known in one folder."""
        rows = self._db.execute("SELECT path FROM documents WHERE folder = ?", (folder,))
        return {path for (path,) in rows}

    def rows(self, folders: Sequence[str] | None, texts: bool) -> Iterator[Row]:
        """The rows of these folders' tasks, of all tasks for None, and of all other documents."""
        if texts:
            query = (
                f"SELECT {_COLUMNS.replace('path', 'documents.path', 1)}, notes, log"
                " FROM documents LEFT JOIN texts ON texts.path = documents.path"
            )
        else:
            query = f"SELECT {_COLUMNS} FROM documents"
        for row in self._select(query, folders):
            yield Row(*row)

    def _select(self, query: str, folders: Sequence[str] | None) -> list[tuple[Any, ...]]:
        if folders is None:
            return self._db.execute(query).fetchall()
        # Worded so that SQLite takes the index on kinds here, also in a join, and the one on
        # folders below.
        found = self._db.execute(f"{query} WHERE kind < 'task'").fetchall()
        found += self._db.execute(f"{query} WHERE kind > 'task'").fetchall()
        for folder in folders:
            tasks = f"{query} WHERE folder = ? AND +kind = 'task'"
            found += self._db.execute(tasks, (folder,)).fetchall()
        return found

    def ids(self) -> list[str]:
        """The ids of all tasks, in order."""
        query = "SELECT DISTINCT id FROM documents WHERE kind = 'task' AND id <> '' ORDER BY id"
        return [id_ for (id_,) in self._db.execute(query)]

    def folders_with_documents(self) -> list[str]:
        """The folders in which some file is known."""
        query = (
            "SELECT path FROM folders"
            " WHERE EXISTS (SELECT 1 FROM documents WHERE folder = folders.path)"
        )
        return [folder for (folder,) in self._db.execute(query)]

    def folders_of(self, prefixes: Sequence[str]) -> dict[str, list[str]]:
        """For each beginning of an id, the folders of the tasks that have it."""
        query = "SELECT folder FROM documents WHERE kind = 'task' AND id >= ? AND id < ?"
        return {
            prefix: [folder for (folder,) in self._db.execute(query, (prefix, prefix + "\x7f"))]
            for prefix in prefixes
        }

    def folders_of_children(self, prefixes: Sequence[str]) -> list[str]:
        """The folders of the subtasks of the tasks whose ids begin like this."""
        query = "SELECT DISTINCT folder FROM documents WHERE parent >= ? AND parent < ?"
        return [
            folder
            for prefix in prefixes
            for (folder,) in self._db.execute(query, (prefix, prefix + "\x7f"))
        ]

    def update(
        self,
        folders: Iterable[FolderRow],
        rows: Iterable[Row],
        gone: Iterable[str],
        gone_folders: Iterable[str],
    ) -> None:
        """Store what was read and forget what is gone. A failure costs only time: it is a cache."""
        with suppress(sqlite3.Error), self._db as db:
            db.executemany("DELETE FROM documents WHERE path = ?", [(path,) for path in gone])
            db.executemany("DELETE FROM texts WHERE path = ?", [(path,) for path in gone])
            db.executemany("DELETE FROM folders WHERE path = ?", [(path,) for path in gone_folders])
            db.executemany(
                "INSERT OR REPLACE INTO folders VALUES (?, ?, ?, ?, ?)",
                [(one.path, one.mtime, one.inode, one.read_at, one.problems) for one in folders],
            )
            known = list(rows)
            db.executemany(
                f"INSERT OR REPLACE INTO documents VALUES ({', '.join('?' * 12)})",
                [_values(row) for row in known],
            )
            db.executemany(
                "INSERT OR REPLACE INTO texts VALUES (?, ?, ?)",
                [(row.path, row.notes, row.log) for row in known],
            )


def _values(row: Row) -> tuple[object, ...]:
    return (
        row.path, row.folder, row.kind, row.id, row.parent, row.mtime, row.size, row.inode,
        row.read_at, row.fields, row.dates, row.problems,
    )  # fmt: skip


def _open(path: str) -> sqlite3.Connection:
    if path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, timeout=0.5, check_same_thread=False)
    try:
        if _version(db) != VERSION:
            _create(db)
        db.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error:
        db.close()
        raise
    return db


def _version(db: sqlite3.Connection) -> int:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    return int(version)


def _create(db: sqlite3.Connection) -> None:
    """Make the tables, unless another process does so at the same time."""
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("BEGIN IMMEDIATE")
    if _version(db) != VERSION:
        for statement in _SCHEMA.split(";"):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {VERSION}")
    db.commit()


def _open_instead(path: Path, error: Exception) -> sqlite3.Connection:
    """A fresh index for one that is damaged; one in memory where the file cannot be used now."""
    try:
        if isinstance(error, sqlite3.OperationalError | OSError):
            return _open(":memory:")
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
        return _open(str(path))
    except (sqlite3.Error, OSError):
        return _open(":memory:")
