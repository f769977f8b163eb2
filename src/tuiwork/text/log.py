"""The log as text: one event an entry, oldest first, continuation lines indented by two spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from tuiwork.dataclass import dataclass
from tuiwork.model.document import Document
from tuiwork.model.log import Entry

_ENTRY = re.compile(
    r"- ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z) (\S+) (\S+)(?: (.*))?\Z"
)

# Each line fits one way only, and none is tried twice.
_DAY = (
    r"(?!0000)[0-9]{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
_LINE = rf"- {_DAY}T{_TIME} \S+ \S+(?: [^\n]*)?\r?(?:\n|\Z)"
_FINE = re.compile(rf"[\r\n]*+(?:{_LINE}(?:{_LINE}|  [^\n]*+(?:\n|\Z)|\r?\n)*+)?\Z")


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


def is_fine(log: str) -> bool:
    """Whether every entry of a log can be read; one that is odd in any way is looked at closely,
    and may be fine all the same."""
    return _FINE.match(log) is not None or all(item.entry for item in log_items(log))


def parse_log(log: str) -> list[LogItem]:
    """The items of a log, blank lines between them left out; `line` counts from 1 within it."""
    return list(log_items(log))


def log_items(log: str) -> Iterator[LogItem]:
    """The same one by one, for those who may not need all."""
    lines: list[str] = []
    start = blanks = 0
    for number, written in enumerate(log.split("\n"), 1):
        line = written.rstrip("\r")
        if not line.strip():
            blanks += 1
            continue
        if line.startswith("  ") and lines:
            lines += [""] * blanks + [line]
        else:
            if lines:
                yield _item(lines, start)
            lines, start = [line], number
        blanks = 0
    if lines:
        yield _item(lines, start)


def _item(lines: list[str], line: int) -> LogItem:
    raw = "\n".join(lines)
    match = _ENTRY.match(lines[0])
    if match is None:
        return LogItem(raw, None, line)
    try:
        at = datetime.fromisoformat(match[1])
    except ValueError:
        return LogItem(raw, None, line)
    rest = [one[2:] if one.startswith("  ") else one for one in lines[1:]]
    return LogItem(raw, Entry(at, match[2], match[3], "\n".join([match[4] or "", *rest])), line)


def entries_of(document: Document) -> list[Entry]:
    """The readable entries of a document whose log was loaded, as written."""
    return [item.entry for item in parse_log(document.log or "") if item.entry]


def show_entry(entry: Entry) -> str:
    """An entry as its lines in the log, without the last newline.

    Who and event are one word each there: a name with a line end in it begins no entry of its own.
    """
    head, *rest = entry.details.replace("\r\n", "\n").split("\n")
    stamp = entry.at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    who, event = ("-".join(word.split()) or "-" for word in (entry.by, entry.event))
    first = f"- {stamp}Z {who} {event} {head}".rstrip()
    return "\n".join([first, *(f"  {line}" if line.strip() else "" for line in rest)]).rstrip()


def show_log(items: Iterable[LogItem], newline: str = "\n") -> str:
    """The text of a log from its items."""
    return "".join(item.raw.replace("\n", newline) + newline for item in items)
