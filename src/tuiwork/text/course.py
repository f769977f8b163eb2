"""The course of a document: the dated facts in its log that numbers rest on, read in one pass."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from tuiwork.model.log import change_of
from tuiwork.text.durations import leading_duration
from tuiwork.text.log import log_items

KEPT = 65536
"""How many courses are remembered."""

_FACT = re.compile(
    r"\n- ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z) (\S+)"
    r" (created|status|due|time)(?![^ \r\n])(.*)"
)

_Fact = tuple[datetime, str, str, str]
"""When, who, what happened, and the details."""


class Step(NamedTuple):
    """A field that went from one value to another, both as written; None for nothing."""

    at: datetime
    before: str | None
    after: str | None


class Spent(NamedTuple):
    """Time that somebody logged: how long in words such as `2h 30m`, and what for.

    Where the words say no duration, it is empty.
    """

    at: datetime
    by: str
    duration: str
    note: str


class Course(NamedTuple):
    """What a log tells that numbers need, in the order written.

    `ordered` says that none of these facts is earlier than one above it.
    """

    created: datetime | None
    statuses: tuple[Step, ...]
    dues: tuple[Step, ...]
    times: tuple[Spent, ...]
    ordered: bool


@lru_cache(KEPT)
def course(log: str) -> Course:
    """The facts of a log; the same log is read once. Lines that are no entry say nothing."""
    facts = _one_line_facts(f"\n{log}")
    if facts is None:
        entries = (item.entry for item in log_items(log) if item.entry)
        facts = [(one.at, one.by, one.event, one.details) for one in entries]
    return _course(facts)


def _one_line_facts(log: str) -> list[_Fact] | None:
    """The entries that tell a fact; None where one of them may not be one line as always."""
    facts = []
    for match in _FACT.finditer(log):
        end = match.end()
        if not log.startswith("\n- ", end) and log[end:].strip():
            return None
        stamp, by, event, details = match.groups()
        if "\r" in details:
            return None
        try:
            facts.append((datetime.fromisoformat(stamp), by, event, details[1:]))
        except ValueError:
            continue
    return facts


def _course(facts: list[_Fact]) -> Course:
    created = last = None
    statuses, dues, times = [], [], []
    ordered = True
    for at, by, event, details in facts:
        if event == "status":
            statuses += _step(at, details)
        elif event == "due":
            dues += _step(at, details)
        elif event == "time":
            times.append(Spent(at, by, *leading_duration(details)))
        elif event == "created":
            created = created or at
        else:
            continue
        if last is not None and at < last:
            ordered = False
        last = at
    return Course(created, tuple(statuses), tuple(dues), tuple(times), ordered)


def _step(at: datetime, details: str) -> list[Step]:
    change = change_of(details)
    return [] if change is None else [Step(at, *change)]
