"""The other repository: which one it is, fetching from it, pushing to it, and how that failed."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from tuiwork.dataclass import dataclass
from tuiwork.errors import NoWorkspace, Refused, SyncStopped
from tuiwork.store.local import Local, find_local
from tuiwork.sync import outcome
from tuiwork.sync.failures import Talk, hook_refusal, refusal, stopped
from tuiwork.sync.git import refs
from tuiwork.sync.git.address import checked_address, protocols
from tuiwork.sync.git.patience import Patience, is_lock
from tuiwork.sync.git.repository import Repository, open_repository
from tuiwork.sync.git.runner import (
    GitFailed,
    Result,
    Running,
    redact,
    run,
    start,
)
from tuiwork.sync.outcome import KEPT

PLAIN_HTTP = "tuiworkPlainHttp"
"""The setting of a remote that allows it to be talked to in the clear."""

COUNT = ("rev-list", "--count", "--left-right", "--no-merges")

_NO_SUCH_BRANCH = "couldn't find remote ref"
_RACE = (
    r"fetch first|non-fast-forward|stale info|failed to update ref|cannot lock ref"
    r"|incorrect old value|reference already exists|failed to lock|remote ref updated since"
)


@dataclass(frozen=True, slots=True)
class Remote:
    """The remote and its branch that the local branch goes with."""

    name: str
    branch: str
    url: str

    @property
    def ref(self) -> str:
        """The branch as the remote calls it."""
        return f"refs/heads/{self.branch}"

    @property
    def fetched(self) -> str:
        return refs.fetched(self.name, self.branch)

    @property
    def seen(self) -> str:
        return refs.seen(self.name, self.branch)

    @property
    def tracking(self) -> str:
        """Git's own note of the remote's branch."""
        return f"refs/remotes/{self.name}/{self.branch}"


@dataclass(frozen=True, slots=True)
class RemoteStatus:
    """How this clone stands against its remote as far as is known here; `url` is safe to show.

    `ahead` counts changes to send, `behind` those fetched and not merged yet.
    """

    remote: str | None
    url: str
    branch: str | None
    ahead: int
    behind: int
    last_synced: datetime | None


def find_remote(repo: Repository) -> Remote | None:
    """The remote the branch is set to, else `origin`, else the only one; None where none is."""
    urls = {
        key.removeprefix("remote.").removesuffix(".url"): value
        for key, value in repo.settings.items()
        if key.startswith("remote.") and key.endswith(".url")
    }
    upstream = repo.settings.get(f"branch.{repo.branch}.remote")
    only = next(iter(urls)) if len(urls) == 1 else None
    name = upstream if upstream in urls else "origin" if "origin" in urls else only
    if name is None or repo.branch is None:
        return None
    merges = repo.settings.get(f"branch.{repo.branch}.merge", "") if name == upstream else ""
    branch = merges.removeprefix("refs/heads/") if merges.startswith("refs/heads/") else repo.branch
    return Remote(name, branch, urls[name])


def the_remote(repo: Repository) -> Remote:
    """The remote to sync with. Raises SyncStopped where there is none, or none git may be given."""
    remote = find_remote(repo)
    if remote is None:
        raise SyncStopped(
            outcome.NO_REMOTE,
            "there is no remote to sync with; add one with `git remote add origin ADDRESS`; "
            f"{KEPT}",
        )
    allowed = f"remote.{remote.name}.{PLAIN_HTTP}"
    where_to = repo.settings.get(f"remote.{remote.name}.pushurl", remote.url)
    for url in (remote.url, where_to):
        try:
            checked_address(url, plain_http=repo.says_yes(allowed))
        except Refused as refused:
            sentence = f"the remote {remote.name} cannot be used: {refused.message}"
            if url.lower().startswith("http://"):
                sentence += f", or allow it with `git config {allowed} true`"
            raise SyncStopped(outcome.REFUSED, f"{sentence}; {KEPT}") from None
    return remote


def fetch(repo: Repository, remote: Remote, *, foreground: bool) -> str | None:
    """Fetch the remote's branch; gives its tip, None where the remote has no such branch.

    Raises SyncStopped with why it could not be reached or read.
    """
    patience = Patience(repo.root)
    while True:
        try:
            _fetch(repo, remote, foreground)
            return refs.read_refs(repo.root, remote.fetched).get(remote.fetched)
        except GitFailed as failure:
            if _NO_SUCH_BRANCH in failure.err:
                return None
            if not is_lock(failure):
                raise stopped(failure, _talk(remote, "fetched from")) from failure
            patience.bear(failure)


def _fetch(repo: Repository, remote: Remote, foreground: bool) -> None:
    options = ["--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"]
    if f"remote.{remote.name}.partialclonefilter" in repo.settings:
        # What is left out now would be fetched piece by piece while the write lock is held.
        options.append("--no-filter")
    run(
        repo.root,
        *("-c", "fetch.fsckObjects=true", "fetch", *options, "--no-auto-maintenance"),
        *("--", remote.name, f"+{remote.ref}:{remote.fetched}"),
        network=True,
        env=protocols(remote.url),
        foreground=foreground,
    )


def default_branch(repo: Repository, remote: Remote, *, foreground: bool) -> str | None:
    """The branch that the remote itself has checked out; None where it does not say."""
    asked = run(
        repo.root,
        *("ls-remote", "--symref", "--", remote.name, "HEAD"),
        network=True,
        env=protocols(remote.url),
        foreground=foreground,
        check=False,
    )
    found = re.search(r"^ref: refs/heads/(\S+)\tHEAD$", os.fsdecode(asked.out), re.MULTILINE)
    return found[1] if found else None


def push(repo: Repository, remote: Remote, oid: str, *, foreground: bool) -> bool:
    """Make the remote's branch this commit, never by force; False where it has moved on.

    True means that the remote says it has the commit. Raises SyncStopped with why it refused.
    """
    options = ("--porcelain", "--no-follow-tags", "--recurse-submodules=no", "--no-progress")
    try:
        done = run(
            repo.root,
            *("push", *options, "--", remote.name, f"{oid}:{remote.ref}"),
            network=True,
            env=protocols(remote.url),
            foreground=foreground,
            check=False,
        )
    except GitFailed as failure:
        raise stopped(failure, _talk(remote, "sent to")) from failure
    flag, summary = _answer(done, remote)
    if done.code == 0 and flag in (" ", "*", "="):
        return True
    if flag == "!" and re.search(_RACE, summary, re.IGNORECASE):
        return False
    if flag == "!":
        raise refusal(remote.name, summary, done.err)
    if not flag and "fatal:" not in done.err and os.access(repo.hooks_dir / "pre-push", os.X_OK):
        raise hook_refusal(done.out.decode("utf-8", "replace") + done.err)
    raise stopped(GitFailed(("push",), done.code, done.err), _talk(remote, "sent to"))


def _talk(remote: Remote, verb: str) -> Talk:
    return Talk(remote.name, verb, f"git fetch {remote.name}", KEPT)


def remote_status(repo: Repository) -> RemoteStatus:
    """How this clone stands against its remote. No network."""
    remote = find_remote(repo)
    if remote is None:
        return RemoteStatus(None, "", repo.branch, 0, 0, None)
    known = refs.read_refs(repo.root, remote.seen, remote.fetched, remote.tracking)
    tips = sorted(set(known.values()))
    head = [repo.head] if repo.head else []
    ahead, behind = (_counting(repo, head, tips), _counting(repo, tips, head))
    url, synced = redact(remote.url), last_synced(find_local(repo.root))
    return RemoteStatus(remote.name, url, remote.branch, _number(ahead), _number(behind), synced)


def remote_of(root: Path) -> tuple[str, str]:
    """The name and the address of the remote, safe to show; both empty where there is none."""
    with suppress(NoWorkspace, GitFailed):
        if (remote := find_remote(open_repository(root))) is not None:
            return remote.name, redact(remote.url)
    return "", ""


def _counting(repo: Repository, some: list[str], others: list[str]) -> Running:
    options = ("--count", "--no-merges")
    return start(repo.root, "rev-list", *options, *some, "--not", *others, "--")


def _number(counting: Running) -> int:
    counted = counting.wait()
    return 0 if counted.code else int(counted.out)


def count(repo: Repository, head: str | None, tip: str | None) -> tuple[int, int]:
    """How many changes, merges left out, each of two commits has that the other has not."""
    if head == tip:
        return 0, 0
    ends = f"{head}...{tip}" if head and tip else head or tip or ""
    found = run(repo.root, *COUNT, ends, "--", check=False)
    if found.code:
        return 0, 0
    left, right = (int(number) for number in found.out.split())
    return (left, right) if head and tip else (right, left) if head else (left, right)


def note_synced(local: Local) -> None:
    """Remember that a sync finished now."""
    local.state.mkdir(parents=True, exist_ok=True)
    (local.state / "synced").touch()
    _stop(local).unlink(missing_ok=True)


def note_stopped(local: Local, why: str) -> None:
    """Remember why a sync stopped, until one finishes."""
    with suppress(OSError):
        local.state.mkdir(parents=True, exist_ok=True)
        _stop(local).write_text(why, "utf-8", errors="replace")


def last_stop(local: Local) -> str | None:
    """Why the last sync stopped; None where it came to its end."""
    try:
        return _stop(local).read_text("utf-8", errors="replace")
    except OSError:
        return None


def _stop(local: Local) -> Path:
    return local.state / "sync-stopped"


def last_synced(local: Local) -> datetime | None:
    """When a sync last finished here, None where none did."""
    try:
        stamp = (local.state / "synced").stat().st_mtime
    except OSError:
        return None
    return datetime.fromtimestamp(stamp, UTC)


def _answer(done: Result, remote: Remote) -> tuple[str, str]:
    """The flag and the summary that `push --porcelain` gives for the branch."""
    for line in done.out.decode("utf-8", "replace").splitlines():
        flag, _, rest = line.partition("\t")
        where, _, summary = rest.partition("\t")
        if where.endswith(f":{remote.ref}"):
            return flag, summary
    return "", ""
