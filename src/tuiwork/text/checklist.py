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


def untick(notes: str) -> str:
    """The notes with every step open again."""
    return "".join(_set(line, False) for line in lines_of(notes))


def _set(line: str, done: bool) -> str:
    """A line of notes with the step that it is, if it is one, done or not."""
    match = _ITEM.match(line)
    if match is None or (match[2] != " ") == done:
        return line
    return f"{match[1]}{'x' if done else ' '}{match[3]}{match[4]}{match[5]}"


def without_steps(notes: str) -> str:
    """The notes without the lines that are steps."""
    return "".join(line for line in lines_of(notes) if not _ITEM.match(line))


def tick(notes: str, number: int, done: bool) -> str:
    """The notes with one step, counted from 1, set to done or not. Raises IndexError without it."""
    lines = lines_of(notes)
    steps = [at for at, line in enumerate(lines) if _ITEM.match(line)]
    if not 1 <= number <= len(steps):
        raise IndexError(number)
    at = steps[number - 1]
    lines[at] = _set(lines[at], done)
    return "".join(lines)
