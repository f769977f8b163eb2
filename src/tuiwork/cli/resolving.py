"""The commands about values that two people changed at once: conflicts, resolve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import ID, Call, reads, writes
from tuiwork.cli.output import Line
from tuiwork.cli.team import when
from tuiwork.errors import NoWorkspace
from tuiwork.model.document import Document
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import HEADS
from tuiwork.text.clean import safe
from tuiwork.text.merging.conflicts import NOTES, Conflict, conflicts_in
from tuiwork.text.merging.words import words_of
from tuiwork.text.width import width

if TYPE_CHECKING:
    from tuiwork.session.tracing import Sides
    from tuiwork.text.merging.resolve import Choice
    from tuiwork.text.side_by_side import Parts

ROOM = 100
"""The cells of a line where no terminal says how many there are."""
WIDEST = 160
LEAST = 40
"""Cells of a line from which on two texts have room beside each other."""
SHORT = 60
"""Cells of a value up to which it is shown in one line, with who set it behind."""

DOCUMENT = Operand("ID", "the beginning of a task's id, or a path", needed=False, offers="tasks")


@reads(DOCUMENT)
def conflicts(call: Call) -> None:
    """Values that two people changed at once, with who and when; both are kept until one is
    chosen."""
    workspace = call.load(HEADS)
    name = call.arguments.word("ID")
    found = _found(workspace, name)
    _show(call, found)
    if not call.json:
        talk = "`tuiwork resolve ID FIELD --keep`, `--take` or `--value V` chooses"
        call.output.talk(talk if found else "no value is in conflict")


def _found(workspace: Workspace, name: str, field: str = "") -> list[Conflict]:
    """What waits for a choice, in the whole workspace or in one document."""
    from tuiwork.verbs.resolving import find_document

    paths = [find_document(workspace, name).path] if name else sorted(workspace.documents)
    return [
        one
        for path in paths
        for one in conflicts_in(workspace.documents[path])
        if field in ("", one.field)
    ]


def _show(call: Call, found: Sequence[Conflict]) -> None:
    sides = find_sides(call, found)
    if call.json:
        workspace = call.session.workspace
        call.output.document(conflicts=[conflict_object(workspace, one) for one in sides])
    else:
        call.output.lines(conflict_lines(call, sides))


def find_sides(call: Call, found: Sequence[Conflict]) -> list[Sides]:
    """The conflicts with who set either value, as far as the logs and the history tell."""
    from tuiwork.session.tracing import find_sides as find

    try:
        repo = call.session.repository() if found else None
    except NoWorkspace:
        repo = None
    return find(repo, call.session.workspace, found)


def conflict_lines(call: Call, found: Iterable[Sides]) -> list[Line]:
    """Each conflict: what it is about, then both values; long ones beside each other."""
    workspace, now = call.session.workspace, call.session.now
    lines: list[Line] = []
    for one in found:
        document = workspace.documents.get(one.conflict.path)
        title = document.title if document else one.conflict.path
        name = _name(workspace, document)
        lines.append([(name, "accent"), f"  {title}  ", (one.conflict.field, "bold")])
        lines += _both(call, one, document, now)
    return lines


def _both(call: Call, one: Sides, document: Document | None, now: datetime) -> Iterator[Line]:
    kind = document.kind if document else None
    values = [safe(each, multiline=True) for each in words_of(kind, one.conflict)]
    who = [_who(one.kept_by, one.kept_at, now), _who(one.other_by, one.other_at, now)]
    room = min(call.output.width or ROOM, WIDEST)
    cells = max(width(each) for each in values)
    if any("\n" in each for each in values) or cells > SHORT:
        yield from _beside(call, values, who, room)
        return
    for lead, value, teller in zip(
        (f"  {call.output.sign('cursor')} shown  ", "    kept   "), values, who, strict=True
    ):
        blank = " " * (cells - width(value)) if teller else ""
        yield [lead, value, blank, (f"  {teller}" if teller else "", "dim")]


def _who(by: str | None, at: datetime | None, now: datetime) -> str:
    return "  ".join([*([by] if by else []), *([when(at, now)] if at else [])])


def _beside(call: Call, values: list[str], who: list[str], room: int) -> Iterator[Line]:
    """Two long texts at the terminal's width, one below the other where that is too narrow."""
    from tuiwork.text.side_by_side import side_by_side, wrap

    heads = [f"{word}  {each}".rstrip() for word, each in zip(("shown", "kept"), who, strict=True)]
    if room < LEAST:
        for head, value in zip(heads, values, strict=True):
            yield ["  ", (head, "bold")]
            for line in value.split("\n"):
                for parts in wrap(((line, False),), max(room - 4, 8)):
                    yield ["    ", *_painted(parts, "")]
        return
    cells = (room - 4 - 3) // 2
    sign = call.output.sign
    yield [
        f"  {sign('cursor')} ", (heads[0], "bold"), " " * (cells - width(heads[0])),
        (f" {sign('beside')} ", "dim"), (heads[1], "bold"),
    ]  # fmt: skip
    for one in side_by_side(values[0], values[1], cells):
        left = "".join(text for text, _ in one.left or ())
        between = sign("differs") if one.differs and one.begins else sign("beside")
        yield [
            "    ", *_painted(one.left, "amber"), " " * (cells - width(left)),
            (f" {between} ", "dim"), *_painted(one.right, "amber"),
        ]  # fmt: skip


def _painted(parts: Parts | None, style: str) -> Line:
    return [(text, style) if changed else text for text, changed in parts or ()]


def _name(workspace: Workspace, document: Document | None) -> str:
    if isinstance(document, Task):
        return workspace.short(document.id)
    return document.slug if document else ""


def conflict_object(workspace: Workspace, one: Sides) -> dict[str, Any]:
    """A kept value as the JSON contract has it; `by` and `at` are of the other value."""
    from tuiwork.cli.task_json import iso, json_value

    conflict = one.conflict
    document = workspace.documents.get(conflict.path)
    name = document.id if isinstance(document, Task) else document.slug if document else None
    return {
        "path": conflict.path,
        "id": name,
        "field": conflict.field,
        "base": json_value(conflict.base),
        "kept": json_value(conflict.kept),
        "kept_by": one.kept_by,
        "kept_at": iso(one.kept_at) if one.kept_at else None,
        "other": json_value(conflict.other),
        "by": one.other_by,
        "at": iso(one.other_at) if one.other_at else None,
    }


CHOICES = ("--keep", "--take", "--value", "--edit")


@writes(
    ID,
    Operand(
        "FIELD", "the field, as `tuiwork conflicts` has it; all where none is named", needed=False
    ),
    Option("--keep", "keep what is shown"),
    Option("--take", "take the other value"),
    Option("--value", "write a third one", "VALUE"),
    Option("--edit", "write the notes in $EDITOR, with both texts in them"),
    Option("--number", "which of several of that field; 1 by default", "N"),
    example="tuiwork resolve k7f title --take",
)
def resolve(call: Call) -> None:
    """One of two kept values chosen, or all of a task; without a choice, what there is."""
    from tuiwork.verbs.resolving import choose, choose_all, find_document, read_value

    chosen = [one for one in CHOICES if call.arguments.flag(one)]
    if len(chosen) > 1:
        raise Usage("resolve takes one of --keep, --take, --value VALUE and --edit")
    workspace = call.load(HEADS)
    name, field = call.arguments.word("ID"), call.arguments.word("FIELD")
    document = find_document(workspace, name)
    if not chosen:
        _offer(call, document, name, field)
        return
    index = call.arguments.whole("--number", 1) - 1
    if chosen == ["--edit"]:
        _edit(call, document, name, field or NOTES, index)
        return
    choice: Choice = "kept" if chosen == ["--keep"] else "other"
    if not field:
        if chosen == ["--value"]:
            raise Usage("--value is for one field; name it: resolve ID FIELD --value VALUE")
        fields = ", ".join(dict.fromkeys(one.field for one in conflicts_in(document)))
        call.change(f"resolved {fields} of", choose_all, name, choice)
        return
    typed = call.arguments.option("--value")
    kept = [one for one in conflicts_in(document) if one.field == field]
    value = None
    if typed is not None and index < len(kept):
        value = read_value(workspace, call.session.actor(), kept[index], typed)
    choice = choice if typed is None else "value"
    call.change(f"resolved {field} of", choose, name, field, choice, index=index, value=value)


def _offer(call: Call, document: Document, name: str, field: str) -> None:
    """What there is to choose, and how."""
    found = _found(call.session.workspace, document.path, field)
    _show(call, found)
    if call.json:
        return
    if not found:
        call.output.talk(f"“{document.title}” keeps no other value{f' of {field}' * bool(field)}")
        return
    fields = list(dict.fromkeys(one.field for one in found))
    which = fields[0] if len(fields) == 1 else "FIELD"
    third = "--edit" if fields == [NOTES] else "--value V"
    every = "" if len(found) == 1 else "; without a field, for all of them at once"
    call.output.talk(
        f"`tuiwork resolve {name} {which} --keep`, `--take` or `{third}` chooses{every}"
    )


def _edit(call: Call, document: Document, name: str, field: str, index: int) -> None:
    """The notes with both texts in them, as the person leaves them in the editor."""
    from tuiwork.editor import edit_text
    from tuiwork.errors import NotRecorded, NotSaved, Refused, TuiworkError
    from tuiwork.store.drafts import keep_text
    from tuiwork.text.merging.resolve import both_notes
    from tuiwork.verbs.editing import text_of
    from tuiwork.verbs.resolving import choose

    if field != NOTES:
        raise Usage("--edit is for notes; another field takes --value VALUE")
    text = text_of(call.session.workspace, document.path)
    notes = edit_text(both_notes(document.path, text, index), f"{document.slug}.md")
    try:
        call.change(
            f"resolved {NOTES} of", choose, name, NOTES, "value",
            index=index, value=notes, text=text,
        )  # fmt: skip
    except (NotRecorded, NotSaved):
        raise
    except TuiworkError as error:
        kept = keep_text(call.session.local, f"{document.slug}.md", notes)
        raise Refused(f"{error.message}; your text is kept in {kept}") from None
