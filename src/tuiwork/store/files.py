"""Touching the disk: walking folders, reading regular files only, writing so that it lasts."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable
from contextlib import suppress
from errno import ELOOP
from pathlib import Path

from tuiwork.dataclass import dataclass
from tuiwork.errors import NotSaved, Problem, Refused
from tuiwork.model.attachment import MEGABYTE, MOST_MB, is_attachment
from tuiwork.model.kinds import kind_of
from tuiwork.text.source import Malformed

MAX_DEPTH = 24
TEMPORARY = ".tw-"
"""How our own unfinished files begin; one that is left over after a crash is removed."""

_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Unreadable(Malformed):
    """The system does not let us read it, for now; the file itself may be fine."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What one folder holds: documents by path, folders to look into, problems.

    One that is not `complete` could not be read to its end.
    """

    documents: tuple[str, ...]
    folders: tuple[str, ...]
    problems: tuple[Problem, ...]
    complete: bool = True


def list_folder(root: Path, folder: str) -> Listing:
    """The documents and folders in one folder of the workspace; links and devices are reported."""
    documents: list[str] = []
    folders: list[str] = []
    problems: list[Problem] = []
    complete = True
    try:
        with os.scandir(root / folder) as entries:
            for entry in entries:
                _sort(entry, folder, documents, folders, problems)
    except FileNotFoundError:
        pass
    except OSError as error:
        problems.append(Problem(folder, f"cannot be read: {error.strerror}"))
        complete = False
    if folder.count("/") >= MAX_DEPTH and folders:
        problems.append(Problem(folder, f"lies deeper than {MAX_DEPTH} folders; not looked into"))
        folders = []
    return Listing(tuple(documents), tuple(folders), tuple(problems), complete)


def _sort(
    entry: os.DirEntry[str],
    folder: str,
    documents: list[str],
    folders: list[str],
    problems: list[Problem],
) -> None:
    """Put one entry of a folder where it belongs; what is hidden or the user's own, nowhere."""
    path = f"{folder}/{entry.name}" if folder else entry.name
    if entry.name.startswith((".", "#")) or entry.name.endswith("~"):
        return
    if not _is_text(entry.name):
        if folder:
            problems.append(Problem(folder, "holds a name that is not plain UTF-8 text"))
        return
    is_document = kind_of(path) is not None
    if entry.is_dir(follow_symlinks=False):
        folders.append(path)
        if is_document:
            problems.append(Problem(path, "is a folder; a document of that name is expected"))
    elif entry.is_symlink():
        if is_document or (folder and os.path.isdir(entry.path)):
            problems.append(Problem(path, "is a link; it was not opened"))
    elif is_document and entry.is_file(follow_symlinks=False):
        documents.append(path)
    elif is_document:
        problems.append(Problem(path, "is a device, a pipe or a socket; it was not opened"))


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\n" not in name and "\r" not in name


def read_text(root: Path, path: str) -> str:
    """The text of a regular file, links not followed; an attachment's bytes that are no text come
    as surrogate escapes.

    Raises Malformed for what is no text, FileNotFoundError for what is not there.
    """
    if is_attachment(path):
        return _read(root / path, MOST_MB * MEGABYTE).decode("utf-8", "surrogateescape")
    from tuiwork.text.document import decode

    return decode(read_bytes(root, path))


def read_bytes(root: Path, path: str) -> bytes:
    """The bytes of a regular file up to the size limit, links not followed.

    Raises Malformed, Unreadable where the system refuses, FileNotFoundError.
    """
    from tuiwork.text.document import MAX_BYTES

    return _read(f"{root}/{path}", MAX_BYTES)


def read_whole(root: Path, path: str) -> bytes | None:
    """The bytes of a file of any size, None where there is none.

    Raises Refused for what is no regular file.
    """
    try:
        return _read(f"{root}/{path}", None)
    except FileNotFoundError:
        return None
    except Malformed as error:
        raise Refused(f"{path} {error.message}; nothing was written", path) from None


def read_bounded(place: Path, limit: int) -> bytes:
    """The bytes of a regular file anywhere, up to a limit, links not followed.

    Raises Malformed, Unreadable where the system refuses, FileNotFoundError.
    """
    return _read(place, limit)


def _read(place: Path | str, limit: int | None) -> bytes:
    try:
        handle = os.open(place, _READ)
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise Malformed("is no regular file; it was not opened")
            if limit is not None and found.st_size > limit:
                raise Malformed(f"is larger than {limit // 1024 // 1024} MB")
            data = os.read(handle, found.st_size + 1)
            if len(data) == found.st_size:
                return data
            with open(handle, "rb", closefd=False) as file:
                return data + file.read(-1 if limit is None else max(0, limit + 1 - len(data)))
        finally:
            os.close(handle)
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(place) from None
    except OSError as error:
        if error.errno == ELOOP:
            raise Malformed("is a link; it was not opened") from None
        raise Unreadable(f"cannot be read: {error.strerror}") from None


def read_if_there(root: Path, path: str) -> str | None:
    """The text of a file, None where there is none. Raises Malformed."""
    try:
        return read_text(root, path)
    except FileNotFoundError:
        return None


def safe_path(root: Path, path: str) -> Path:
    """The place of a workspace path on disk. Raises Refused for one that leads outside."""
    parts = path.split("/")
    if not _is_text(path) or "\\" in path or any(map(_leads_astray, parts)):
        raise Refused(f"the path {path!r} does not stay inside the workspace")
    place = root
    for part in parts:
        place = place / part
        if place.is_symlink():
            raise Refused(f"{place.relative_to(root)} is a link; tuiwork writes through none")
    return place


def _leads_astray(part: str) -> bool:
    """Whether a name on a path means another folder, or git's own on some file system."""
    plain = "".join(filter(str.isprintable, part)).casefold()
    odd = any(ord(character) < 32 or character == "\x7f" for character in part)
    return odd or part in ("", ".", "..") or plain.startswith((".git", "git~"))


def write_temporary(target: Path, data: bytes, *, lasting: bool = True) -> Path:
    """A file beside `target` with `data`, to be renamed over it; on disk for good if `lasting`."""
    if not target.parent.is_dir():
        _make_folder(target.parent)
    temporary = target.parent / f"{TEMPORARY}{os.getpid()}-{os.urandom(4).hex()}.tmp"
    try:
        _write(temporary, data, os.O_EXCL, lasting)
        with suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    except BaseException:
        remove_all([temporary])
        raise
    return temporary


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing; their names last."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in missing:
        sync_folder(one.parent)


def write_lasting(place: Path, data: bytes) -> None:
    """Make a file hold `data` durably. It is not whole until this returns."""
    _write(place, data, os.O_TRUNC, lasting=True)


def _write(place: Path, data: bytes, how: int, lasting: bool) -> None:
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | how, 0o666)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        if lasting:
            os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last."""
    _sync(folder, os.O_DIRECTORY)


def sync_many(files: Collection[Path]) -> None:
    """Make many files that are on disk last: each file system at once, where the system can."""
    folders = {folder.stat().st_dev: folder for folder in {file.parent for file in files}}
    if not all(map(_sync_file_system, folders.values())):
        for file in files:
            _sync(file)


def _sync_file_system(folder: Path) -> bool:
    import ctypes

    try:
        syncfs = ctypes.CDLL(None, use_errno=True).syncfs
    except (AttributeError, OSError):
        return False
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if syncfs(handle):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(handle)
    return True


def _sync(place: Path, how: int = 0) -> None:
    handle = os.open(place, os.O_RDONLY | os.O_CLOEXEC | how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_all(files: Iterable[Path]) -> bool:
    """Remove files that may be gone already, trying twice; whether none of them is left."""
    left = [file for file in files if not (_is_removed(file) or _is_removed(file))]
    return not left


def _is_removed(file: Path) -> bool:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def not_saved(error: OSError, path: str) -> NotSaved:
    """The sentence for a write that the disk refused."""
    return NotSaved(f"{path} was not saved: {error.strerror}; the file is as it was", path)
