"""Kept values: what a merge could not decide, in `[[conflicts]]` rows until somebody chooses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tuiwork.dataclass import dataclass
from tuiwork.model.document import Document
from tuiwork.model.fields import field_of
from tuiwork.model.workspace import Workspace
from tuiwork.text import toml
from tuiwork.text.front import Front, Item, Section, new_item
from tuiwork.text.merging.blocks import ROW_KEY, row_name
from tuiwork.text.source import Malformed

TABLE = "conflicts"
NOTES = "notes"
PLACE = "place"
DELETED = "deleted"
WHOLE = "file"

MOST = 50
"""How many conflicts a document keeps."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values for one field: `kept` is shown, `other` waits for somebody to choose it or not.

    `field` is a key, dotted inside tables (`fields.phone`, `key_results.calls.target`), or `notes`
    (a stretch of them), `place` (the list), `deleted` (the other side removed the document) or
    `file` (both texts are kept in files: `kept` and `other` are paths). None is no value. `by` and
    `at` say who set the other value and when, where the log tells.
    """

    path: str
    field: str
    base: Any = None
    kept: Any = None
    other: Any = None
    by: str | None = None
    at: datetime | None = None


def conflicts_in(document: Document) -> list[Conflict]:
    """The kept values of a document, in the order written. Rows that say nothing are left out.

    `kept` is what the field holds now; of notes, what stood there when the conflict arose.
    """
    return [
        Conflict(
            document.path,
            row["field"],
            row.get("base"),
            row.get("kept") if row["field"] == NOTES else value_of(document, row["field"]),
            row.get("other"),
            row["by"] if isinstance(row.get("by"), str) else None,
            row["at"] if isinstance(row.get("at"), datetime) else None,
        )
        for row in document.tables(TABLE)
        if isinstance(row.get("field"), str)
    ]


def value_of(document: Document, name: str) -> Any:
    """What a field of a conflict holds in a document; all notes for `notes`."""
    if name == NOTES:
        return document.notes
    if name == PLACE:
        return document.folder.removeprefix("spaces/")
    try:
        parts = toml.key_parts(name)
    except Malformed:
        return None
    field = field_of(document.kind, parts[0])
    value: Any = document.fields
    for part in parts:
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, list):
            key = (field and field.row_key) or ROW_KEY
            rows = (
                row for row in value if isinstance(row, Mapping) and row_name(row.get(key)) == part
            )
            value = next(rows, None)
        else:
            return None
    return value


def split_records(front: Front) -> tuple[Front, list[Section]]:
    """Front matter without its rows of kept values, and these rows."""
    rows = [one for one in front.sections if one.name == TABLE and one.is_row]
    rest = tuple(one for one in front.sections if not (one.name == TABLE and one.is_row))
    return Front(rest, front.tail), rows


def record_of(conflict: Conflict) -> Section:
    """The row that keeps a conflict. A field's kept value is the field's own; notes repeat it."""
    kept = conflict.kept if conflict.field == NOTES else None
    values = [
        ("field", conflict.field), ("base", conflict.base), ("kept", kept),
        ("other", conflict.other), ("by", conflict.by), ("at", conflict.at),
    ]  # fmt: skip
    items = tuple(_item(key, value) for key, value in values if value is not None)
    return Section(TABLE, f"\n[[{TABLE}]]\n", is_row=True, items=items)


def _item(key: str, value: Any) -> Item:
    if isinstance(value, str) and "\n" in value:
        return Item(key, "", f"{key} = {toml.show_block(value)}\n", value)
    return new_item(key, value)


def merge_records(
    base: Sequence[Section],
    ours: Sequence[Section],
    theirs: Sequence[Section],
    new: Iterable[Conflict],
    values: Mapping[str, Any],
) -> tuple[Section, ...]:
    """The rows of both sides less those one of them removed, with the new ones, each once, sorted.

    Rows whose other value is what the field (of `values`, by address) holds by now are dropped, and
    of more than MOST the oldest: these are in the history.
    """
    b, o, t = _by_identity(base), _by_identity(ours), _by_identity(theirs)
    alive = (o.keys() & t.keys()) | (o.keys() - b.keys()) | (t.keys() - b.keys())
    rows = {key: _newer(b.get(key), o.get(key), t.get(key)) for key in alive}
    for conflict in new:
        rows = {key: _passed_on(row, conflict) for key, row in rows.items()}
        row = record_of(conflict)
        key = _identity(row)
        rows[key] = max(row, rows.get(key, row), key=_rank)
    open_ = [key for key in rows if not _is_settled(rows[key], values)]
    newest = sorted(open_, key=lambda key: (_rank(rows[key]), key))[-MOST:]
    return tuple(rows[key] for key in sorted(newest))


def _newer(base: Section | None, ours: Section | None, theirs: Section | None) -> Section:
    """The row of the side that changed it, the greater one where both did."""
    changed = [row for row in (ours, theirs) if row is not None and row != base]
    return max(changed or [row for row in (ours, theirs) if row is not None], key=_rank)


def _by_identity(rows: Iterable[Section]) -> dict[tuple[str, ...], Section]:
    found: dict[tuple[str, ...], Section] = {}
    for row in rows:
        key = _identity(row)
        found[key] = max(row, found.get(key, row), key=_rank)
    return found


def _identity(row: Section) -> tuple[str, ...]:
    return tuple(toml.canonical(row.get(key)) for key in ("field", "base", "other"))


def _rank(row: Section) -> tuple[str, ...]:
    texts = (toml.canonical(row.get(key)) for key in ("at", "by"))
    return (*texts, row.header, *(item.raw for item in row.items))


def _passed_on(row: Section, conflict: Conflict) -> Section:
    """A row of notes whose kept text a new conflict has displaced, with the text now kept."""
    displaced = row.get("field") == conflict.field == NOTES and row.get("kept") == conflict.other
    if not displaced:
        return row
    items = tuple(
        _item("kept", conflict.kept) if item.key == "kept" else item for item in row.items
    )
    return Section(row.name, row.header, is_row=True, items=items)


def _is_settled(row: Section, values: Mapping[str, Any]) -> bool:
    name, other = row.get("field"), row.get("other")
    if name == NOTES:
        return (row.get("kept") or "") == (other or "")
    if name == DELETED:
        return False
    now = values.get(name) if isinstance(name, str) else None
    return toml.canonical(now) == toml.canonical(other)


def kept_values(workspace: Workspace) -> list[Conflict]:
    """What waits for somebody to choose, in the order of the paths."""
    found = [one for one in workspace.documents.values() if one.fields.get("conflicts")]
    return [
        conflict
        for one in sorted(found, key=lambda one: one.path)
        for conflict in conflicts_in(one)
    ]
