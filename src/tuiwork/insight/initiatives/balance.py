"""How much of the work on an initiative goes into building it, how much into living with it."""

from __future__ import annotations

from collections.abc import Iterable

from tuiwork.dataclass import dataclass
from tuiwork.insight.effort import estimate_of, time_spent
from tuiwork.model.fields import PHASES
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace

LEAST = 0.30
"""Below this share, what is built may not be lived with."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Minutes on tasks of the phases develop and embed. Without any logged time they are
    estimates, which `logged` says; `ids` are the tasks behind them."""

    develop: int
    embed: int
    logged: bool
    ids: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """Embed ÷ (develop + embed); None without any hours."""
        total = self.develop + self.embed
        return self.embed / total if total else None

    @property
    def warned(self) -> bool:
        return self.share is not None and self.share < LEAST

    @property
    def words(self) -> str:
        """“9 h embed of 70 h (0.13)”, with `estimated` where nobody logged time."""
        if self.share is None:
            return "no hours on develop or embed"
        embed, total = self.embed / 60, (self.develop + self.embed) / 60
        words = f"{embed:.3g} h embed of {total:.3g} h ({self.share:.2f})"
        return words if self.logged else f"{words}, estimated"


def balance(workspace: Workspace, tasks: Iterable[Task]) -> Balance:
    """Hours on an initiative's tasks of phase embed ÷ hours on those of develop and embed.

    The hours are those that people logged; where nobody logged any, the estimates. Dropped tasks
    do not count.
    """
    counted = {"develop": 0, "embed": 0}
    guessed = dict(counted)
    logged: list[str] = []
    estimated: list[str] = []
    for task in tasks:
        phase = task.fields.get("phase")
        if phase not in PHASES or workspace.category(task) is Category.DROPPED:
            continue
        spent = time_spent(workspace, task)
        if spent:
            counted[phase] += spent
            logged.append(task.id)
        estimate = estimate_of(workspace, task)
        if estimate:
            guessed[phase] += estimate
            estimated.append(task.id)
    if logged:
        return Balance(counted["develop"], counted["embed"], True, tuple(logged))
    return Balance(guessed["develop"], guessed["embed"], False, tuple(estimated))
