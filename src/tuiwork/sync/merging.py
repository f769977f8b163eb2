"""Joining two sides in memory: what only one side changed is taken as it is, the rest is judged
together by the one merge. A pure function of its input; swapping the sides gives the same tree."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from tuiwork.dataclass import dataclass, field
from tuiwork.errors import Problem
from tuiwork.model.kinds import kind_of
from tuiwork.sync.git.objects import EXECUTABLE, PLAIN, Entry, TreeChange, blob_oid, read_blobs
from tuiwork.sync.git.repository import Repository
from tuiwork.text.merging.conflicts import Conflict
from tuiwork.text.merging.trees import merge_trees

GITLINK = "160000"

Blobs = Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Sides:
    """What lies at one name in the base and on both sides; None is nothing."""

    base: Entry | None
    ours: Entry | None
    theirs: Entry | None

    @property
    def all(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in (self.base, self.ours, self.theirs) if entry)

    @property
    def taken(self) -> Entry | None:
        """The side that changed; ours where both did."""
        return self.theirs if self.ours == self.base else self.ours


_NOWHERE = Sides(None, None, None)


@dataclass(slots=True)
class Joined:
    """The outcome: what lies at each name where either side changed something, by name.

    `fresh` holds the contents that git does not have yet, by object id; `blobs` what was read.
    """

    sides: Mapping[str, Sides]
    entries: dict[str, Entry | None] = field(default_factory=dict)
    fresh: dict[str, bytes] = field(default_factory=dict)
    blobs: Blobs = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def onto_ours(self) -> dict[str, TreeChange]:
        """How the outcome differs from our side."""
        changes = {}
        for name, entry in self.entries.items():
            ours = self.sides.get(name, _NOWHERE).ours
            if entry != ours:
                changes[name] = _change(ours, entry)
        return changes


def join(
    repo: Repository, ours: Mapping[str, TreeChange], theirs: Mapping[str, TreeChange]
) -> Joined:
    """The outcome of what both sides changed since the base, by name."""
    sides = _sides(ours, theirs)
    together = _to_judge(sides)
    joined = Joined(sides, {name: side.taken for name, side in sides.items()})
    wanted = (entry for name in together for entry in sides[name].all)
    joined.blobs = read_blobs(repo, {entry.oid for entry in wanted if _is_file(entry)})
    legible = {name for name in together if _is_legible(sides[name], joined.blobs)}
    if legible:
        _judge(repo, joined, legible)
    for name in sorted(together - legible):
        _choose(joined, name)
    _part_files_from_folders(joined)
    return joined


def _sides(ours: Mapping[str, TreeChange], theirs: Mapping[str, TreeChange]) -> dict[str, Sides]:
    sides = {}
    for name in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(name), theirs.get(name)
        base = old_entry(mine or other)
        sides[name] = Sides(
            base, new_entry(mine) if mine else base, new_entry(other) if other else base
        )
    return sides


def _to_judge(sides: Mapping[str, Sides]) -> set[str]:
    """The names that the one merge is asked about: all documents, and what both sides changed.

    Other files are read only where they have to be. Where two names differ in nothing but case or
    the spelling of accents, all are.
    """
    if _has_twins(sides):
        return set(sides)
    return {
        name
        for name, side in sides.items()
        if kind_of(name) is not None or side.base not in (side.ours, side.theirs)
    }


def _has_twins(sides: Mapping[str, Sides]) -> bool:
    """Whether two paths here are one on a file system that ignores case or accents' spelling."""
    spelled: dict[str, str] = {}
    for name in sides:
        place = ""
        for part in name.split("/"):
            place = f"{place}/{part}" if place else part
            folded = unicodedata.normalize("NFC", place).casefold()
            if spelled.setdefault(folded, place) != place:
                return True
    return False


def _is_legible(side: Sides, blobs: Blobs) -> bool:
    """Whether all versions are files that could be read."""
    return all(_is_file(entry) and blobs[entry.oid] is not None for entry in side.all)


def _judge(repo: Repository, joined: Joined, names: Iterable[str]) -> None:
    versions: tuple[dict[str, bytes | None], ...] = ({}, {}, {})
    for name in sorted(names):
        side = joined.sides[name]
        for files, entry in zip(versions, (side.base, side.ours, side.theirs), strict=True):
            files[name] = joined.blobs[entry.oid] if entry else None
    outcome = merge_trees(*versions)
    joined.conflicts += outcome.conflicts
    joined.problems += outcome.problems
    for name, content in outcome.files.items():
        if content is None:
            joined.entries[name] = None
            continue
        side = joined.sides.get(name, _NOWHERE)
        entry = Entry(_mode(side), "blob", blob_oid(repo, content))
        joined.entries[name] = entry
        if entry.oid not in joined.blobs:
            joined.fresh[entry.oid] = content


def _mode(side: Sides) -> str:
    modes = [entry.mode if entry else None for entry in (side.base, side.ours, side.theirs)]
    base, ours, theirs = modes
    chosen = theirs if ours == base else ours if theirs in (base, None) else max(ours or "", theirs)
    return chosen if chosen in (PLAIN, EXECUTABLE) else PLAIN


def _choose(joined: Joined, name: str) -> None:
    """Settle what no text merge can: a link, a submodule, a file that is too large."""
    side = joined.sides[name]
    if side.ours == side.theirs or side.base in (side.ours, side.theirs):
        joined.entries[name] = side.theirs if side.ours == side.base else side.ours
        return
    versions = sorted(
        (entry for entry in (side.ours, side.theirs) if entry), key=lambda one: (one.mode, one.oid)
    )
    joined.entries[name] = versions[-1]
    for other in versions[:-1]:
        beside = f"{name}~{other.oid[:8]}"
        joined.entries[beside] = other
        words = f"was changed on both sides; the other version is {beside}"
        joined.problems.append(Problem(name, words))


def _part_files_from_folders(joined: Joined) -> None:
    """Give a file another name where the other side has a folder of its name."""
    there = {name for name, entry in joined.entries.items() if entry}
    for name in sorted(there):
        parts = name.split("/")
        for place in ("/".join(parts[:end]) for end in range(1, len(parts))):
            entry = joined.entries.get(place)
            if place in there and entry is not None:
                beside = f"{place}~{entry.oid[:8]}"
                joined.entries[place], joined.entries[beside] = None, entry
                words = f"is a folder on one side and a file on the other; the file is now {beside}"
                joined.problems.append(Problem(place, words))


def new_entry(change: TreeChange) -> Entry | None:
    """What lies there after a change."""
    return _entry(change.new_mode, change.new_oid)


def old_entry(change: TreeChange | None) -> Entry | None:
    """What lay there before a change."""
    return _entry(change.old_mode, change.old_oid) if change else None


def _entry(mode: str, oid: str | None) -> Entry | None:
    return None if oid is None else Entry(mode, "commit" if mode == GITLINK else "blob", oid)


def _change(old: Entry | None, new: Entry | None) -> TreeChange:
    return TreeChange(
        old.oid if old else None,
        new.oid if new else None,
        old.mode if old else "000000",
        new.mode if new else "000000",
    )


def _is_file(entry: Entry) -> bool:
    return entry.mode in (PLAIN, EXECUTABLE)
