"""Applying a Change to the folder: all of it or nothing, on top of what is there, and lasting."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from tuiwork.dataclass import replace
from tuiwork.errors import NotSaved, Refused
from tuiwork.model.attachment import is_attachment
from tuiwork.model.change import Change, FileChange
from tuiwork.model.kinds import kind_of
from tuiwork.store.files import (
    not_saved,
    read_if_there,
    read_whole,
    remove_all,
    safe_path,
    sync_folder,
    sync_many,
    write_temporary,
)
from tuiwork.store.journal import begin, end, read_journal, sweep
from tuiwork.store.local import Local
from tuiwork.store.lock import hold
from tuiwork.text.document import decode, read_document
from tuiwork.text.source import Malformed

Contents = Mapping[str, bytes | None]

MANY = 32
"""Files of a batch from which on they are made to last together."""


class Clash(Refused):
    """Somebody changed the same values meanwhile; nothing was written."""

    code = "clash"


class Overtaken(Clash):
    """Somebody wrote the file in the very moment we did; nothing was written."""


class HalfSaved(NotSaved):
    """The disk refused in the middle of a batch, and to put back what was. The next writer will."""


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
    for last_time in (False, False, True):
        now = {file.path: _read(local, file.path) for file in change.files}
        files = _on_top_of(local, change, now)
        _must_be_readable(files)
        changed = {file.path: file.after for file in files if file.before != file.after}
        try:
            write_files(local, changed)
        except Overtaken:
            if last_time:
                raise
        else:
            break
    return replace(change, files=files)


def _read(local: Local, path: str) -> str | None:
    safe_path(local.root, path)
    try:
        return read_if_there(local.root, path)
    except Malformed as error:
        raise Refused(f"{path} {error.message}; nothing was written", path, error.line) from None


def _on_top_of(
    local: Local, change: Change, now: Mapping[str, str | None]
) -> tuple[FileChange, ...]:
    if all(now[file.path] == file.before for file in change.files):
        return change.files
    from tuiwork.text.merging.trees import merge_trees

    merged = merge_trees(
        {file.path: file.before for file in change.files},
        {file.path: file.after for file in change.files},
        now,
    )
    if merged.conflicts:
        path = merged.conflicts[0].path
        how = _how_it_clashes({conflict.field for conflict in merged.conflicts})
        raise Clash(f"{path} {how}; nothing was written, look at it and try again", path)
    now = {path: now[path] if path in now else _read(local, path) for path in merged.files}
    return tuple(FileChange(path, now[path], text) for path, text in sorted(merged.files.items()))


def _how_it_clashes(fields: set[str]) -> str:
    from tuiwork.text.merging.conflicts import DELETED, WHOLE

    if DELETED in fields:
        return "was moved or removed meanwhile"
    if WHOLE in fields:
        return "was changed meanwhile and cannot be read as it is now"
    return f"was changed meanwhile in {', '.join(sorted(fields))}"


def _must_be_readable(files: Iterable[FileChange]) -> None:
    for file in files:
        if file.after is None or file.before == file.after or kind_of(file.path) is None:
            continue
        try:
            decode(_encode(file.path, file.after) or b"")
        except Malformed as error:
            raise Refused(f"{file.path} would no longer be readable: {error.message}") from None
        document, problems = read_document(file.path, file.after)
        if document is None:
            raise Refused(f"{file.path} would no longer be readable: {problems[0].message}")


def write_files(local: Local, files: Mapping[str, str | None]) -> None:
    """Make the files' texts exactly these, None meaning gone: all of them or, after a crash, none.

    The caller holds the lock. Raises NotSaved with every old file as it was.
    """
    for path in files:
        safe_path(local.root, path)
    after = {path: _encode(path, text) for path, text in files.items()}
    before = {path: read_whole(local.root, path) for path in files}
    if not files:
        return
    try:
        begin(local, before, after)
        _put(local, before, after)
    except HalfSaved:
        raise
    except BaseException as error:
        if not end(local, after) and len(after) > 1:
            raise _half_saved(next(iter(after))) from error
        raise
    end(local, after)


def _half_saved(path: str) -> HalfSaved:
    return HalfSaved(f"{path} was saved only in part; the next command ends it", path)


def _encode(path: str, text: str | None) -> bytes | None:
    try:
        how = "surrogateescape" if is_attachment(path) else "strict"
        return None if text is None else text.encode("utf-8", how)
    except UnicodeEncodeError:
        raise Refused(f"{path} would hold half a character; nothing was written") from None


def _put(local: Local, before: Contents, after: Contents) -> None:
    """Write beside every target first, so that a full disk is found before any file changes.

    Of many files the texts are made to last together, and their new names too.
    """
    temporaries: dict[str, Path] = {}
    done: list[str] = []
    path = next(iter(after))
    many = len(after) >= MANY
    try:
        for path, data in after.items():
            if data is not None:
                temporaries[path] = write_temporary(local.root / path, data, lasting=not many)
        if many:
            sync_many(temporaries.values())
        _must_be_as_before(local, before)
        for path in after:
            done.append(path)
            _step(local.root / path, temporaries.get(path))
        for folder in {(local.root / path).parent for path in after}:
            if folder.is_dir():
                sync_folder(folder)
    except BaseException as error:
        if not _put_back(local, {one: before[one] for one in done}):
            raise _half_saved(path) from error
        if isinstance(error, OSError):
            raise not_saved(error, path) from None
        raise
    finally:
        remove_all(temporaries.values())


def _must_be_as_before(local: Local, before: Contents) -> None:
    """Editors take no lock: look once more, as late as can be."""
    for path, data in before.items():
        if read_whole(local.root, path) != data:
            raise Overtaken(f"{path} was written by another program just now; try again")


def _step(target: Path, temporary: Path | None) -> None:
    if temporary is None:
        target.unlink(missing_ok=True)
    else:
        os.replace(temporary, target)


def _put_back(local: Local, before: Contents) -> bool:
    """Undo steps already taken, as far as a disk that refuses things lets us; whether it did."""
    try:
        for path, data in before.items():
            target = local.root / path
            if read_whole(local.root, path) != data:
                put = None if data is None else write_temporary(target, data, lasting=False)
                _step(target, put)
    except OSError:
        return False
    return True


def recover(local: Local) -> list[str]:
    """Finish a batch that a crash interrupted, and remove what it left; the paths that changed.

    The batch is merged into what is on disk by now: a person may have been there before us. The
    caller holds the lock. Raises NotSaved when the disk refuses.
    """
    journal = read_journal(local)
    if journal is None:
        return []
    sweep(local, journal.folders)
    remaining = _remaining(local, journal.before, journal.after)
    if remaining:
        try:
            _put(local, {path: read_whole(local.root, path) for path in remaining}, remaining)
        except NotSaved as error:
            raise NotSaved(f"an interrupted change could not be finished: {error}") from None
    end(local, journal.after)
    return list(remaining)


def _remaining(local: Local, before: Contents, after: Contents) -> Contents:
    """What is still to be written of a batch, by path."""
    now = {path: read_whole(local.root, path) for path in after}
    wanted = after
    if any(now[path] not in (before[path], after[path]) for path in after):
        from tuiwork.text.merging.conflicts import WHOLE
        from tuiwork.text.merging.trees import merge_trees

        merged = merge_trees(before, after, now)
        wanted = dict(merged.files)
        for one in merged.conflicts:
            if one.field == WHOLE and one.kept in now:
                # What cannot be merged is being written by somebody: it keeps its name.
                wanted[one.other], wanted[one.kept] = wanted[one.kept], wanted[one.other]
    return {path: data for path, data in wanted.items() if data != now.get(path)}
