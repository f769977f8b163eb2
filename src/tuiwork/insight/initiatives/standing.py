"""How one initiative stands: everything that a row, or a page, about it tells."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from tuiwork.insight.initiatives.adoption import Adoption, Effect, adoption, effect
from tuiwork.insight.initiatives.balance import Balance, balance
from tuiwork.insight.initiatives.linked import linked_tasks
from tuiwork.insight.initiatives.signals import (
    Signal,
    signals,
    standing_forced,
    standstill,
)
from tuiwork.insight.initiatives.stages import Visit, days_per_stage, pilot_end, visits
from tuiwork.model.gates import Gate, current_gate
from tuiwork.model.goal import State
from tuiwork.model.initiative import Initiative
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.forcing import Forced
from tuiwork.text.zones import zone_named

GRAVE = ("stuck", "stalled")
"""The signals of what does not move any more."""


class Standing:
    """One initiative as it stands on a day. What is asked for is worked out then, and kept."""

    def __init__(self, workspace: Workspace, initiative: Initiative, today: date) -> None:
        self.workspace = workspace
        self.initiative = initiative
        self.today = today

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks linked with it, also closed ones."""
        return linked_tasks(self.workspace).get(self.initiative.slug, ())

    @cached_property
    def open_tasks(self) -> tuple[Task, ...]:
        return tuple(one for one in self.tasks if self.workspace.is_open(one))

    @cached_property
    def stays(self) -> tuple[Visit, ...]:
        """Its stays in stages, oldest first."""
        return visits(self.initiative, zone_named(self.workspace.settings.timezone))

    @cached_property
    def days(self) -> dict[str, int]:
        """The days in each stage, as far as the log tells."""
        return days_per_stage(self.stays, self.today)

    @property
    def age(self) -> int | None:
        """The days since it was written down; None where the log does not tell."""
        first = self.stays[0].since
        return None if first is None else (self.today - first).days

    @property
    def days_in_stage(self) -> int | None:
        """The days since it came into its stage; None where the log does not tell."""
        since = self.stays[-1].since
        return None if since is None else (self.today - since).days

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """What wants attention, the gravest first."""
        return signals(
            self.workspace, self.initiative, self.stays, self.tasks, self.balance, self.today
        )

    @cached_property
    def standstill(self) -> tuple[Signal, ...]:
        """Those of its signals that say it does not move any more."""
        return standstill(self.workspace, self.initiative, self.stays, self.tasks, self.today)

    @property
    def health(self) -> State:
        """Off track when it is stuck or stalled, at risk with any other signal, else on track;
        unknown for a candidate and a closed one."""
        if self.initiative.stage in ("candidate", "closed"):
            return State.UNKNOWN
        rules = {one.rule for one in self.signals}
        if rules.intersection(GRAVE):
            return State.OFF_TRACK
        return State.AT_RISK if rules else State.ON_TRACK

    @cached_property
    def gate(self) -> Gate | None:
        """The gate that matters in its stage."""
        return current_gate(self.workspace.settings, self.initiative)

    @cached_property
    def forced(self) -> tuple[Forced, ...]:
        """Steps forced over blanks that are blank still."""
        return standing_forced(self.workspace, self.initiative)

    @cached_property
    def adoption(self) -> Adoption:
        return adoption(self.initiative, pilot_end(self.initiative, self.stays))

    @cached_property
    def effect(self) -> Effect | None:
        return effect(self.initiative)

    @cached_property
    def balance(self) -> Balance:
        """Hours of building against hours of embedding."""
        return balance(self.workspace, self.tasks)


def standing(workspace: Workspace, slug: str, today: date) -> Standing:
    """How the initiative of that slug stands."""
    return Standing(workspace, workspace.initiatives[slug], today)
