"""The commands that tie tasks to what they serve and to each other, and untie them."""

from __future__ import annotations

from tuiwork.cli.arguments import Option, Usage
from tuiwork.cli.call import IDS, Call, writes
from tuiwork.verbs import linking
from tuiwork.verbs.linking import Relation

_OPTIONS = (
    Option("--goal", "an objective or objective/key-result", "GOAL", offers="goals"),
    Option("--parent", "the task they are part of", "ID", offers="tasks"),
    Option("--blocked-by", "the task they wait for", "ID", offers="tasks"),
    Option("--relates", "a task they have to do with", "ID", offers="tasks"),
    Option("--duplicates", "the task that says the same", "ID", offers="tasks"),
)


@writes(IDS, *_OPTIONS, example="tuiwork link k7f --goal faster-service")
def link(call: Call) -> None:
    """Tasks tied to a goal or to another task."""
    relation, target = _asked(call, "link")
    ids = call.arguments.words("ID")
    call.around(ids if relation is Relation.GOAL else [*ids, target])
    call.change("linked", linking.link, ids, relation, target)


@writes(IDS, *_OPTIONS, example="tuiwork unlink k7f --goal all")
def unlink(call: Call) -> None:
    """Tasks no longer tied; `all` in place of a name unties every one of that kind."""
    relation, target = _asked(call, "unlink")
    ids = call.arguments.words("ID")
    call.around(ids)
    call.change("unlinked", linking.unlink, ids, relation, None if target == "all" else target)


def _asked(call: Call, verb: str) -> tuple[Relation, str]:
    given = [one for one in _OPTIONS if call.arguments.option(one.name) is not None]
    if len(given) != 1:
        names = ", ".join(one.name for one in _OPTIONS)
        raise Usage(f"{verb} takes exactly one of {names}")
    target = call.arguments.option(given[0].name) or ""
    return Relation(given[0].name.removeprefix("--").replace("-", "_")), target
