"""The one merge: three whole texts of a document in, one text and what it could not decide out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tuiwork.dataclass import dataclass, replace
from tuiwork.model.fields import fields_of
from tuiwork.model.kinds import kind_of
from tuiwork.text import toml
from tuiwork.text.document import read_document
from tuiwork.text.front import Front, Section, parse_front
from tuiwork.text.merging.blocks import addressed
from tuiwork.text.merging.conflicts import (
    DELETED,
    NOTES,
    PLACE,
    TABLE,
    Conflict,
    merge_records,
    split_records,
)
from tuiwork.text.merging.diff3 import merge_lines
from tuiwork.text.merging.fields import merge_front
from tuiwork.text.merging.items import homeless
from tuiwork.text.merging.judge import Judge
from tuiwork.text.merging.logs import merge_log, new_entries
from tuiwork.text.merging.order import pick
from tuiwork.text.merging.spreading import spread, spread_alike
from tuiwork.text.source import BOM, Malformed, Source, cut, lines_of


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome: the text (None: no such document) and the conflicts that arose.

    `apart` says that the two texts cannot be made one, because one cannot be read or the result
    could not; both have to be kept, and `text` is None.
    """

    text: str | None
    conflicts: tuple[Conflict, ...] = ()
    apart: bool = False


def merge(path: str, base: str | None, ours: str | None, theirs: str | None) -> Merged:
    """Put together what both sides did to one document since `base`; None is no document.

    Swapping the sides gives the same bytes. Never raises on what users wrote.
    """
    if ours == theirs or theirs == base:
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    if ours is None or theirs is None:
        return _returned(path, ours or theirs or "")
    try:
        sides = _read_base(path, base), _read(path, ours), _read(path, theirs)
        text, conflicts = _merge_parts(path, *sides)
    except Malformed:
        return Merged(None, apart=True)
    if read_document(path, text)[0] is None:
        return Merged(None, apart=True)
    return Merged(text, conflicts)


def _returned(path: str, text: str) -> Merged:
    """A document that one side changed and the other removed: it stays, and says so."""
    conflict = Conflict(path, DELETED)
    return Merged(record_conflict(path, text, conflict), (conflict,))


def record_conflict(path: str, text: str, conflict: Conflict) -> str:
    """A document's text with one more kept value; as it is where that cannot be."""
    try:
        parts = _read(path, text)
    except Malformed:
        return text
    front, rows = split_records(parts.front)
    values = {PLACE: conflict.kept} if conflict.field == PLACE else {}
    records = merge_records((), rows, rows, [conflict], values)
    recorded = replace(parts, front=_with_records(front, records)).join()
    return text if read_document(path, recorded)[0] is None else recorded


@dataclass(frozen=True, slots=True)
class _Parts:
    """A document in parts whose newlines are LF; the last three say how its text was written."""

    source: Source
    front: Front
    bom: bool = False
    crlf: bool = False
    ended: bool = True

    def join(self) -> str:
        """The whole text, written as it was."""
        text = replace(self.source, front=self.front.join()).join()
        if not self.ended:
            text = text.removesuffix("\n")
        if self.crlf:
            text = text.replace("\n", "\r\n")
        return BOM + text if self.bom else text


_NOTHING = _Parts(Source("", "", "", "", "", ""), Front())


def _read(path: str, text: str) -> _Parts:
    """The parts of a text. Raises Malformed."""
    plain = text.removeprefix(BOM)
    crlf = "\n" in plain and plain.count("\n") == plain.count("\r\n")
    plain = plain.replace("\r\n", "\n") if crlf else plain
    ended = not plain or plain.endswith("\n")
    source = cut(path, plain if ended else plain + "\n")
    front = spread(parse_front(source.front), TABLE)
    return _Parts(source, front, text.startswith(BOM), crlf, ended)


def _read_base(path: str, text: str | None) -> _Parts:
    """The same of the base, which counts as empty where there is none or it cannot be read."""
    try:
        return _NOTHING if text is None else _read(path, text)
    except Malformed:
        return _NOTHING


def _merge_parts(path: str, b: _Parts, o: _Parts, t: _Parts) -> tuple[str, tuple[Conflict, ...]]:
    kind = kind_of(path)
    known = fields_of(kind) if kind else {}
    logs = b.source.log, o.source.log, t.source.log
    judge = Judge(path, new_entries(logs[0], logs[1]), new_entries(logs[0], logs[2]))
    fronts = spread_alike((b.front, o.front, t.front), known)
    (base, old_rows), (ours, our_rows), (theirs, their_rows) = map(split_records, fronts)
    front = merge_front(base, ours, theirs, known, judge)
    source = _merge_bodies(b.source, o.source, t.source, judge)
    found = sorted(judge.found, key=lambda one: (one.field, toml.canonical(one.other)))
    values: dict[str, Any] = {}
    for prefix, section in addressed(front, known):
        values[prefix.removesuffix(".")] = section.values
        values |= {prefix + item.key: item.value for item in section.items}
    records = merge_records(old_rows, our_rows, their_rows, found, values)
    merged = _Parts(
        source,
        _with_comments(_with_records(front, records), fronts),
        pick(b.bom, o.bom, t.bom),
        pick(b.crlf, o.crlf, t.crlf),
        pick(b.ended, o.ended, t.ended),
    )
    return merged.join(), tuple(found)


def _with_records(front: Front, records: Iterable[Section]) -> Front:
    return Front((*front.sections, *records), front.tail)


def _with_comments(front: Front, fronts: Iterable[Front]) -> Front:
    """Front matter with the comments that lost their place, at its end."""
    base, ours, theirs = (one.join() for one in fronts)
    if "#" not in ours + theirs:
        return front
    return Front(front.sections, front.tail + homeless(front.join(), base, ours, theirs))


def _merge_bodies(b: Source, o: Source, t: Source, judge: Judge) -> Source:
    """Everything around the front matter: fences, notes and log."""
    log = merge_log(b.log, o.log, t.log)
    heading = pick(b.heading, o.heading, t.heading)
    if log.strip() and not heading:
        heading = o.heading or t.heading
    (b_top, b_core, b_end), (o_top, o_core, o_end), (t_top, t_core, t_end) = (
        _cut_notes(side.notes) for side in (b, o, t)
    )
    core = _merge_notes(b_core, o_core, t_core, judge)
    top, end = pick(b_top, o_top, t_top), pick(b_end, o_end, t_end)
    return Source(
        opening=pick(b.opening, o.opening, t.opening),
        front="",
        closing=pick(b.closing, o.closing, t.closing),
        notes=top + "".join(core) + end if core else end or top,
        heading=heading,
        log=log,
    )


def _cut_notes(notes: str) -> tuple[str, list[str], str]:
    """The blank lines that notes begin with, the lines of their text, the blank lines after it."""
    lines = lines_of(notes)
    filled = [at for at, line in enumerate(lines) if line.strip()]
    if not filled:
        return "", [], notes
    first, last = filled[0], filled[-1] + 1
    return "".join(lines[:first]), lines[first:last], "".join(lines[last:])


def _merge_notes(base: list[str], ours: list[str], theirs: list[str], judge: Judge) -> list[str]:
    merged, clashes = merge_lines(base, ours, theirs, judge.newer(NOTES))
    for clash in clashes:
        base_text, kept, other = (
            "".join(lines).removesuffix("\n") for lines in (clash.base, clash.kept, clash.other)
        )
        judge.found.append(Conflict(judge.path, NOTES, base_text, kept, other))
    return merged
