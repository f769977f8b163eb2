"""The commands that change tasks: where they stand in their workflow, what they hold, whose and
when they are, which list and place they have."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import ID, IDS, Call, writes
from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.fields import field_of
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace
from tuiwork.verbs import placing, states, tasks

WITH_OPEN = Option("--with-open", "leave open subtasks as they are")
BECAUSE = Option("--because", "the reason, for whoever reads it later", "TEXT")


def _step(call: Call, past: str, verb: Callable[[Workspace, Actor, Sequence[str]], Change]) -> None:
    ids = call.arguments.words("ID")
    call.around(ids)
    call.change(past, verb, ids)


@writes(IDS, example="tuiwork start k7f")
def start(call: Call) -> None:
    """Tasks somebody now works on."""
    _step(call, "started", states.start)


@writes(IDS, WITH_OPEN, example="tuiwork done k7f 3m2")
def done(call: Call) -> None:
    """Finished tasks."""
    ids = call.arguments.words("ID")
    call.around(ids)
    call.change("finished", states.done, ids, with_open=call.arguments.flag("--with-open"))


@writes(IDS, BECAUSE)
def drop(call: Call) -> None:
    """Tasks that will not be done."""
    ids = call.arguments.words("ID")
    call.around(ids)
    call.change("dropped", states.drop, ids, call.arguments.option("--because"))


@writes(IDS)
def reopen(call: Call) -> None:
    """Closed tasks taken up again."""
    _step(call, "reopened", states.reopen)


@writes(IDS, BECAUSE, example='tuiwork block k7f --because "waiting for the part"')
def block(call: Call) -> None:
    """Tasks that cannot go on."""
    reason = call.arguments.option("--because")
    if reason is None:
        raise Usage("block needs a reason: --because TEXT")
    ids = call.arguments.words("ID")
    call.around(ids)
    call.change("blocked", states.block, ids, reason)


@writes(IDS)
def unblock(call: Call) -> None:
    """Blocked tasks that go on."""
    _step(call, "unblocked", states.unblock)


@writes(
    IDS,
    Operand("key=value", "also key= to clear, key+=value and key-=value", offers="assignments"),
    example="tuiwork set k7f due=friday estimate=3h tags+=roof",
)
def set_fields(call: Call) -> None:
    """Fields of tasks set, cleared, added to or taken from."""
    from tuiwork.text.values import parse_assignments

    words = [*call.arguments.words("ID"), *call.arguments.words("key=value")]
    ids = [word for word in words if "=" not in word]
    if not ids:
        raise Usage("set needs ID: the beginning of a task's id")
    assignments = [word for word in words if "=" in word]
    if not assignments:
        raise Usage(f"set needs key=value after “{ids[-1]}”")
    workspace = call.around([*ids, *_named_tasks(assignments)])
    flows = {flow.name: flow for flow in map(workspace.workflow_of, workspace.find_tasks(ids))}
    actor = call.session.actor()
    parsed = parse_assignments(
        workspace,
        assignments,
        actor.today,
        me=actor.handle,
        workflow=next(iter(flows.values())) if len(flows) == 1 else None,
    )
    keys = ", ".join(word.partition("=")[0].rstrip("+-") for word in assignments)
    call.change(f"set {keys}", tasks.set_fields, ids, parsed)


def _named_tasks(assignments: Sequence[str]) -> list[str]:
    """The ids that assignments to relations name."""
    return [
        one.strip()
        for key, _, value in (word.partition("=") for word in assignments)
        if key.rstrip("+-") in ("parent", "blocked_by", "blocked", "relates", "duplicates")
        for one in value.split(",")
        if one.strip()
    ]


@writes(
    IDS,
    Operand("PERSON", "a handle or the beginning of one; @me; none", offers="people"),
    example="tuiwork assign k7f sara",
)
def assign(call: Call) -> None:
    """Tasks given to a person."""
    person = call.arguments.word("PERSON")
    owner = None
    ids = call.arguments.words("ID")
    workspace = call.around(ids)
    if person != "none":
        me = person.casefold() in ("@me", "me")
        owner = call.session.handle if me else workspace.find_person(person).handle
    past = f"assigned to {owner}" if owner else "assigned to nobody"
    _set(call, past, ids, "owner", owner)


def _set(call: Call, past: str, ids: Sequence[str], key: str, value: object | None) -> None:
    from tuiwork.text.values import Assignment

    field = field_of(Kind.TASK, key)
    assert field is not None
    call.change(past, tasks.set_fields, ids, [Assignment(field, "=", value)])


@writes(
    IDS,
    Operand("DATE", "a day in words: fri, +3d, 14 june, 2026-06-26; none clears it",
            free=True),
    example="tuiwork due k7f next friday",
)  # fmt: skip
def due(call: Call) -> None:
    """When tasks are due."""
    from tuiwork.text.dates import describe_date
    from tuiwork.text.values import parse_value

    words = [*call.arguments.words("ID"), call.arguments.word("DATE")]
    today = call.session.today
    at = _where_date_begins(words, today.isoformat())
    ids, date_words = words[:at], " ".join(words[at:])
    workspace = call.around(ids)
    if date_words in ("none", "-"):
        _set(call, "due no more", ids, "due", None)
        return
    field = field_of(Kind.TASK, "due")
    assert field is not None
    value = parse_value(workspace, field, date_words, today)
    _set(call, f"due {describe_date(value, today)}", ids, "due", value)


def _where_date_begins(words: Sequence[str], today: str) -> int:
    """How many of the words are ids: as few as leave a date that is read at once, else all that
    look like ids."""
    from datetime import date

    from tuiwork.model.ids import ALPHABET
    from tuiwork.text.hand_dates import readings, vocabulary

    known = vocabulary(("en",))
    for at in range(1, len(words)):
        if readings(" ".join(words[at:]).casefold(), date.fromisoformat(today), known):
            return at
    at = 1
    while at < len(words) - 1 and len(words[at]) > 2 and not words[at].strip(ALPHABET):
        at += 1
    return at


@writes(IDS, Operand("LIST", "its path, or any part that only it has", offers="lists"))
def move(call: Call) -> None:
    """Tasks moved to another list."""
    from tuiwork.dataclass import replace
    from tuiwork.store.load import Scope

    ids = call.arguments.words("ID")
    workspace = call.session.load(Scope(folders=(), texts=False))
    target = workspace.find_list(call.arguments.word("LIST"))
    call.load(replace(Scope(ids=tuple(ids), texts=False), folders=(target.folder,)))
    call.change(f"moved to {target.name}", placing.move, ids, target.folder)


@writes(
    ID,
    Option("--before", "place it before this one", "ID", offers="tasks"),
    Option("--after", "place it after this one", "ID", offers="tasks"),
)
def rank(call: Call) -> None:
    """A task placed within its list; first, where no neighbour is named."""
    before, after = call.arguments.option("--before"), call.arguments.option("--after")
    if before and after:
        raise Usage("rank takes --before or --after, not both")
    id_ = call.arguments.word("ID")
    call.around([id_, *filter(None, [before, after])])
    call.change("ranked", placing.rank, id_, before=before, after=after)


@writes(
    IDS,
    Operand("TEXT", "in quotes; - reads stdin", free=True),
    example='tuiwork comment k7f "Part arrives on Thursday."',
)
def comment(call: Call) -> None:
    """A comment on tasks."""
    ids = call.arguments.words("ID")
    text = call.text_of(call.arguments.word("TEXT"))
    workspace = call.around(ids)
    try:
        workspace.find_tasks(ids)
    except Refused as error:
        if len(ids) > 1:
            raise Refused(f"{error.message}; put a comment of several words in quotes") from None
        raise
    call.change("commented on", tasks.comment, ids, text)


@writes(IDS)
def rm(call: Call) -> None:
    """Tasks removed; undo brings them back."""
    _step(call, "removed", tasks.remove)
    if not call.arguments.flag("--dry-run"):
        call.output.talk("`tuiwork undo` brings it back")
