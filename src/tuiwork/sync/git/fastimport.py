"""The stream that makes git fast-import write commits. Pure: values in, bytes out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from tuiwork.dataclass import dataclass
from tuiwork.errors import Refused
from tuiwork.sync.git.repository import Identity


@dataclass(frozen=True, slots=True)
class NewFile:
    """A path's new content and mode."""

    content: bytes
    mode: str


@dataclass(frozen=True, slots=True)
class OldFile:
    """An object that git has already, and the mode to put it at a path with."""

    oid: str
    mode: str


@dataclass(frozen=True, slots=True)
class NewCommit:
    """A commit to make, by one who is author and committer, on top of the one before."""

    message: str
    by: Identity
    when: datetime
    files: Mapping[str, NewFile | None]


def commit_stream(
    ref: str,
    parents: Sequence[str],
    tree: str | None,
    files: Mapping[str, NewFile | OldFile | None],
    message: str,
    author: Identity,
    committer: Identity,
    when: datetime,
) -> bytes:
    """The stream for a commit on ref; fast-import answers it with the commit's id.

    `tree` replaces the first parent's tree where given. `files` are repository paths, None
    removes one. Raises Refused for a path that may not be in a tree.
    """
    commit = _commit(ref, parents, tree, files, message, author, committer, when)
    return b"\n".join([b"feature done", *commit, b"get-mark :1", b"done\n"])


def history_stream(ref: str, commits: Iterable[NewCommit]) -> bytes:
    """The stream for a ref that does not exist yet, with these commits from its root on.

    Raises Refused for a path that may not be in a tree.
    """
    lines = [b"feature done"]
    for one in commits:
        lines += _commit(ref, (), None, one.files, one.message, one.by, one.by, one.when)
    return b"\n".join([*lines, b"done\n"])


def _commit(
    ref: str,
    parents: Sequence[str],
    tree: str | None,
    files: Mapping[str, NewFile | OldFile | None],
    message: str,
    author: Identity,
    committer: Identity,
    when: datetime,
) -> list[bytes]:
    moment = stamp(when)
    lines = [
        os.fsencode(f"commit {ref}"),
        b"mark :1",
        _text(f"author {author.name} <{author.email}> {moment}"),
        _text(f"committer {committer.name} <{committer.email}> {moment}"),
        _data(_text(message.replace("\0", "").strip() + "\n")),
    ]
    lines += [_text(f"from {parent}") for parent in parents[:1]]
    lines += [_text(f"merge {parent}") for parent in parents[1:]]
    if tree is not None:
        lines.append(_text(f'M 040000 {tree} ""'))
    for path, file in files.items():
        if file is None:
            lines.append(b"D " + quoted(path))
        elif isinstance(file, OldFile):
            lines.append(b"M %b %b %b" % (file.mode.encode(), file.oid.encode(), quoted(path)))
        else:
            lines.append(b"M %b inline %b" % (file.mode.encode(), quoted(path)))
            lines.append(_data(file.content))
    return lines


def quoted(path: str) -> bytes:
    """A path as fast-import reads it. Raises Refused for one that leads out of the tree."""
    parts = path.split("/")
    if "\0" in path or any(_is_forbidden(part) for part in parts):
        raise Refused(f"{path!r} cannot be a file in a repository")
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return os.fsencode(f'"{escaped}"')


def _is_forbidden(part: str) -> bool:
    return part in ("", ".", "..") or part.lower() in (".git", "git~1")


def _data(content: bytes) -> bytes:
    return b"data %d\n%b" % (len(content), content)


def _text(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def stamp(when: datetime) -> str:
    """Seconds since 1970 and the offset, as git keeps a time; git knows none before 1970."""
    aware = when if when.tzinfo else when.astimezone()
    return f"{max(0, int(aware.timestamp()))} {aware.strftime('%z')[:5]}"
