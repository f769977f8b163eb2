"""Questions in a task's log: why it is done, and what was answered."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from tuiwork.text.log import log_items

KEPT = 4096
"""How many logs are remembered."""

QUESTION, ANSWER, WHY = "question", "answer", "why"
"""The events, and the first word of their details: what is asked."""


class Question(NamedTuple):
    """Somebody asked why. `answer` and what is told with it are None while nobody answered."""

    at: datetime
    by: str
    text: str
    answered: datetime | None = None
    answered_by: str | None = None
    answer: str | None = None


def questions_of(log: str | None) -> tuple[Question, ...]:
    """The why-questions in a log, in its order; an answer counts for all that are open above it."""
    return _questions(log) if log and f" {QUESTION} {WHY}" in log else ()


@lru_cache(KEPT)
def _questions(log: str) -> tuple[Question, ...]:
    found: list[Question] = []
    for item in log_items(log):
        entry = item.entry
        word, _, text = entry.details.partition(" ") if entry else ("", "", "")
        if entry is None or word.strip() != WHY:
            continue
        if entry.event == QUESTION:
            found.append(Question(entry.at, entry.by, text.strip()))
        elif entry.event == ANSWER:
            answer = (entry.at, entry.by, text.strip())
            found = [one if one.answered else Question(*one[:3], *answer) for one in found]
    return tuple(found)
