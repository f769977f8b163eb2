"""What must hold before two histories are joined; each guard stops a sync with one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from tuiwork.errors import Problem, SyncStopped
from tuiwork.model.kinds import SETTINGS_PATH, Kind, kind_of
from tuiwork.model.settings import FORMAT
from tuiwork.sync import outcome
from tuiwork.sync.git import refs
from tuiwork.sync.git.objects import TreeChange, list_tree, read_blobs
from tuiwork.sync.git.places import path_of, whole
from tuiwork.sync.git.repository import WAYS_OUT, Identity, Repository
from tuiwork.sync.git.runner import run
from tuiwork.sync.outcome import KEPT
from tuiwork.sync.remote import Remote, default_branch

GONE_AT_LEAST = 10
GONE_PART = 0.30


def must_be_ready(repo: Repository) -> None:
    """Stop in the middle of a git operation, off any branch, or on a damaged one."""
    state = repo.state
    if state is not None:
        raise SyncStopped(
            outcome.DETACHED if state == "detached" else outcome.OPERATION,
            f"{WAYS_OUT[state]}, then sync; {KEPT}",
        )
    if repo.head is None and (repo.branch is None or _was_born(repo)):
        raise SyncStopped(
            outcome.DAMAGED,
            f"git finds no commit on the branch {repo.branch}, though there were some; "
            "`tuiwork doctor` helps; nothing was changed",
        )


def _was_born(repo: Repository) -> bool:
    """Whether a branch without a commit has lost it. What was merely fetched does not count."""
    if repo.unborn_for_real():
        return False
    reflog = repo.git_dir / "logs" / "HEAD"
    return reflog.exists() or not refs.read_refs(repo.root, refs.OURS + "fetch")


def must_know_who(repo: Repository) -> tuple[Identity, Identity]:
    """The author and committer of a merge. Stops where git does not know them."""
    author = repo.author
    committer = repo.committer or author
    if author is None or committer is None:
        raise SyncStopped(
            outcome.IDENTITY,
            'git does not know who you are; run `git config --global user.name "Your Name"` and '
            f"`git config --global user.email you@example.com`, then sync; {KEPT}",
        )
    return author, committer


def must_not_be_rewritten(
    repo: Repository,
    remote: Remote,
    last: str,
    tip: str | None,
    *,
    accept: bool,
    foreground: bool = False,
) -> None:
    """Stop where the remote's branch no longer holds its last seen tip, and keep that tip."""
    if tip is not None and (last == tip or is_ancestor(repo, last, tip)):
        return
    if tip is not None and repo.head is not None and is_ancestor(repo, repo.head, tip):
        return
    kept = keep(repo, last, "kept before the remote's rewritten history")
    if accept:
        return
    here = "Nothing was changed here, and they are kept as"
    if tip is None:
        raise SyncStopped(
            outcome.REWRITTEN,
            f"the branch {remote.branch} on {remote.name} was deleted: commits that were there are "
            f"gone. {here} {kept}; {_other_branch(repo, remote, foreground)}ask who did it, then "
            "`tuiwork sync --accept-rewritten` makes it again",
        )
    raise SyncStopped(
        outcome.REWRITTEN,
        f"the branch {remote.branch} on {remote.name} was rewritten: commits that were there are "
        f"gone. {here} {kept}; ask who did it, then `tuiwork sync --accept-rewritten` joins both",
    )


def _other_branch(repo: Repository, remote: Remote, foreground: bool) -> str:
    """How to follow the branch that the remote has by now in place of the one that is gone."""
    branch = default_branch(repo, remote, foreground=foreground)
    if branch in (None, remote.branch):
        return ""
    upstream = f"{remote.name}/{branch}"
    return (
        f"if it is called {branch} now, `git fetch {remote.name}` and "
        f"`git branch --set-upstream-to={upstream}` follow it; otherwise "
    )


def must_be_related(repo: Repository, ours: str, theirs: str) -> None:
    """Stop where two histories without a common commit both hold documents."""
    if (repo.common_dir / "shallow").exists():
        raise SyncStopped(
            outcome.UNRELATED,
            "this clone is shallow and lacks the commit both sides began from; "
            f"run `git fetch --unshallow`, then sync; {KEPT}",
        )
    if all(any(map(kind_of, list_tree(repo, commit))) for commit in (ours, theirs)):
        raise SyncStopped(
            outcome.UNRELATED,
            "the remote holds another workspace that has nothing in common with this one; "
            f"clone it into a folder of its own, or set another remote; {KEPT}",
        )


def must_not_be_emptied(
    repo: Repository, base: str | None, changes: Mapping[str, TreeChange], where: str
) -> None:
    """Stop where one side has lost at least ten documents and more than 30 % of all."""
    gone = _names(name for name, change in changes.items() if change.new_oid is None)
    gone -= _names(name for name, change in changes.items() if change.old_oid is None)
    if base is None or gone.total() < GONE_AT_LEAST:
        return
    total = _names(list_tree(repo, base)).total()
    if gone.total() <= GONE_PART * total:
        return
    raise SyncStopped(
        outcome.MASS_DELETE,
        f"{gone.total()} of {total} documents are gone {where}; nothing was changed. "
        "If that is meant, use `tuiwork sync --allow-mass-delete`",
    )


def must_be_known_format(repo: Repository, changes: Mapping[str, TreeChange]) -> None:
    """Stop where the remote brings a workspace format that this program does not know."""
    change = changes.get(SETTINGS_PATH)
    if change is None or change.new_oid is None:
        return
    content = read_blobs(repo, [change.new_oid])[change.new_oid]
    if content is not None and format_of(content) > FORMAT:
        raise SyncStopped(
            outcome.NEWER_FORMAT,
            "the remote's workspace has a format newer than this tuiwork can write; "
            f"update tuiwork, then sync; {KEPT}",
        )


def must_know_format_here(repo: Repository) -> None:
    """Stop where this program must not merge, because the workspace here is newer than it."""
    try:
        content = (repo.root / SETTINGS_PATH).read_bytes()
    except OSError:
        return
    if format_of(content) > FORMAT:
        raise SyncStopped(
            outcome.NEWER_FORMAT,
            "this workspace has a format newer than this tuiwork can merge; "
            f"update tuiwork, then sync; {KEPT}",
        )


def hooks_among(repo: Repository, changes: Mapping[str, TreeChange]) -> list[Problem]:
    """What to tell of hooks that come from others and that git would run on this machine."""
    try:
        folder = repo.hooks_dir.relative_to(whole(repo).root).as_posix()
    except ValueError:
        return []
    words = "is a hook that git runs on this machine, and others changed it: read it first"
    coming = (name for name, change in changes.items() if change.new_oid is not None)
    return [Problem(one, words) for one in coming if path_of(repo, one).startswith(f"{folder}/")]


def format_of(content: bytes) -> int:
    """The format that a tuiwork.toml names; the present one where it cannot be read."""
    from tuiwork.text.document import decode, parse_fields
    from tuiwork.text.source import Malformed

    try:
        number = parse_fields(SETTINGS_PATH, decode(content)).get("format")
    except Malformed:
        return FORMAT
    return number if type(number) is int else FORMAT


def is_ancestor(repo: Repository, old: str, new: str) -> bool:
    """Whether the commit `new` holds the history of `old`."""
    asked = run(repo.root, "merge-base", "--is-ancestor", old, new, check=False)
    return asked.code == 0


def keep(repo: Repository, commit: str, why: str) -> str:
    """Make sure that a backup ref of these days holds this commit; gives the ref."""
    now = datetime.now(UTC)
    ref, moves = refs.backup(now), {}
    for known, oid in refs.read_refs(repo.root, refs.backup()).items():
        if oid == commit and refs.age(known, now) < timedelta(days=1):
            return known
        if oid == commit:
            moves[known] = refs.Move(None)
    refs.move_refs(repo, {ref: refs.Move(commit), **moves}, why)
    return ref


def _names(names: Iterable[str]) -> Counter[str]:
    """The documents among these names, a task by its id and any other by its file's name."""
    found: Counter[str] = Counter()
    for name in names:
        kind = kind_of(name)
        if kind is not None:
            file = name.rpartition("/")[2]
            found[file.partition("-")[0] if kind is Kind.TASK else file] += 1
    return found
