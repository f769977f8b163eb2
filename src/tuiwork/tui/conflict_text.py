"""A conflict as lines of text: what it is about, both values with who and when, long ones beside
each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from textual.content import Content

from tuiwork.model.document import Document
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.session.tracing import Sides
from tuiwork.text.clean import safe
from tuiwork.text.dates import on_clock, short_date
from tuiwork.text.meaning import place_titles
from tuiwork.text.merging.conflicts import DELETED, NOTES, Conflict
from tuiwork.text.merging.words import NOTHING, words_of
from tuiwork.text.side_by_side import Parts, side_by_side, wrap
from tuiwork.text.width import width as cells_of
from tuiwork.tui.content import plain

LONG = 160
"""Cells of a value from which on two are shown beside each other."""
MOST = 1000
"""Lines that a pane shows; the rest is for the editor."""
BESIDE = 3
"""Cells between two texts."""

Signs = Mapping[str, str]


def moment(at: datetime, now: datetime) -> str:
    """A moment on the workspace's clock, as briefly as it says so: `sat 13 09:12`."""
    here = on_clock(at, now.tzinfo)
    return f"{short_date(here.date(), now.date())} {here:%H:%M}"


def who_and_when(by: str | None, at: datetime | None, now: datetime) -> str:
    """Who set a value and when, as far as that is known."""
    return "  ".join([*([safe(by)] if by else []), *([moment(at, now)] if at else [])])


def conflict_lines(
    workspace: Workspace, sides: Sides, now: datetime, width: int, signs: Signs
) -> list[Content]:
    """One conflict in full, at this width."""
    conflict = sides.conflict
    document = workspace.documents.get(conflict.path)
    values = [
        safe(one, multiline=True) for one in words_of(document.kind if document else None, conflict)
    ]
    who = [
        who_and_when(sides.kept_by, sides.kept_at, now),
        who_and_when(sides.other_by, sides.other_at, now),
    ]
    lines = [*_head(workspace, document, conflict, width)]
    if is_long(values):
        lines += beside(values, who, width, signs)
    else:
        lines += _short(values, who, _before(document, conflict), width, signs)
    return _cut(lines)


def is_long(values: Sequence[str]) -> bool:
    """Whether values are better read beside each other."""
    return any("\n" in one or cells_of(one) > LONG for one in values)


def _cut(lines: list[Content]) -> list[Content]:
    if len(lines) <= MOST:
        return lines
    more = Content.styled(f"… and {len(lines) - MOST} more lines", "$dim")
    return [*lines[:MOST], more]


def _head(
    workspace: Workspace, document: Document | None, conflict: Conflict, width: int
) -> Iterator[Content]:
    title = document.title if document else conflict.path
    yield from _wrapped(title, width, "bold")
    where = [
        place_titles(workspace, document.folder) if isinstance(document, Task) else conflict.path
    ]
    where += [workspace.short(document.id)] if isinstance(document, Task) else []
    yield plain(safe(" · ".join(where))).stylize("$dim")
    yield Content("")
    yield Content.assemble(
        (field_name(document.kind if document else None, conflict.field), "bold $focus"),
        (", removed by one, changed by another" if conflict.field == DELETED else
         ", changed by two", "$dim"),
    )  # fmt: skip
    yield Content("")


def field_name(kind: Kind | None, name: str) -> str:
    """What a field is called on the screen."""
    from tuiwork.model.fields import field_of

    known = field_of(kind, name) if kind else None
    special = {NOTES: "notes", "place": "list", DELETED: "the whole task"}
    return safe(special.get(name) or (known.label.casefold() if known else name))


def _before(document: Document | None, conflict: Conflict) -> str:
    if conflict.field == DELETED or conflict.base is None:
        return ""
    kind = document.kind if document else None
    return safe(words_of(kind, Conflict("", conflict.field, kept=conflict.base))[0])


def _short(
    values: Sequence[str], who: Sequence[str], before: str, width: int, signs: Signs
) -> Iterator[Content]:
    leads = ((f"{signs['cursor']} shown", "$focus"), ("  kept", "$today"))
    for lead, value, teller in zip(leads, values, who, strict=True):
        yield from _led(lead, value, width, "bold" if value != NOTHING else "$dim")
        if teller:
            yield Content.assemble(" " * 9, (teller, "$dim"))
        yield Content("")
    if before:
        yield from _led(("  before", "$dim"), before, width, "$dim")


def _led(lead: tuple[str, str], value: str, width: int, style: str) -> Iterator[Content]:
    for number, line in enumerate(_wrapped(value, max(width - 9, 8), style)):
        first = lead if number == 0 else ("", "")
        yield Content.assemble(first, " " * (9 - cells_of(first[0])), line)


def _wrapped(value: str, width: int, style: str) -> Iterator[Content]:
    for parts in wrap(((safe(value), False),), max(width, 4)):
        yield plain("".join(text for text, _ in parts)).stylize(style)


def beside(
    values: Sequence[str], who: Sequence[str], width: int, signs: Signs
) -> Iterator[Content]:
    """Two texts beside each other, their differences marked."""
    cells = max((width - BESIDE) // 2, 4)
    heads = [
        Content.assemble((word, style), ("  " + teller if teller else "", "$dim"))
        for word, style, teller in zip(
            (f"{signs['cursor']} shown", "kept"), ("$focus", "$today"), who, strict=True
        )
    ]
    yield _row(heads[0].truncate(cells, ellipsis=True), heads[1].truncate(cells, ellipsis=True),
               (signs["beside"], "$dim"), cells)  # fmt: skip
    for one in side_by_side(values[0], values[1], cells):
        mark = one.differs and one.begins
        sign = (signs["differs"], "$today") if mark else (signs["beside"], "$dim")
        yield _row(_painted(one.left), _painted(one.right), sign, cells)


def _row(left: Content, right: Content, sign: tuple[str, str], cells: int) -> Content:
    blank = " " * max(cells - cells_of(left.plain), 0)
    return Content.assemble(left, blank, " ", sign, " ", right)


def _painted(parts: Parts | None) -> Content:
    return Content.assemble(
        *(plain(text).stylize("bold $today" if changed else "") for text, changed in parts or ())
    )
