"""Attachments on disk: which there are, and reading the file that is to become one."""

from __future__ import annotations

import os
from pathlib import Path

from tuiwork.errors import Refused
from tuiwork.model.attachment import ATTACHMENTS, MEGABYTE, Attachment, is_attachment


def list_attachments(root: Path, task_id: str | None = None) -> tuple[Attachment, ...]:
    """The attachments of a task by name, or of every task; links and folders are none.

    Nothing where the folder is not there or cannot be read.
    """
    if task_id is None:
        folders = sorted(path.rpartition("/")[2] for path, _ in _entries(root, ATTACHMENTS))
        return tuple(one for folder in folders for one in list_attachments(root, folder))
    if "/" in task_id:
        return ()
    found = (
        Attachment(path, entry.stat(follow_symlinks=False).st_size)
        for path, entry in _entries(root, f"{ATTACHMENTS}/{task_id}")
        if is_attachment(path) and entry.is_file(follow_symlinks=False)
    )
    return tuple(sorted(found, key=lambda one: one.path))


def _entries(root: Path, folder: str) -> list[tuple[str, os.DirEntry[str]]]:
    place = root / folder
    try:
        if place.is_symlink() or place.parent.is_symlink():
            return []
        with os.scandir(place) as entries:
            return [(f"{folder}/{one.name}", one) for one in entries]
    except (OSError, ValueError):
        return []


def read_incoming(root: Path, place: Path, limit_mb: float) -> bytes:
    """The bytes of a file that is to be attached.

    Refused for what is no file or too large, and for a link, which in a workspace that others
    write to may lead anywhere on this machine.
    """
    from tuiwork.store.files import read_bounded
    from tuiwork.text.source import Malformed

    _must_not_lead_out(root, place)
    if place.is_dir():
        raise Refused(f"{place} is a folder; attach its files, or one archive of them")
    try:
        size = place.lstat().st_size
        if size > limit_mb * MEGABYTE:
            raise Refused(
                f"{place.name} has {size / MEGABYTE:.1f} MB, more than the {limit_mb:g} MB that an "
                "attachment may have here; put it where the others can reach it, and link to it: "
                "`tuiwork set ID links+=https://…`"
            )
        return read_bounded(place, int(limit_mb * MEGABYTE))
    except FileNotFoundError:
        raise Refused(f"there is no file {place}") from None
    except Malformed as error:
        raise Refused(f"{place} {error.message}") from None
    except (OSError, ValueError) as error:
        raise Refused(f"{place} cannot be read: {error}") from None


def _must_not_lead_out(root: Path, place: Path) -> None:
    whole = Path(os.path.abspath(place))
    if whole.is_symlink():
        raise Refused(f"{place} is a link; attach the file that it leads to")
    inside = whole.is_relative_to(root)
    if inside and not whole.resolve().is_relative_to(root.resolve()):
        raise Refused(f"{place} lies behind a link that leads out of the workspace")
