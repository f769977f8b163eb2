"""What differs between two versions of a document, field by field, as people would tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tuiwork.dataclass import dataclass
from tuiwork.model.attachment import is_attachment, size_words
from tuiwork.model.document import Document
from tuiwork.model.fields import fields_of
from tuiwork.model.task import Task
from tuiwork.text import toml
from tuiwork.text.document import read_document
from tuiwork.text.log import parse_log
from tuiwork.text.merging.blocks import ROW_KEY
from tuiwork.text.merging.conflicts import NOTES, PLACE, TABLE

LOG = "log"
TEXT = "text"
SIZE = "size"

Texts = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, with its value on either side; None is no value.

    Besides keys, dotted inside tables (`conflicts.owner` is the other value that is kept of it), a
    field is `place` (the list), `notes`, `log` (the entries
    that only one side has) or `text` (all of a file that cannot be read).
    """

    field: str
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class Differing:
    """One thing that two trees have in different versions: its file (`path`, where it is or was),
    its name and title, whether it was `added` or `removed`, and what differs."""

    path: str
    id: str
    title: str
    added: bool
    removed: bool
    differences: tuple[Difference, ...]


def differing(before: Texts, after: Texts) -> list[Differing]:
    """What differs between two trees, a task that moved being one thing."""
    old, new = (
        {path: _read(path, text) for path, text in tree.items()} for tree in (before, after)
    )
    came = {
        one.id: path for path, one in new.items() if isinstance(one, Task) and not old.get(path)
    }
    went = {
        came[one.id]: path
        for path, one in old.items()
        if isinstance(one, Task) and one.id in came and not new.get(path)
    }
    found = []
    for path in sorted({*before, *after} - {*went.values()}):
        was = went.get(path, path)
        texts = before.get(was), after.get(path)
        if texts[0] == texts[1] and was == path:
            continue
        found.append(_differing(path, texts, old.get(was), new.get(path)))
    return found


def _differing(
    path: str, texts: tuple[str | None, str | None], old: Document | None, new: Document | None
) -> Differing:
    known = new or old
    if is_attachment(path):
        return _attached(path, texts)
    unread = any(text is not None for text in texts) and known is None
    one_sided = (texts[0] is not None and old is None) or (texts[1] is not None and new is None)
    found = (Difference(TEXT, *texts),) if unread or one_sided else tuple(differences(old, new))
    return Differing(
        path,
        known.id if isinstance(known, Task) else known.slug if known else path,
        known.title if known else path,
        texts[0] is None,
        texts[1] is None,
        found,
    )


def _attached(path: str, texts: tuple[str | None, str | None]) -> Differing:
    """An attachment: nobody reads what is in it here, so it is told by its size."""
    sizes = [
        None if text is None else size_words(len(text.encode("utf-8", "surrogateescape")))
        for text in texts
    ]
    name = path.rpartition("/")[2]
    return Differing(
        path, path, name, texts[0] is None, texts[1] is None, (Difference(SIZE, *sizes),)
    )


def _read(path: str, text: str | None) -> Document | None:
    return None if text is None else read_document(path, text)[0]


def differences(before: Document | None, after: Document | None) -> Iterator[Difference]:
    """What differs between two versions of one document, the log last."""
    old, new = (dict(_values(one)) for one in (before, after))
    for key in {**old, **new}:
        if toml.canonical(old.get(key)) != toml.canonical(new.get(key)):
            yield Difference(key, old.get(key), new.get(key))
    places = [one.folder.removeprefix("spaces/") if one else None for one in (before, after)]
    if before and after and places[0] != places[1]:
        yield Difference(PLACE, *places)
    notes = [(one.notes or "").strip("\n") if one else "" for one in (before, after)]
    if notes[0] != notes[1]:
        yield Difference(NOTES, notes[0] or None, notes[1] or None)
    logs = [
        [item.raw for item in parse_log(one.log or "")] if one else [] for one in (before, after)
    ]
    gone, come = (
        "\n".join(one for one in logs[at] if one not in set(logs[1 - at])) for at in (0, 1)
    )
    if gone or come:
        yield Difference(LOG, gone or None, come or None)


def _values(document: Document | None) -> Iterator[tuple[str, Any]]:
    """Every value of the front matter under its key, dotted inside tables."""
    if document is None:
        return
    known = fields_of(document.kind)
    for key, value in document.fields.items():
        row_key = known[key].row_key if key in known else ""
        yield from _flat(key, value, row_key or ROW_KEY)


def _flat(key: str, value: Any, row_key: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _flat(f"{key}.{name}", one, row_key)
    elif isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        for number, row in enumerate(value, 1):
            if key == TABLE:
                yield f"{key}.{row.get('field', number)}", row.get("other")
                continue
            name = row.get(row_key, number)
            yield from _flat(f"{key}.{name}", row, row_key)
    else:
        yield key, value
