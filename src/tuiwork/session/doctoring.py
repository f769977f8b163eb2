"""The doctor: how workspace, repository, remote, cache and locks stand, in plain sentences, and the
mending of what is broken. It needs neither a workspace that can be loaded nor a git that works."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from tuiwork import __version__
from tuiwork.dataclass import dataclass
from tuiwork.errors import NotRecorded, NoWorkspace, TuiworkError
from tuiwork.insight.checking import find_problems
from tuiwork.model.workspace import Workspace
from tuiwork.store.apply import recover
from tuiwork.store.files import remove_all
from tuiwork.store.health import (
    Finding,
    Level,
    examine_cache,
    examine_leftovers,
    examine_locks,
    rebuild_cache,
    temporaries,
)
from tuiwork.store.load import load
from tuiwork.store.local import find_local, find_root
from tuiwork.store.lock import hold
from tuiwork.sync.adopting import adopt
from tuiwork.sync.create import driver_stands, set_up_driver
from tuiwork.sync.git.index import refresh_index
from tuiwork.sync.git.locks import clear_away, remove_stale
from tuiwork.sync.git.repository import Repository, open_repository
from tuiwork.sync.health import (
    examine_damage,
    examine_program,
    examine_remote,
    examine_repository,
)
from tuiwork.sync.recording import leftovers
from tuiwork.sync.rescue.ground import Ground, find_ground
from tuiwork.sync.rescue.steps import Step, mend

PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Section:
    """What was found about one part."""

    name: str
    findings: tuple[Finding, ...]


class Doctor:
    """Looks at the workspace around a folder, or at what is left of it."""

    def __init__(self, start: Path) -> None:
        self._missing = ""
        self._compares = True
        try:
            self.root = find_root(start)
        except NoWorkspace as error:
            self._missing = error.message
            self.root = Path(os.path.abspath(start))
        self.local = find_local(self.root)

    # Looking

    def examine(self) -> list[Section]:
        """How everything stands. Writes nothing but the index."""
        ground = find_ground(self.root)
        sections = [Section("program", _whole(examine_program(__version__)))]
        workspace = None if self._missing else self._load()
        sections.append(Section("workspace", _whole(self._examine_workspace(workspace))))
        if ground is None:
            words = f"{self.root} is in no git repository: nothing is recorded"
            missing = Finding(Level.WRONG, words, "`tuiwork init` puts it under git")
            return [*sections, Section("repository", (missing,))]
        damage = _whole(examine_damage(ground))
        repo, refusal = self._open()
        if repo is None:
            told = () if any(one.level is Level.WRONG for one in damage) else (refusal,)
            sections.append(Section("repository", (*told, *damage)))
        else:
            found = (*_whole(examine_repository(repo)), *damage)
            sections.append(Section("repository", found))
            sections.append(Section("remote", _whole(examine_remote(repo, self.local))))
        if not self._missing:
            cache = examine_cache(self.local, workspace, compare=self._compares)
            sections.append(Section("cache", _whole(cache)))
        sections.append(Section("lock", _whole(examine_locks(self.local))))
        sections.append(Section("leftovers", _whole(examine_leftovers(self.local))))
        return sections

    def _load(self) -> Workspace | None:
        try:
            return load(self.local)
        except (TuiworkError, OSError):
            return None

    def _open(self) -> tuple[Repository | None, Finding]:
        try:
            return open_repository(self.root), Finding(Level.FINE, "")
        except TuiworkError as error:
            return None, Finding(Level.WRONG, error.message)

    def _examine_workspace(self, workspace: Workspace | None) -> Iterator[Finding]:
        if self._missing:
            yield Finding(Level.WRONG, self._missing, self._where_it_was())
            return
        if workspace is None:
            yield Finding(Level.WRONG, f"{self.root} cannot be read")
            return
        documents, tasks = len(workspace.documents), len(workspace.tasks)
        words = f"{self.root}, format {workspace.settings.format}"
        yield Finding(Level.FINE, f"{words}: {documents} documents, {tasks} of them tasks")
        problems = find_problems(workspace)
        if problems:
            what = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
            cure = "`tuiwork check` lists them"
            fixable = sum(one.fixable for one in problems)
            cure += f", `tuiwork check --fix` mends {fixable}" if fixable else ""
            yield Finding(Level.NOTE, f"{what} in the files", cure)
        else:
            yield Finding(Level.FINE, "nothing is wrong in the files")

    def _where_it_was(self) -> str:
        """What to do where tuiwork.toml is missing and the last commit has it."""
        from tuiwork.model.kinds import SETTINGS_PATH
        from tuiwork.sync.git.runner import run

        held = run(self.root, "cat-file", "-e", f"HEAD:./{SETTINGS_PATH}", check=False)
        return f"`git restore {SETTINGS_PATH}` brings it back" if held.code == 0 else ""

    # Mending

    def mend(self, say: Callable[[Step], None]) -> None:
        """Mend what is broken; `say` is told each step when it is done.

        Raises Busy while others write or sync, and NotSaved where the disk refuses.
        """
        ground = find_ground(self.root)
        if ground is None:
            return
        with ExitStack() as held:
            held.enter_context(hold(self.local.sync_lock, patience=PATIENCE, what="the sync"))
            held.enter_context(hold(self.local.lock, patience=PATIENCE))
            restored = self._mend_repository(ground, say)
            self._mend_leftovers(say)
        if restored:
            self._record_again(say)
        self._mend_exchange(say)
        self._mend_cache(say)

    def _mend_repository(self, ground: Ground, say: Callable[[Step], None]) -> bool:
        """Whether anything had to be mended by which what was recorded last may have been lost."""
        bare = ground.as_repository()
        removed = remove_stale(bare)
        if removed:
            names = ", ".join(place.name for place in removed)
            say(_done(f"a dead git left its locks: {names}", "remove them"))
        clear_away(bare)
        steps = []
        for step in mend(ground):
            say(step)
            steps.append(step)
        repo, _ = self._open()
        if repo is None or not all(step.mended for step in steps):
            return False
        if not driver_stands(repo):
            adopt(self.local, repo)
            set_up_driver(repo)
            say(_done("git's own merge might spoil documents", "have it go through tuiwork"))
        refresh_index(repo)
        return bool(steps)

    def _mend_leftovers(self, say: Callable[[Step], None]) -> None:
        if self.local.journal.exists():
            changed = recover(self.local)
            cure = f"finish it: {', '.join(changed[:5])}" if changed else "it was not begun"
            say(_done("a change was interrupted", cure))
        left = list(temporaries(self.local))
        if left:
            remove_all(left)
            say(_done(f"{len(left)} unfinished files lay about", "remove them"))

    def _record_again(self, say: Callable[[Step], None]) -> None:
        """Commit what lies on disk and is not in the branch as it was restored."""
        from tuiwork.session import Session, mending

        what = "what was recorded last is in the files alone"
        try:
            repo = open_repository(self.root)
            if self._missing or not leftovers(repo):
                return
            Session(self.root).record_outside(settle=mending.SETTLE)
        except NotRecorded as failure:
            say(Step(what, "record it again", can_be_mended=True, failure=failure.message))
        else:
            say(_done(what, "record it again"))

    def _mend_exchange(self, say: Callable[[Step], None]) -> None:
        from tuiwork.sync.git import refs
        from tuiwork.sync.git.refs import read_refs
        from tuiwork.sync.syncing import resume

        repo, _ = self._open()
        if repo is None or repo.branch is None or not read_refs(repo.root, refs.pending(repo)):
            return
        what, cure = "a sync was interrupted", "take over what it had merged"
        try:
            resume(self.local)
        except TuiworkError as error:
            say(Step(what, cure, can_be_mended=True, failure=error.message))
        else:
            say(_done(what, cure))

    def _mend_cache(self, say: Callable[[Step], None]) -> None:
        if self._missing:
            return
        broken = [one for one in examine_cache(self.local, self._load()) if one.fixable]
        self._compares = False
        if broken:
            rebuild_cache(self.local)
            say(_done(broken[0].message, "make it anew from the files"))


def _done(what: str, cure: str) -> Step:
    return Step(what, cure, can_be_mended=True, mended=True)


def _whole(findings: Iterator[Finding]) -> tuple[Finding, ...]:
    """The findings; one about git itself where git fails in the middle."""
    found: list[Finding] = []
    try:
        for one in findings:
            found.append(one)
    except (TuiworkError, OSError) as error:
        words = error.message if isinstance(error, TuiworkError) else str(error)
        found.append(Finding(Level.WRONG, words))
    return tuple(found)
