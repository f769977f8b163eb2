"""The log as text: one event an entry, oldest first, continuation lines indented by two spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from tuiwork.model.document import Document
from tuiwork.model.log import Entry

_ENTRY = re.compile(r"- (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) (\S+) (\S+)(?: (.*))?\Z")
_STAMP = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class LogItem:
    """One entry as written; `entry` is None where the lines say nothing that can be read."""

    raw: str
    entry: Entry | None
    line: int = 0

    @property
    def order(self) -> tuple[datetime, str]:
        """What a log is sorted by: time, then text. Unreadable lines come first."""
        return (self.entry.at if self.entry else datetime.min.replace(tzinfo=UTC), self.raw)


def parse_log(log: str) -> list[LogItem]:
    """The items of a log, blank lines between them left out; `line` counts from 1 within it."""
    items: list[list[str]] = []
    starts: list[int] = []
    blanks = 0
    for number, written in enumerate(log.split("\n"), 1):
        line = written.rstrip("\r")
        if not line.strip():
            blanks += 1
            continue
        if line.startswith("  ") and items:
            items[-1] += [""] * blanks + [line]
        else:
            items.append([line])
            starts.append(number)
        blanks = 0
    return [_item(lines, start) for lines, start in zip(items, starts, strict=True)]


def _item(lines: list[str], line: int) -> LogItem:
    raw = "\n".join(lines)
    match = _ENTRY.match(lines[0])
    if match is None:
        return LogItem(raw, None, line)
    try:
        at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return LogItem(raw, None, line)
    rest = [one[2:] if one.startswith("  ") else one for one in lines[1:]]
    return LogItem(raw, Entry(at, match[2], match[3], "\n".join([match[4] or "", *rest])), line)


def entries_of(document: Document) -> list[Entry]:
    """The readable entries of a document whose log was loaded, as written."""
    return [item.entry for item in parse_log(document.log or "") if item.entry]


def show_entry(entry: Entry) -> str:
    """An entry as its lines in the log, without the last newline."""
    head, *rest = entry.details.replace("\r\n", "\n").split("\n")
    stamp = entry.at.astimezone(UTC).strftime(_STAMP)
    first = f"- {stamp} {entry.by} {entry.event} {head}".rstrip()
    return "\n".join([first, *(f"  {line}" if line.strip() else "" for line in rest)]).rstrip()


def show_log(items: Iterable[LogItem], newline: str = "\n") -> str:
    """The text of a log from its items."""
    return "".join(item.raw.replace("\n", newline) + newline for item in items)
