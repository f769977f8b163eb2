"""Teams of two to five clones that do anything to their copies, and merge in any order, and come to
the same bytes with nothing lost; most of them in memory, some with real git and real disks."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.soak.figures import Figures
from tests.soak.ingit import InGit, lay_out
from tests.soak.inmemory import InMemory
from tests.soak.ledger import Broken
from tests.soak.steps import Step, make_plan

IN_MEMORY, IN_GIT = 19_500, 500
LONGEST = 40
LARGEST = 5

Play = Callable[[int, Sequence[Step]], int]
"""Has so many clones do these steps; gives the number of edits that were looked for."""


def run(size: float, seed: int) -> Figures:
    """20,000 teams at size 1."""
    few = max(1, round(size * IN_GIT))
    return trial(round(size * IN_MEMORY), few, seed, Sort(LARGEST, LONGEST), Sort(LARGEST, 20))


@dataclass(frozen=True)
class Sort:
    """How many clones a team has at most, and how many steps it does."""

    clones: int
    steps: int


def trial(in_memory: int, in_git: int, seed: int, small: Sort, real: Sort) -> Figures:
    """So many teams in memory, of the one sort, and with git, of the other; the name of one that
    broke makes it again."""
    teams = [_try(_play_in_memory, f"{seed}/{number}", small) for number in range(in_memory)]
    with tempfile.TemporaryDirectory() as temporary:
        original = lay_out(Path(temporary) / "original")

        def play_in_git(count: int, plan: Sequence[Step]) -> int:
            with tempfile.TemporaryDirectory(dir=temporary) as folder:
                return InGit(count, original, Path(folder)).play(plan)

        for number in range(in_git):
            teams.append(_try(play_in_git, f"{seed}/git/{number}", real))
    return Figures(
        "clones",
        len(teams),
        "teams",
        sum(team.edits for team in teams),
        sum(team.lost for team in teams),
        f"{in_git} with real git; {sum(team.steps for team in teams):,} steps",
        tuple(team.failure for team in teams if team.failure),
    )


@dataclass(frozen=True)
class Team:
    """What came of one team."""

    steps: int
    edits: int = 0
    lost: int = 0
    failure: str = ""


def _play_in_memory(count: int, plan: Sequence[Step]) -> int:
    return InMemory(count).play(plan)


def _try(play: Play, name: str, sort: Sort) -> Team:
    random = Random(name)
    count = random.randint(2, sort.clones)
    plan: Sequence[Step] = make_plan(random, random.randint(2, sort.steps))
    try:
        return Team(len(plan), play(count, plan))
    except Exception as error:  # noqa: BLE001 - whatever breaks a team is told
        lost = error.lost if isinstance(error, Broken) else 0
    steps = len(plan)
    plan = shrink(lambda fewer: _why(play, count, fewer), plan)
    words = "\n    ".join(map(str, plan))
    told = f"team {name}, {count} clones: {_why(play, count, plan)}\n    {words}"
    return Team(steps, lost=lost, failure=told)


def _why(play: Play, count: int, plan: Sequence[Step]) -> str:
    """What these steps break, nothing where nothing breaks."""
    try:
        play(count, plan)
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"
    return ""


def shrink(breaks: Callable[[Sequence[Step]], object], plan: Sequence[Step]) -> Sequence[Step]:
    """The plan without the steps that are not needed to break something."""
    size = len(plan)
    while size:
        at = 0
        while at < len(plan):
            fewer = [*plan[:at], *plan[at + size :]]
            if breaks(fewer):
                plan = fewer
            else:
                at += size
        size //= 2
    return plan
