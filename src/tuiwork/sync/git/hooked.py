"""A commit by the user's own `git commit`, for the sake of their hooks and their signature."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime

from tuiwork.errors import NotRecorded
from tuiwork.store.local import find_local
from tuiwork.sync.git.fastimport import stamp
from tuiwork.sync.git.index import note_behind
from tuiwork.sync.git.notes import PATHS
from tuiwork.sync.git.objects import LIST_LIMIT
from tuiwork.sync.git.patience import is_lock
from tuiwork.sync.git.repository import Identity, Repository
from tuiwork.sync.git.runner import GitFailed, GitTimedOut, run

HOOK_SECONDS = 60.0
_WORDS_LIMIT = 300
_WHERE_IT_CAN_ASK = "where it has to ask something, run `tuiwork sync` in a terminal"


def commit_with_hooks(
    repo: Repository,
    files: Mapping[str, bytes | None],
    message: str,
    author: Identity,
    committer: Identity,
    when: datetime | None,
    foreground: bool,
) -> str:
    """Commit these paths as they are on disk; gives the commit's id. What is staged stays staged.

    Raises NotRecorded with the hook's own words, or GitFailed while git is locked.
    """
    new = _not_in_index(repo, [path for path, content in files.items() if content is not None])
    # Unlike `git add`, update-index does not mind what a .gitignore says.
    run(repo.root, "update-index", "--add", "--replace", "-z", "--stdin", stdin=_listed(new))
    try:
        _commit(repo, files, message, _environment(author, committer, when), foreground)
    except GitFailed as failure:
        if failure.was_killed:
            # The commit may be there, and the index not know.
            note_behind(repo, files)
        with suppress(GitFailed):
            run(repo.root, "update-index", "--force-remove", "-z", "--stdin", stdin=_listed(new))
        if is_lock(failure):
            raise
        raise NotRecorded(f"saved, but not recorded: {_why(repo, failure)}") from failure
    return _commit_after(repo)


def _commit_after(repo: Repository) -> str:
    """The commit that was made; a hook that ran after it may have made more."""
    if repo.head is None or "post-commit" not in repo.commit_hooks:
        return run(repo.root, "rev-parse", "--verify", "HEAD").out.decode().strip()
    since = ("rev-list", "--first-parent", "--reverse", f"{repo.head}..HEAD", "--")
    return run(repo.root, *since).out.decode().split()[0]


def _commit(
    repo: Repository,
    files: Iterable[str],
    message: str,
    env: Mapping[str, str],
    foreground: bool,
) -> None:
    paths = find_local(repo.root).state / f"{PATHS}{os.getpid()}"
    paths.parent.mkdir(parents=True, exist_ok=True)
    paths.write_bytes(_listed(files))
    try:
        run(
            repo.root,
            "commit",
            "--only",
            "--quiet",
            "--cleanup=whitespace",
            "--file=-",
            f"--pathspec-from-file={paths}",
            "--pathspec-file-nul",
            stdin=message.replace("\0", "").encode("utf-8", "replace"),
            env=env,
            timeout=None if foreground else HOOK_SECONDS,
            foreground=foreground,
        )
    finally:
        paths.unlink(missing_ok=True)


def _environment(author: Identity, committer: Identity, when: datetime | None) -> dict[str, str]:
    env = {
        "GIT_AUTHOR_NAME": author.name,
        "GIT_AUTHOR_EMAIL": author.email,
        "GIT_COMMITTER_NAME": committer.name,
        "GIT_COMMITTER_EMAIL": committer.email,
    }
    if when is not None:
        env |= {"GIT_AUTHOR_DATE": f"@{stamp(when)}", "GIT_COMMITTER_DATE": f"@{stamp(when)}"}
    return env


def _not_in_index(repo: Repository, paths: Iterable[str]) -> list[str]:
    listed = run(repo.root, "ls-files", "-z", limit=LIST_LIMIT).out
    held = set(os.fsdecode(listed).split("\0"))
    return [path for path in paths if path not in held]


def _listed(paths: Iterable[str]) -> bytes:
    return b"".join(os.fsencode(path) + b"\0" for path in paths)


def _why(repo: Repository, failure: GitFailed) -> str:
    hooks = ", ".join(repo.commit_hooks)
    if isinstance(failure, GitTimedOut):
        late = f"ran for more than {HOOK_SECONDS:.0f} seconds and was stopped"
        if not hooks:
            return f"the signing program {late}; {_WHERE_IT_CAN_ASK}"
        return f"a commit hook {late}; make it quicker ({hooks}), then `tuiwork sync` records"
    words = "; ".join(line.strip() for line in failure.err.splitlines() if line.strip())
    words = words[:_WORDS_LIMIT].rstrip(".") or "it gave no reason"
    if hooks and "fatal:" not in failure.err and "error:" not in failure.err:
        return f"a commit hook ({hooks}) refused: {words}; `tuiwork sync` asks it again"
    cure = f"; {_WHERE_IT_CAN_ASK}" if repo.signs else ""
    return f"git commit refused: {words}{cure}"
