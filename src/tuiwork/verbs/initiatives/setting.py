"""Setting the fields of an initiative: keys of the table of fields, readiness, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from tuiwork.errors import Refused
from tuiwork.insight.initiatives.checking import RANGES
from tuiwork.insight.initiatives.rates import habit
from tuiwork.model.change import Actor, Change
from tuiwork.model.fields import APPROACHES, Field, field_of
from tuiwork.model.initiative import READINESS, Initiative
from tuiwork.model.initiative_fields import row_fields
from tuiwork.model.initiative_rows import number_of
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace
from tuiwork.text.values import parse_assignments, parse_value
from tuiwork.verbs.editing import change_of, diary, field_edit
from tuiwork.verbs.initiatives.editing import RowEdit, found, one_of, with_rows
from tuiwork.verbs.ordering import check_order
from tuiwork.verbs.tasks import assigned

MANY = 3
"""More keys than this are counted in the diary, not named."""

_WORD = re.compile(r"([^\W\d][\w.-]*?)(\+=|-=|=)(.*)", re.DOTALL)
_ELSEWHERE = {
    "stage": "`initiative advance`, which asks the gates",
    "outcome": "`initiative close`",
    "closed": "`initiative close`",
    "stops": "`initiative advance --stops`",
}


def set_initiative(
    workspace: Workspace,
    actor: Actor,
    name: str,
    words: Sequence[str],
    also: Sequence[RowEdit] = (),
) -> Change:
    """An initiative with fields set, cleared, added to or taken from, as `key=value` words say, and
    `also` these rows changed or added.

    `readiness.time=2` sets one level. `behaviours+="who=Technicians; what=Three photos"` adds a
    row, or changes the one of that name; a text without keys is its name: `groups+=Technicians`.
    """
    initiative = found(workspace, name)
    plain: list[str] = []
    fields: dict[str, object | None] = {}
    rows = list(also)
    for word in words:
        key, op, text = _split(word)
        field = field_of(Kind.INITIATIVE, key)
        if key in _ELSEWHERE:
            raise Refused(f"{key} is not set by hand; use {_ELSEWHERE[key]}")
        if key.partition(".")[0] == "readiness":
            fields |= _readiness(key, op, text)
        elif row_fields(key) and field is not None:
            rows.append(_row(workspace, actor, field, op, text))
        else:
            plain.append(
                f"approach={one_of(text, APPROACHES, key)}" if _is_approach(word) else word
            )
    assignments = parse_assignments(
        workspace, plain, actor.today, kind=Kind.INITIATIVE, me=actor.handle
    )
    fields |= assigned(initiative, assignments)
    _check(workspace, initiative, fields)
    keys = [*dict.fromkeys([*fields, *(row.table for row in rows)])]
    what = ", ".join(keys) if len(keys) <= MANY else f"{len(keys)} fields"
    edit = field_edit(workspace, actor, initiative, fields)
    notices = _habit(workspace, fields.get("approach"))
    message = diary(f"Set {what} of", [initiative])
    change = change_of(workspace, message, [edit], notices=notices)
    return with_rows(change, initiative, rows)


def _habit(workspace: Workspace, approach: object) -> list[str]:
    """A hint where an approach is taken to nearly everything already."""
    usual = habit(workspace.initiatives.values())
    if usual is None or usual.approach != approach:
        return []
    return [f"{usual.words} already; would another approach fit better?"]


def _split(word: str) -> tuple[str, str, str]:
    match = _WORD.fullmatch(word.strip())
    if match is None:
        raise Refused(f"“{word}” is no assignment; expected key=value, key=, or key+=value")
    return match[1].casefold(), match[2], match[3].strip()


def _is_approach(word: str) -> bool:
    key, op, text = _split(word)
    return key == "approach" and op == "=" and bool(text)


def _readiness(key: str, op: str, text: str) -> Mapping[str, object | None]:
    name = key.partition(".")[2]
    if not name or op != "=":
        raise Refused(f"write readiness.{READINESS[0]}=2; there are {', '.join(READINESS)}")
    name = one_of(name, READINESS, "readiness")
    if text not in ("", "0", "1", "2", "3"):
        raise Refused(f"readiness.{name} is “{text}”; expected 0 to 3")
    return {f"readiness.{name}": int(text) if text else None}


def _row(workspace: Workspace, actor: Actor, field: Field, op: str, text: str) -> RowEdit:
    known = row_fields(field.key)
    if op != "+=" or not text:
        example = f'{field.key}+="{field.row_key}=…; {[*known][-1]}=…"'
        raise Refused(f"rows of {field.key} are added like this: {example}")
    values: dict[str, object] = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        key, equals, words = part.partition("=")
        if not equals:
            key, words = field.row_key, part
        column = known.get(key.strip().casefold())
        if column is None:
            raise Refused(f"{field.key} has no “{key.strip()}”; there are {', '.join(known)}")
        values[column.key] = parse_value(workspace, column, words, actor.today, me=actor.handle)
    if field.row_key not in values:
        raise Refused(f"a row of {field.key} needs {field.row_key}=…")
    return RowEdit(field.key, values)


def _check(
    workspace: Workspace, initiative: Initiative, fields: Mapping[str, object | None]
) -> None:
    """Refuse what an initiative cannot be."""
    title = fields.get("title", "fine")
    if not (isinstance(title, str) and title.strip()):
        raise Refused("an initiative needs a title")
    for key, (least, most) in RANGES.items():
        value = number_of(fields.get(key))
        if value is not None and not least <= value <= most:
            raise Refused(f"{key} is {value:g}; expected {least:g} to {most:g}")
    start = fields.get("start", initiative.start)
    end = fields.get("end", initiative.end)
    if isinstance(start, date) and isinstance(end, date) and _day(end) < _day(start):
        raise Refused(f"it would end on {_day(end)}, before it starts on {_day(start)}")
    after = fields.get("after")
    for other in after if isinstance(after, list) else ():
        check_order(workspace, initiative.slug, str(other))


def _day(moment: date) -> date:
    return date(moment.year, moment.month, moment.day)
