"""Files that other programs write: read only once they have been left alone for a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tuiwork.errors import Problem
from tuiwork.model.attachment import is_attachment
from tuiwork.store.files import read_if_there
from tuiwork.text.document import read_document
from tuiwork.text.source import Malformed


def read_quiet(
    root: Path,
    paths: Iterable[str],
    settle: float,
    left_out: Callable[[Problem], None] = lambda _: None,
) -> dict[str, str | None]:
    """The texts of those files that can be recorded, None for those that are gone.

    Waits up to `settle` seconds for a file that was just written; one that keeps changing, is
    empty or does not read as a document is left out, and `left_out` is told why.
    """
    texts: dict[str, str | None] = {}
    end = time.monotonic() + settle
    for path in paths:
        if not _is_quiet(root / path, settle, end):
            left_out(Problem(path, "is still being written"))
            continue
        try:
            text = read_if_there(root, path)
        except Malformed as error:
            left_out(Problem(path, error.message, error.line))
            continue
        if is_attachment(path):
            texts[path] = text
            continue
        document, problems = (None, []) if text is None else read_document(path, text)
        if text is None or document is not None:
            texts[path] = text
        else:
            left_out(problems[0])
    return texts


def _is_quiet(file: Path, settle: float, end: float) -> bool:
    while True:
        age = time.time() - _touched(file)
        if age >= settle or age < 0:
            return True
        if time.monotonic() >= end:
            return False
        time.sleep(min(0.05, settle - age))


def _touched(file: Path) -> float:
    """When a file was last written or, where there is none, its folder: it may come right back."""
    for place in (file, file.parent):
        try:
            return place.lstat().st_mtime
        except OSError:
            continue
    return 0.0
