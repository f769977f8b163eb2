"""What an initiative needs to last: readiness, people talked with, practice, steps, learning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from tuiwork.dataclass import dataclass
from tuiwork.model.initiative import QUALITY_STEPS, Initiative
from tuiwork.model.initiative_fields import OBSTACLES
from tuiwork.model.initiative_rows import Group, Loop, NextStep, Obstacle, Practice, QualityStep

PRACTICE_WITHIN = timedelta(days=30)

_LESSON = re.compile(
    r"^[-*] went (well|badly),? *(before|during|after)? *: *(.+)$", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Weakest:
    """The lowest level of readiness, 0 to 3, and what stands at it."""

    level: int
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        return f"{', '.join(self.names)} {self.level} of 3"


def weakest(initiative: Initiative) -> Weakest | None:
    """Readiness is its weakest link: the lowest of time, skills, support, mandate, no mean."""
    known = initiative.readiness
    if not known:
        return None
    level = min(known.values())
    return Weakest(level, tuple(name for name, value in known.items() if value == level))


def ranked_steps(initiatives: Iterable[Initiative]) -> list[tuple[Initiative, NextStep]]:
    """The next steps, by visible result ÷ effort, highest first; then by day; unrated ones last."""
    steps = [(one, step) for one in initiatives if (step := one.next_step) is not None]
    return sorted(
        steps,
        key=lambda pair: (-(pair[1].rank or 0), pair[1].due or date.max, pair[0].slug),
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """The groups that were talked with, and those that were not."""

    talked: tuple[Group, ...]
    waiting: tuple[Group, ...]

    @property
    def words(self) -> str:
        """“2 of 3 talked with; waiting: Night porters”."""
        total = len(self.talked) + len(self.waiting)
        if not total:
            return "no group named"
        words = f"{len(self.talked)} of {total} talked with"
        names = ", ".join(one.name for one in self.waiting)
        return f"{words}; waiting: {names}" if names else words

    @property
    def open_questions(self) -> tuple[str, ...]:
        return tuple(text for one in (*self.talked, *self.waiting) for text in one.open_questions)


def coverage(initiative: Initiative, today: date) -> Coverage:
    """Groups talked with by today, of all that are affected."""
    groups = initiative.groups
    talked = tuple(one for one in groups if one.talked and one.talked <= today)
    return Coverage(talked, tuple(one for one in groups if one not in talked))


def without_practice(initiative: Initiative, today: date) -> tuple[Practice, ...]:
    """The trainings after which nobody practised within 30 days: no slot that comes again, and no
    other day with practice in these 30 days. A training is asked once they are over."""
    parts = initiative.practice
    if any(one.slot for one in parts):
        return ()
    return tuple(
        one
        for one in parts
        if one.is_training
        and one.date
        and today - one.date > PRACTICE_WITHIN
        and not any(
            other.date and timedelta() < other.date - one.date <= PRACTICE_WITHIN for other in parts
        )
    )


def obstacle_tally(obstacles: Iterable[Obstacle]) -> dict[str, tuple[Obstacle, ...]]:
    """The obstacles of each of the six kinds that has some, most first; other kinds as written."""
    found: dict[str, list[Obstacle]] = {}
    for one in obstacles:
        found.setdefault(one.kind or "?", []).append(one)
    order = {name: at for at, name in enumerate(OBSTACLES)}
    kinds = sorted(found, key=lambda kind: (-len(found[kind]), order.get(kind, 9), kind))
    return {kind: tuple(found[kind]) for kind in kinds}


@dataclass(frozen=True, slots=True)
class Loops:
    """What was tried and learned. `open` are loops from which nothing was learned yet; `due` are
    reflections that had a day by now, `kept` those of them that were held by it."""

    all: tuple[Loop, ...]
    open: tuple[Loop, ...]
    due: tuple[Loop, ...]
    kept: tuple[Loop, ...]

    @property
    def words(self) -> str:
        if not self.all:
            return "none"
        words = f"{len(self.all) - len(self.open)} closed, {len(self.open)} open"
        return f"{words}, {len(self.kept)} of {len(self.due)} in time" if self.due else words


def loops(initiative: Initiative, today: date) -> Loops:
    """Loops closed on cadence = reflections held on or before their day ÷ reflections due.

    A loop names the day of the next reflection; it is kept when a later loop, from which something
    was learned, was held by that day.
    """
    rows = initiative.loops
    closed = [one.date for one in rows if one.date and one.learned]
    due, kept = [], []
    for one in rows:
        if one.next is None or one.date is None:
            continue
        held = any(one.date < day <= one.next for day in closed)
        if held or one.next < today:
            due.append(one)
        if held:
            kept.append(one)
    still_open = tuple(one for one in rows if not one.learned)
    return Loops(rows, still_open, tuple(due), tuple(kept))


@dataclass(frozen=True, slots=True)
class Quality:
    """The steps of the quality implementation framework: those done, and the first that is not."""

    done: tuple[QualityStep, ...]
    first_open: QualityStep | None

    @property
    def words(self) -> str:
        """“6 of 14; next 6 Build general capacity”."""
        words = f"{len(self.done)} of {QUALITY_STEPS}"
        if self.first_open is None:
            return words
        return f"{words}; next {self.first_open.step} {self.first_open.name}".rstrip()


def quality(initiative: Initiative) -> Quality | None:
    """How far the fourteen steps are done; None where an initiative does without them."""
    steps = initiative.quality_steps
    if not steps:
        return None
    done = tuple(one for one in steps if one.done)
    return Quality(done, next((one for one in steps if not one.done), None))


@dataclass(frozen=True, slots=True)
class Lesson:
    """What went well or badly, and whether that was before, during or after."""

    went: str
    phase: str
    text: str


def lessons(initiative: Initiative) -> tuple[Lesson, ...]:
    """The lines below “Lessons” in the notes that begin with “Went well” or “Went badly”."""
    _, heading, below = (initiative.notes or "").partition("## Lessons")
    below = below.split("\n## ", 1)[0] if heading else ""
    return tuple(
        Lesson(went.casefold(), phase.casefold(), text.strip())
        for went, phase, text in _LESSON.findall(below)
    )
