"""Touching the disk: walking folders, reading regular files only, writing so that it lasts."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tuiwork.errors import NotSaved, Problem, Refused
from tuiwork.model.kinds import kind_of
from tuiwork.text.document import MAX_BYTES, decode
from tuiwork.text.source import Malformed

MAX_DEPTH = 24
TEMPORARY = ".tw-"
"""How our own unfinished files begin; one that is left over after a crash is removed."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What one folder holds: documents by path, folders to look into, leftovers, problems."""

    documents: tuple[str, ...]
    folders: tuple[str, ...]
    leftovers: tuple[str, ...]
    problems: tuple[Problem, ...]


def list_folder(root: Path, folder: str) -> Listing:
    """The documents and folders in one folder of the workspace; links and devices are reported."""
    documents, folders, leftovers, problems = [], [], [], []
    try:
        with os.scandir(root / folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.name.startswith((".", "#")) or entry.name.endswith("~"):
                    if entry.name.startswith(TEMPORARY):
                        leftovers.append(path)
                elif not _printable(entry.name):
                    problems.append(Problem(folder, "holds a name that is not UTF-8 text"))
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                elif kind_of(path) is None:
                    continue
                elif entry.is_file(follow_symlinks=False):
                    documents.append(path)
                else:
                    problems.append(Problem(path, "is a link or a device; it was not opened"))
    except FileNotFoundError:
        pass
    except OSError as error:
        problems.append(Problem(folder, f"cannot be read: {error.strerror}"))
    if folder.count("/") >= MAX_DEPTH and folders:
        problems.append(Problem(folder, f"lies deeper than {MAX_DEPTH} folders; not looked into"))
        folders = []
    return Listing(tuple(documents), tuple(folders), tuple(leftovers), tuple(problems))


def _printable(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\n" not in name and "\r" not in name


def read_text(root: Path, path: str) -> str:
    """The text of a regular file, links not followed.

    Raises Malformed for what is no text, FileNotFoundError for what is not there.
    """
    data = read_bytes(root, path)
    return decode(data)


def read_bytes(root: Path, path: str) -> bytes:
    """The bytes of a regular file up to the size limit, links not followed."""
    try:
        handle = os.open(root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Malformed(f"cannot be read: {error.strerror}") from None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise Malformed("is no regular file; it was not opened")
        if found.st_size > MAX_BYTES:
            raise Malformed(f"is larger than {MAX_BYTES // 1024 // 1024} MB")
        with open(handle, "rb", closefd=False) as file:
            return file.read(MAX_BYTES + 1)
    finally:
        os.close(handle)


def read_if_there(root: Path, path: str) -> str | None:
    """The text of a file, None where there is none. Raises Malformed."""
    try:
        return read_text(root, path)
    except FileNotFoundError:
        return None


def safe_path(root: Path, path: str) -> Path:
    """The place of a workspace path on disk. Raises Refused for one that leads outside."""
    parts = path.split("/")
    wrong = any(part in ("", ".", "..") or part.startswith(".git") for part in parts)
    if wrong or "\0" in path or "\\" in path or any(part.lower() == ".git" for part in parts):
        raise Refused(f"the path {path!r} does not stay inside the workspace")
    place = root
    for part in parts[:-1]:
        place = place / part
        if place.is_symlink():
            raise Refused(f"{place.relative_to(root)} is a link; tuiwork writes through none")
    return root / path


def write_temporary(target: Path, data: bytes) -> Path:
    """A file beside `target` that holds `data` durably, ready to be renamed over it."""
    missing = [folder for folder in (target.parent, *target.parent.parents) if not folder.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    for folder in missing:
        sync_folder(folder.parent)
    temporary = target.parent / f"{TEMPORARY}{os.getpid()}-{os.urandom(4).hex()}.tmp"
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o644
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fsync(handle)
    except BaseException:
        os.close(handle)
        temporary.unlink(missing_ok=True)
        raise
    os.close(handle)
    return temporary


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_all(files: Iterable[Path]) -> None:
    """Remove files that may be gone already."""
    for file in files:
        file.unlink(missing_ok=True)


def not_saved(error: OSError, path: str) -> NotSaved:
    """The sentence for a write that the disk refused."""
    return NotSaved(f"{path} was not saved: {error.strerror}; the file is as it was", path)
