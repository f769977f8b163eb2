"""Handoffs as a log tells of them: who gave a task to whom, with what, and what came of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from tuiwork.dataclass import dataclass, replace
from tuiwork.model.log import ARROW, NONE, Entry
from tuiwork.text.dates import on_clock
from tuiwork.text.log import log_items

KEPT = 4096
"""How many logs with a handoff in them are remembered."""
EVENT, ACCEPT, RETURN = "handoff", "accept", "return"
_NEXT, _DUE = "Next:", "Due:"


class Answer(StrEnum):
    """How a handoff came to its end."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    HANDED_ON = "handed on"
    OVERTAKEN = "given to somebody else"


@dataclass(frozen=True, slots=True)
class Handoff:
    """A task going from one person to another: what the receiver has to know, what comes next and
    by when, as written; then how it was answered, when and, where it was returned, why.

    `by` wrote it down at `at`; `giver` had the task. Without an answer it is pending.
    """

    by: str
    at: datetime
    giver: str | None
    receiver: str
    context: str = ""
    next_action: str = ""
    due: str = ""
    answer: Answer | None = None
    answered_at: datetime | None = None
    why: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether it says all three: the context, the next action and when that is due."""
        return bool(self.context and self.next_action and self.due)


def handoff_details(
    giver: str | None, receiver: str, context: str, next_action: str, due: str = ""
) -> str:
    """The details of a log entry that hands a task over."""
    lines = [f"{giver or NONE}{ARROW}{receiver} {context.strip()}".rstrip()]
    lines += [f"{_NEXT} {next_action.strip()}"] if next_action.strip() else []
    lines += [f"{_DUE} {due.strip()}"] if due.strip() else []
    return "\n".join(lines)


def read_handoff(entry: Entry) -> Handoff | None:
    """The handoff that an entry writes down; None where it is none, or names no receiver."""
    change = entry.change if entry.event == EVENT else None
    if change is None or not change[1]:
        return None
    head, _, more = entry.details.partition(ARROW)[2].partition("\n")
    receiver, _, first = head.strip().partition(" ")
    lines = [first.strip(), *more.split("\n")]
    context, next_action, due = _parts(lines)
    return Handoff(entry.by, entry.at, change[0], receiver, context, next_action, due)


def _parts(lines: list[str]) -> tuple[str, str, str]:
    """The context, the next action from the last `Next:` on, and what a `Due:` behind it says.

    Without a `Next:`, a `Due:` is the last line that begins so.
    """
    end = len(lines)
    at = max((no for no, line in enumerate(lines) if line.startswith(_NEXT)), default=end)
    dues = [no for no, line in enumerate(lines) if line.startswith(_DUE) and no > at]
    if at == end:
        dues = [no for no, line in enumerate(lines) if line.startswith(_DUE) and no][-1:]
    due_at = dues[0] if dues else end
    texts = lines[: min(at, due_at)], lines[at:due_at], lines[due_at:]
    context, next_action, due = ("\n".join(part).strip() for part in texts)
    return context, next_action.removeprefix(_NEXT).strip(), due.removeprefix(_DUE).strip()


def days_waited(handoff: Handoff, now: datetime) -> int:
    """The midnights between a handoff and its answer, or now, on the clock of `now`."""
    ended = handoff.answered_at or now
    dates = (on_clock(one, now.tzinfo).date() for one in (ended, handoff.at))
    return max(0, next(dates).toordinal() - next(dates).toordinal())


def waited_words(handoff: Handoff, now: datetime) -> str:
    """How long a handoff waits, or waited: `6 days`."""
    days = days_waited(handoff, now)
    return "today" if not days else "1 day" if days == 1 else f"{days} days"


def handoff_lines(handoff: Handoff, now: datetime) -> list[str]:
    """A handoff in a line or two: `jonas → ali, 6 days: The meter is there.`, and what is next."""
    who = f"{handoff.giver or 'nobody'} → {handoff.receiver}, {waited_words(handoff, now)}"
    context = " ".join(handoff.context.split())
    named = ((_NEXT, handoff.next_action), (_DUE, handoff.due))
    behind = " ".join(f"{name} {' '.join(text.split())}" for name, text in named if text)
    return [f"{who}: {context}" if context else who, *([behind] if behind else [])]


def handoffs_in(log: str | None) -> tuple[Handoff, ...]:
    """Every handoff of a log, oldest first; the same log is read once."""
    return _read(log) if log and f" {EVENT} " in log else ()


@lru_cache(KEPT)
def _read(log: str) -> tuple[Handoff, ...]:
    found: list[Handoff] = []
    for entry in (item.entry for item in log_items(log) if item.entry is not None):
        answer = _answer(entry, found[-1]) if found else None
        if answer is not None:
            why = entry.details.strip() if answer is Answer.RETURNED else ""
            found[-1] = replace(found[-1], answer=answer, answered_at=entry.at, why=why)
        handed = read_handoff(entry)
        if handed is not None:
            found.append(handed)
    return tuple(found)


def _answer(entry: Entry, last: Handoff) -> Answer | None:
    """What an entry means for the handoff before it. Entries of one moment stand in any order, so
    that the change of the owner may come before what it goes with."""
    overtaken = last.answer is Answer.OVERTAKEN and last.answered_at == entry.at
    if last.answer is not None and not overtaken:
        return None
    if entry.event == ACCEPT:
        return Answer.ACCEPTED
    if entry.event == RETURN:
        return Answer.RETURNED
    if entry.event == EVENT and read_handoff(entry) is not None:
        return Answer.HANDED_ON
    if entry.event == "owner" and entry.change and entry.change[1] != last.receiver:
        return Answer.OVERTAKEN
    return None
