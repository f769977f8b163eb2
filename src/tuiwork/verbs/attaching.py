"""The verbs that give files to a task and take them away; they lie beside the tasks, by its id."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC
from itertools import count

from tuiwork.dataclass import dataclass
from tuiwork.errors import Refused
from tuiwork.model.attachment import ATTACHMENTS, is_attachment
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.log import Entry
from tuiwork.model.names import suggestion
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.clean import safe
from tuiwork.verbs.editing import Edit, change_of, diary

LONGEST = 200
"""Bytes that a name may have: file systems end at 255, and a number may have to come in."""

_ODD = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))
"""What a name may have here and not on every system of those who share the workspace."""
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{at}" for port in ("com", "lpt") for at in range(1, 10))}
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that is to be attached: its name where it comes from, and what it holds."""

    name: str
    data: bytes


def attach(workspace: Workspace, actor: Actor, id_: str, files: Sequence[Incoming]) -> Change:
    """Copies of files with a task; one whose name another has there gets a number.

    What is attached already is left as it is, and a notice says so.
    """
    task = workspace.task(id_)
    there = {_folded(one.name): one.path for one in workspace.attached(task.id)}
    new: dict[str, str] = {}
    notices: list[str] = []

    def read(path: str) -> str:
        return new[path] if path in new else workspace.read(path)

    for file in files:
        text = file.data.decode("utf-8", "surrogateescape")
        wanted = name_for(file.name)
        name, path = _free_name(wanted, text, there, read)
        if path is not None:
            notices.append(f"{name} is attached already")
            continue
        path = f"{ATTACHMENTS}/{task.id}/{name}"
        if not is_attachment(path):
            raise Refused(f"the id of “{task.title}” is {task.id!r}, which no folder can be called")
        new[path], there[_folded(name)] = text, path
        if name != file.name:
            notices.append(f"{safe(file.name)} is kept as {name}")
    changes = [FileChange(path, None, text) for path, text in new.items()]
    return _change(workspace, actor, task, changes, "attached", notices)


def _free_name(
    wanted: str, text: str, there: Mapping[str, str], read: Callable[[str], str]
) -> tuple[str, str | None]:
    """The first name that nothing has, or that of the file which holds the same, and its path."""
    for name in _numbered(wanted):
        path = there.get(_folded(name))
        if path is None or read(path) == text:
            return name, path
    raise AssertionError


def detach(workspace: Workspace, actor: Actor, id_: str, names: Sequence[str]) -> Change:
    """A task without these attachments. Undo brings them back."""
    task = workspace.task(id_)
    known = {one.name: one.path for one in workspace.attached(task.id)}
    for name in names:
        if name not in known:
            raise Refused(
                f"“{task.title}” has no attachment “{safe(name)}”{suggestion(name, list(known))}"
            )
    paths = [known[name] for name in dict.fromkeys(names)]
    changes = [FileChange(path, workspace.read(path), None) for path in paths]
    return _change(workspace, actor, task, changes, "detached", [])


def _change(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    changes: Sequence[FileChange],
    event: str,
    notices: Sequence[str],
) -> Change:
    """The files come or go, and the task's log says so."""
    names = [file.path.rpartition("/")[2] for file in changes]
    at = actor.now.astimezone(UTC)
    entries = [Entry(at, actor.handle, event, name) for name in names]
    what = f"“{names[0]}”" if len(names) == 1 else f"{len(names)} files"
    past = f"Attached {what} to" if event == "attached" else f"Took {what} from"
    edits = [Edit(task, entries=entries)] if entries else []
    change = change_of(workspace, diary(past, [task]), edits, notices=notices)
    return Change(change.message, (*changes, *change.files), (task.id,), change.notices)


def name_for(name: str) -> str:
    """The name that a file has as an attachment: one that every system can hold.

    Raises Refused for what is no name, is hidden, or shows otherwise than it is.
    """
    plain = unicodedata.normalize("NFC", name).translate(_ODD).strip().rstrip(". ")
    if safe(plain) != plain or not plain.isprintable():
        raise Refused(f"the name {name!r} has signs that cannot be seen; rename the file first")
    if not plain or plain[0] in ".#" or plain[-1] == "~":
        raise Refused(f"“{plain or name}” is a hidden file; rename it first if it is meant")
    if len(plain.encode()) > LONGEST:
        raise Refused(f"the name “{plain[:40]}…” is longer than {LONGEST} bytes; shorten it first")
    return f"_{plain}" if plain.partition(".")[0].casefold() in _DEVICES else plain


def _numbered(name: str) -> Iterator[str]:
    """The name, then `name-2`, `name-3` before its ending."""
    yield name
    stem, _, ending = name.rpartition(".")
    for number in count(2):
        yield f"{stem}-{number}.{ending}" if stem else f"{name}-{number}"


def _folded(name: str) -> str:
    """What two names share that a disk may take for one."""
    return unicodedata.normalize("NFC", name).casefold()
