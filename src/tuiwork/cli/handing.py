"""The commands that hand tasks from one person to another: handoff, accept, return, handoffs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import IDS, Call, reads, writes
from tuiwork.verbs import handing

if TYPE_CHECKING:
    from tuiwork.cli.output import Line
    from tuiwork.insight.handoffs import Handed
    from tuiwork.model.workspace import Workspace

DAY = 24 * 60 * 60


@writes(
    IDS,
    Option("--to", "who gets them", "PERSON", offers="people"),
    Option("--context", "what has to be known; - reads stdin", "TEXT"),
    Option("--next", "what to do first", "TEXT"),
    Option("--due", "when that is due, in words", "DATE"),
    Option("--force", "without context or next action; a comment says so"),
    example='tuiwork handoff k7f --to ali --context "Part is here." --next "Book it" --due fri',
)
def handoff(call: Call) -> None:
    """Tasks handed to another person, who accepts or returns them."""
    from tuiwork.model.fields import field_of
    from tuiwork.model.kinds import Kind
    from tuiwork.text.values import parse_value

    options = call.arguments.option
    to = options("--to")
    if to is None:
        raise Usage("handoff needs the person: --to PERSON")
    ids = call.arguments.words("ID")
    workspace = call.around(ids)
    due_field, words = field_of(Kind.TASK, "due"), options("--due")
    assert due_field is not None
    due = parse_value(workspace, due_field, words, call.session.now.date()) if words else None
    call.change(
        f"handed to {to.removeprefix('@')}",
        handing.hand_off,
        ids,
        to,
        call.text_of(options("--context") or ""),
        options("--next") or "",
        due,
        force=call.arguments.flag("--force"),
    )


@writes(IDS, example="tuiwork accept k7f")
def accept(call: Call) -> None:
    """Tasks that were handed to you, taken over."""
    ids = call.arguments.words("ID")
    call.around(ids)
    call.change("taken over", handing.accept, ids)


@writes(
    IDS,
    Operand("WHY", "in quotes; - reads stdin", free=True),
    example='tuiwork return k7f "The drawings are missing."',
)
def give_back(call: Call) -> None:
    """Tasks that were handed to you, given back to whoever had them."""
    ids = call.arguments.words("ID")
    why = call.text_of(call.arguments.word("WHY"))
    call.around(ids)
    call.change("given back", handing.give_back, ids, why)


@reads(
    Operand("PERSON", "handed to whom; to anybody by default", needed=False, offers="people"),
    Option("--all", "those that are answered, too"),
    example="tuiwork handoffs @me",
)
def handoffs(call: Call) -> None:
    """The handoffs that wait for an answer, the oldest first."""
    from tuiwork.insight.handoffs import completeness, every_handoff, pending_handoffs
    from tuiwork.store.load import Scope

    workspace = call.load(Scope())
    named = call.arguments.word("PERSON")
    me = named.removeprefix("@") == "me"
    person = call.session.handle if me else workspace.find_person(named).handle if named else None
    now = call.session.now
    if call.arguments.flag("--all"):
        every = (one for one in every_handoff(workspace) if person in (None, one.handoff.receiver))
        found = sorted(every, key=lambda one: (one.handoff.at, one.task.id))
    else:
        found = pending_handoffs(workspace, person)
    if call.json:
        rows = [handoff_object(workspace, one, now) for one in found]
        told = completeness(found)
        call.output.document(
            handoffs=rows, complete=None if told.share is None else round(told.share, 4)
        )
        return
    call.output.lines(_lines(workspace, found, now))
    if not found:
        call.output.talk("no handoff waits for an answer")


def _lines(workspace: Workspace, found: Sequence[Handed], now: datetime) -> list[Line]:
    """Two lines for each: who to whom, for how long, what; then what was said."""
    from tuiwork.cli.table import Column, table
    from tuiwork.insight.handoffs import is_dropping
    from tuiwork.text.handoffs import waited_words

    rows: list[Line] = []
    for task, handoff in found:
        late = "red" if is_dropping(workspace, handoff, now) else "dim"
        waited = waited_words(handoff, now)
        state = waited if handoff.answer is None else f"{handoff.answer} ({waited})"
        who = f"{handoff.giver or 'nobody'} → {handoff.receiver}"
        rows.append([(workspace.short(task.id), "accent"), who, (state, late), task.title])
        for label, text in _said(handoff.context, handoff.next_action, handoff.due, handoff.why):
            rows.append(["", "", (label, "dim"), " ".join(text.split())])
    columns = (Column(), Column(), Column(), Column(grows=True))
    return table(columns, rows, None)


def _said(context: str, next_action: str, due: str, why: str) -> list[tuple[str, str]]:
    pairs = (("context", context), ("next", next_action), ("due", due), ("returned", why))
    return [(label, text) for label, text in pairs if text]


def handoff_object(workspace: Workspace, one: Handed, now: datetime) -> dict[str, Any]:
    """A handoff as the JSON contract has it; times waited are in days."""
    from tuiwork.cli.task_json import iso
    from tuiwork.insight.handoffs import is_dropping, working_time

    handoff = one.handoff
    ended = (handoff.answered_at or now).astimezone(now.tzinfo)
    working = working_time(workspace.settings.calendar, handoff.at, ended)
    return {
        "id": one.task.id,
        "title": one.task.title,
        "from": handoff.giver,
        "to": handoff.receiver,
        "by": handoff.by,
        "at": iso(handoff.at),
        "context": handoff.context,
        "next": handoff.next_action,
        "due": handoff.due,
        "complete": handoff.is_complete,
        "answer": handoff.answer and str(handoff.answer),
        "answered_at": handoff.answered_at and iso(handoff.answered_at),
        "why": handoff.why,
        "waited": round(one.waited(now).total_seconds() / DAY, 2),
        "waited_working": round(working.total_seconds() / DAY, 2),
        "late": is_dropping(workspace, handoff, now),
    }
