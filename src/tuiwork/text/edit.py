"""Editing a document's text: the lines of the keys that change, the log's end, the notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tuiwork.dataclass import replace
from tuiwork.model.fields import fields_of
from tuiwork.model.kinds import TOML_KINDS, Kind
from tuiwork.model.log import Entry
from tuiwork.text.front import (
    Front,
    Section,
    add_row,
    new_item,
    parse_front,
    set_key,
    set_table_key,
)
from tuiwork.text.log import show_entry
from tuiwork.text.source import FENCE, LOG_HEADING, Source, cut


def edit(
    path: str,
    text: str,
    fields: Mapping[str, object | None] | None = None,
    entries: Iterable[Entry] = (),
    notes: str | None = None,
) -> str:
    """A document's text with these keys set (None removes one), log entries added, notes replaced.

    A key with a dot is one of a table: `fields.phone`. Raises Malformed when the text cannot be
    read as a document.
    """
    source = cut(path, text)
    front = source.front
    if fields:
        parsed = parse_front(front)
        for key, value in fields.items():
            table, dot, name = key.partition(".")
            if dot:
                parsed = set_table_key(parsed, table, name, value, source.newline)
            else:
                parsed = set_key(parsed, key, value, source.newline)
        front = parsed.join()
    return edit_front(source, front, entries, notes)


def edit_front(
    source: Source, front: str, entries: Iterable[Entry] = (), notes: str | None = None
) -> str:
    """The text of a document whose front matter, log and notes are replaced like this."""
    if notes is not None:
        source = _with_notes(source, notes)
    return append_entries(replace(source, front=front), entries).join()


def append_entries(source: Source, entries: Iterable[Entry]) -> Source:
    """A document's parts with entries at the end of its log, which is begun where there is none."""
    newline = source.newline
    added = "".join(show_entry(entry).replace("\n", newline) + newline for entry in entries)
    if not added:
        return source
    notes, heading, log = source.notes, source.heading, source.log
    closing = source.closing if source.closing.endswith("\n") else source.closing + newline
    if not heading:
        gap = "" if not notes else newline * (2 - min(2, _newlines_at_end(notes)))
        notes, heading = (notes or newline) + gap, LOG_HEADING + newline
    if not heading.endswith("\n"):
        heading += newline
    if not log.strip():
        log = newline
    elif not log.endswith("\n"):
        log += newline
    return Source(source.opening, source.front, closing, notes, heading, log + added)


def _newlines_at_end(text: str) -> int:
    stripped = text.rstrip("\r\n")
    return text[len(stripped) :].count("\n")


def _with_notes(source: Source, notes: str) -> Source:
    """The parts with other notes, between the blank lines that stood around the old ones.

    The first notes get one blank line before them, and one behind them if a log follows.
    """
    old, newline = source.notes, _newline_of(source)
    body = notes.strip("\r\n")
    if newline is not None:
        body = body.replace("\r\n", "\n").replace("\n", newline)
    newline = newline or source.newline
    text = newline if source.heading else ""
    if body and old.strip("\r\n"):
        top, end = len(old) - len(old.lstrip("\r\n")), len(old.rstrip("\r\n"))
        text = old[:top] + body + old[end:]
    elif body:
        text = newline + body + newline + text
    return replace(source, notes=text)


def _newline_of(source: Source) -> str | None:
    """The newline that notes are written with, None where they mix both."""
    count, crlf = source.notes.count("\n"), source.notes.count("\r\n")
    if not count:
        return source.newline
    return {0: "\n", count: "\r\n"}.get(crlf)


def compose(
    kind: Kind, fields: Mapping[str, object], notes: str = "", entries: Iterable[Entry] = ()
) -> str:
    """The text of a new document, keys in the order of the field table, unknown ones after them.

    The kinds that are plain TOML have neither notes nor a log.
    """
    known = list(fields_of(kind))
    order = sorted(fields, key=lambda key: known.index(key) if key in known else len(known))
    front = Front(
        (
            Section(
                items=tuple(
                    new_item(key, fields[key]) for key in order if not _is_table(fields[key])
                )
            ),
        )
    )
    for key in order:
        if _is_table(fields[key]):
            front = _with_table(front, key, fields[key])
    if kind in TOML_KINDS:
        return front.join()
    source = Source(f"{FENCE}\n", front.join(), f"{FENCE}\n", "", "", "")
    if notes.strip():
        source = _with_notes(source, notes)
    return append_entries(source, entries).join()


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and all(isinstance(row, Mapping) for row in value)
    )


def _with_table(front: Front, key: str, value: object) -> Front:
    if isinstance(value, list):
        for row in value:
            front = add_row(front, key, row)
        return front
    assert isinstance(value, Mapping)
    for name, inner in value.items():
        front = set_table_key(front, key, name, inner)
    return front
