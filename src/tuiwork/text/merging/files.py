"""Merging one file of three trees: where it lies and what it holds, or two files where it must."""

from __future__ import annotations

from hashlib import sha256

from tuiwork.dataclass import dataclass, replace
from tuiwork.errors import Problem
from tuiwork.model.kinds import Kind, kind_of
from tuiwork.text import toml
from tuiwork.text.document import decode, parse_fields
from tuiwork.text.merging.conflicts import DELETED, PLACE, WHOLE, Conflict
from tuiwork.text.merging.diff3 import merge_lines
from tuiwork.text.merging.documents import Merged, merge, record_conflict
from tuiwork.text.merging.judge import Judge
from tuiwork.text.merging.logs import new_entries
from tuiwork.text.merging.matching import File, is_readable, task_id
from tuiwork.text.merging.order import pick
from tuiwork.text.source import BOM, FENCE, Malformed, cut, lines_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """The files that come of one, and what is to be said about them."""

    files: tuple[File, ...]
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()


def merge_file(base: File | None, ours: File | None, theirs: File | None) -> Outcome:
    """What becomes of one thing. Swapping the sides changes nothing."""
    if ours == theirs or theirs == base:
        return _only(ours)
    if ours == base:
        return _only(theirs)
    if ours is None or theirs is None:
        return Outcome(()) if (file := ours or theirs) is None else _returned(file)
    if base is None and _made_twice(ours, theirs):
        return Outcome((ours, theirs))
    path, moved = _merge_place(base, ours, theirs)
    merged = _merge_content(path, base, ours, theirs)
    if merged.text is None:
        return _apart(path, moved, ours, theirs)
    text = record_conflict(path, merged.text, moved) if moved else merged.text
    conflicts = merged.conflicts if moved is None else (*merged.conflicts, moved)
    return Outcome((File(path, text.encode("utf-8")),), conflicts)


def merge_content(path: str, base: bytes | None, ours: bytes, theirs: bytes) -> bytes | None:
    """What three versions of the file at a path become; None where they cannot be one file.

    Nothing is moved, removed or given another id here: that takes whole trees. Two tasks that look
    alike, which git takes for one that was renamed, are not made one.
    """
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    if task_id(path, ours) != task_id(path, theirs):
        return None
    old = None if base is None else File(path, base)
    text = _merge_content(path, old, File(path, ours), File(path, theirs)).text
    return None if text is None else text.encode("utf-8")


def aside(path: str, data: bytes) -> str:
    """A name next to `path` for a file that cannot have it, made from what it holds."""
    folder, slash, name = path.rpartition("/")
    stem, _, ending = name.rpartition(".")
    mark = sha256(data).hexdigest()[:8]
    return f"{folder}{slash}{stem}.{mark}.{ending}" if stem else f"{path}.{mark}"


def _only(file: File | None) -> Outcome:
    return Outcome((file,) if file else ())


def _returned(file: File) -> Outcome:
    """A file that one side changed and the other removed stays."""
    text = _text(file)
    if text is None or not _is_document(file.path, text):
        message = "was removed on one side and changed on the other; it is kept"
        return Outcome((file,), problems=(Problem(file.path, message),))
    conflict = Conflict(file.path, DELETED)
    text = record_conflict(file.path, text, conflict)
    return Outcome((File(file.path, text.encode("utf-8")),), (conflict,))


def _made_twice(ours: File, theirs: File) -> bool:
    """Whether both made a task with one id by chance, or by copying: they say different births."""
    return kind_of(ours.path) is Kind.TASK and birth(ours) != birth(theirs)


def birth(file: File) -> str:
    """When a document says it was created, as text; nothing where it does not."""
    try:
        return toml.canonical(parse_fields(file.path, _text(file) or "").get("created"))
    except Malformed:
        return ""


def _text(file: File | None) -> str | None:
    """The text of a file, None where there is no file or it holds none."""
    try:
        return None if file is None else decode(file.data)
    except Malformed:
        return None


def _is_document(path: str, *texts: str) -> bool:
    """Whether texts at a path are documents; Markdown without any front matter is plain text."""
    if kind_of(path) is None:
        return False
    return path.endswith(".toml") or any(text.removeprefix(BOM).startswith(FENCE) for text in texts)


def _merge_content(path: str, base: File | None, ours: File, theirs: File) -> Merged:
    b, o, t = (_text(file) for file in (base, ours, theirs))
    if o is None or t is None:
        return Merged(None, apart=True)
    if _is_document(path, o, t):
        return merge(path, b, o, t)
    lines, clashes = merge_lines(lines_of(b or ""), lines_of(o), lines_of(t))
    return Merged(None, apart=True) if clashes else Merged("".join(lines))


def _merge_place(base: File | None, ours: File, theirs: File) -> tuple[str, Conflict | None]:
    """The path of a file, its folder and its name each as the side has it that changed it."""
    paths = [file.path if file else "" for file in (base, ours, theirs)]
    (b, _, b_name), (o, _, o_name), (t, _, t_name) = (path.rpartition("/") for path in paths)
    name = pick(b_name, o_name, t_name)
    if o == t or b in (o, t):
        folder = pick(b, o, t)
        return (f"{folder}/{name}" if folder else name), None
    log = _log(base)
    judge = Judge(ours.path, new_entries(log, _log(ours)), new_entries(log, _log(theirs)))
    lists = [folder.removeprefix("spaces/") or None for folder in (b, o, t)]
    side = judge.choose([PLACE], lists[1:2], lists[2:])
    if side == "ours":
        folder = o
        judge.turn_down(PLACE, lists[0], lists[1], lists[2], "theirs")
    else:
        folder = t
        judge.turn_down(PLACE, lists[0], lists[2], lists[1], "ours")
    return f"{folder}/{name}", replace(judge.found[0], path=f"{folder}/{name}")


def _log(file: File | None) -> str:
    text = _text(file)
    try:
        return cut(file.path, text).log if file and text else ""
    except Malformed:
        return ""


def _apart(path: str, moved: Conflict | None, ours: File, theirs: File) -> Outcome:
    """Both versions, under two names: the one that can be read has the path, else the greater."""
    sides = (File(path, side.data) for side in (ours, theirs))
    other, kept = sorted(sides, key=lambda file: (is_readable(file.path, file.data), file))
    other = File(aside(path, other.data), other.data)
    message = f"is the other version of {path}, with which it could not be merged; keep one of them"
    conflict = Conflict(path, WHOLE, None, path, other.path)
    conflicts = (conflict,) if moved is None else (conflict, moved)
    return Outcome((kept, other), conflicts, (Problem(other.path, message),))
