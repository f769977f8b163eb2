"""How much of the work on an initiative goes into building it, how much into living with it."""

from __future__ import annotations

from collections.abc import Iterable

from tuiwork.dataclass import dataclass
from tuiwork.model.settings import Settings
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.text.course import course
from tuiwork.text.values import minutes_of

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
    phased = [
        one
        for one in tasks
        if one.text("phase") in ("develop", "embed")
        and workspace.category(one) is not Category.DROPPED
    ]
    spent = {one.id: _logged(workspace.settings, one) for one in phased}
    logged = any(spent.values())
    if not logged:
        settings = workspace.settings
        spent = {one.id: minutes_of(settings, one.text("estimate")) or 0 for one in phased}
    sums = {
        phase: sum(spent[one.id] for one in phased if one.text("phase") == phase)
        for phase in ("develop", "embed")
    }
    ids = tuple(one.id for one in phased if spent[one.id])
    return Balance(sums["develop"], sums["embed"], logged, ids)


def _logged(settings: Settings, task: Task) -> int:
    return sum(minutes_of(settings, one.duration) or 0 for one in course(task.log or "").times)
