"""Taking over a clone that plain git made: from then on git keeps its documents byte for byte, and
those whose line ends or letters it changed on their way are put back as they were committed."""

from __future__ import annotations

from contextlib import suppress

from tuiwork.errors import Refused
from tuiwork.model.kinds import kind_of
from tuiwork.store.apply import write_files
from tuiwork.store.files import read_whole
from tuiwork.store.local import Local
from tuiwork.sync.create import is_set_up, set_up_driver
from tuiwork.sync.git.index import stage
from tuiwork.sync.git.objects import Entry, blob_oid, list_tree, read_blobs
from tuiwork.sync.git.repository import Repository
from tuiwork.sync.ondisk import as_git_stores

__all__ = ["adopt", "is_set_up"]


def adopt(local: Local, repo: Repository) -> None:
    """Take over the clone, if it is not yet. The caller holds the write lock.

    Raises NotSaved where the disk refuses.
    """
    if is_set_up(repo):
        return
    converted = _converted(repo) if repo.head else {}
    blobs = read_blobs(repo, {entry.oid for entry in converted.values()})
    texts: dict[str, str | None] = {}
    for path, entry in converted.items():
        with suppress(UnicodeDecodeError):
            texts[path] = (blobs[entry.oid] or b"").decode("utf-8")
    write_files(local, {path: text for path, text in texts.items() if text})
    set_up_driver(repo)
    if texts:
        stage(repo, {path: converted[path] for path in texts})


def _converted(repo: Repository) -> dict[str, Entry]:
    """The documents that are not on disk as they were committed, though git takes them to be."""
    held = list_tree(repo, repo.head or "")
    unlike = {path for path, entry in held.items() if _is_unlike(repo, path, entry)}
    stored = as_git_stores(repo, sorted(unlike))
    return {path: held[path] for path, oid in stored.items() if oid == held[path].oid}


def _is_unlike(repo: Repository, path: str, entry: Entry) -> bool:
    if kind_of(path) is None:
        return False
    try:
        content = read_whole(repo.root, path)
    except Refused:
        return False
    return content is not None and blob_oid(repo, content) != entry.oid
