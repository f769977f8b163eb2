"""Teams of two to five clones that do anything to their copies, and merge in any order, and come to
the same bytes with nothing lost; most of them in memory, some with real git and real disks."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.soak.figures import Figures
from tests.soak.ingit import InGit, lay_out
from tests.soak.inmemory import InMemory
from tests.soak.steps import Step, make_plan

IN_MEMORY, IN_GIT = 19_500, 500
LONGEST, LONGEST_IN_GIT = 40, 20
SHRINKS_IN_GIT = 60

Play = Callable[[int, list[Step]], None]


def run(size: float, seed: int) -> Figures:
    """20,000 teams at size 1."""
    failures: list[str] = []
    many, few = round(size * IN_MEMORY), max(1, round(size * IN_GIT))
    for number in range(many):
        failures += _try(play_in_memory, f"{seed}/{number}", LONGEST)
    with tempfile.TemporaryDirectory() as temporary:
        original = lay_out(Path(temporary) / "original")

        def play_in_git(count: int, plan: list[Step]) -> None:
            with tempfile.TemporaryDirectory(dir=temporary) as folder:
                InGit(count, original, Path(folder)).play(plan)

        for number in range(few):
            failures += _try(play_in_git, f"{seed}/git/{number}", LONGEST_IN_GIT)
    return Figures("clones", many + few, "teams", 0, 0, failures=tuple(failures))


def play_in_memory(count: int, plan: list[Step]) -> None:
    """A team whose clones are trees in memory."""
    InMemory(count).play(plan)


def _try(play: Play, name: str, longest: int) -> Iterator[str]:
    """What broke for the team of this name, with the fewest steps that break it."""
    random = Random(name)
    count = random.randint(2, 5)
    plan = make_plan(random, random.randint(2, longest))
    why = _why(play, count, plan)
    if why is None:
        return
    plan, why = shrink(play, count, plan, why)
    steps = "\n    ".join(map(str, plan))
    yield f"team {name}: {why}\n  {count} clones\n    {steps}"


def _why(play: Play, count: int, plan: list[Step]) -> str | None:
    try:
        play(count, plan)
    except Exception as error:  # noqa: BLE001 - whatever it raises, the team is told
        return f"{type(error).__name__}: {error}"
    return None


def shrink(play: Play, count: int, plan: list[Step], why: str) -> tuple[list[Step], str]:
    """The plan without the steps that are not needed to break something, and what it breaks."""
    size = len(plan)
    while size:
        at = 0
        while at < len(plan):
            fewer = plan[:at] + plan[at + size :]
            other = _why(play, count, fewer)
            if other is None:
                at += size
            else:
                plan, why = fewer, other
        size //= 2
    return plan, why
