"""What could come next on a command line: verbs, options, and the workspace's own names and ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from tuiwork.cli.arguments import Operand, Option
from tuiwork.cli.commands import COMMANDS, family_of, find_command
from tuiwork.cli.run import EVERYWHERE, command_of
from tuiwork.errors import TuiworkError
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace
from tuiwork.session import Session
from tuiwork.store.load import Scope
from tuiwork.text.clean import safe

MANY = 500
RECENT = 50
"""Recorded changes that are offered."""

_PLAIN = re.compile(r"[\w./:=@,<>+-]+")
"""What a shell takes without quotes."""

Candidate = tuple[str, str]


def split_line(line: str) -> tuple[list[str], str]:
    """The finished words of a line after the program's name, and the one being typed."""
    from shlex import split

    for ending in ("", '"', "'", "\\"):
        try:
            words = split(line + ending)[1:]
        except ValueError:
            continue
        typing = bool(words) and (ending or not line[-1:].isspace())
        return (words[:-1], words[-1]) if typing else (words, "")
    return [], ""


def candidates(words: Sequence[str], last: str, today: date | None) -> list[Candidate]:
    """What `last` could become, each with a few words about it; nothing where nobody knows."""
    try:
        found: dict[str, str] = {}
        for value, told in _offered(list(words), last, today):
            if value.startswith(last) and _PLAIN.fullmatch(value):
                found.setdefault(value, " ".join(safe(told).split()))
        return list(found.items())[:MANY]
    except TuiworkError:
        return []


def _offered(words: list[str], last: str, today: date | None) -> Iterable[Candidate]:
    start, rest = Path("."), words
    while rest and rest[0].startswith("-"):
        if rest[0] == "-C" and len(rest) > 1:
            start = Path(rest[1])
        rest = rest[2 if rest[0] in ("-C", "--directory", "--today") else 1 :]
    if not rest or (len(rest) == 1 and family_of(rest[0])):
        return _verbs(rest)
    row, typed = find_command(rest)
    takes = (*command_of(row).takes, *EVERYWHERE)
    options = [one for one in takes if isinstance(one, Option)]
    behind = typed[-1] if typed else ""
    before = next((one for one in options if behind and behind in (one.name, one.short)), None)
    if before is not None and before.value:
        return _named(before.offers, start, last, today)
    if last.startswith("-"):
        return [(one.name, one.help) for one in options]
    operands = [one for one in takes if isinstance(one, Operand)]
    given = [word for word in typed if not word.startswith("-")]
    return (
        candidate
        for offers in _operands_here(operands, len(given))
        for candidate in _named(offers, start, last, today)
    )


def _verbs(begun: list[str]) -> list[Candidate]:
    """The first words of commands, or the second ones after the first."""
    if begun:
        return [(one.name.partition(" ")[2], one.help) for one in family_of(begun[0])]
    first = {one.name.partition(" ")[0]: one.help for one in reversed(COMMANDS)}
    return sorted(first.items())


def _operands_here(operands: Sequence[Operand], given: int) -> list[str]:
    """What the operands that the next word may belong to offer, the last of them first."""
    many = next((at for at, one in enumerate(operands) if one.many), given)
    return [one.offers for one in reversed(operands[min(given, many) : given + 1])]


def _named(offers: str, start: Path, last: str, today: date | None) -> Iterable[Candidate]:
    if offers == "changes":
        return _changes(Session(start, today))
    source = _SOURCES.get(offers)
    if source is None:
        return [(one, "") for one in ("bash", "zsh", "fish")] if offers == "shells" else []
    scope = Scope(texts=False) if offers in ("tasks", "subjects") else Scope(folders=())
    return source(Session(start, today).load(scope), last)


def _changes(session: Session) -> Iterator[Candidate]:
    return ((one.oid[:8], one.subject) for one in session.history(limit=RECENT))


def _tasks(workspace: Workspace, last: str) -> Iterator[Candidate]:
    for task in workspace.tasks.values():
        short = workspace.short(task.id)
        if workspace.is_open(task) or (last and task.id.startswith(last)):
            yield (task.id if len(last) > len(short) else short), task.title


def _lists(workspace: Workspace, last: str) -> Iterator[Candidate]:
    del last
    slugs = [one.slug for one in workspace.lists.values()]
    for one in workspace.lists.values():
        yield one.name, one.title
        if slugs.count(one.slug) == 1:
            yield one.slug, one.title


def _people(workspace: Workspace, last: str) -> Iterator[Candidate]:
    del last
    return ((one.handle, one.title) for one in workspace.people.values())


def _goals(workspace: Workspace, last: str) -> Iterator[Candidate]:
    del last
    for goal in workspace.goals.values():
        yield goal.slug, goal.title
        yield from ((f"{goal.slug}/{one.id}", one.title) for one in goal.key_results)


def _initiatives(workspace: Workspace, last: str) -> Iterator[Candidate]:
    del last
    return ((slug, one.title) for slug, one in workspace.initiatives.items())


def _subjects(workspace: Workspace, last: str) -> Iterator[Candidate]:
    """What a plan can hold."""
    yield from _initiatives(workspace, last)
    yield from _goals(workspace, last)
    yield from _tasks(workspace, last) if last else ()


def _plans(workspace: Workspace, last: str) -> Iterator[Candidate]:
    del last
    return ((one.slug, one.title) for one in reversed(workspace.of_kind(Kind.PLAN)))


def _decisions(workspace: Workspace, last: str) -> Iterator[Candidate]:
    del last
    return ((one.slug, one.title) for one in workspace.of_kind(Kind.DECISION))


def _assignments(workspace: Workspace, last: str) -> Iterator[Candidate]:
    return _keyed(workspace, last, "=", [])


def _query(workspace: Workspace, last: str) -> Iterator[Candidate]:
    computed = ["category", "is", "overdue", "blocked", "aligned", "age", "sort", "group"]
    return _keyed(workspace, last, ":", computed)


def _keyed(workspace: Workspace, last: str, mark: str, more: Sequence[str]) -> Iterator[Candidate]:
    """Keys with their mark; after the mark, the values that a key can have."""
    from tuiwork.text.keys import find_field, known_keys

    key, marked, _ = last.partition(mark)
    if not marked:
        keys = [*known_keys(workspace.settings), *more]
        return ((f"{one}{mark}", "") for one in dict.fromkeys(keys))
    field = find_field(workspace.settings, key.rstrip("+-"))
    values: Iterable[Candidate] = ()
    if field is not None:
        source = _SOURCES.get(_VALUES.get(field.names or field.type, ""))
        values = source(workspace, last) if source else ((one, "") for one in field.choices)
    return ((f"{key}{mark}{value}", told) for value, told in values)


def _statuses(workspace: Workspace, last: str) -> Iterator[Candidate]:
    del last
    flows = workspace.settings.workflows.values()
    return ((one.name, str(one.category)) for flow in flows for one in flow.statuses)


_SOURCES: dict[str, Callable[[Workspace, str], Iterable[Candidate]]] = {
    "tasks": _tasks,
    "lists": _lists,
    "people": _people,
    "goals": _goals,
    "initiatives": _initiatives,
    "subjects": _subjects,
    "plans": _plans,
    "decisions": _decisions,
    "assignments": _assignments,
    "query": _query,
    "statuses": _statuses,
}
_VALUES = {"person": "people", "list": "lists", "goal": "goals", "status": "statuses"}
