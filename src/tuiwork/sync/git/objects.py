"""Commits as values: what differs between two, what lies in one, the bytes of many blobs, and the
writing of a new one by a single fast-import. Paths are relative to the workspace."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from tuiwork.dataclass import dataclass
from tuiwork.errors import TuiworkError
from tuiwork.sync.git.fastimport import NewFile, OldFile, commit_stream
from tuiwork.sync.git.repository import Identity, Repository
from tuiwork.sync.git.runner import GitFailed, run

BLOB_LIMIT = 5 * 1024 * 1024
LIST_LIMIT = 512 * 1024 * 1024
PLAIN = "100644"
EXECUTABLE = "100755"

_EMPTY_TREE = {
    "sha1": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "sha256": "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}
_ARGUMENTS_LIMIT = 64_000
_NULL_MODE = "000000"
_OID = re.compile("[0-9a-f]{40,64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One path in a tree: its mode, its kind (blob, or commit for a submodule) and its object."""

    mode: str
    kind: str
    oid: str


@dataclass(frozen=True, slots=True)
class TreeChange:
    """How one path differs between two trees; no oid on the side where it does not exist."""

    old_oid: str | None
    new_oid: str | None
    old_mode: str
    new_mode: str


class RefMoved(TuiworkError):
    """Someone moved the branch meanwhile: nothing was written to it, look again."""

    code = "ref-moved"


def tree_changes(repo: Repository, old: str | None, new: str | None) -> dict[str, TreeChange]:
    """The workspace's paths that differ between two commits or trees; None is the empty tree."""
    empty = _EMPTY_TREE[repo.object_format]
    options = ("-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--relative")
    trees = (_id(old or empty), _id(new or empty))
    shown = run(repo.root, "diff-tree", *options, *trees, "--", limit=LIST_LIMIT).out
    fields = os.fsdecode(shown).split("\0")
    changes = {}
    for head, path in zip(fields[0::2], fields[1::2], strict=False):
        old_mode, new_mode, old_oid, new_oid, _ = head.removeprefix(":").split(" ")
        changes[path] = TreeChange(
            None if old_mode == _NULL_MODE else old_oid,
            None if new_mode == _NULL_MODE else new_oid,
            old_mode,
            new_mode,
        )
    return changes


def list_tree(repo: Repository, commit: str, under: str = "") -> dict[str, Entry]:
    """Every path of the workspace in a commit, or those in one folder."""
    return _listed(repo, commit, [under] if under else [])


def find_entries(repo: Repository, commit: str, paths: Collection[str]) -> dict[str, Entry]:
    """What a commit holds at exactly these paths; one that it does not hold is left out."""
    if not paths:
        return {}
    # The kernel limits a command line: a great many paths are looked up in the full list instead.
    few = paths if sum(map(len, paths)) < _ARGUMENTS_LIMIT else ()
    wanted = set(paths)
    listed = _listed(repo, commit, few)
    return {path: entry for path, entry in listed.items() if path in wanted}


def read_blobs(
    repo: Repository, oids: Iterable[str], limit: int = BLOB_LIMIT
) -> dict[str, bytes | None]:
    """The content of each blob; None for one that is missing, no blob, or larger than the limit."""
    blobs: dict[str, bytes | None] = dict.fromkeys(oids)
    if not blobs:
        return blobs
    check = run(repo.root, "cat-file", "--batch-check", stdin=_lines(blobs), limit=LIST_LIMIT)
    sizes = {}
    for line in check.out.decode().splitlines():
        oid, kind, *size = line.split(" ")
        if kind == "blob" and int(size[0]) <= limit:
            sizes[oid] = int(size[0])
    room = sum(sizes.values()) + 128 * len(sizes)
    answer = run(repo.root, "cat-file", "--batch", stdin=_lines(sizes), limit=room).out
    start = 0
    while start < len(answer):
        end = answer.index(b"\n", start)
        oid, kind, *size = answer[start:end].decode().split(" ")
        start = end + 1
        if kind == "blob":
            blobs[oid] = answer[start : start + int(size[0])]
            start += int(size[0]) + 1
    return blobs


def blob_oid(repo: Repository, content: bytes) -> str:
    """The id git gives to a file's content."""
    from hashlib import new

    return new(repo.object_format, b"blob %d\0" % len(content) + content).hexdigest()


def null_oid(repo: Repository) -> str:
    """The id that stands for no object."""
    return "0" * len(_EMPTY_TREE[repo.object_format])


def write_commit(
    repo: Repository,
    ref: str,
    parents: Sequence[str],
    tree_from: str | None,
    files: Mapping[str, bytes | Entry | None],
    message: str,
    author: Identity,
    committer: Identity,
    when: datetime,
    executable: Collection[str] = (),
) -> str:
    """Make a commit and point ref at it; gives the commit's id. Objects and ref are on disk then.

    The tree is that of the commit `tree_from` (None: the first parent's, if any) with `files` laid
    over it, in their order: bytes replace a path, an Entry puts there what git has already, None
    removes it. Never signs and runs no commit hook. A branch (refs/heads/…) only moves forward:
    raises RefMoved where it no longer leads to the first parent. Any other ref is overwritten.
    Raises GitFailed where git refuses.
    """
    laid = {
        repo.prefix + path: _laid(content, EXECUTABLE if path in executable else PLAIN)
        for path, content in files.items()
    }
    tree = None if tree_from is None or tree_from in parents[:1] else _tree(repo, tree_from)
    stream = commit_stream(ref, parents, tree, laid, message, author, committer, when)
    force = () if ref.startswith("refs/heads/") else ("--force",)
    try:
        done = run(repo.root, "fast-import", "--quiet", "--date-format=raw", *force, stdin=stream)
    except GitFailed as failure:
        _remove_crash_report(repo, failure.err)
        if "Not updating" in failure.err:
            raise RefMoved(f"{ref} was moved by another program") from failure
        raise
    return done.out.decode().strip()


def move_ref(repo: Repository, ref: str, new: str, old: str | None, why: str) -> None:
    """Point ref at a commit, if it still is at `old` (None: does not exist). Raises RefMoved."""
    expected = old or null_oid(repo)
    try:
        run(repo.root, "update-ref", "-m", why, ref, new, expected)
    except GitFailed as failure:
        if "but expected" in failure.err or "reference already exists" in failure.err:
            raise RefMoved(f"{ref} was moved by another program") from failure
        raise


def _laid(content: bytes | Entry | None, mode: str) -> NewFile | OldFile | None:
    if isinstance(content, Entry):
        return OldFile(_id(content.oid), content.mode)
    return None if content is None else NewFile(content, mode)


def _listed(repo: Repository, commit: str, paths: Iterable[str]) -> dict[str, Entry]:
    shown = run(repo.root, "ls-tree", "-r", "-z", _id(commit), "--", *paths, limit=LIST_LIMIT).out
    entries = {}
    for line in os.fsdecode(shown).split("\0"):
        facts, tab, path = line.partition("\t")
        if tab:
            entries[path] = Entry(*facts.split(" "))
    return entries


def _tree(repo: Repository, commit: str) -> str:
    found = run(repo.root, "rev-parse", "--verify", f"{_id(commit)}^{{tree}}")
    return found.out.decode().strip()


def _id(oid: str) -> str:
    if not _OID.fullmatch(oid):
        raise ValueError(f"{oid!r} is no object id")
    return oid


def _lines(oids: Iterable[str]) -> bytes:
    return "".join(f"{_id(oid)}\n" for oid in oids).encode()


def _remove_crash_report(repo: Repository, err: str) -> None:
    """Take away the file that a dying fast-import leaves in the repository."""
    _, found, rest = err.partition("fast_import_crash_")
    if found:
        number = rest.split()[0]
        (repo.git_dir / f"fast_import_crash_{number}").unlink(missing_ok=True)
