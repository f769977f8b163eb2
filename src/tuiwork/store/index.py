"""The index: a disposable SQLite file with a row a document, so unchanged files stay unread."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VERSION = 1
"""Raised whenever what is stored, or how files are read, changes; an older index is rebuilt."""

_SCHEMA = """
CREATE TABLE folders (
  path TEXT PRIMARY KEY, mtime INTEGER, read_at INTEGER, problems TEXT) WITHOUT ROWID;
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
"""Nanoseconds: what changed this shortly before it was read may have changed again unseen."""


@dataclass(frozen=True, slots=True)
class FolderRow:
    """What the index knows of one folder: its mtime when it was looked into, and what was wrong."""

    path: str
    mtime: int
    read_at: int
    problems: str


@dataclass(frozen=True, slots=True)
class Row:
    """What the index knows of one file. `fields` is empty where the file could not be read."""

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


class Index:
    """The index file. Any sign of damage, and it is thrown away and begun anew."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._db = _open(str(path))
        except (sqlite3.Error, OSError):
            self._db = _reopen(path)

    @contextmanager
    def _sound(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._db
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._db.close()
            self._db = _reopen(self.path)
            raise

    def close(self) -> None:
        self._db.close()

    def folders(self) -> dict[str, FolderRow]:
        """Each folder looked into so far, by path."""
        with self._sound() as db:
            rows = db.execute("SELECT path, mtime, read_at, problems FROM folders")
            return {row[0]: FolderRow(*row) for row in rows}

    def stats(self, folders: Sequence[str] | None = None) -> dict[str, tuple[int, int, int, int]]:
        """(mtime, size, inode, read_at) of the files known; of these folders and all non-tasks."""
        query = "SELECT path, mtime, size, inode, read_at FROM documents"
        return {row[0]: (row[1], row[2], row[3], row[4]) for row in self._select(query, folders)}

    def paths_in(self, folder: str) -> set[str]:
        """The paths of the files known in one folder."""
        with self._sound() as db:
            rows = db.execute("SELECT path FROM documents WHERE folder = ?", (folder,))
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
        with self._sound() as db:
            if folders is None:
                return db.execute(query).fetchall()
            # Worded so that SQLite takes the index on kinds here and the one on folders below.
            found = db.execute(f"{query} WHERE kind < 'task' OR kind > 'task'").fetchall()
            for folder in folders:
                tasks = f"{query} WHERE folder = ? AND +kind = 'task'"
                found += db.execute(tasks, (folder,)).fetchall()
            return found

    def ids(self) -> list[str]:
        """The ids of all tasks, in order."""
        with self._sound() as db:
            query = "SELECT id FROM documents WHERE kind = 'task' AND id <> '' ORDER BY id"
            return [id_ for (id_,) in db.execute(query)]

    def folders_with_documents(self) -> list[str]:
        """The folders in which some file is known."""
        with self._sound() as db:
            return [folder for (folder,) in db.execute("SELECT DISTINCT folder FROM documents")]

    def folders_of(self, prefixes: Sequence[str]) -> dict[str, list[str]]:
        """For each beginning of an id, the folders of the tasks that have it."""
        with self._sound() as db:
            query = "SELECT folder FROM documents WHERE kind = 'task' AND id >= ? AND id < ?"
            return {
                prefix: [folder for (folder,) in db.execute(query, (prefix, prefix + "\x7f"))]
                for prefix in prefixes
            }

    def folders_of_children(self, prefixes: Sequence[str]) -> list[str]:
        """The folders of the subtasks of the tasks whose ids begin like this."""
        with self._sound() as db:
            query = "SELECT DISTINCT folder FROM documents WHERE parent >= ? AND parent < ?"
            return [
                folder
                for prefix in prefixes
                for (folder,) in db.execute(query, (prefix, prefix + "\x7f"))
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
                "INSERT OR REPLACE INTO folders VALUES (?, ?, ?, ?)",
                [(one.path, one.mtime, one.read_at, one.problems) for one in folders],
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
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version != VERSION:
        if version or db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            db.close()
            raise sqlite3.DatabaseError("an index of another version")
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(f"BEGIN EXCLUSIVE; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
    db.execute("PRAGMA synchronous = NORMAL")
    return db


def _reopen(path: Path) -> sqlite3.Connection:
    """A fresh index in place of a damaged one; where none can be written, one in memory."""
    try:
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
        return _open(str(path))
    except (sqlite3.Error, OSError):
        return _open(":memory:")
