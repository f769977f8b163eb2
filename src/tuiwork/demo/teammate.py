"""The simulated teammates: people who change one thing at a time in a clone of their own and send
it, while somebody looks at the demo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event, Thread

from tuiwork.dataclass import dataclass
from tuiwork.demo.stage import TODAY, Stage
from tuiwork.errors import Refused, TuiworkError
from tuiwork.model.change import Actor, Change
from tuiwork.model.workspace import Workspace
from tuiwork.session import Session
from tuiwork.store.local import find_local
from tuiwork.sync.git.repository import Identity
from tuiwork.sync.past import give_to
from tuiwork.sync.remote import last_synced
from tuiwork.verbs.states import done, start
from tuiwork.verbs.tasks import add, comment

AT_FIRST = 6.0
"""Seconds until the first change arrives."""
LATER = 3.0
"""Seconds from a sync of the person's to the next change."""
GLANCE = 0.5
"""Seconds between two looks at whether the person has synced."""

Verb = Callable[[Workspace, Actor], Change]


@dataclass(frozen=True, slots=True)
class Scene:
    """What one person, by handle, does."""

    by: str
    verb: Verb


def _says(by: str, task: str, text: str) -> Scene:
    return Scene(by, partial(comment, ids=[task], text=text))


def _adds(by: str, folder: str, title: str, **fields: object) -> Scene:
    return Scene(by, partial(add, title=title, folder=folder, fields=fields))


SCENES = (
    _says(
        "freja",
        "7ce49w2g",
        "Ove is at the bakery until 13:00 and lets you in. Please ring ten minutes before.",
    ),
    Scene("jonas", partial(start, ids=["9pde2rc7"])),
    _adds(
        "jonas",
        "spaces/operations/jobs",
        "Check the cold stores at both hotels after the power cut",
        owner="sara",
        priority="high",
        customer="havnegaard",
        due=date(2026, 6, 17),
        estimate="2h",
    ),
    _says("mia", "thgekwfp", "Agreed, we let this one go. I call the school before noon."),
    Scene("freja", partial(done, ids=["cx4mk8zx"])),
    _says(
        "ali",
        "sdy0rw5q",
        "The file has a fixed address now. Two Mondays by hand, then it is done.",
    ),
    Scene("ali", partial(start, ids=["yrefrccs"])),
    Scene("henrik", partial(done, ids=["h40tcb36"])),
)


def teammate_step(clone: Path, number: int) -> Change | None:
    """Do and send the scene of this number, from 0, in the others' clone; its Change.

    None where there are no more scenes, or somebody else was faster. Raises what a sync raises.
    """
    if number >= len(SCENES):
        return None
    scene = SCENES[number]
    session = Session(clone, TODAY)
    person = session.workspace.people[scene.by]
    give_to(clone, Identity(person.title, person.emails[0]))
    session.sync()
    try:
        change = session.do(scene.verb)
    except Refused:
        return None
    session.sync()
    return change


@contextmanager
def teammates(stage: Stage) -> Iterator[None]:
    """Have the others at work, until the end of the block."""
    leave = Event()
    work = Thread(target=work_along, args=(stage, leave.wait), name="tuiwork-teammates")
    work.start()
    try:
        yield
    finally:
        leave.set()
        work.join()


def work_along(stage: Stage, leaves: Callable[[float], bool]) -> None:
    """Play scene after scene: the first one soon, each other after a sync of the person's.

    `leaves` waits some seconds and says whether to stop.
    """
    here = find_local(stage.workspace)
    pause = AT_FIRST
    for number in range(len(SCENES)):
        if leaves(pause):
            return
        before = last_synced(here)
        # What goes wrong with the others is not the person's trouble: they try again later.
        with suppress(TuiworkError):
            teammate_step(stage.others, number)
        while last_synced(here) == before:
            if leaves(GLANCE):
                return
        pause = LATER
