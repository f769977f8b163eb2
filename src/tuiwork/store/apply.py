"""Applying a Change to the folder: all of it or nothing, on top of what is there, and lasting."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from tuiwork.errors import Refused
from tuiwork.model.change import Change, FileChange
from tuiwork.model.kinds import kind_of
from tuiwork.store.files import (
    TEMPORARY,
    not_saved,
    read_if_there,
    remove_all,
    safe_path,
    sync_folder,
    write_temporary,
)
from tuiwork.store.local import Local
from tuiwork.store.lock import hold
from tuiwork.text.document import read_document
from tuiwork.text.trees import merge_trees


class Clash(Refused):
    """Somebody changed the same values meanwhile; nothing was written."""

    code = "clash"


def apply(local: Local, change: Change) -> Change:
    """Write a Change durably and return it as it was written: `before` is what was on disk.

    What changed on disk since the verb read it is merged in. Raises Clash when both changed the
    same value, Busy when another process writes, NotSaved when the disk refuses.
    """
    with hold(local.lock):
        return apply_locked(local, change)


def apply_locked(local: Local, change: Change) -> Change:
    """The same for a caller that holds the lock already."""
    recover(local)
    for file in change.files:
        safe_path(local.root, file.path)
    now = {file.path: read_if_there(local.root, file.path) for file in change.files}
    files = _on_top_of(change, now)
    _must_be_readable(files)
    write_files(local, {file.path: file.after for file in files if file.before != file.after})
    return replace(change, files=files)


def _on_top_of(change: Change, now: Mapping[str, str | None]) -> tuple[FileChange, ...]:
    if all(now[file.path] == file.before for file in change.files):
        return change.files
    merged = merge_trees(
        {file.path: file.before for file in change.files},
        {file.path: file.after for file in change.files},
        now,
    )
    if merged.conflicts:
        fields = sorted({conflict.field for conflict in merged.conflicts})
        raise Clash(
            f"{change.files[0].path} was changed meanwhile in {', '.join(fields)}; "
            "nothing was written, look at it and try again"
        )
    return tuple(
        FileChange(path, now.get(path), text) for path, text in sorted(merged.files.items())
    )


def _must_be_readable(files: tuple[FileChange, ...]) -> None:
    for file in files:
        if file.after is None or file.before == file.after or kind_of(file.path) is None:
            continue
        document, problems = read_document(file.path, file.after)
        if document is None:
            raise Refused(f"{file.path} would no longer be readable: {problems[0].message}")


@dataclass(frozen=True, slots=True)
class _Step:
    """One rename (`temporary` to `path`) or, without a temporary, one removal."""

    path: str
    temporary: str | None


def write_files(local: Local, files: Mapping[str, str | None]) -> None:
    """Make the files' texts exactly these, None meaning gone: all of them or, after a crash, none.

    The caller holds the lock. Raises NotSaved with every old file as it was.
    """
    if not files:
        return
    steps: list[_Step] = []
    with ExitStack() as undo:
        for path, text in files.items():
            target = safe_path(local.root, path)
            if text is None:
                steps.append(_Step(path, None))
                continue
            try:
                temporary = write_temporary(target, text.encode("utf-8"))
            except OSError as error:
                raise not_saved(error, path) from None
            undo.callback(remove_all, [temporary])
            steps.append(_Step(path, temporary.relative_to(local.root).as_posix()))
        if len(steps) > 1:
            _write_journal(local, steps)
        undo.pop_all()
    try:
        _finish(local, steps)
    except OSError as error:
        raise not_saved(error, steps[0].path) from None


def _write_journal(local: Local, steps: list[_Step]) -> None:
    data = json.dumps([[step.path, step.temporary] for step in steps]).encode()
    try:
        temporary = write_temporary(local.journal, data)
        os.replace(temporary, local.journal)
        sync_folder(local.journal.parent)
    except OSError as error:
        raise not_saved(error, steps[0].path) from None


def _finish(local: Local, steps: list[_Step]) -> None:
    """Carry the steps out; those that a crash left done already are passed over."""
    folders: set[Path] = set()
    for step in steps:
        target = local.root / step.path
        folders.add(target.parent)
        if step.temporary is None:
            target.unlink(missing_ok=True)
        else:
            with suppress(FileNotFoundError):
                os.replace(local.root / step.temporary, target)
    for folder in sorted(folders):
        if folder.is_dir():
            sync_folder(folder)
    if len(steps) > 1:
        local.journal.unlink(missing_ok=True)


def recover(local: Local) -> list[str]:
    """Finish a batch that a crash interrupted; the paths it was about. The caller holds the lock.

    A journal is only there once every temporary file of its batch is complete.
    """
    try:
        listed = json.loads(local.journal.read_bytes())
    except FileNotFoundError:
        return []
    steps = [_Step(path, temporary) for path, temporary in listed]
    for step in steps:
        safe_path(local.root, step.path)
    _finish(local, steps)
    local.journal.unlink(missing_ok=True)
    return [step.path for step in steps]


def remove_leftovers(local: Local, folder: str) -> None:
    """Remove unfinished files of ours from one folder. The caller holds the lock."""
    place = local.root / folder
    remove_all(one for one in place.iterdir() if one.name.startswith(TEMPORARY))
