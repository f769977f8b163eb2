"""The verbs on people: a new one, their hours, when they are away, what time is kept free."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import isfinite
from typing import Any

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.ids import slug
from tuiwork.model.kinds import Kind
from tuiwork.model.person import HOURS_IN_A_WEEK, Absence, Person, Protected, absence_in, merged
from tuiwork.model.workspace import Workspace
from tuiwork.text.edit import compose
from tuiwork.verbs.editing import Edit, change_of, diary

Rows = list[Mapping[str, Any]]


def add_person(
    workspace: Workspace,
    actor: Actor,
    handle: str,
    name: str,
    *,
    hours: float | None = None,
    email: str | None = None,
    role: str | None = None,
) -> Change:
    """One more person, who goes by `handle`."""
    del actor
    if not name.strip():
        raise Refused("a person needs a name")
    if slug(handle) != handle:
        raise Refused(f"“{handle}” is no handle; expected one such as {slug(handle)}")
    if handle in workspace.people:
        raise Refused(f"there is a person “{handle}” already; take another handle")
    _check_hours(hours)
    fields: dict[str, object] = {"name": " ".join(name.split())}
    fields |= {"role": role} if role else {}
    fields |= {"emails": [email]} if email else {}
    fields |= {"hours": _plain(hours)} if hours is not None else {}
    person = Person(f"people/{handle}.md", Kind.PERSON, fields)
    text = compose(Kind.PERSON, fields)
    return Change(diary("Added", [person]), (FileChange(person.path, None, text),), (handle,))


def set_person(
    workspace: Workspace,
    actor: Actor,
    handle: str,
    *,
    name: str | None = None,
    role: str | None = None,
    email: str | None = None,
    hours: float | None = None,
    away: Absence | None = None,
    back: date | None = None,
    protect: Protected | None = None,
) -> Change:
    """A person with other hours, one more absence, or time of every week kept free.

    An absence that overlaps others becomes one with them, which a notice says. `back` takes away
    the absence that this day lies in. Protected time replaces that of the same name, 0 hours
    remove it. `email` is added to those that are there.
    """
    del actor
    person = workspace.find_person(handle)
    _check_hours(hours)
    fields: dict[str, object | None] = {}
    if name is not None:
        if not name.strip():
            raise Refused("a person needs a name")
        fields["name"] = " ".join(name.split())
    fields |= {"role": role or None} if role is not None else {}
    if email is not None and email.casefold() not in person.emails:
        fields["emails"] = [*person.names("emails"), email]
    fields |= {"hours": _plain(hours)} if hours is not None else {}
    notices: list[str] = []
    if away is not None or back is not None:
        rows = _rows(person, "absence")
        if back is not None:
            rows = _without(person, rows, back)
        if away is not None:
            rows = _with_absence(rows, away, notices)
        fields["absence"] = rows or None
    if protect is not None:
        rows = _with_protected(_rows(person, "protected"), protect)
        _check_protected(rows, person.hours if hours is None else hours)
        fields["protected"] = rows or None
    different = {key: value for key, value in fields.items() if person.value(key) != value}
    edits = [Edit(person, different)] if different else []
    return change_of(workspace, diary("Changed", [person]), edits, notices=notices)


def _check_hours(hours: float | None) -> None:
    if hours is not None and not (isfinite(hours) and 0 <= hours <= HOURS_IN_A_WEEK):
        raise Refused(f"{hours:g} hours a week; expected 0 to {HOURS_IN_A_WEEK}")


def _plain(hours: float) -> int | float:
    """A number as people write it: 37 and not 37.0."""
    return int(hours) if hours.is_integer() else hours


def _rows(person: Person, key: str) -> Rows:
    written = person.fields.get(key, [])
    if not isinstance(written, list) or not all(isinstance(row, dict) for row in written):
        raise Refused(f"{key} is no list of tables; mend it first", person.path)
    return list(written)


def _with_absence(rows: Rows, away: Absence, notices: list[str]) -> Rows:
    """The rows with one more, which takes up those it overlaps."""
    if away.last < away.first:
        raise Refused(f"the absence ends on {away.last}, before it begins on {away.first}")
    kept, whole = list(rows), away
    while touched := [row for row in kept if _overlaps(row, whole)]:
        kept = [row for row in kept if row not in touched]
        found = [one for one in map(absence_in, touched) if one is not None]
        [whole] = merged([*found, whole])
    if len(kept) < len(rows):
        notices.append(f"it overlaps an absence that was there; they are one now, {_span(whole)}")
    row: dict[str, Any] = {"from": whole.first, "to": whole.last}
    row |= {"what": whole.what} if whole.what else {}
    kept.append(row)
    return sorted(kept, key=_begin)


def _overlaps(row: Mapping[str, Any], other: Absence) -> bool:
    one = absence_in(row)
    return one is not None and one.first <= other.last and other.first <= one.last


def _begin(row: Mapping[str, Any]) -> tuple[bool, date]:
    one = absence_in(row)
    return (one is None, date.max if one is None else one.first)


def _without(person: Person, rows: Rows, back: date) -> Rows:
    day = Absence(back, back)
    kept = [row for row in rows if not _overlaps(row, day)]
    if len(kept) == len(rows):
        known = ", ".join(map(_span, person.absences)) or "none"
        raise Refused(f"“{person.title}” is not away on {back}; absences: {known}")
    return kept


def _span(absence: Absence) -> str:
    return f"{absence.first} to {absence.last}"


def _with_protected(rows: Rows, protect: Protected) -> Rows:
    if not 0 <= protect.hours <= HOURS_IN_A_WEEK:
        raise Refused(f"{protect.hours:g} hours a week are kept free; expected 0 to 168")
    kept = [row for row in rows if (row.get("what") or "") != protect.what]
    if protect.hours:
        row: dict[str, Any] = {"hours": _plain(protect.hours)}
        row |= {"what": protect.what} if protect.what else {}
        kept.append(row)
    elif len(kept) == len(rows):
        names = ", ".join(f"“{row.get('what') or ''}”" for row in rows) or "none"
        raise Refused(f"no time is kept free for “{protect.what}”; there is {names}")
    return kept


def _check_protected(rows: Rows, hours: float | None) -> None:
    kept = Person("people/x.md", Kind.PERSON, {"protected": rows}).protected
    total = sum(one.hours for one in kept)
    if hours is not None and total > hours:
        raise Refused(f"{total:g} hours kept free are more than the {hours:g} of the week")
