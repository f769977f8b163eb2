"""What git's own merge left behind: paths it could not merge, and the versions it merged."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tuiwork.dataclass import dataclass
from tuiwork.model.kinds import kind_of
from tuiwork.sync.git.objects import LIST_LIMIT, blob_oid, find_entries, read_blobs
from tuiwork.sync.git.repository import Repository
from tuiwork.sync.git.runner import run
from tuiwork.text.leftovers import Parted
from tuiwork.text.merging.unmarking import Versions, part

MERGES = 50
"""How many merges of the history are looked through for the one that left something."""

Text = str | None


@dataclass(frozen=True, slots=True)
class Unmerged:
    """The paths that a merge under way waits for: documents, and other files by their names."""

    documents: tuple[str, ...]
    others: tuple[str, ...]


def find_unmerged(repo: Repository) -> Unmerged:
    """What git could not merge and nobody has settled yet."""
    paths = sorted(_stages(repo))
    documents = tuple(path for path in paths if kind_of(path) is not None)
    return Unmerged(documents, tuple(path for path in paths if kind_of(path) is None))


def find_versions(repo: Repository, now: Mapping[str, Text]) -> dict[str, Versions]:
    """What git merged at these paths, whose texts on disk are `now`, as far as it can tell.

    It is asked of the index first, then of the merges that were made last.
    """
    found: dict[str, tuple[Text, Text, Text]] = {}
    stages = {path: oids for path, oids in _stages(repo).items() if path in now}
    blobs = read_blobs(repo, {oid for oids in stages.values() for oid in oids if oid})
    for path, oids in stages.items():
        base, ours, theirs = (_text(blobs[oid]) if oid else None for oid in oids)
        found[path] = base, ours, theirs
    rest = {path: text for path, text in now.items() if path not in found and text is not None}
    found |= _from_merges(repo, rest)
    return {
        path: Versions(*three, untouched=_is_untouched(path, now[path], *three))
        for path, three in found.items()
    }


def removed_tasks(repo: Repository, ids: Iterable[str]) -> set[str]:
    """Those of some ids whose task lay here once and was removed, as the history tells."""
    wanted = set(ids)
    if not wanted or repo.head is None:
        return set()
    options = ("--no-renames", "--diff-filter=D", "--diff-merges=first-parent", "--name-only")
    listed = ("-z", "--format=", "--relative", repo.head, "--", "spaces")
    shown = run(repo.root, "log", *options, *listed, limit=LIST_LIMIT).out
    files = (path.rpartition("/")[2] for path in os.fsdecode(shown).split("\0"))
    return wanted & {name.removesuffix(".md").partition("-")[0] for name in files}


def _stages(repo: Repository) -> dict[str, tuple[Text, Text, Text]]:
    """The objects of base, ours and theirs at each path that git could not merge."""
    shown = run(repo.root, "ls-files", "--unmerged", "-z", limit=LIST_LIMIT).out
    stages: dict[str, list[Text]] = {}
    for line in os.fsdecode(shown).split("\0"):
        facts, tab, path = line.partition("\t")
        if tab:
            _, oid, stage = facts.split(" ")
            stages.setdefault(path, [None, None, None])[int(stage) - 1] = oid
    return {path: (oids[0], oids[1], oids[2]) for path, oids in stages.items()}


def _from_merges(repo: Repository, now: Mapping[str, str]) -> dict[str, tuple[Text, Text, Text]]:
    """The versions by the newest merge that made the text a path has now."""
    found: dict[str, tuple[Text, Text, Text]] = {}
    rest = {path: blob_oid(repo, text.encode("utf-8")) for path, text in now.items()}
    for made, ours, theirs in _merges(repo) if rest else ():
        held = find_entries(repo, made, list(rest)) if made else {}
        here = [path for path, oid in rest.items() if not made or _oid(held.get(path)) == oid]
        if not here:
            continue
        bases = run(repo.root, "merge-base", ours, theirs, check=False).out.decode().split()
        commits = bases[0] if bases else None, ours, theirs
        three = [find_entries(repo, one, here) if one else {} for one in commits]
        blobs = read_blobs(repo, {entry.oid for side in three for entry in side.values()})
        for path in here:
            oids = [_oid(side.get(path)) for side in three]
            base, one, other = (_text(blobs[oid]) if oid else None for oid in oids)
            if one is not None and other is not None and now[path] not in (one, other):
                found[path] = base, one, other
                del rest[path]
    return found


def _merges(repo: Repository) -> Iterator[tuple[str | None, str, str]]:
    """The merge under way, with no commit yet, then those made last: commit and two parents."""
    if repo.head is None:
        return
    asked = run(repo.root, "rev-parse", "--verify", "--quiet", "MERGE_HEAD", check=False)
    if asked.code == 0:
        yield None, repo.head, asked.out.decode().strip()
    options = ("--merges", f"--max-count={MERGES}", "--parents")
    shown = run(repo.root, "rev-list", *options, repo.head, "--", check=False)
    for line in shown.out.decode().splitlines():
        made, ours, theirs, *more = line.split(" ")
        if not more:
            yield made, ours, theirs


def _is_untouched(path: str, now: Text, base: Text, ours: Text, theirs: Text) -> bool:
    """Whether a text is what git's own merge made of three, however it words its markers."""
    if now is None:
        return False
    if ours is None or theirs is None or now in (ours, theirs):
        return now in (ours, theirs)
    made = _as_git_merges(base or "", ours, theirs)
    parted = part(path, now)
    return now == made or (parted is not None and _sides(parted) == _sides(part(path, made)))


def _sides(parted: Parted | None) -> tuple[str, str] | None:
    return (parted.ours, parted.theirs) if parted else None


def _as_git_merges(base: str, ours: str, theirs: str) -> str:
    from tempfile import TemporaryDirectory

    names = ("ours", "base", "theirs")
    with TemporaryDirectory() as place:
        for name, text in zip(names, (ours, base, theirs), strict=True):
            (Path(place) / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        made = run(Path(place), "merge-file", "--stdout", "--quiet", *names, check=False)
    return made.out.decode("utf-8", "replace")


def _text(blob: bytes | None) -> Text:
    return None if blob is None else blob.decode("utf-8", "surrogateescape")


def _oid(entry: object) -> Text:
    return getattr(entry, "oid", None)
