"""Recorded changes as they can be taken back: which stand, what taking them back would do and lose.

It reads the repository and the files alone, so that it may run beside a session.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from tuiwork.dataclass import dataclass
from tuiwork.errors import Refused
from tuiwork.insight.telling import Teller, Version, find_setter, handle_of
from tuiwork.model.attachment import is_attachment
from tuiwork.model.change import IMPORT, SOURCE, Change
from tuiwork.model.document import Document
from tuiwork.model.kinds import SETTINGS_PATH
from tuiwork.model.workspace import Workspace
from tuiwork.session.tracing import log_of, name_of, versions_of
from tuiwork.store.files import read_if_there
from tuiwork.sync.git.repository import Repository
from tuiwork.sync.history import Commit, history_of, log
from tuiwork.sync.recalling import reversals, texts_of
from tuiwork.text.merging.conflicts import DELETED
from tuiwork.text.merging.matching import task_id
from tuiwork.text.source import Malformed
from tuiwork.verbs.undoing import Loss, Step, WouldLose, take_back, taken_back

LARGE = 200
"""Files from which on a change is not tried out for a list; taking it back still can be."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A recorded change, who made it (a handle, or git's name), whether it was taken back since."""

    commit: Commit
    by: str
    fallen: bool

    @property
    def is_import(self) -> bool:
        """Whether an import made it."""
        return self.commit.trailers.get(SOURCE, "").partition(" ")[0] == IMPORT


def recall(
    repo: Repository,
    workspace: Workspace,
    *,
    limit: int,
    emails: Collection[str] = (),
    imports: bool = False,
) -> list[Recalled]:
    """The last recorded changes, newest first, or those of one person's addresses, or the imports.

    What only brings two sides together is left out.
    """
    source = IMPORT if imports else ""
    found = [one for one in log(repo, limit=limit, emails=emails, source=source) if one.files]
    return _recalled(repo, workspace, found)


def recall_document(
    repo: Repository,
    workspace: Workspace,
    document: Document,
    *,
    limit: int,
    emails: Collection[str] = (),
) -> list[Recalled]:
    """The last recorded changes of one document, also from before it was moved, newest first; or
    those of one person's addresses."""
    known = {email.casefold() for email in emails}
    found = history_of(repo, name_of(document), document.path, limit=limit)
    mine = [one for one in found if one.files and (not known or one.email.casefold() in known)]
    return _recalled(repo, workspace, mine)


def _recalled(repo: Repository, workspace: Workspace, found: Sequence[Commit]) -> list[Recalled]:
    fallen = taken_back(reversals(repo, found[-1].oid)) if found else frozenset()
    return [
        Recalled(one, handle_of(workspace, one.author, one.email), one.oid in fallen)
        for one in found
    ]


def begins(commit: Commit) -> bool:
    """Whether it is the one that made the workspace."""
    return any(file.path == SETTINGS_PATH and file.before is None for file in commit.files)


def must_be_reversible(commits: Iterable[Commit]) -> None:
    """Raises Refused for a commit that only joins what others recorded, and for the first one."""
    for one in commits:
        if begins(one) and not one.is_merge:
            raise Refused(f"“{one.subject}” is where the workspace begins; nothing was before it")
        if one.is_merge:
            raise Refused(
                f"“{one.subject}” only brings together what several people recorded; take back the "
                "change itself, `tuiwork undo --list` names it"
            )


def reversal(
    repo: Repository,
    root: Path,
    workspace: Workspace,
    commits: Sequence[Commit],
    *,
    leave_out: bool = False,
) -> tuple[Change, tuple[Loss, ...]]:
    """The Change that takes these back, newest first, and what those left out would have lost.

    Raises WouldLose, with who did what would be lost, or Refused.
    """
    must_be_reversible(commits)
    steps = steps_of(repo, commits)
    try:
        now = _texts_now(root, workspace, steps)
        change, losses = take_back(steps, now, leave_out=leave_out)
    except WouldLose as error:
        raise WouldLose(_told(repo, workspace, error.losses)) from None
    except Malformed as error:
        what = f"“{commits[0].subject}”" if len(commits) == 1 else "this"
        raise Refused(f"{what} cannot be taken back: a file {error.message}") from None
    return change, _told(repo, workspace, losses)


def outlooks(
    repo: Repository, root: Path, workspace: Workspace, changes: Sequence[Recalled]
) -> list[Refused | None]:
    """Why each change cannot be taken back now, None where it can or where trying is too much."""
    tried = [
        one.commit
        for one in changes
        if len(one.commit.files) <= LARGE and not any(map(is_attachment, one.commit.paths))
    ]
    steps = {step.oid: step for step in steps_of(repo, tried)}
    return [_outlook(root, workspace, one.commit, steps.get(one.commit.oid)) for one in changes]


def _outlook(root: Path, workspace: Workspace, commit: Commit, step: Step | None) -> Refused | None:
    try:
        must_be_reversible([commit])
        if step is not None:
            take_back([step], _texts_now(root, workspace, [step]))
    except Malformed as error:
        return Refused(f"a file {error.message}")
    except Refused as error:
        return error
    return None


def steps_of(repo: Repository, commits: Sequence[Commit]) -> list[Step]:
    """The commits with their texts."""
    texts = texts_of(repo, commits)
    return [Step(one.oid, one.subject, *texts[one.oid]) for one in commits]


def _texts_now(root: Path, workspace: Workspace, steps: Sequence[Step]) -> dict[str, str | None]:
    """What is on disk now of everything that the steps touched, wherever a task lies by now, and of
    the tasks in lists that taking them back would remove. Raises Malformed."""
    paths: dict[str, None] = {}
    for step in steps:
        for path, text in (*step.before.items(), *step.after.items()):
            paths[path] = None
            id_ = None if text is None else task_id(path, text.encode("utf-8", "surrogatepass"))
            if id_ in workspace.tasks:
                paths[workspace.tasks[id_].path] = None
        for path, text in step.before.items():
            if text is None and path.endswith("/list.toml"):
                folder = path.rpartition("/")[0]
                paths |= dict.fromkeys(one.path for one in workspace.tasks_in.get(folder, ()))
    return {path: read_if_there(root, path) for path in paths}


def _told(repo: Repository, workspace: Workspace, losses: Sequence[Loss]) -> tuple[Loss, ...]:
    """The losses, each with who did it since."""
    if not losses:
        return ()
    versions = versions_of(repo, workspace, {one.path: one.id for one in losses})
    return tuple(one.told(_teller(workspace, one, versions.get(one.path, []))) for one in losses)


def _teller(workspace: Workspace, loss: Loss, versions: Sequence[Version]) -> Teller | None:
    since: list[Version] = []
    for version in versions:
        if version.oid == loss.step.oid:
            break
        since.append(version)
    field, value = loss.field, loss.now
    if field == DELETED and loss.since:
        field, value = loss.since[0].field, loss.since[0].after
    found = find_setter(field, value, log_of(workspace, loss.path), since)
    mine = [one for one in since if not one.is_merge]
    return found or ((mine[0].by, mine[0].at) if mine else None)
