"""A recorded change as lines of text: who, when, how it stands, and what it did field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from textual.content import Content

from tuiwork.errors import Refused
from tuiwork.insight.differences import LOG, TEXT, Difference, Differing
from tuiwork.model.fields import field_of
from tuiwork.model.kinds import Kind, kind_of
from tuiwork.model.workspace import Workspace
from tuiwork.session.recalled import Recalled, begins
from tuiwork.text.clean import safe
from tuiwork.text.entry_words import entry_words
from tuiwork.text.log import parse_log
from tuiwork.text.merging.conflicts import NOTES, TABLE
from tuiwork.text.merging.diff import diff
from tuiwork.text.merging.words import NOTHING
from tuiwork.text.values import show_value
from tuiwork.text.width import width as cells_of
from tuiwork.tui.conflict_text import MOST, field_name, moment
from tuiwork.tui.content import plain
from tuiwork.tui.pane_text import led, wrapped
from tuiwork.verbs.undoing import WouldLose, shown

THINGS = 100
"""Documents of one change that are shown in full."""
UNTOLD = ("id", "created", "rank", LOG)
"""Fields that say nothing about a document that came or went as a whole."""
AROUND = 2
"""Lines of a text that are shown above and below what differs."""


def past_lines(
    workspace: Workspace,
    change: Recalled,
    things: Sequence[Differing],
    why_not: Refused | None,
    now: datetime,
    width: int,
) -> list[Content]:
    """One recorded change in full, at this width."""
    commit = change.commit
    lines = [*wrapped(commit.subject, width, "bold")]
    who = f"{change.by}  {moment(commit.at, now)}  {commit.oid[:8]}"
    lines += [plain(safe(who)).stylize("$dim"), Content("")]
    lines += [*_standing(change, why_not, width), Content("")]
    for thing in things[:THINGS]:
        lines += [*_thing(workspace, thing, width), Content("")]
    if len(things) > THINGS:
        lines.append(Content.styled(f"… and {len(things) - THINGS} more", "$dim"))
    if len(lines) > MOST:
        lines = [*lines[:MOST], Content.styled("… and more", "$dim")]
    return lines


def _standing(change: Recalled, why_not: Refused | None, width: int) -> Iterator[Content]:
    if change.commit.is_merge:
        words = "It only brings two sides together; the changes themselves can be taken back."
        yield from wrapped(words, width, "$dim")
    elif begins(change.commit):
        yield Content.styled("Here the workspace begins.", "$dim")
    elif change.fallen:
        yield Content.styled("It was taken back.", "$dim")
    elif isinstance(why_not, WouldLose):
        yield from wrapped("It cannot be taken back alone: that would lose", width, "$today")
        for loss in why_not.losses[:10]:
            who = f", by {loss.by}" if loss.by else ""
            yield from wrapped(f"“{loss.title}” {shown(loss)}{who}", width, "$today")
    elif why_not is not None:
        yield from wrapped(why_not.message[:1].upper() + why_not.message[1:], width, "$dim")
    else:
        yield Content.styled("It can be taken back.", "$done")


def _thing(workspace: Workspace, thing: Differing, width: int) -> Iterator[Content]:
    what = "  added" if thing.added else "  removed" if thing.removed else ""
    style = "$done" if thing.added else "$blocked"
    name = workspace.short(thing.id) if thing.id in workspace.tasks else ""
    title = plain(safe(thing.title)).stylize("bold")
    yield Content.assemble(title, ("  " + safe(name), "$dim"), (what, style)).truncate(
        width, ellipsis=True
    )
    shown_ = [one for one in thing.differences if not (_is_whole(thing) and one.field in UNTOLD)]
    kind = kind_of(thing.path)
    short = [one for one in shown_ if not _is_text(one)]
    column = 4 + max((cells_of(_label(kind, one.field)) for one in short), default=0)
    for one in shown_:
        if one.field == LOG:
            yield from _log(one, width)
        elif _is_text(one):
            yield Content.styled(f"  {_label(kind, one.field)}", "$dim")
            yield from _texts(str(one.before or ""), str(one.after or ""), width)
        else:
            lead = f"  {_label(kind, one.field)}"
            lead += " " * (column - cells_of(lead))
            yield from led(lead, _change(thing, kind, one), width, "")


def _is_whole(thing: Differing) -> bool:
    return thing.added or thing.removed


def _is_text(one: Difference) -> bool:
    values = (one.before, one.after)
    long = any(isinstance(value, str) and "\n" in value for value in values)
    return one.field in (NOTES, TEXT, LOG) or long


def _label(kind: Kind | None, name: str) -> str:
    table, _, rest = name.partition(".")
    if table == TABLE:
        return f"kept of {field_name(kind, rest)}"
    return field_name(kind, name)


def _change(thing: Differing, kind: Kind | None, one: Difference) -> str:
    known = field_of(kind, one.field) if kind else None
    before, after = (
        NOTHING if value is None or value == "" else " ".join(show_value(known, value).split())
        for value in (one.before, one.after)
    )
    return after if thing.added else before if thing.removed else f"{before} → {after}"


def _log(one: Difference, width: int) -> Iterator[Content]:
    """The entries that came or went, as one would tell them."""
    for sign, style, text in (("-", "$blocked", one.before), ("+", "$done", one.after)):
        for item in parse_log(str(text or "")):
            entry = item.entry
            words = f"{entry.by}  {entry_words(entry)}" if entry else item.raw.strip()
            yield from led(f"  {sign} ", words, width, style)


def _texts(before: str, after: str, width: int) -> Iterator[Content]:
    """The difference of two texts by lines, with a little around it."""
    old, new = before.split("\n") if before else [], after.split("\n") if after else []
    at = 0
    for hunk in diff(old, new):
        start = max(at, hunk.start - AROUND)
        if at and start > at:
            yield Content.styled("      ⋯", "$dim")
        for line in old[start : hunk.start]:
            yield from led("      ", line, width, "$dim")
        for line in old[hunk.start : hunk.end]:
            yield from led("    - ", line, width, "$blocked")
        for line in hunk.lines:
            yield from led("    + ", line, width, "$done")
        at = hunk.end
    for line in old[at : at + AROUND] if at else ():
        yield from led("      ", line, width, "$dim")
