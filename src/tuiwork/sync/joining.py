"""How two tips stand to each other, and the commit that joins them: the remote's own where ours is
behind it, a merge made in memory where both went on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from tuiwork.dataclass import dataclass
from tuiwork.errors import Problem, SyncStopped
from tuiwork.sync import guards, outcome
from tuiwork.sync.git import refs
from tuiwork.sync.git.fastimport import stamp
from tuiwork.sync.git.objects import EXECUTABLE, Entry, write_commit
from tuiwork.sync.git.places import changes_between, path_of, whole
from tuiwork.sync.git.repository import Repository
from tuiwork.sync.git.runner import GitFailed, reason, run, start
from tuiwork.sync.landing import Step
from tuiwork.sync.merging import Joined, join, new_entry
from tuiwork.sync.outcome import KEPT, changes
from tuiwork.sync.remote import COUNT, Remote, count
from tuiwork.text.merging.conflicts import Conflict


@dataclass(frozen=True, slots=True)
class Options:
    """What the person allows this sync to do; `when` stands in for the time of a merge."""

    allow_mass_delete: bool = False
    accept_rewritten: bool = False
    foreground: bool = False
    when: datetime | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: the step to take here, if any, and how many changes go each way."""

    step: Step | None
    ahead: int = 0
    behind: int = 0
    conflicts: Collection[Conflict] = ()
    problems: Collection[Problem] = ()


def plan(repo: Repository, remote: Remote, tip: str | None, options: Options) -> Plan:
    """What joins our head with the remote's tip. A merge commit is written, nothing is moved.

    Raises SyncStopped where a guard says no.
    """
    head = repo.head
    if tip is None or head == tip:
        return Plan(None, ahead=count(repo, head, tip)[0])
    if head is None:
        coming = changes_between(repo, None, tip)
        guards.must_be_known_format(repo, coming)
        return Plan(Step(None, tip, coming), behind=count(repo, None, tip)[1])
    counting = start(repo.root, *COUNT, f"{head}...{tip}", "--")
    bases = merge_bases(repo, head, tip)
    ahead, behind = (int(number) for number in counting.wait(check=True).out.split())
    if not bases:
        guards.must_be_related(repo, head, tip)
    base = _common_base(repo, bases)
    ours = changes_between(repo, base, head) if base != head else {}
    theirs = changes_between(repo, base, tip) if base != tip else {}
    guards.must_be_known_format(repo, theirs)
    if not options.allow_mass_delete:
        guards.must_not_be_emptied(repo, base, ours, "here")
        guards.must_not_be_emptied(repo, base, theirs, f"on {remote.name}")
    if base == tip:
        return Plan(None, ahead)
    if base == head:
        return Plan(Step(head, tip, theirs), ahead, behind)
    joined = join(repo, ours, theirs)
    message = f"Merged {changes(behind) if behind else 'a merge'} from {remote.name}"
    oid = _merge(repo, joined, (head, tip), message, options)
    step = Step(head, oid, joined.onto_ours, {**joined.blobs, **joined.fresh})
    return Plan(step, ahead, behind, joined.conflicts, joined.problems)


def merge_bases(repo: Repository, one: str, other: str) -> list[str]:
    """The best common ancestors of two commits, in an order that both sides agree on."""
    found = run(repo.root, "merge-base", "--all", one, other, check=False)
    return sorted(found.out.decode().split())


def _common_base(repo: Repository, bases: Sequence[str]) -> str | None:
    """One commit for several bases, joined by the same merge; the only one where it is one."""
    if not bases:
        return None
    base = bases[0]
    for other in bases[1:]:
        older = _common_base(repo, merge_bases(repo, base, other))
        sides = changes_between(repo, older, base), changes_between(repo, older, other)
        ref = refs.scratch(repo)
        base = _write(repo, ref, join(repo, *sides), (base, other), "Joined two common ancestors")
        refs.move_refs(repo, {ref: refs.Move(None)}, "no longer needed")
    return base


def _merge(
    repo: Repository, joined: Joined, parents: tuple[str, str], message: str, options: Options
) -> str:
    """Write the merge commit; signed, if the user signs."""
    guards.must_know_format_here(repo)
    if not repo.signs:
        return _write(repo, refs.pending(repo), joined, parents, message, options.when)
    unsigned = _write(repo, refs.scratch(repo), joined, parents, message)
    return _signed(repo, unsigned, parents, message, options)


def _write(
    repo: Repository,
    ref: str,
    joined: Joined,
    parents: tuple[str, str],
    message: str,
    when: datetime | None = None,
) -> str:
    author, committer = guards.must_know_who(repo)
    new = {name: new_entry(change) for name, change in joined.onto_ours.items()}
    # Removals come first: where a folder becomes a file, the file is then not removed with it.
    names = sorted(new, key=lambda name: (new[name] is not None, name))
    files = {path_of(repo, name): _content(joined, new[name]) for name in names}
    executable = [
        path_of(repo, name) for name, entry in new.items() if entry and entry.mode == EXECUTABLE
    ]
    return write_commit(
        whole(repo), ref, parents, parents[0], files, message,
        author, committer, when or datetime.now().astimezone(), executable,
    )  # fmt: skip


def _content(joined: Joined, entry: Entry | None) -> bytes | Entry | None:
    return joined.fresh.get(entry.oid, entry) if entry else None


def _signed(
    repo: Repository, oid: str, parents: tuple[str, str], message: str, options: Options
) -> str:
    """The same commit with the user's signature. Stops where it cannot be made."""
    author, committer = guards.must_know_who(repo)
    env = {
        "GIT_AUTHOR_NAME": author.name,
        "GIT_AUTHOR_EMAIL": author.email,
        "GIT_COMMITTER_NAME": committer.name,
        "GIT_COMMITTER_EMAIL": committer.email,
    }
    if options.when is not None:
        date = f"@{stamp(options.when)}"
        env |= {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    ends = [part for parent in parents for part in ("-p", parent)]
    try:
        made = run(
            repo.root,
            *("commit-tree", "-S", *ends, "-m", message, f"{oid}^{{tree}}"),
            env=env,
            foreground=options.foreground,
        )
    except GitFailed as failure:
        raise SyncStopped(
            outcome.UNSIGNED,
            f"the merge could not be signed: {reason(failure.err)}; nothing was changed. "
            f"Sync where the signing program can ask; {KEPT}",
        ) from failure
    return made.out.decode().strip()
