"""Taking a Change back: a forward edit that merges what was before into what is there now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from tuiwork.errors import Refused
from tuiwork.model.change import IDS, REDOES, UNDOES, Change, FileChange
from tuiwork.text.merging.conflicts import DELETED
from tuiwork.text.merging.trees import merge_trees

Texts = Mapping[str, str | None]


def take_back(message: str, before: Texts, after: Texts, now: Texts) -> Change:
    """The Change that makes files what they would be now had `before` never become `after`.

    Raises Refused where that would lose what somebody did since, naming the fields.
    """
    merged = merge_trees(after, now, before)
    if merged.conflicts:
        fields = sorted({conflict.field for conflict in merged.conflicts})
        what = "what it added was" if DELETED in fields else ", ".join(fields)
        raise Refused(
            f"“{message}” cannot be taken back: {what} changed since; `history` shows by whom"
        )
    files = tuple(
        FileChange(path, now.get(path), text)
        for path, text in sorted(merged.files.items())
        if now.get(path) != text
    )
    if not files:
        raise Refused(f"“{message}” has been taken back already")
    return Change(message, files)


class Recorded(Protocol):
    """What is needed of a recorded change to choose the one to take back."""

    @property
    def oid(self) -> str: ...

    @property
    def trailers(self) -> Mapping[str, str]: ...


R = TypeVar("R", bound=Recorded)


def choose_commit(commits: Sequence[R], oid: str | None, *, redo: bool) -> R:
    """The recorded change to take back: the one named, else the last that still stands.

    `commits` are newest first. With `redo` it is the last undo that was not redone, as long as
    nothing else was done since. Raises Refused when there is none.
    """
    if oid is not None:
        named = [commit for commit in commits if commit.oid.startswith(oid)]
        if len(named) != 1:
            raise Refused(f"no recorded change is called {oid}; `tuiwork log` lists them")
        return named[0]
    taken_back: set[str] = set()
    for commit in commits:
        undoes, redoes = commit.trailers.get(UNDOES), commit.trailers.get(REDOES)
        if commit.oid in taken_back:
            continue
        if undoes:
            if redo:
                return commit
            taken_back.add(undoes)
        elif redoes:
            if not redo:
                return commit
            taken_back.add(redoes)
        elif IDS in commit.trailers:
            if redo:
                break
            return commit
    raise Refused(f"there is nothing of yours to {'redo' if redo else 'undo'}")
