"""The past of a workspace, told from the logs in its files: what each file held after each verb,
and by whom. Told to its end, every file is as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from itertools import pairwise

from tuiwork.dataclass import dataclass, replace
from tuiwork.demo.diary import line_for
from tuiwork.demo.planned import plan_before
from tuiwork.model.document import Document
from tuiwork.model.fields import Type, field_of
from tuiwork.model.kinds import Kind, kind_of
from tuiwork.model.log import Entry
from tuiwork.model.plan import Plan
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import decode, read_document
from tuiwork.text.front import Front, parse_front, set_key, set_row_key
from tuiwork.text.log import parse_log
from tuiwork.text.source import cut, lines_of

_ONE_VERB = {
    ("status", "blocked"),
    ("unblocked", "status"),
    ("reopened", "status"),
    ("accept", "owner"),
}
_SOON = 120
_MORNING = time(8, tzinfo=UTC)
_AFTERNOON = time(14, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the past: when, by whom (a handle), its diary line, and the files after it."""

    at: datetime
    by: str
    message: str
    ids: tuple[str, ...]
    files: Mapping[str, bytes | None]


def tell_past(files: Mapping[str, bytes], founder: str) -> list[Step]:
    """The steps that led to these files, oldest first.

    A file without a log or a date of its own was there when the founder began the workspace, in
    the morning before the first log entry.
    """
    texts = {path: decode(content) for path, content in files.items() if kind_of(path)}
    read = {path: read_document(path, text)[0] for path, text in texts.items()}
    workspace = Workspace({path: one for path, one in read.items() if one is not None})
    documents = workspace.documents
    logged = [
        step for path, one in documents.items() for step in _logged(workspace, one, texts[path])
    ]
    began = datetime.combine(min(step.at for step in logged), _MORNING)
    dated = [
        step for path, one in documents.items() for step in _dated(workspace, one, files[path])
    ]
    later = [*logged, *(step for step in dated if step.at > began)]
    later.sort(key=lambda step: (step.at, sorted(step.files)))
    told = {path for step in later for path in step.files}
    first = {path: content for path, content in sorted(files.items()) if path not in told}
    message = f"Began the workspace “{workspace.settings.name}”"
    return [Step(began, founder, message, (), first), *later]


def _dated(workspace: Workspace, document: Document, content: bytes) -> list[Step]:
    """The one step of a document without a log that says from which day it is."""
    day = document.fields.get("date") or document.fields.get("since")
    by = document.text("owner") or next(iter(document.names("people")), "")
    if document.log or not isinstance(day, date) or not by:
        return []
    at = datetime.combine(day, _AFTERNOON)
    message = line_for(workspace, document, document.path, [Entry(at, by, "created")])
    return [Step(at, by, message, (document.slug,), {document.path: content})]


def _logged(workspace: Workspace, document: Document, text: str) -> list[Step]:
    """The steps that a document's log tells of, told from the last one backwards."""
    source = cut(document.path, text)
    items = [(item.line, item.entry) for item in parse_log(source.log) if item.entry]
    entries = [entry for _, entry in items]
    ends = [*(line - 1 for line, _ in items[1:]), None]
    lines, front, path = lines_of(source.log), parse_front(source.front), document.path
    steps: list[Step] = []
    for start, stop in reversed(_verbs(entries)):
        made = entries[start:stop]
        log = "".join(lines[: ends[stop - 1]])
        after = replace(source, front=front.join(), log=log).join()
        message = line_for(workspace, document, path, made)
        files: dict[str, bytes | None] = {path: after.encode()}
        for number in reversed(range(start, stop)):
            front = _front_before(document, front, entries[:number], entries[number])
            path = _path_before(path, entries[number])
        if path not in files:
            files[path] = None
        steps.append(Step(made[-1].at, made[-1].by, message, _ids(document, made[0]), files))
    return steps


def _verbs(entries: Sequence[Entry]) -> list[tuple[int, int]]:
    """Where the entries of each verb start and stop."""
    begins = [
        number
        for number, (one, next_) in enumerate(pairwise(entries), 1)
        if not _belong_together(one, next_)
    ]
    return list(pairwise([0, *begins, len(entries)])) if entries else []


def _belong_together(one: Entry, next_: Entry) -> bool:
    soon = (next_.at - one.at).total_seconds() <= _SOON
    return soon and one.by == next_.by and (one.event, next_.event) in _ONE_VERB


def _ids(document: Document, entry: Entry) -> tuple[str, ...]:
    if isinstance(document, Task):
        return (document.id,)
    if entry.event == "checkin":
        return (f"{document.slug}/{entry.details.split()[0]}",)
    return (document.slug,)


def _front_before(
    document: Document, front: Front, earlier: Iterable[Entry], entry: Entry
) -> Front:
    """The front matter as it was before an entry."""
    if entry.event == "checkin":
        return _before_checkin(document, front, earlier, entry)
    if isinstance(document, Plan):
        return plan_before(front, earlier, entry)
    is_stage = document.kind is Kind.INITIATIVE and entry.event == "status"
    field = field_of(document.kind, "stage" if is_stage else entry.event)
    if field is None or entry.change is None or not (field.event or is_stage):
        return front
    word = entry.change[0]
    value = date.fromisoformat(word) if word and field.type is Type.DATE else word
    return set_key(front, field.key, value)


def _before_checkin(
    document: Document, front: Front, earlier: Iterable[Entry], entry: Entry
) -> Front:
    name = entry.details.split()[0]
    told = [one.details.split() for one in earlier if one.event == "checkin"]
    values = [_number(words[1]) for words in told if words[0] == name]
    row = next(row for row in document.tables("key_results") if row["id"] == name)
    current = values[-1] if values else row["start"]
    return set_row_key(front, "key_results", ("id", name), "current", current)


def _number(word: str) -> float:
    return float(word) if "." in word else int(word)


def _path_before(path: str, entry: Entry) -> str:
    if entry.event != "moved" or entry.change is None:
        return path
    return f"spaces/{entry.change[0]}/{path.rpartition('/')[2]}"
