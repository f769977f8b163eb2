"""What the detail pane says of a task: made off the event loop, with nothing read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from textual.content import Content

from tuiwork.dataclass import dataclass
from tuiwork.insight.handoffs import pending_of
from tuiwork.insight.why import why
from tuiwork.model.attachment import size_words
from tuiwork.model.fields import fields_of
from tuiwork.model.log import Entry as LogEntry
from tuiwork.model.task import Task, is_overdue
from tuiwork.model.workspace import Workspace
from tuiwork.text.checklist import ChecklistItem, checklist, without_steps
from tuiwork.text.dates import on_clock, short_date
from tuiwork.text.entry_words import entry_words
from tuiwork.text.handoffs import handoff_lines
from tuiwork.text.keys import CUSTOM, find_field
from tuiwork.text.log import entries_of
from tuiwork.text.meaning import meaning, place_titles
from tuiwork.text.values import show_value
from tuiwork.tui.content import plain
from tuiwork.tui.notes import note_entries
from tuiwork.tui.task_lines import brief_date, status_sign
from tuiwork.tui.tones import style_of
from tuiwork.tui.why_text import why_in_short
from tuiwork.tui.widgets.hanging import Entry, Flow, Group, Hanging

LONGEST = 4_000
"""Characters of one text that are shown here; a file may hold megabytes."""
ROOM = 30_000
"""Characters of a log after which no earlier entry is shown."""
KEPT = 50
"""Kept values and attachments that are shown."""
NEWEST = 200
"""Entries of the log that are shown; the file has the rest."""

_NOTHING = Content("")
_IN_HEAD = {"id", "title", "status", "owner", "due", "priority", "estimate"}
_UNSAID = _IN_HEAD | {"rank", "goals", "created", "fields", "conflicts"}
_RELATIONS = {
    "parent": "below",
    "blocked_by": "blocked by",
    "relates": "relates to",
    "duplicates": "duplicates",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One task in full: what stands above its checklist, the checklist, and what stands below."""

    id: str
    above: Hanging
    steps: tuple[ChecklistItem, ...]
    below: Hanging


def page_of(
    workspace: Workspace, task: Task, now: datetime, signs: Mapping[str, str], editor: str
) -> Page:
    """Everything there is to say of a task at this moment; `editor` is the key that opens its
    file."""
    notes = task.notes or ""
    above: list[Group] = [
        list(handed(workspace, task, now)),
        head(workspace, task, now, signs),
        why_in_short(why(workspace, task, now.date()), signs),
        *note_entries(without_steps(notes), editor),
    ]
    below: list[Group] = [
        list(_pairs(facts(workspace, task, now))),
        list(attachments(workspace, task)),
        list(_pairs(relations(workspace, task))),
        list(kept_values(task, signs)),
        log_entries(entries_of(task), now, editor),
    ]
    return Page(task.id, Hanging(above), tuple(checklist(notes)), Hanging(below))


def handed(workspace: Workspace, task: Task, now: datetime) -> Iterator[Entry]:
    """What the task's owner has not accepted yet: who handed it over, when, and what they said."""
    pending = pending_of(workspace, task)
    if pending is not None:
        for line in handoff_lines(pending, now):
            yield Entry(_NOTHING, plain(_clipped(line)).stylize("$accent"))


def head(
    workspace: Workspace, task: Task, now: datetime, signs: Mapping[str, str]
) -> list[Entry | Flow]:
    """Where it lies, its title, and the line of what matters most."""
    place = plain(f"{workspace.short(task.id)}  {place_titles(workspace, task.folder)}")
    return [
        Entry(_NOTHING, place.stylize("$dim")),
        Entry(_NOTHING, plain(task.title).stylize("bold")),
        Flow(tuple(_marks(workspace, task, now, signs))),
    ]


def _marks(
    workspace: Workspace, task: Task, now: datetime, signs: Mapping[str, str]
) -> Iterator[Content]:
    sign, tone = status_sign(workspace, task, signs)
    yield Content.assemble((sign, style_of(tone)), " ", plain(task.status or "no status"))
    if task.priority != "normal":
        yield plain(f"{signs.get(task.priority, '')} {task.priority}")
    yield plain(task.owner) if task.owner else Content.styled("nobody", "$dim")
    if task.due is not None:
        late = workspace.is_open(task) and is_overdue(task, now)
        words = plain(f"due {'! ' if late else ''}{short_date(task.due, now.date())}")
        yield words.stylize("$overdue") if late else words
    if task.text("estimate"):
        yield plain(task.text("estimate") or "")


def facts(workspace: Workspace, task: Task, now: datetime) -> Iterator[tuple[str, str]]:
    """The other fields: what each is called, and its value with full words for names and dates."""
    known = fields_of(task.kind)
    for key, field in known.items():
        if key in task.fields and key not in _UNSAID and key not in _RELATIONS:
            yield (
                field.label.casefold(),
                meaning(workspace, field, _local(task.fields[key], now), now.date()),
            )
    custom = task.fields.get("fields")
    for key, value in custom.items() if isinstance(custom, dict) else ():
        found = find_field(workspace.settings, CUSTOM + key)
        word = found.label.casefold() if found else key
        yield word.replace("_", " "), show_value(found, value)
    for key, value in task.fields.items():
        if key not in known:
            yield key.replace("_", " "), show_value(None, value)


def _local(value: object, now: datetime) -> object:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return on_clock(value, now.tzinfo)
    return value


def attachments(workspace: Workspace, task: Task) -> Iterator[Entry]:
    """The files that are kept with a task, and their sizes."""
    files = workspace.attached(task.id)
    for one in files[:KEPT]:
        words = Content.assemble(plain(one.name), ("  " + size_words(one.size), "$dim"))
        yield Entry(Content.styled("attached", "$dim"), words)
    if len(files) > KEPT:
        yield Entry(_NOTHING, Content.styled(f"… {len(files) - KEPT:,} more", "$dim"))


def relations(workspace: Workspace, task: Task) -> Iterator[tuple[str, str]]:
    """What the task is to others and they to it, each with its id, title and status."""
    for key, word in _RELATIONS.items():
        for id_ in task.names(key) or filter(None, (task.text(key),)):
            yield word, _named(workspace, id_)
    for one in workspace.children.get(task.id, ()):
        yield "subtask", _named(workspace, one.id)
    for one in workspace.blocks.get(task.id, ()):
        yield "blocks", _named(workspace, one.id)


def _named(workspace: Workspace, id_: str) -> str:
    other = workspace.tasks.get(id_)
    if other is None:
        return f"{id_}, which does not exist"
    return f"{workspace.short(id_)} {other.title} ({other.status or 'todo'})"


def kept_values(task: Task, signs: Mapping[str, str]) -> Iterator[Entry]:
    """The values that a merge kept beside those it shows."""
    every = task.tables("conflicts")
    for kept in every[:KEPT]:
        lead = plain(f"{signs['conflict']} {kept.get('field', '?')}").stylize("$today")
        yield Entry(lead, plain(f"kept {kept.get('other')!s}, shown {kept.get('kept')!s}"))
    if len(every) > KEPT:
        yield Entry(_NOTHING, Content.styled(f"… {len(every) - KEPT:,} more", "$dim"))


def _pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[Entry]:
    for word, value in dict.fromkeys(pairs):
        yield Entry(plain(word).stylize("$dim"), plain(value))


def log_entries(entries: list[LogEntry], now: datetime, editor: str) -> list[Entry]:
    """The log in words, newest first, comments in full."""
    shown: list[Entry] = []
    room = ROOM
    for entry in reversed(entries[-NEWEST:]):
        if room <= 0:
            break
        shown.append(_logged(entry, now))
        room -= len(entry.details)
    if len(entries) > len(shown):
        more = f"… {len(entries) - len(shown):,} earlier; {editor} opens the file"
        shown.append(Entry(_NOTHING, Content.styled(more, "$dim")))
    return shown


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _logged(entry: LogEntry, now: datetime) -> Entry:
    when = brief_date(on_clock(entry.at, now.tzinfo).date(), now.date())
    first, *more = _clipped(entry.details).strip().split("\n")
    said = _clipped(entry_words(entry))
    lines = [said, *more] if first else [said]
    text = Content("\n").join(plain(line) for line in lines)
    return Entry(
        Content.assemble((f"{when:<7} ", "$dim"), plain(_clipped(entry.by))),
        text if entry.event == "comment" else text.stylize("$dim"),
    )
