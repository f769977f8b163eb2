"""Initiatives: changes meant to last, the stages they go through, and what is written of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from tuiwork.model.document import Document
from tuiwork.model.fields import APPROACHES, OUTCOMES, STAGES

if TYPE_CHECKING:
    from tuiwork.model.initiative_rows import (
        Behaviour,
        CheckIn,
        Group,
        Loop,
        Need,
        NextStep,
        Obstacle,
        Practice,
        QualityStep,
    )

RUNNING = ("pilot", "implementing")
"""The stages in which an initiative takes people's time and attention."""
READINESS = ("time", "skills", "support", "mandate")
"""What has to be there, each from 0 to 3."""
QUALITY_STEPS = 14


class Initiative(Document):
    """A document in initiatives/. A title is enough; whatever is missing or wrong reads as none."""

    __slots__ = ()

    @property
    def stage(self) -> str:
        """One of STAGES; what is none of them counts as a candidate."""
        value = self.text("stage")
        return value if value in STAGES else STAGES[0]

    @property
    def is_running(self) -> bool:
        return self.stage in RUNNING

    @property
    def is_closed(self) -> bool:
        return self.stage == "closed"

    @property
    def outcome(self) -> str | None:
        """How it was closed: adopted, abandoned or merged."""
        value = self.text("outcome")
        return value if value in OUTCOMES else None

    @property
    def owner(self) -> str | None:
        return self.text("owner")

    @property
    def approach(self) -> str | None:
        """One of the four, None where none or another word is written."""
        value = self.text("approach")
        return value if value in APPROACHES else None

    @property
    def goals(self) -> tuple[str, ...]:
        return self.names("goals")

    @property
    def start(self) -> date | None:
        return self._day("start")

    @property
    def end(self) -> date | None:
        return self._day("end")

    def _day(self, key: str) -> date | None:
        value = self.moment(key)
        return value.date() if isinstance(value, datetime) else value

    @property
    def confidence(self) -> float | None:
        """How sure its people were at launch that it will last, 0 to 1; written as 0 to 100."""
        value = self.number("confidence")
        return value / 100 if value is not None and 0 <= value <= 100 else None

    @property
    def readiness(self) -> Mapping[str, int]:
        """Those of READINESS that are known, each from 0 to 3."""
        written = self.fields.get("readiness")
        table = written if isinstance(written, dict) else {}
        return {name: table[name] for name in READINESS if _is_level(table.get(name))}

    @property
    def next_step(self) -> NextStep | None:
        from tuiwork.model.initiative_rows import read_next_step

        return read_next_step(self.fields)

    @property
    def needs(self) -> tuple[Need, ...]:
        from tuiwork.model.initiative_rows import read_need

        return tuple(map(read_need, self.tables("needs")))

    @property
    def behaviours(self) -> tuple[Behaviour, ...]:
        from tuiwork.model.initiative_rows import read_behaviour

        return tuple(map(read_behaviour, self.tables("behaviours")))

    @property
    def practice(self) -> tuple[Practice, ...]:
        from tuiwork.model.initiative_rows import read_practice

        return tuple(map(read_practice, self.tables("practice")))

    @property
    def check_ins(self) -> tuple[CheckIn, ...]:
        """Those with a day, by day; of several on one day the last written one."""
        from tuiwork.model.initiative_rows import read_check_in

        rows = map(read_check_in, self.tables("checkins"))
        by_day = {one.date: one for one in rows if one.date is not None}
        return tuple(by_day[day] for day in sorted(by_day))

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        from tuiwork.model.initiative_rows import read_obstacle

        return tuple(map(read_obstacle, self.tables("obstacles")))

    @property
    def groups(self) -> tuple[Group, ...]:
        from tuiwork.model.initiative_rows import read_group

        return tuple(map(read_group, self.tables("groups")))

    @property
    def loops(self) -> tuple[Loop, ...]:
        """By day, those without one last."""
        from tuiwork.model.initiative_rows import read_loop

        rows = map(read_loop, self.tables("loops"))
        return tuple(sorted(rows, key=lambda one: one.date or date.max))

    @property
    def quality_steps(self) -> tuple[QualityStep, ...]:
        """The steps of the quality implementation framework, in its order."""
        from tuiwork.model.initiative_rows import read_quality_step

        rows = enumerate(self.tables("qif"), 1)
        steps = (read_quality_step(row, place) for place, row in rows)
        return tuple(sorted(steps, key=lambda one: one.step))


def _is_level(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 3
