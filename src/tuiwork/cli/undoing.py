"""The commands that take changes back and bring them back: undo, redo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, writes
from tuiwork.cli.output import Span
from tuiwork.cli.table import Column, table
from tuiwork.cli.team import commit_object, when
from tuiwork.errors import Refused
from tuiwork.store.load import EVERYTHING

if TYPE_CHECKING:
    from tuiwork.session.recalled import Recalled
    from tuiwork.verbs.undoing import Loss

CHANGES = Operand(
    "CHANGE",
    "the beginning of its name in `tuiwork undo --list`",
    needed=False,
    many=True,
    offers="changes",
)
_STATES = {
    "": "",
    "taken-back": "taken back",
    "changed-since": "changed since",
    "merge": "joins two sides",
    "as-before": "is as before",
    "beginning": "the beginning",
}


@writes(
    CHANGES,
    Option("--list", "the changes that can be taken back, newest first"),
    Option("--limit", "with --list: how many at most; 20 by default", "N", short="-n"),
    Option("--by", "all that a person did, or with --list only theirs", "PERSON", offers="people"),
    Option("--since", "with --by: only from that day on", "DATE"),
    Option("--import", "your last import, or with --list only imports"),
    Option("--all", "also when these are many changes"),
    example="tuiwork undo --by ali --since monday",
)
def undo(call: Call) -> None:
    """Your last change here taken back, or those named; a new change, so it can be redone."""
    names = call.arguments.words("CHANGE")
    wide = [one for one in ("--by", "--import") if call.arguments.flag(one)]
    if names and (wide or call.arguments.flag("--list")):
        raise Usage("undo takes names of changes, or --list, --by and --import")
    if call.arguments.flag("--since") and not wide:
        raise Usage("--since goes with --by PERSON or --import")
    call.load(EVERYTHING)
    if call.arguments.flag("--list"):
        _list(call)
        return
    session = call.session
    with _telling(call):
        change = (
            session.plan_undo_by(
                _person(call),
                since=_since(call),
                last_import=call.arguments.flag("--import"),
                every=call.arguments.flag("--all") or call.arguments.flag("--dry-run"),
            )
            if wide
            else session.plan_undo(*names)
        )
    call.finish("", change)


@writes(CHANGES)
def redo(call: Call) -> None:
    """What your last undo here took away, or the changes named, brought back."""
    call.load(EVERYTHING)
    with _telling(call):
        change = call.session.plan_redo(*call.arguments.words("CHANGE"))
    call.finish("", change)


def _person(call: Call) -> str | None:
    typed = call.arguments.option("--by")
    if typed is None or "@" in typed[1:]:
        return typed
    return call.session.handle if typed == "@me" else typed.removeprefix("@")


def _since(call: Call) -> date | None:
    """The day that was typed; a weekday is the last one."""
    typed = call.arguments.option("--since")
    if typed is None:
        return None
    from tuiwork.model.fields import field_of
    from tuiwork.model.kinds import Kind
    from tuiwork.text.values import parse_value

    due = field_of(Kind.TASK, "due")
    assert due is not None
    today = call.session.today
    found = parse_value(call.session.workspace, due, typed, today)
    day: date = found.date() if isinstance(found, datetime) else found
    week = timedelta(days=7)
    return day - week if today < day <= today + week else day


# The list


def _list(call: Call) -> None:
    limit = call.arguments.whole("--limit", 20)
    changes = call.session.recorded_changes(
        limit=limit, person=_person(call), imports=call.arguments.flag("--import")
    )
    since = _since(call)
    if since is not None:
        changes = [one for one in changes if _day(call, one) >= since]
    states = [
        _state(one, why) for one, why in zip(changes, call.session.why_not(changes), strict=True)
    ]
    if call.json:
        workspace = call.session.workspace
        call.output.document(
            changes=[
                {**commit_object(workspace, one.commit), "import": one.is_import, "state": state}
                for one, state in zip(changes, states, strict=True)
            ]
        )
        return
    now = call.session.now
    rows: list[list[Span]] = [
        [
            (one.commit.oid[:8], "dim" if state else "accent"),
            (when(one.commit.at, now), "dim"),
            one.by,
            (one.commit.subject, "dim" if state else ""),
            (_STATES.get(state, state), "amber" if state == "changed-since" else "dim"),
        ]
        for one, state in zip(changes, states, strict=True)
    ]
    columns = (Column(), Column(right=True, spare=1), Column(), Column(grows=True), Column())
    call.output.lines(table(columns, rows, call.output.width))
    talk = "`tuiwork undo CHANGE` takes one back, with --dry-run it shows how"
    call.output.talk(talk if changes else "no such change is recorded")


def _day(call: Call, one: Recalled) -> date:
    return one.commit.at.astimezone(call.session.timezone).date()


def _state(one: Recalled, why: Refused | None) -> str:
    """How a change stands: nothing where it can be taken back."""
    from tuiwork.session.recalled import begins
    from tuiwork.verbs.undoing import WouldLose

    if one.commit.is_merge:
        return "merge"
    if begins(one.commit):
        return "beginning"
    if one.fallen:
        return "taken-back"
    if isinstance(why, WouldLose):
        return "changed-since"
    return "as-before" if why is not None else ""


# What would be lost


@contextmanager
def _telling(call: Call) -> Iterator[None]:
    """Says in full, beside the error, what taking back would lose."""
    try:
        yield
    except Refused as error:
        losses: Sequence[Loss] = getattr(error, "losses", ())
        if losses and not call.json:
            call.output.talk("\n".join(_told(call, losses, call.session.now)))
        raise


def _told(call: Call, losses: Sequence[Loss], now: datetime) -> Iterator[str]:
    workspace = call.session.workspace
    last = ""
    for loss in losses:
        if loss.path != last:
            name = workspace.short(loss.id) if loss.id in workspace.tasks else loss.id
            yield f"  {name}  {loss.title}"
            last = loss.path
        by = f"  ({loss.by}, {when(loss.at, now)})" if loss.by and loss.at else ""
        yield from loss_lines(loss, by)


def loss_lines(loss: Loss, by: str = "") -> Iterator[str]:
    """What one field was, became, and is now, a line for each; long texts as a difference."""
    from tuiwork.cli.writing import difference
    from tuiwork.text.merging.conflicts import DELETED

    if loss.field == DELETED and not loss.since:
        yield f"    removed since{by}"
        return
    rows = [(one.field, None, one.before, one.after) for one in loss.since]
    for field, before, made, now in rows or [(loss.field, loss.before, loss.made, loss.now)]:
        words = [words_of(one) for one in (before, made, now)]
        if any("\n" in one or len(one) > LONG for one in words):
            yield f"    {field}, from the change to now{by}"
            for line in difference(field, words[1], words[2]):
                text = "".join(span if isinstance(span, str) else span[0] for span in line)
                if not text.startswith(("---", "+++", "@@")):
                    yield f"      {text}"
            continue
        was = "" if rows else f"{words[0] or '–'} → "
        yield f"    {field}  {was}{words[1] or '–'}, now {words[2] or '–'}{by}"


LONG = 48
"""Characters up to which three values are told in one line."""


def words_of(value: Any) -> str:
    """A value as it is read; nothing for none."""
    from tuiwork.text.values import show_value

    return "" if value is None else show_value(None, value)


def loss_object(loss: Loss) -> dict[str, Any]:
    """What taking back would lose, as the JSON contract has it."""
    from tuiwork.cli.task_json import iso, json_value

    return {
        "change": loss.step.oid,
        "path": loss.path,
        "id": loss.id,
        "field": loss.field,
        "before": json_value(loss.before),
        "made": json_value(loss.made),
        "now": json_value(loss.now),
        "by": loss.by,
        "at": iso(loss.at) if loss.at else None,
        "since": [
            {"field": one.field, "made": json_value(one.before), "now": json_value(one.after)}
            for one in loss.since
        ],
    }
