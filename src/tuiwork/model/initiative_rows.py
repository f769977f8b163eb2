"""The rows of an initiative: behaviours, practice, check-ins, obstacles, groups, loops, steps.

A value of the wrong type reads as nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from math import isfinite
from typing import Any

from tuiwork.dataclass import dataclass

Row = Mapping[str, Any]
Day = date | None

LONGEST_WEEK = 168.0


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A new practice that can be seen: who does what, when, how one sees it, with which means."""

    who: str
    what: str
    when: str = ""
    observed: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    """One part of the way to a skill: held on a day, or in a `slot` that comes again."""

    what: str
    date: Day = None
    slot: str = ""
    kind: str = ""
    people: tuple[str, ...] = ()

    @property
    def is_training(self) -> bool:
        """Whether it was a single event to learn something, rather than doing it again."""
        return not self.slot and self.date is not None and self.kind in ("", "training")


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How many do it, of how many who should; the effect, in cases or as a value; what hinders."""

    date: Day
    by: str = ""
    using: float | None = None
    expected: float | None = None
    cases: float | None = None
    faster: float | None = None
    value: float | None = None
    obstacles: str = ""
    pulse: float | None = None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way; `kind` is one of the six, or as written."""

    kind: str
    what: str
    date: Day = None


@dataclass(frozen=True, slots=True)
class Group:
    """People whom it affects: who talks with them, when that happened, what they still ask."""

    name: str
    contact: str = ""
    talked: Day = None
    open_questions: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Loop:
    """Something tried on purpose, and what was learned from it. Open while nothing was learned."""

    date: Day
    action: str
    expected: str = ""
    happened: str = ""
    learned: str = ""
    choice: str = ""
    took_part: tuple[str, ...] = ()
    next: Day = None


@dataclass(frozen=True, slots=True)
class Need:
    """Hours a week that a person, or a skill, has to give."""

    person: str
    hours: float
    skill: str = ""


@dataclass(frozen=True, slots=True)
class QualityStep:
    """One step of the quality implementation framework; `done` is the day it was."""

    step: int
    name: str
    done: Day = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What happens next: who, until when, how visible the result will be (1–3), at what effort."""

    what: str
    owner: str = ""
    due: Day = None
    visible_result: float | None = None
    effort: float | None = None
    help_from: str = ""

    @property
    def rank(self) -> float | None:
        """Visible result ÷ effort; None while one of them is missing."""
        if self.visible_result is None or not self.effort:
            return None
        return self.visible_result / self.effort


def read_next_step(fields: Row) -> NextStep | None:
    """The next step that an initiative's front matter tells of."""
    what = _text(fields, "next_step")
    if not what:
        return None
    return NextStep(
        what,
        _text(fields, "next_step_owner"),
        day_of(fields.get("next_step_due")),
        _level(fields.get("next_step_visible_result")),
        _level(fields.get("next_step_effort")),
        _text(fields, "help_from"),
    )


def _level(value: object) -> float | None:
    number = number_of(value)
    return number if number is not None and 1 <= number <= 3 else None


def read_behaviour(row: Row) -> Behaviour:
    return Behaviour(*(_text(row, key) for key in ("who", "what", "when", "observed", "means")))


def read_practice(row: Row) -> Practice:
    what, slot, kind = (_text(row, key) for key in ("what", "slot", "kind"))
    return Practice(what, day_of(row.get("date")), slot, kind, _texts(row, "people"))


def read_check_in(row: Row) -> CheckIn:
    pulse = number_of(row.get("pulse"))
    return CheckIn(
        date=day_of(row.get("date")),
        by=_text(row, "by"),
        using=number_of(row.get("using")),
        expected=number_of(row.get("expected")),
        cases=number_of(row.get("cases")),
        faster=number_of(row.get("faster")),
        value=number_of(row.get("value")),
        obstacles=_text(row, "obstacles"),
        pulse=pulse if pulse is not None and 1 <= pulse <= 5 else None,
    )


def read_obstacle(row: Row) -> Obstacle:
    return Obstacle(_text(row, "kind"), _text(row, "what"), day_of(row.get("date")))


def read_group(row: Row) -> Group:
    questions = _texts(row, "open_questions")
    talked = day_of(row.get("talked"))
    return Group(_text(row, "name"), _text(row, "contact"), talked, questions, _text(row, "why"))


def read_loop(row: Row) -> Loop:
    return Loop(
        date=day_of(row.get("date")),
        action=_text(row, "action"),
        expected=_text(row, "expected"),
        happened=_text(row, "happened"),
        learned=_text(row, "learned"),
        choice=_text(row, "choice"),
        took_part=_texts(row, "took_part"),
        next=day_of(row.get("next")),
    )


def read_need(row: Row) -> Need:
    hours = number_of(row.get("hours_per_week")) or 0.0
    return Need(_text(row, "person"), min(max(0.0, hours), LONGEST_WEEK), _text(row, "skill"))


def read_quality_step(row: Row, place: int) -> QualityStep:
    number = number_of(row.get("step"))
    step = place if number is None else int(number)
    return QualityStep(step, _text(row, "name"), day_of(row.get("done")), _text(row, "evidence"))


def number_of(value: object) -> float | None:
    """A finite number, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        return None
    return float(value)


def day_of(value: object) -> date | None:
    """The day of a date or moment, None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _text(row: Row, key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _texts(row: Row, key: str) -> tuple[str, ...]:
    value = row.get(key)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
