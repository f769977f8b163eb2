"""Reading history: who recorded what and when, one document's past across its moves, and texts as
they were. Paths are relative to the workspace, texts as hostile as whoever could push."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone

from tuiwork.dataclass import dataclass
from tuiwork.errors import Refused
from tuiwork.model.attachment import MEGABYTE, MOST_MB, is_attachment
from tuiwork.model.change import SOURCE
from tuiwork.model.kinds import Kind, kind_of
from tuiwork.sync.git.objects import BLOB_LIMIT, LIST_LIMIT, find_entries, read_blobs, tree_changes
from tuiwork.sync.git.repository import Repository
from tuiwork.sync.git.runner import run

Text = str | None
Texts = dict[str, Text]

_PAIR, _KEY = "\x1f", "\x1e"
_TRAILERS = "%(trailers:only,unfold,separator=%x1f,key_value_separator=%x1e)"
_FIELDS = ("%H", "%P", "%an", "%ae", "%ad", "%s", _TRAILERS)
_FORMAT = "--format=%x00" + "%x00".join(_FIELDS)
_OPTIONS = ("-z", "--raw", "--no-abbrev", "--relative", "--full-diff", "--diff-merges=first-parent")
_AS_STORED = ("--no-renames", "--date=raw", "--encoding=UTF-8", "--no-mailmap")
_NO_OBJECT = "000000"


@dataclass(frozen=True, slots=True)
class Touched:
    """A file that a commit changed: its blobs before and after, None where it is not there."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """A recorded change. `files` are the workspace's that differ from the first parent."""

    oid: str
    parents: tuple[str, ...]
    author: str
    email: str
    at: datetime
    subject: str
    trailers: Mapping[str, str]
    files: tuple[Touched, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(file.path for file in self.files)

    @property
    def is_merge(self) -> bool:
        """Whether it only joins what was recorded on two sides."""
        return len(self.parents) > 1


def log(
    repo: Repository,
    *,
    limit: int,
    emails: Collection[str] = (),
    paths: Sequence[str] = (),
    skip: int = 0,
    source: str = "",
) -> list[Commit]:
    """The last commits that touched the workspace, newest first.

    `emails` keeps those of the authors with one of these addresses, `paths` those that touched one
    of these files or folders, `source` those whose source begins so.
    """
    by = [f"--author=<{_literal(email)}>" for email in emails]
    by += [f"--grep=^{SOURCE}: {_literal(source)}"] if source else []
    by = ["--extended-regexp", "-i", *by] if by else []
    count = (f"--max-count={limit}", f"--skip={skip}", *by)
    literal = tuple(f":(literal){path}" for path in paths)
    return read_log(repo, count, literal or ((".",) if repo.prefix else ()))


def _literal(text: str) -> str:
    return re.sub(r"[][\\.^$*+?(){}|]", r"\\\g<0>", text)


def history_of(repo: Repository, name: str, path: str, *, limit: int = 200) -> list[Commit]:
    """The last commits of one document, newest first; a task's also from before it was moved.

    `name` is the task's id, which its file's name begins with, or another document's slug.
    """
    return read_log(repo, (f"--max-count={limit}",), _places_of(name, path))


def history_of_each(
    repo: Repository, documents: Mapping[str, str], *, limit: int = 200
) -> dict[str, list[Commit]]:
    """The same for several documents at once, by path; `documents` gives the name at each path.

    `limit` is for all of them together.
    """
    if not documents:
        return {}
    places = [place for path, name in documents.items() for place in _places_of(name, path)]
    commits = read_log(repo, (f"--max-count={limit}",), places)
    return {
        path: [one for one in commits if any(is_of(name, path, there) for there in one.paths)]
        for path, name in documents.items()
    }


def is_of(name: str, path: str, there: str) -> bool:
    """Whether what lay at `there` was the document with this name that lies at `path` now."""
    return there == path or (
        kind_of(path) is kind_of(there) is Kind.TASK
        and there.rpartition("/")[2].startswith(f"{name}-")
    )


def _places_of(name: str, path: str) -> list[str]:
    places = [f":(literal){path}"]
    if kind_of(path) is Kind.TASK and re.fullmatch("[0-9a-z]+", name):
        places.append(f":(glob)spaces/**/{name}-*.md")
    return places


def texts_at(repo: Repository, commit: str | None, paths: Sequence[str]) -> dict[str, Text]:
    """The text of each path as it was in a commit, None where it was not there.

    What is no UTF-8 comes as surrogate escapes. Links and submodules are not there.
    """
    if commit is None or not paths:
        return dict.fromkeys(paths)
    entries = find_entries(repo, commit, paths)
    oids = {path: entries[path].oid for path in paths if path in entries}
    return read_each(repo, {path: oids.get(path) for path in paths})


def changes_in(repo: Repository, commit: str) -> list[tuple[str, Text, Text]]:
    """Each path a commit changed against its first parent, with its text before and after.

    Raises Refused where there is no such commit.
    """
    if not re.fullmatch("[0-9a-f]{4,64}", commit):
        raise Refused(f"{commit!r} is not the id of a recorded change; `tuiwork log` lists them")
    asked = (f"{commit}^{{commit}}", f"{commit}^@")
    found = run(repo.root, "rev-parse", "--revs-only", *asked, check=False)
    if not found.out or found.code:
        raise Refused(f"there is no recorded change {commit} here; `tuiwork log` lists them")
    oid, *parents = found.out.decode().split()
    changes = tree_changes(repo, parents[0] if parents else None, oid)
    before = read_each(repo, {path: change.old_oid for path, change in changes.items()})
    after = read_each(repo, {path: change.new_oid for path, change in changes.items()})
    return [(path, before[path], after[path]) for path in sorted(changes)]


def blame(repo: Repository, path: str) -> list[tuple[str, str, str, datetime]]:
    """Each line of a recorded file with the commit it came from, its author and time (UTC)."""
    from tuiwork.sync.git.reading import blamed_lines

    if repo.head is None:
        return []
    text = texts_at(repo, repo.head, [path])[path]
    if text is None:
        return []
    lines = text.split("\n")
    return [
        (lines[number - 1], oid, author, moment(seconds, UTC))
        for number, oid, author, seconds in sorted(blamed_lines(repo, repo.head, path))
    ]


def moment(seconds: int, zone: timezone) -> datetime:
    """The time a commit claims; one that no calendar holds is 1970."""
    try:
        return datetime.fromtimestamp(seconds, zone)
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, zone)


def read_log(
    repo: Repository, options: Sequence[str], places: Sequence[str] = (), tip: str | None = None
) -> list[Commit]:
    """The commits that `git log` gives with these options and pathspecs, from `tip` or HEAD on."""
    tip = tip or repo.head
    if tip is None:
        return []
    shown = run(
        repo.root,
        # The places are pathspecs of our own making: only here may one be a pattern.
        *("--no-literal-pathspecs", "-c", "log.showRoot=true"),
        "log",
        *(*_OPTIONS, *_AS_STORED, _FORMAT, *options),
        *(["--full-history"] if places else []),
        *(tip, "--", *places),
        limit=LIST_LIMIT,
    ).out
    return _commits(os.fsdecode(shown).split("\0"))


def _commits(tokens: list[str]) -> list[Commit]:
    """An empty token begins a commit: its fields, then a line and a path for each file."""
    commits = []
    at = 0
    while at + len(_FIELDS) < len(tokens):
        oid, parents, author, email, date, subject, trailers = tokens[at + 1 : at + 8]
        at += 1 + len(_FIELDS)
        files = []
        while at + 1 < len(tokens) and tokens[at]:
            files.append(_touched(*tokens[at : at + 2]))
            at += 2
        commits.append(
            Commit(
                oid,
                tuple(parents.split()),
                _clean(author),
                _clean(email),
                _time(date),
                _clean(subject),
                _trailers(_clean(trailers)),
                tuple(files),
            )
        )
    return commits


def _touched(line: str, path: str) -> Touched:
    """A file from its line, which begins with the modes before and after and both blobs."""
    old_mode, new_mode, before, after, _ = line.lstrip("\n:").split(" ")
    return Touched(
        path,
        None if old_mode == _NO_OBJECT else before,
        None if new_mode == _NO_OBJECT else after,
    )


def _clean(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _time(raw: str) -> datetime:
    seconds, _, offset = raw.partition(" ")
    zone = UTC
    if re.fullmatch(r"[+-]([01]\d|2[0-3])[0-5]\d", offset):
        minutes = int(offset[1:3]) * 60 + int(offset[3:])
        zone = timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
    return moment(int(seconds) if seconds.isdigit() else 0, zone)


def _trailers(text: str) -> dict[str, str]:
    pairs = (pair.partition(_KEY) for pair in text.split(_PAIR))
    return {key: value.strip() for key, _, value in pairs if key}


def read_each(repo: Repository, oids: Mapping[str, str | None]) -> dict[str, Text]:
    """The text of the blob at each path, None where there is none. Attachments may be large."""
    large = {path: oid for path, oid in oids.items() if is_attachment(path)}
    texts = read_texts(repo, {path: oid for path, oid in oids.items() if path not in large})
    return texts | read_texts(repo, large, MOST_MB * MEGABYTE) if large else texts


def read_texts(
    repo: Repository, oids: Mapping[str, str | None], limit: int = BLOB_LIMIT
) -> dict[str, Text]:
    """The text of the blob that stands at each key, None where there is none, or one that is
    larger than the limit."""
    blobs = read_blobs(repo, [oid for oid in oids.values() if oid], limit)
    texts = {path: blobs.get(oid) if oid else None for path, oid in oids.items()}
    return {
        path: None if data is None else data.decode("utf-8", "surrogateescape")
        for path, data in texts.items()
    }
