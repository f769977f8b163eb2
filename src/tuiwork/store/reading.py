"""Reading one file as a row of the index, whatever it turns out to be."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from tuiwork.errors import Problem
from tuiwork.model.document import Document
from tuiwork.model.kinds import kind_of
from tuiwork.model.task import Task
from tuiwork.store.files import Unreadable, read_text
from tuiwork.store.index import NEVER, Row, fingerprint
from tuiwork.store.rows import encode, encode_problems
from tuiwork.text.document import read_document
from tuiwork.text.source import Malformed


def read_row(root: Path, path: str) -> Row | None:
    """One file as a row of the index; None where it is gone. A broken file gives its problems."""
    read_at = time.time_ns()
    document: Document | None = None
    mark = NEVER, 0, 0
    try:
        found = fingerprint(os.lstat(f"{root}/{path}"))
        document, problems = read_document(path, read_text(root, path))
        mark = found
    except (FileNotFoundError, NotADirectoryError):
        return None
    except Unreadable as error:
        problems = [Problem(path, error.message)]
    except Malformed as error:
        problems = [Problem(path, error.message, error.line)]
        mark = found
    except OSError as error:
        problems = [Problem(path, f"cannot be read: {error.strerror}")]
    return _row(path, document, problems, mark, read_at)


def _row(
    path: str,
    document: Document | None,
    problems: Sequence[Problem],
    mark: tuple[int, int, int],
    read_at: int,
) -> Row:
    kind = document.kind if document else kind_of(path)
    fields, dates = encode(document.fields) if document else ("", "")
    return Row(
        path=path,
        folder=path.rpartition("/")[0],
        kind=kind.value if kind else "",
        id=document.id if isinstance(document, Task) else None,
        parent=document.parent if isinstance(document, Task) else None,
        mtime=mark[0],
        size=mark[1],
        inode=mark[2],
        read_at=read_at,
        fields=fields,
        dates=dates,
        problems=encode_problems(problems),
        notes=document.notes if document else None,
        log=document.log if document else None,
        document=document,
    )
