"""What if, in one line: people, work and owners as they might be, read and carried out on a
workspace of its own, so that nothing is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from tuiwork.dataclass import dataclass, field, replace
from tuiwork.errors import Refused
from tuiwork.insight.capacity import (
    Fit,
    Short,
    assigned,
    fits_initiative,
    needs_of,
    with_needs,
    with_person,
    without,
)
from tuiwork.insight.load import Load, load
from tuiwork.model.ids import slug
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace
from tuiwork.text.calendar import MONTHS

HOW = "+ana 30h, - k7f, k7f > ali, +initiative"
"""What such a line may say."""
_BETWEEN = re.compile(r"(?<!\d),|,(?!\d)")
_PERSON = re.compile(r"(.+?)\s+(\d+(?:[.,]\d+)?)\s*h?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A line as written and what it supposes, in `words`: the workspace as it would be, the
    initiatives that are taken on beside, and the tasks that are given to somebody."""

    line: str
    workspace: Workspace
    words: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)

    def load(self, today: date, weeks: int) -> Load:
        """The load as it would be. The hours that an initiative taken on needs stand for its
        tasks."""
        workspace = self.workspace
        for name in self.taken:
            workspace = without(workspace, name)
        found = load(workspace, today, weeks)
        for name in self.taken:
            found = with_needs(workspace, found, name, today)
        return found

    def answers(self, today: date) -> list[str]:
        """Of every initiative taken on whether there is room for it."""
        return [
            fit_words(self.workspace, name, fits_initiative(self.workspace, name, today))
            for name in self.taken
        ]


def suppose(workspace: Workspace, line: str) -> WhatIf:
    """What a line supposes, part after part. Raises Refused for a part that makes no sense."""
    found = WhatIf(line, workspace)
    for part in filter(None, map(str.strip, _BETWEEN.split(line))):
        found = _with(found, part)
    return found


def _with(found: WhatIf, part: str) -> WhatIf:
    rest = part[1:].strip()
    if part.startswith("+") and rest:
        person = _PERSON.fullmatch(rest)
        if person is not None:
            return _more(found, person[1].removeprefix("@"), float(person[2].replace(",", ".")))
        return _taking_on(found, rest)
    if part.startswith(("-", "−")) and rest:
        return _less(found, rest)
    tasks, arrow, handle = part.partition(">")
    if arrow and tasks.strip() and handle.strip():
        return _given(found, tasks.split(), handle.strip())
    raise Refused(f"“{part}” supposes nothing; expected {HOW}")


def _more(found: WhatIf, handle: str, hours: float) -> WhatIf:
    workspace = with_person(found.workspace, handle, hours)
    name = workspace.people[slug(handle)].title
    return _and(found, f"{name} with {hours:g} h a week", workspace)


def _less(found: WhatIf, word: str) -> WhatIf:
    workspace = without(found.workspace, word)
    gone = found.workspace.tasks.keys() - workspace.tasks.keys()
    if len(gone) == 1:
        title = found.workspace.tasks[next(iter(gone))].title
        return _and(found, f"without “{title}”", workspace)
    return _and(found, f"without {word}, {len(gone)} tasks", workspace)


def _given(found: WhatIf, words: list[str], handle: str) -> WhatIf:
    person = found.workspace.find_person(handle)
    for task in found.workspace.find_tasks(words):
        given = {**found.given, task.id: person.handle}
        workspace = assigned(found.workspace, task.id, person.handle)
        found = _and(found, f"“{task.title}” given to {person.handle}", workspace)
        found = replace(found, given=given)
    return found


def _taking_on(found: WhatIf, word: str) -> WhatIf:
    workspace = found.workspace
    try:
        name = workspace.find_named(Kind.INITIATIVE, word)
    except Refused as error:
        raise Refused(f"{error.message}; a person needs hours, as in +ana 30h") from None
    initiative = workspace.initiatives[name]
    if not needs_of(initiative):
        raise Refused(f"“{initiative.title}” does not say whom it needs for how many hours a week")
    if name in found.taken:
        return found
    words = f"taking on {initiative.title}"
    return replace(_and(found, words, workspace), taken=(*found.taken, name))


def _and(found: WhatIf, words: str, workspace: Workspace) -> WhatIf:
    return replace(found, workspace=workspace, words=(*found.words, words))


def joined(line: str, part: str) -> str:
    """A line with one more part."""
    return f"{line}, {part}" if line.strip() else part


def without_given(line: str) -> str:
    """A line without the parts that give tasks to somebody."""
    parts = filter(None, map(str.strip, _BETWEEN.split(line)))
    return ", ".join(one for one in parts if one.startswith(("+", "-", "−")))


# Whether there is room


def fit_words(workspace: Workspace, name: str, fit: Fit) -> str:
    """Whether an initiative fits in, else who is short by how much and from when on it does."""
    title = workspace.initiatives[name].title
    if fit.now:
        return f"Yes, there is room for {title} from this week on."
    first: dict[str, Short] = {}
    for one in fit.short:
        first.setdefault(one.person, one)
    who = ", ".join(
        f"{one.person} is {one.by:.3g} h short in {week_words(one.week)}" for one in first.values()
    )
    if fit.start is None:
        return f"No room for {title} within half a year: {who}."
    return f"Not this week: {who}. There is room for {title} from {week_words(fit.start)} on."


def week_words(monday: date) -> str:
    """`w25 (15 jun)`: the number of a week, and its Monday."""
    return f"w{monday.isocalendar().week} ({day_words(monday)})"


def day_words(day: date) -> str:
    """`15 jun`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
