"""What the verbs on initiatives share: finding one, words that are one of a few, rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC

from tuiwork.dataclass import dataclass, replace
from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.fields import field_of
from tuiwork.model.initiative import Initiative
from tuiwork.model.kinds import Kind
from tuiwork.model.log import Entry
from tuiwork.model.workspace import Workspace
from tuiwork.text.edit import edit_front
from tuiwork.text.front import Front, add_row, parse_front, set_row_key
from tuiwork.text.source import Malformed, cut
from tuiwork.verbs.editing import Edit, change_of


@dataclass(frozen=True, slots=True)
class RowEdit:
    """A row of a table with these values: the one that its key names, or a new one."""

    table: str
    values: Mapping[str, object]


def found(workspace: Workspace, name: str) -> Initiative:
    """The initiative that a name, or the beginning of one, means."""
    return workspace.initiatives[workspace.find_named(Kind.INITIATIVE, name)]


def one_of(word: str, known: Sequence[str], what: str) -> str:
    """The one of a few words that this one is or begins. Raises Refused, which lists them all."""
    wanted = word.strip().casefold()
    fitting = [one for one in known if wanted and one.startswith(wanted)]
    if wanted in known or len(fitting) == 1:
        return wanted if wanted in known else fitting[0]
    raise Refused(f"there is no {what} “{word}”; there are {', '.join(known)}")


def entry(actor: Actor, event: str, details: str = "") -> Entry:
    """A log entry of now."""
    return Entry(actor.now.astimezone(UTC), actor.handle, event, details)


def recorded(
    workspace: Workspace,
    initiative: Initiative,
    message: str,
    rows: Iterable[RowEdit],
    entries: Sequence[Entry] = (),
    notices: Sequence[str] = (),
) -> Change:
    """The Change that writes rows, and entries, into an initiative."""
    change = change_of(workspace, message, [Edit(initiative, entries=entries)], notices=notices)
    return with_rows(change, initiative, rows)


def with_rows(change: Change, initiative: Initiative, rows: Iterable[RowEdit]) -> Change:
    """A Change of an initiative that also writes these rows. Raises Refused where it cannot."""
    files = []
    for file in change.files:
        if file.path == initiative.path and file.after is not None:
            file = replace(file, after=_with_rows(file.path, file.after, rows))
        files.append(file)
    return replace(change, files=tuple(files))


def _with_rows(path: str, text: str, rows: Iterable[RowEdit]) -> str:
    try:
        source = cut(path, text)
        front = parse_front(source.front)
        for row in rows:
            front = _with_row(front, row, source.newline)
        return edit_front(source, front.join())
    except Malformed as error:
        raise Refused(f"{path} {error.message}; mend it first", path, error.line) from None


def _with_row(front: Front, row: RowEdit, newline: str) -> Front:
    field = field_of(Kind.INITIATIVE, row.table)
    assert field is not None
    name = (field.row_key, row.values[field.row_key])
    try:
        for key, value in row.values.items():
            front = set_row_key(front, row.table, name, key, value, newline)
        return front
    except Malformed:
        return add_row(front, row.table, row.values, newline)
