"""What lies on disk where a commit is to be taken over: as before, as after, or edited since."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from enum import Enum
from errno import ENAMETOOLONG
from hashlib import new as new_hash
from pathlib import Path

from tuiwork.errors import Refused
from tuiwork.sync.git.objects import LIST_LIMIT, TreeChange, blob_oid
from tuiwork.sync.git.places import path_of, whole
from tuiwork.sync.git.repository import Repository
from tuiwork.sync.git.runner import run
from tuiwork.sync.merging import GITLINK

_CHUNK = 1024 * 1024
_SHOWN = 80


class Found(Enum):
    """How a file on disk compares with a change."""

    AFTER = "as after it"
    BEFORE = "as before it"
    EDITED = "neither"


def compare(repo: Repository, changes: Mapping[str, TreeChange]) -> dict[str, Found]:
    """How each name is on disk; submodules are left out.

    Raises Refused where something that is no file, or cannot be read, is in the way.
    """
    found = {}
    unlike = []
    for name, change in changes.items():
        if change.new_mode == GITLINK or (change.new_oid is None and change.old_mode == GITLINK):
            continue
        try:
            oid = None if _is_a_mere_folder(repo, name, changes) else _oid(repo, name)
        except OSError as error:
            if error.errno != ENAMETOOLONG:
                raise
            raise _too_long(name) from None
        found[name] = _judge(change, oid)
        if found[name] is Found.EDITED:
            unlike.append(name)
    for name, oid in as_git_stores(repo, unlike).items():
        found[name] = _judge(changes[name], oid)
    for name in left_out(repo, unlike):
        found[name] = Found.AFTER
    return found


def left_out(repo: Repository, names: Iterable[str]) -> list[str]:
    """The names that a sparse clone does not have on disk, and is not to have."""
    if not repo.says_yes("core.sparseCheckout"):
        return []
    listed = os.fsdecode(run(whole(repo).root, "ls-files", "-t", "-z", limit=LIST_LIMIT).out)
    skipped = {line[2:] for line in listed.split("\0") if line.startswith("S ")}
    return [name for name in names if path_of(repo, name) in skipped]


def place_of(repo: Repository, name: str) -> Path:
    """Where a name lies on disk. Raises Refused where a folder on the way is a link."""
    top = whole(repo).root
    *folders, file = path_of(repo, name).split("/")
    place = top
    for folder in folders:
        place = place / folder
        if place.is_symlink():
            raise Refused(f"{place.relative_to(top)} is a link; tuiwork writes through none")
    return place / file


def _is_a_mere_folder(repo: Repository, name: str, changes: Mapping[str, TreeChange]) -> bool:
    """Whether a folder lies there that goes, because all that is in it does, or that may stay.

    Raises Refused where something in it would stay that must not.
    """
    place = place_of(repo, name)
    if place.is_symlink() or not place.is_dir() or changes[name].old_mode == GITLINK:
        return False
    if changes[name].new_oid is None:
        return True
    for folder, _, files in os.walk(place):
        below = Path(folder).relative_to(place)
        for file in files:
            change = changes.get(f"{name}/{(below / file).as_posix()}")
            if change is None or change.new_oid is not None:
                raise _in_the_way(name)
    return True


def _too_long(name: str) -> Refused:
    return Refused(
        f"the remote has a file whose path is too long for this disk ({name[:_SHOWN]}…); "
        "ask who sent it to take it back"
    )


def _judge(change: TreeChange, oid: str | None) -> Found:
    if oid == change.new_oid:
        return Found.AFTER
    before = None if change.old_mode == GITLINK else change.old_oid
    return Found.BEFORE if oid == before else Found.EDITED


def _oid(repo: Repository, name: str) -> str | None:
    """The id of a file's or link's content as it is, None where there is none."""
    place = place_of(repo, name)
    try:
        handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        if place.is_symlink():
            return blob_oid(repo, os.fsencode(os.readlink(place)))
        raise _in_the_way(name) from None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        raise _in_the_way(name)
    with open(handle, "rb") as file:
        digest = new_hash(repo.object_format, b"blob %d\0" % status.st_size)
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
        return digest.hexdigest()


def _in_the_way(name: str) -> Refused:
    return Refused(
        f"the remote has a file {name}, and what is there on this disk is no file or cannot be "
        "read; move it away, then sync"
    )


def as_git_stores(repo: Repository, names: Iterable[str]) -> dict[str, str]:
    """The ids that git would give to these files, by the user's own line end and other filters."""
    top = whole(repo).root
    paths = {name: path_of(repo, name) for name in names if "\n" not in name}
    there = {name: path for name, path in paths.items() if _is_regular(top / path)}
    if not there:
        return {}
    listed = b"".join(os.fsencode(path) + b"\n" for path in there.values())
    hashed = run(top, "hash-object", "--stdin-paths", stdin=listed, check=False)
    oids = hashed.out.decode().split()
    return dict(zip(there, oids, strict=True)) if len(oids) == len(there) else {}


def _is_regular(place: Path) -> bool:
    return place.is_file() and not place.is_symlink()
