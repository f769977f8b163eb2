"""Putting a commit's files on disk: documents by the store, all else by git; what was edited there
meanwhile is merged in, and no link is ever made or followed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from tuiwork.dataclass import dataclass, field
from tuiwork.errors import Problem, Refused, SyncStopped
from tuiwork.model.kinds import kind_of
from tuiwork.store.apply import write_files
from tuiwork.store.files import not_saved, read_bytes, safe_path, sync_folder, write_temporary
from tuiwork.store.local import Local
from tuiwork.sync import outcome
from tuiwork.sync.git.index import stage
from tuiwork.sync.git.objects import PLAIN, TreeChange, read_blobs
from tuiwork.sync.git.places import is_outside, path_of, whole
from tuiwork.sync.git.repository import Repository
from tuiwork.sync.git.runner import run
from tuiwork.sync.merging import GITLINK, new_entry
from tuiwork.sync.ondisk import Found, compare, place_of
from tuiwork.text.merging.conflicts import Conflict
from tuiwork.text.merging.trees import merge_trees
from tuiwork.text.source import Malformed

_NEW = ("000000", PLAIN)

Changes = Mapping[str, TreeChange]
Blobs = Mapping[str, bytes | None]
Contents = dict[str, bytes | None]


@dataclass(slots=True)
class Landed:
    """What became of the files: the documents that changed on disk, and what edits clashed with.

    `done` says whether the branch is there too; `staged` whether the index is: where it was
    locked, it is told later.
    """

    done: bool = False
    staged: bool = True
    paths: set[str] = field(default_factory=set)
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def with_documents(repo: Repository, changes: Changes, blobs: Blobs) -> dict[str, bytes | None]:
    """The contents read so far, and those of all documents that come."""
    coming = {change.new_oid for name, change in changes.items() if _is_document(name, change)}
    return {**blobs, **read_blobs(repo, {oid for oid in coming if oid} - blobs.keys())}


def put_files(local: Local, repo: Repository, changes: Changes, blobs: Blobs) -> Landed:
    """Make files and index as after the changes. The caller holds the write lock.

    Raises NotSaved; Refused where something is in the way; SyncStopped while the index is locked.
    """
    landed = Landed()
    found = compare(repo, changes)
    contents: Contents = {}
    by_git = set()
    for name, how in found.items():
        change = changes[name]
        content = blobs.get(change.new_oid) if change.new_oid else None
        if change.new_oid is None:
            if how is Found.BEFORE:
                contents[name] = None
        elif how is Found.BEFORE and content is not None and _is_document(name, change):
            contents[name] = content
        elif how is Found.BEFORE or (how is Found.AFTER and change.old_mode != change.new_mode):
            by_git.add(name)
    if Found.EDITED in found.values():
        merged, disk = _merge_edits(repo, changes, found, landed)
        by_git -= merged.keys()
        contents |= merged
        contents = {name: now for name, now in contents.items() if now != disk.get(name, b"")}
    _write(local, repo, contents)
    landed.paths = {name for name in (*contents, *by_git) if kind_of(name) is not None}
    landed.staged = _stage(repo, changes)
    if by_git and not landed.staged:
        sentence = "another git program keeps the index locked; sync again when it has ended"
        raise SyncStopped(outcome.BUSY, sentence, tuple(landed.paths))
    _check_out(repo, by_git)
    _make_room_for_submodules(repo, changes)
    if repo.says_yes("core.sparseCheckout"):
        run(whole(repo).root, "sparse-checkout", "reapply", check=False)
    return landed


def mend_torn(repo: Repository, changes: Changes) -> None:
    """Have git write anew what it was killed over while it wrote it: files that are no documents,
    and that are gone or hold a beginning of what comes. The caller holds the write lock.

    Only for a sync that died: else it is somebody who took the rest away.
    """
    found = compare(repo, changes)
    new = {
        name: oid
        for name, how in found.items()
        if how is Found.EDITED and kind_of(name) is None and (oid := changes[name].new_oid)
    }
    blobs = read_blobs(repo, new.values())
    torn = [name for name, oid in new.items() if _begins(_on_disk(repo, name), blobs[oid])]
    if torn and _stage(repo, {name: changes[name] for name in torn}):
        _check_out(repo, torn)


def _begins(here: bytes | None, whole: bytes | None) -> bool:
    return whole is not None and (
        here is None or (len(here) < len(whole) and whole.startswith(here))
    )


def _is_document(name: str, change: TreeChange) -> bool:
    """Whether the store can write it: a document that keeps its mode."""
    if kind_of(name) is None:
        return False
    return change.new_mode == change.old_mode or (change.old_mode, change.new_mode) == _NEW


def _merge_edits(
    repo: Repository, changes: Changes, found: Mapping[str, Found], landed: Landed
) -> tuple[Contents, Contents]:
    """What becomes of files that were edited since the commit before, and of all documents; and
    what is on disk of these.

    Raises Refused where an edit cannot be merged: left as it is, it would later take back what
    the remote did.
    """
    edited = {name for name, how in found.items() if how is Found.EDITED}
    names = edited | {name for name in found if kind_of(name) is not None}
    oids = {name: (changes[name].old_oid, changes[name].new_oid) for name in names}
    blobs = read_blobs(repo, {oid for pair in oids.values() for oid in pair if oid})
    before, disk, after = Contents(), Contents(), Contents()
    for name, (old, new) in oids.items():
        here = _on_disk(repo, name)
        before[name] = blobs[old] if old else None
        after[name] = blobs[new] if new else None
        disk[name] = here
        if any(oid and blobs[oid] is None for oid in (old, new)):
            raise _unmergeable(name, "is too large to merge")
    merged = merge_trees(before, disk, after)
    landed.conflicts += merged.conflicts
    landed.problems += merged.problems
    return dict(merged.files), disk


def _on_disk(repo: Repository, name: str) -> bytes | None:
    try:
        return read_bytes(whole(repo).root, path_of(repo, name))
    except FileNotFoundError:
        return None
    except Malformed as why:
        raise _unmergeable(name, why.message) from None


def _unmergeable(name: str, why: str) -> Refused:
    return Refused(
        f"{name} was changed on the remote and on this disk, and {why}; commit your change or "
        "take it back, then sync"
    )


def _write(local: Local, repo: Repository, contents: Contents) -> None:
    """Documents go through the store, all or none; then the rest, one by one."""
    texts: dict[str, str | None] = {}
    for name, content in contents.items():
        if _is_storable(local, name):
            with suppress(UnicodeDecodeError):
                texts[name] = None if content is None else content.decode("utf-8")
    others, folders = contents.keys() - texts.keys(), _folders(contents)
    for name in others & folders:
        _place(place_of(repo, name), None)
    write_files(local, texts)
    for name in others - folders:
        _place(place_of(repo, name), contents[name])
    for name, content in contents.items():
        if content is None:
            _remove_empty_folders(whole(repo).root, path_of(repo, name))


def _folders(contents: Contents) -> set[str]:
    """The folders that what comes lies in."""
    coming = (name.split("/") for name, content in contents.items() if content is not None)
    return {"/".join(parts[:end]) for parts in coming for end in range(1, len(parts))}


def _is_storable(local: Local, name: str) -> bool:
    if kind_of(name) is None:
        return False
    try:
        safe_path(local.root, name)
    except Refused:
        return False
    return True


def _place(place: Path, content: bytes | None) -> None:
    try:
        if content is None:
            place.unlink(missing_ok=True)
        else:
            os.replace(write_temporary(place, content), place)
        if place.parent.is_dir():
            sync_folder(place.parent)
    except OSError as error:
        raise not_saved(error, place.name) from None


def _remove_empty_folders(top: Path, path: str) -> None:
    for folder in list((top / path).parents)[: path.count("/")]:
        try:
            folder.rmdir()
        except OSError:
            return


def _stage(repo: Repository, changes: Changes) -> bool:
    """Make the index hold what comes."""
    inside = {name: new_entry(one) for name, one in changes.items() if not is_outside(name)}
    outside = {name: new_entry(one) for name, one in changes.items() if is_outside(name)}
    paths = {path_of(repo, name): entry for name, entry in outside.items()}
    staged = not inside or stage(repo, inside)
    return (not paths or stage(whole(repo), paths)) and staged


def _check_out(repo: Repository, names: Iterable[str]) -> None:
    """Have git write these files from the index.

    A link in the workspace becomes a plain file that names its target; elsewhere in a bigger
    repository it becomes what the user's git makes of links.
    """
    for outside, options in ((True, ()), (False, ("-c", "core.symlinks=false"))):
        mine = (name for name in names if is_outside(name) is outside)
        paths = [path_of(repo, name) for name in mine if place_of(repo, name)]
        if paths:
            listed = b"".join(os.fsencode(path) + b"\0" for path in paths)
            how = ("--force", "--index", "--quiet", "-z", "--stdin")
            run(whole(repo).root, *options, "checkout-index", *how, stdin=listed)


def _make_room_for_submodules(repo: Repository, changes: Changes) -> None:
    """Leave an empty folder where a submodule belongs, as git does; it looks removed otherwise."""
    for name, change in changes.items():
        comes, goes = change.new_mode == GITLINK, change.old_mode == GITLINK
        if comes or goes:
            with suppress(OSError, Refused):
                place = place_of(repo, name)
                place.mkdir(parents=True) if comes else place.rmdir()
