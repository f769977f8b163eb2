"""The journal: a note of what is being written, from which a crash is repaired by the next writer.

A batch notes every text before and after, and that lasts; for a single file, whose rename is one
step, it is enough to note the folder in which something may be left lying.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from tuiwork.dataclass import dataclass
from tuiwork.errors import NotSaved, Refused
from tuiwork.model.attachment import ATTACHMENTS
from tuiwork.model.kinds import DOCUMENT_FOLDERS
from tuiwork.store.files import (
    TEMPORARY,
    not_saved,
    remove_all,
    safe_path,
    sync_folder,
    write_lasting,
)
from tuiwork.store.local import Local

Contents = Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Journal:
    """What a writer that is no more was about: the batch, and the folders it touched.

    `folders` is None where the note itself is torn; then it may have been any.
    """

    folders: tuple[str, ...] | None
    before: Contents
    after: Contents


def begin(local: Local, before: Contents, after: Contents) -> None:
    """Note what is about to be written. Raises NotSaved."""
    folders = sorted({path.rpartition("/")[0] for path in after})
    noted: dict[str, object] = {"folders": folders}
    if _is_batch(after):
        noted["files"] = {path: [_show(before[path]), _show(after[path])] for path in after}
    data = json.dumps(noted).encode()
    new = local.journal.with_suffix(".new")
    try:
        if _is_batch(after):
            write_lasting(new, data)
            os.replace(new, local.journal)
            sync_folder(local.state)
        else:
            local.journal.write_bytes(data)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise not_saved(error, next(iter(after))) from None


def end(local: Local, after: Contents) -> bool:
    """Nothing is being written any more; of a batch, this lasts too. Whether it could be noted."""
    if not remove_all([local.journal]):
        return False
    if _is_batch(after):
        with suppress(OSError):
            sync_folder(local.state)
    return True


def _is_batch(after: Contents) -> bool:
    return len(after) > 1


def read_journal(local: Local) -> Journal | None:
    """What a writer left noted, None where the last one came to its end. Raises NotSaved."""
    try:
        data = local.journal.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NotSaved(f"{local.journal} cannot be read: {error.strerror}") from None
    try:
        noted = json.loads(data)
        files = noted.get("files", {})
        before = {path: _read(texts[0]) for path, texts in files.items()}
        after = {path: _read(texts[1]) for path, texts in files.items()}
        for path in filter(None, [*after, *noted["folders"]]):
            safe_path(local.root, path)
        return Journal(tuple(noted["folders"]), before, after)
    except (ValueError, LookupError, TypeError, AttributeError, Refused):
        return Journal(None, {}, {})


def sweep(local: Local, folders: Iterable[str] | None) -> None:
    """Remove unfinished files of ours from these folders, None meaning all there are."""
    places = {local.root / folder for folder in folders or ()}
    if folders is None:
        for folder in (*DOCUMENT_FOLDERS, ATTACHMENTS):
            places |= {Path(place) for place, _, _ in os.walk(local.root / folder)}
        places.add(local.root)
    for place in places:
        with suppress(OSError):
            if place.is_dir() and not place.is_symlink():
                remove_all(one for one in place.iterdir() if one.name.startswith(TEMPORARY))


def _show(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _read(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")
