"""Checklists: the `- [ ]` lines of a document's notes, counted, ticked and edited."""

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


def add_step(notes: str, text: str) -> str:
    """The notes with one more open step: below the last one, and written like it, or at the end."""
    lines = lines_of(notes)
    spans = _spans(lines)
    if not spans:
        newline = "\r\n" if "\r\n" in notes else "\n"
        above = notes.rstrip()
        gap = newline * 2 if above else newline if notes else ""
        return f"{above}{gap}- [ ] {text}{newline}"
    at = spans[-1].stop
    newline = "\r\n" if lines[at - 1].endswith("\r\n") else "\n"
    head = _matched(lines[spans[-1].start])[1]
    if not lines[at - 1].endswith("\n"):
        lines[at - 1] += newline
    lines.insert(at, f"{head} ] {text}{newline}")
    return "".join(lines)


def rename_step(notes: str, number: int, text: str) -> str:
    """The notes with other words for one step; lines that go on below it stay. Raises IndexError
    without that step."""
    lines = lines_of(notes)
    at = _span(lines, number).start
    match = _matched(lines[at])
    lines[at] = f"{match[1]}{match[2]}] {text}{match[5]}"
    return "".join(lines)


def remove_step(notes: str, number: int) -> str:
    """The notes without one step and the lines that go on below it. Raises IndexError without
    that step."""
    lines = lines_of(notes)
    span = _span(lines, number)
    return "".join([*lines[: span.start], *lines[span.stop :]])


def move_step(notes: str, number: int, by: int) -> str:
    """The notes with one step some places further down, or up; those that it passes move over.

    What belongs to a step goes with it, the indentation stays with the place. Raises IndexError
    without that step or that place.
    """
    lines = lines_of(notes)
    spans = _spans(lines)
    target = number + by
    _span(lines, number), _span(lines, target)
    order = list(range(len(spans)))
    order.insert(target - 1, order.pop(number - 1))
    moved = list(lines)
    for place, origin in reversed(list(zip(spans, order, strict=True))):
        block = lines[spans[origin].start : spans[origin].stop]
        match, here = _matched(block[0]), _matched(lines[place.start])
        block[0] = f"{here[1]}{match[2]}{match[3]}{match[4]}{match[5]}"
        ending = lines[place.stop - 1]
        block[-1] = block[-1].rstrip("\r\n") + ending[len(ending.rstrip("\r\n")) :]
        moved[place.start : place.stop] = block
    return "".join(moved)


def _span(lines: list[str], number: int) -> range:
    """The lines of one step, counted from 1. Raises IndexError without it."""
    spans = _spans(lines)
    if not 1 <= number <= len(spans):
        raise IndexError(number)
    return spans[number - 1]


def _spans(lines: list[str]) -> list[range]:
    """The lines of every step: its own, and those right below that are indented deeper."""
    spans: list[range] = []
    for at, line in enumerate(lines):
        match = _ITEM.match(line)
        if match:
            spans.append(range(at, at + 1))
        elif spans and spans[-1].stop == at and line.strip():
            deeper = _matched(lines[spans[-1].start])[1].index("[") - 1
            if len(line) - len(line.lstrip()) >= deeper:
                spans[-1] = range(spans[-1].start, at + 1)
    return spans


def _matched(line: str) -> re.Match[str]:
    match = _ITEM.match(line)
    assert match is not None
    return match
