"""What holds of a merged tree as a whole: one path a file, one id a task, a list for every task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from unicodedata import normalize

from tuiwork.errors import Problem
from tuiwork.model.ids import mint
from tuiwork.model.kinds import Kind, kind_of
from tuiwork.text.document import decode
from tuiwork.text.edit import edit
from tuiwork.text.merging.files import aside, birth
from tuiwork.text.merging.matching import File, Tree, is_readable, task_id
from tuiwork.text.source import Malformed


def settle(
    files: Iterable[File], base: Tree, ours: Tree, theirs: Tree
) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of a merged tree by path, and what had to be changed for them to fit together.

    What was at odds on one side already stays as it is.
    """
    problems: list[Problem] = []
    sides = ours, theirs
    named = _with_own_ids(files, base, sides, problems)
    tree = _with_own_paths(named, base, sides, problems)
    _make_lists_again(tree, base, sides, problems)
    return tree, problems


def _with_own_ids(
    files: Iterable[File], base: Tree, sides: tuple[Tree, Tree], problems: list[Problem]
) -> list[File]:
    """The files, each task with an id of its own: the one that had it keeps it, else the first."""
    result = []
    claims: dict[str | None, list[File]] = {}
    for file in files:
        claims.setdefault(task_id(file.path, file.data), []).append(file)
    for id_, claimants in claims.items():
        if id_ is None or len(claimants) == 1:
            result += claimants
            continue
        owner, *others = sorted(
            claimants,
            key=lambda file: (not is_readable(file.path, file.data), file.path not in base, file),
        )
        result.append(owner)
        for file in others:
            if not _together(owner, file, sides):
                with suppress(Malformed):
                    file = with_new_id(file, id_)
                    message = f"had the id {id_}, as {owner.path} has; it has a new one now"
                    problems.append(Problem(file.path, message, key="id"))
            result.append(file)
    return result


def _together(one: File, other: File, sides: tuple[Tree, Tree]) -> bool:
    """Whether two files stood side by side before the merge."""
    return one.path != other.path and any(one.path in side and other.path in side for side in sides)


def with_new_id(file: File, old: str) -> File:
    """The task with another id in its text and its name, one that every clone finds alike.

    Raises Malformed where its text cannot be read.
    """
    digest = sha256(f"{old}\0{file.path}\0{birth(file)}".encode()).digest()
    starts = iter(range(0, len(digest), 5))

    def next_bytes(count: int) -> bytes:
        start = next(starts)
        return digest[start : start + count]

    new = mint(next_bytes)
    folder, _, name = file.path.rpartition("/")
    name = new + name.removeprefix(old) if name.startswith(old) else f"{new}-{name}"
    text = edit(file.path, decode(file.data), {"id": new})
    return File(f"{folder}/{name}", text.encode("utf-8"))


def _with_own_paths(
    files: list[File], base: Tree, sides: tuple[Tree, Tree], problems: list[Problem]
) -> dict[str, bytes]:
    """The files by path, those set aside whose path another has, also on a disk that folds case."""
    folders: dict[str, list[File]] = {}
    for file in files:
        for folder in _folders(_folded(file.path)):
            folders.setdefault(folder, []).append(file)
    taken = {file.path for file in files}
    tree: dict[str, bytes] = {}
    holders: dict[str, list[File]] = {}
    for file in sorted(files, key=lambda file: (file.path not in base, file)):
        folded = _folded(file.path)
        rivals = [*holders.get(folded, ()), *folders.get(folded, ())]
        path = file.path
        if any(not _together(file, rival, sides) for rival in rivals):
            while path in tree or path in taken:
                path = aside(path, file.data)
            message = f"was to be {file.path}, a name that is taken; keep one of them or rename it"
            problems.append(Problem(path, message))
        holders.setdefault(folded, []).append(file)
        tree[path] = file.data
    return tree


def _folded(path: str) -> str:
    return path if path.isascii() and path.islower() else normalize("NFC", path).casefold()


def _folders(path: str) -> Iterator[str]:
    end = path.find("/")
    while end >= 0:
        yield path[:end]
        end = path.find("/", end + 1)


def _make_lists_again(
    tree: dict[str, bytes], base: Tree, sides: tuple[Tree, Tree], problems: list[Problem]
) -> None:
    """Put back a list or space that one side removed while the other put a task into it."""
    for path in list(tree):
        if kind_of(path) is not Kind.TASK:
            continue
        folder = path.rpartition("/")[0]
        space = "/".join(folder.split("/")[:2])
        for place in (f"{folder}/list.toml", f"{space}/space.toml"):
            removers = [side for side in sides if place not in side]
            gone = place in base and place not in tree and len(removers) == 1
            if gone and path not in removers[0]:
                tree[place] = base[place]
                message = f"was removed while {path} came to it; it is here again"
                problems.append(Problem(place, message))
