"""The steps of a rescue in the order in which one makes the next possible."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tuiwork.dataclass import dataclass
from tuiwork.errors import TuiworkError
from tuiwork.sync.git.runner import run
from tuiwork.sync.rescue.branch import look_at_branch
from tuiwork.sync.rescue.ground import Ailment, Ground
from tuiwork.sync.rescue.heads import (
    look_at_head,
    look_at_lost_steps,
    look_at_packed_refs,
    look_at_reflogs,
)
from tuiwork.sync.rescue.objects import (
    look_at_index,
    look_at_lost_objects,
    look_at_objects,
    look_at_packs,
)

_Look = Callable[[Ground], Ailment | None]

_FILES: tuple[_Look, ...] = (look_at_packed_refs, look_at_head, look_at_reflogs)
_WITH_GIT: tuple[_Look, ...] = (
    look_at_packs,
    look_at_objects,
    look_at_lost_objects,
    look_at_branch,
    look_at_index,
    look_at_lost_objects,
    look_at_lost_steps,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was wrong and what became of it: mended, or why it was not.

    Without `mended` and `failure` it was only looked at.
    """

    what: str
    cure: str
    can_be_mended: bool
    mended: bool = False
    failure: str = ""


def diagnose(ground: Ground) -> list[Step]:
    """What is damaged, as far as it can be seen before anything is mended."""
    found: list[Step] = []
    for look in _looks(ground):
        ailment = look(ground)
        step = ailment and Step(ailment.what, ailment.cure, ailment.heal is not None)
        if step and step not in found:
            found.append(step)
    return found


def mend(ground: Ground) -> Iterator[Step]:
    """Mend what is damaged, each step told when it is done. The caller holds the locks."""
    for look in _looks(ground):
        ailment = look(ground)
        if ailment is None:
            continue
        if ailment.heal is None:
            yield Step(ailment.what, ailment.cure, can_be_mended=False)
            continue
        try:
            ailment.heal()
        except (TuiworkError, OSError) as error:
            failure = getattr(error, "message", "") or str(error)
            yield Step(ailment.what, ailment.cure, can_be_mended=True, failure=failure)
        else:
            yield Step(ailment.what, ailment.cure, can_be_mended=True, mended=True)


def _looks(ground: Ground) -> Iterator[_Look]:
    if ground.has_files:
        yield from _FILES
    if run(ground.root, "rev-parse", "--git-dir", check=False).code == 0:
        yield from _WITH_GIT
