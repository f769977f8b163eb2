"""Recording: exactly these files become a commit, whatever else is staged, ignored or under way.

Without hooks and signing one update-index tells the user's index and one fast-import writes the
commit; with them the user's own `git commit` runs. The caller holds the workspace's write lock.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tuiwork.dataclass import dataclass, replace
from tuiwork.errors import NotRecorded, NotSaved, NoWorkspace
from tuiwork.model.attachment import ATTACHMENTS, is_attachment
from tuiwork.model.kinds import DOCUMENT_FOLDERS, SETTINGS_PATH, kind_of
from tuiwork.store.local import Local, find_local
from tuiwork.store.lock import hold
from tuiwork.sync.adopting import adopt, is_set_up
from tuiwork.sync.git.index import is_index_behind, refresh_index, stage
from tuiwork.sync.git.locks import await_orphans, clear_away, left_by_the_dead
from tuiwork.sync.git.objects import (
    EXECUTABLE,
    LIST_LIMIT,
    PLAIN,
    Entry,
    RefMoved,
    blob_oid,
    find_entries,
    write_commit,
)
from tuiwork.sync.git.patience import Patience, way_out
from tuiwork.sync.git.repository import WAYS_OUT, Identity, Repository, open_repository
from tuiwork.sync.git.runner import GitFailed, run


@dataclass(frozen=True, slots=True)
class Recorded:
    """A commit that was made; `rewritten` are the paths for which a hook left other bytes."""

    oid: str
    rewritten: tuple[str, ...] = ()


class BuiltOnUnrecorded(Exception):
    """Files were changed that somebody else had changed before, which is in no commit yet."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(*paths)
        self.paths = tuple(paths)


def record(
    root: Path,
    files: Mapping[str, bytes | None],
    message: str,
    *,
    before: Mapping[str, bytes | None] | None = None,
    author: Identity | None = None,
    when: datetime | None = None,
    foreground: bool = False,
    repo: Repository | None = None,
) -> Recorded | None:
    """Commit these files of the workspace at root: path to bytes, or None for one that is gone.

    Gives None where the branch holds them already. `author` stands in for the one git is
    configured with; `foreground` lets a signing program ask at the terminal; `repo` is the
    repository where it was opened a moment ago. Waits some seconds for other git programs.
    Raises NotRecorded with the reason, and BuiltOnUnrecorded where the branch does not hold what
    the files were `before`: that would become part of this commit, and be taken back with it.
    """
    patience = Patience(root)
    try:
        while True:
            try:
                opened = repo or open_repository(root)
                clear_away(opened)
                with suppress(NotSaved):
                    adopt(find_local(root), opened)
                return _record(opened, files, before or {}, message, author, when, foreground)
            except (GitFailed, RefMoved) as failure:
                if repo is None:
                    patience.bear(failure)
                repo = None
    except NoWorkspace as failure:
        raise NotRecorded(f"saved, but not recorded: {failure.message}") from failure
    except OSError as error:
        raise NotRecorded(f"saved, but not recorded: {error.strerror}") from error
    except (GitFailed, RefMoved) as failure:
        sentence = f"saved, but not recorded: {failure.message.rstrip('.')}{way_out(failure)}"
        raise NotRecorded(sentence) from failure


def repair(local: Local, repo: Repository) -> Repository:
    """Take away what a git that was killed has left, tell the index what it could not be told,
    and take over a clone that plain git made; gives the repository as it is then.

    Raises Busy, or NotSaved.
    """
    dead = any(left_by_the_dead(repo))
    if dead:
        # It may have a git that is at work still, and commits.
        await_orphans(repo)
        repo = open_repository(repo.root)
    if dead or is_index_behind(repo) or not is_set_up(repo):
        with hold(local.lock):
            clear_away(repo)
            adopt(local, repo)
            refresh_index(repo)
    return repo


def leftovers(repo: Repository) -> list[str]:
    """The documents and attachments that differ on disk from the last commit, also those that git
    ignores."""
    options = ("--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignored")
    places = (SETTINGS_PATH, *DOCUMENT_FOLDERS, ATTACHMENTS)
    shown = run(repo.root, "status", *options, "--", *places, limit=LIST_LIMIT).out
    codes: dict[str, set[bytes]] = {}
    for each in shown.split(b"\0"):
        path = os.fsdecode(each[3:]).removeprefix(repo.prefix)
        if kind_of(path) is not None or is_attachment(path):
            codes.setdefault(path, set()).add(each[:2])
    # Taken out of the index and still on disk: it may be as in the last commit all the same.
    doubtful = [path for path, found in codes.items() if {b"D ", b"??"} <= found]
    return sorted(codes.keys() - _as_committed(repo, doubtful))


def _as_committed(repo: Repository, paths: Sequence[str]) -> set[str]:
    """Those of the paths that hold on disk what the last commit holds."""
    if repo.head is None or not paths:
        return set()
    held = find_entries(repo, repo.head, paths)
    same = set()
    for path in paths:
        entry = held.get(path)
        try:
            found = blob_oid(repo, (repo.root / path).read_bytes())
        except OSError:
            continue
        if entry is not None and entry.oid == found:
            same.add(path)
    return same


def _record(
    repo: Repository,
    files: Mapping[str, bytes | None],
    before: Mapping[str, bytes | None],
    message: str,
    author: Identity | None,
    when: datetime | None,
    foreground: bool,
) -> Recorded | None:
    _must_be_ready(repo)
    author = author or repo.author
    committer = repo.committer or author
    if author is None or committer is None:
        raise NotRecorded(
            "saved, but not recorded: git does not know who you are; run "
            '`git config --global user.name "Your Name"` and '
            "`git config --global user.email you@example.com`"
        )
    held = find_entries(repo, repo.head, list(files)) if repo.head else {}
    _must_hold(repo, held, files, before)
    wanted = _changed(repo, held, files)
    if not wanted:
        return None
    laid = {path: files[path] for path in wanted}
    if repo.signs or repo.commit_hooks:
        from tuiwork.sync.git.hooked import commit_with_hooks

        oid = commit_with_hooks(repo, laid, message, author, committer, when, foreground)
        rewritten = _rewritten(repo, oid, wanted)
        if rewritten:
            # Git leaves in the index what was there before the hook.
            stage(repo, rewritten)
        return Recorded(oid, tuple(rewritten))
    staged = stage(repo, wanted)
    oid = write_commit(
        repo,
        f"refs/heads/{repo.branch}",
        [repo.head] if repo.head else [],
        repo.head,
        laid,
        message,
        author,
        committer,
        when or datetime.now().astimezone(),
        executable=[path for path, entry in wanted.items() if entry and entry.mode == EXECUTABLE],
    )
    if staged:
        refresh_index(replace(repo, head=oid))
    return Recorded(oid)


def _must_hold(
    repo: Repository,
    held: Mapping[str, Entry],
    files: Mapping[str, bytes | None],
    before: Mapping[str, bytes | None],
) -> None:
    """Raises BuiltOnUnrecorded where the branch holds neither a file nor what it was before."""
    apart = []
    for path, content in before.items():
        entry = held.get(path)
        oids = [None if one is None else blob_oid(repo, one) for one in (content, files.get(path))]
        if (entry.oid if entry else None) not in oids:
            apart.append(path)
    if apart:
        raise BuiltOnUnrecorded(apart)


def _must_be_ready(repo: Repository) -> None:
    if repo.state is not None:
        raise NotRecorded(f"saved, but not recorded: {WAYS_OUT[repo.state]}")
    if repo.head is None and not repo.unborn_for_real():
        good = repo.last_good_commit()
        cure = f"; its last good commit is {good}" if good else ""
        raise NotRecorded(
            f"saved, but not recorded: the branch in {repo.git_dir} is damaged: git finds no "
            f"commit on it, though there were some{cure}. `tuiwork doctor` helps"
        )


def _changed(
    repo: Repository, held: Mapping[str, Entry], files: Mapping[str, bytes | None]
) -> dict[str, Entry | None]:
    """What the commit must hold at each path that is not so already."""
    wanted: dict[str, Entry | None] = {}
    for path, content in files.items():
        before = held.get(path)
        entry = None
        if content is not None:
            entry = Entry(_mode(repo, path, before), "blob", blob_oid(repo, content))
        if entry != before:
            wanted[path] = entry
    return wanted


def _mode(repo: Repository, path: str, before: Entry | None) -> str:
    """The file's own mode, or the recorded one where the file system knows none."""
    if repo.settings.get("core.filemode") == "false":
        return before.mode if before and before.mode == EXECUTABLE else PLAIN
    try:
        mode = (repo.root / path).lstat().st_mode
    except OSError:
        return PLAIN
    return EXECUTABLE if stat.S_ISREG(mode) and mode & stat.S_IXUSR else PLAIN


def _rewritten(
    repo: Repository, commit: str, wanted: Mapping[str, Entry | None]
) -> dict[str, Entry | None]:
    held = find_entries(repo, commit, list(wanted))
    return {path: held.get(path) for path, entry in wanted.items() if held.get(path) != entry}
