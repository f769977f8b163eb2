"""Finding what belongs together in three trees: tasks by their id, every other file by its path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tuiwork.model.ids import is_id
from tuiwork.model.kinds import Kind, kind_of
from tuiwork.text.document import decode, parse_fields, read_document
from tuiwork.text.source import Malformed

Tree = Mapping[str, bytes]
Key = tuple[str, str]  # "task" and an id, or "path" and a path

_ID = re.compile(rb'^id[ \t]*=[ \t]*"([^"\\\n]*)"', re.MULTILINE)
_END = re.compile(rb"^(?:\[|\+\+\+[ \t\r]*$)", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class File:
    """A file in a tree."""

    path: str
    data: bytes


Three = tuple[File | None, File | None, File | None]


def match(base: Tree, ours: Tree, theirs: Tree) -> Iterator[Three]:
    """The files that are one thing, as the base, our side and theirs have it, in a fixed order.

    Where several files of a tree claim one id, one of them has it; the others go by their paths.
    """
    known = _claims(base, {})
    hints = {path: key for key, paths in known.items() for path in paths}
    o, t = _claims(ours, hints), _claims(theirs, hints)
    b_paths = _settled(known, {}, {})
    o_paths, t_paths = _settled(o, known, t), _settled(t, known, o)
    for key in sorted({*b_paths, *o_paths, *t_paths}):
        yield _file(base, b_paths, key), _file(ours, o_paths, key), _file(theirs, t_paths, key)


def task_id(path: str, data: bytes) -> str | None:
    """The id a task's file has: in its front matter, else in its name; None for other files."""
    if kind_of(path) is not Kind.TASK:
        return None
    stem = path.rpartition("/")[2].removesuffix(".md").partition("-")[0]
    return _written_id(path, data) or (stem if is_id(stem) else None)


def is_readable(path: str, data: bytes) -> bool:
    """Whether a file can be read as a document."""
    try:
        return read_document(path, decode(data))[0] is not None
    except Malformed:
        return False


def _written_id(path: str, data: bytes) -> str | None:
    """The id in the front matter, found without parsing it, so also where that is impossible."""
    _, _, front = data.partition(b"\n")
    end = _END.search(front)
    front = front[: end.start()] if end else front
    if b'"""' in front or b"'''" in front:
        try:
            written = parse_fields(path, data.decode("utf-8")).get("id")
        except (Malformed, UnicodeDecodeError):
            return None
        return written if isinstance(written, str) and written else None
    match = _ID.search(front)
    return match[1].decode("utf-8", "replace") if match and match[1] else None


def _claims(tree: Tree, hints: Mapping[str, Key]) -> dict[Key, list[str]]:
    """The paths that claim to be each thing, those that can be read first; a task without an id is
    what the base had there."""
    claims: dict[Key, list[str]] = {}
    for path, data in sorted(tree.items()):
        id_ = task_id(path, data)
        key = ("task", id_) if id_ else hints.get(path, ("path", path))
        claims.setdefault(key, []).append(path)
    for paths in claims.values():
        if len(paths) > 1:
            paths.sort(key=lambda path: (not is_readable(path, tree[path]), path))
    return claims


def _settled(
    claims: Mapping[Key, list[str]],
    base: Mapping[Key, list[str]],
    other: Mapping[Key, list[str]],
) -> dict[Key, str]:
    """One path for each thing: where the base has it, else where the other side has it."""
    settled: dict[Key, str] = {}
    for key, paths in claims.items():
        elsewhere = (base.get(key, []), other.get(key, []), paths)
        first = next(path for places in elsewhere for path in places if path in paths)
        settled[key] = first
        settled |= {("path", path): path for path in paths if path != first}
    return settled


def _file(tree: Tree, paths: Mapping[Key, str], key: Key) -> File | None:
    path = paths.get(key)
    return None if path is None else File(path, tree[path])
