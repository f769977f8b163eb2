"""Finding recorded changes again to take them back: by name, by what took them back, by whether
they were made in this copy; and all their texts at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tuiwork.errors import Refused
from tuiwork.model.attachment import MEGABYTE, MOST_MB, is_attachment
from tuiwork.model.change import REDOES, UNDOES
from tuiwork.sync.git.objects import BLOB_LIMIT, LIST_LIMIT
from tuiwork.sync.git.repository import Repository
from tuiwork.sync.git.runner import run
from tuiwork.sync.history import Commit, Texts, read_log, read_texts

REFLOG_TAIL = 512 * 1024
"""Bytes of the reflog that are looked at: the last few thousand changes."""

_MADE = re.compile(rb"^[0-9a-f]+ ([0-9a-f]{40,64}) [^\t]*\t(?:fast-import|commit)\b", re.MULTILINE)


def named(repo: Repository, names: Sequence[str]) -> list[Commit]:
    """The commits that the beginnings of their ids name, newest first.

    Raises Refused where there is none of that name, several, or one of another branch.
    """
    oids = list(dict.fromkeys(_find(repo, name) for name in names))
    if len(oids) > 1:
        known = run(repo.root, "rev-list", repo.head or "HEAD", "--", limit=LIST_LIMIT).out
        place = {oid: at for at, oid in enumerate(known.decode().split("\n"))}
        oids.sort(key=lambda oid: place[oid])
    return [read_log(repo, ("--max-count=1",), tip=oid)[0] for oid in oids]


def _find(repo: Repository, name: str) -> str:
    """The whole id of a commit of this branch."""
    unknown = f"no recorded change is called {name}; `tuiwork undo --list` lists them"
    if not re.fullmatch("[0-9a-f]{4,64}", name):
        raise Refused(unknown)
    found = run(repo.root, "rev-parse", "--verify", f"{name}^{{commit}}", check=False)
    if found.code:
        several = f"several recorded changes begin with {name}; type more of it"
        raise Refused(several if "ambiguous" in found.err else unknown)
    oid = found.out.decode().strip()
    asked = ("merge-base", "--is-ancestor", oid, repo.head or "HEAD")
    if run(repo.root, *asked, check=False).code:
        raise Refused(f"the change {name} is not in the history of this branch")
    return oid


def reversals(repo: Repository, since: str | None) -> list[Commit]:
    """The commits after one, or all, that took others back or brought them back, newest first."""
    pattern = ("--extended-regexp", f"--grep=^({UNDOES}|{REDOES}): ")
    options = ("--topo-order", *pattern, *([f"^{since}"] if since else []))
    return [one for one in read_log(repo, options) if {UNDOES, REDOES} & one.trailers.keys()]


def made_here(repo: Repository) -> frozenset[str] | None:
    """The ids of the commits made in this copy lately; None where git keeps no such record."""
    try:
        with (repo.git_dir / "logs" / "HEAD").open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - REFLOG_TAIL))
            return frozenset(oid.decode() for oid in _MADE.findall(file.read()))
    except OSError:
        return None


def texts_of(repo: Repository, commits: Iterable[Commit]) -> dict[str, tuple[Texts, Texts]]:
    """The texts before and after of every file that each of these commits changed, by commit."""
    asked = list(commits)
    blobs = {
        oid: text
        for large, limit in ((False, BLOB_LIMIT), (True, MOST_MB * MEGABYTE))
        for oid, text in read_texts(repo, _oids(asked, attached=large), limit).items()
    }
    return {
        one.oid: (
            {file.path: blobs[file.before] if file.before else None for file in one.files},
            {file.path: blobs[file.after] if file.after else None for file in one.files},
        )
        for one in asked
    }


def _oids(commits: Iterable[Commit], *, attached: bool) -> dict[str, str]:
    """The blobs that commits changed, those of attachments or the others, each under itself."""
    files = (file for one in commits for file in one.files if is_attachment(file.path) is attached)
    return {oid: oid for file in files for oid in (file.before, file.after) if oid}
