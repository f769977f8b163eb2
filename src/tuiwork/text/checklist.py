"""Checklists: the `- [ ]` lines of a document's notes, counted and ticked."""

from __future__ import annotations

import re

from tuiwork.dataclass import dataclass
from tuiwork.text.source import lines_of

_ITEM = re.compile(r"^(\s*[-*+] \[)([ xX])(\] ?)(.*?)(\r?\n?)$")


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One step: its place among the steps from 1, its words, whether it is done."""

    number: int
    text: str
    done: bool


def checklist(notes: str) -> list[ChecklistItem]:
    """The steps in a document's notes, in order."""
    found = [match for line in lines_of(notes) if (match := _ITEM.match(line))]
    return [
        ChecklistItem(number, match[4].strip(), match[2] != " ")
        for number, match in enumerate(found, 1)
    ]


def tick(notes: str, number: int, done: bool) -> str:
    """The notes with one step, counted from 1, set to done or not. Raises IndexError without it."""
    lines = lines_of(notes)
    steps = [at for at, line in enumerate(lines) if _ITEM.match(line)]
    if not 1 <= number <= len(steps):
        raise IndexError(number)
    at = steps[number - 1]
    if checklist(lines[at])[0].done == done:
        return notes
    lines[at] = _ITEM.sub(lambda m: f"{m[1]}{'x' if done else ' '}{m[3]}{m[4]}{m[5]}", lines[at])
    return "".join(lines)
