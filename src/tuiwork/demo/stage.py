"""Setting the stage: the sample company as a remote with a past, one clone for the person at the
keyboard and one for the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tuiwork.dataclass import dataclass
from tuiwork.demo.past import Step, tell_past
from tuiwork.errors import Refused, TuiworkError
from tuiwork.model.change import Change
from tuiwork.model.person import Person
from tuiwork.session import commit_message
from tuiwork.sync.create import clone_repository
from tuiwork.sync.git.fastimport import NewCommit, NewFile
from tuiwork.sync.git.objects import PLAIN
from tuiwork.sync.git.repository import Identity
from tuiwork.sync.past import give_to, make_remote
from tuiwork.text.document import read_document

TODAY = date(2026, 6, 15)
"""The day on which the sample company stands still."""

YOU = "sara"
FOUNDER = "mia"


@dataclass(frozen=True, slots=True)
class Stage:
    """The folders of a demo: the workspace that is shown, its remote, the others' clone."""

    workspace: Path
    remote: Path
    others: Path


def set_stage(folder: Path) -> Stage:
    """Make the demo in folder, which is empty or not there yet. Raises Refused for another one."""
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty; choose another folder for the demo")
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    stage = Stage(folder / "nordvik", folder / "remote.git", folder / "others")
    files = read_sample()
    people = identities(files)
    make_remote(stage.remote, [_commit(step, people) for step in tell_past(files, FOUNDER)])
    for clone, handle in ((stage.workspace, YOU), (stage.others, FOUNDER)):
        clone_repository(str(stage.remote), clone)
        give_to(clone, people[handle])
    return stage


def read_sample() -> dict[str, bytes]:
    """The files of the sample workspace by path. They come with the program."""
    root = (Path(__file__).parents[1] / "sample-workspace").resolve()
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    if not files:
        raise TuiworkError(f"the sample workspace is missing in {root}; install tuiwork again")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def identities(files: dict[str, bytes]) -> dict[str, Identity]:
    """What git knows each person of the workspace by: the name and the first address."""
    people = [
        document
        for path, content in files.items()
        if path.startswith("people/")
        and isinstance(document := read_document(path, content.decode())[0], Person)
    ]
    return {one.handle: Identity(one.title, one.emails[0]) for one in people}


def _commit(step: Step, people: dict[str, Identity]) -> NewCommit:
    files = {
        path: None if content is None else NewFile(content, PLAIN)
        for path, content in step.files.items()
    }
    message = commit_message(Change(step.message, (), step.ids))
    return NewCommit(message, people[step.by], step.at, files)
