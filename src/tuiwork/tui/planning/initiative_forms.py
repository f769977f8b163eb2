"""The lines of forms about an initiative: its fields, what a question of a gate asks for, rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tuiwork.dataclass import dataclass
from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.fields import Field, Type, field_of, fields_of
from tuiwork.model.gates import Question
from tuiwork.model.initiative import READINESS, Initiative
from tuiwork.model.initiative_fields import row_fields
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace
from tuiwork.text.values import parse_value, show_value
from tuiwork.tui.task_form import blank_of
from tuiwork.tui.widgets.form import Form
from tuiwork.verbs.initiatives.editing import RowEdit
from tuiwork.verbs.initiatives.setting import set_initiative

ROWS = {"behaviours": "a behaviour", "groups": "a group", "needs": "hours that it needs"}
"""The tables whose rows people write down as they are."""
LEVELS = ("0", "1", "2", "3")

_NOT_HERE = ("stage", "outcome", "closed", "stops", "conflicts")
_FIRST = ("title", "owner", "why", "goals", "approach", "start", "end", "sponsor", "lead",
          "next_step", "next_step_owner", "next_step_due")  # fmt: skip
_INITIATIVE = (Kind.INITIATIVE,)
_OF_QUESTION = {
    "readiness": tuple(f"readiness.{name}" for name in READINESS),
    "next_step": ("next_step", "next_step_owner", "next_step_due"),
    "time": ("time_per_week", "resources"),
    "adoption": ("adoption_measure", "adoption_target", "effect_measure"),
    "source": ("adoption_source",),
}
"""What a question is answered by, where that is not the field of its name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One line: the field that reads it, and what is there. With a `table` it is part of a row: of
    the one called `row`, or of a new one."""

    key: str
    field: Field
    text: str = ""
    table: str = ""
    row: str = ""


def every_field(initiative: Initiative) -> list[Asked]:
    """All that is set by hand, the most used first; what a gate asks is among it."""
    known = fields_of(Kind.INITIATIVE)
    keys = [*_FIRST, *(key for key in known if key not in _FIRST)]
    plain = [
        key
        for key in keys
        if key not in _NOT_HERE and not known[key].fixed and known[key].type is not Type.TABLE
    ]
    levels = [f"readiness.{name}" for name in READINESS]
    return [one for key in (*plain, *levels) for one in asked_for(initiative, key)]


def asked_for(initiative: Initiative, key: str) -> Iterator[Asked]:
    """The lines that ask for what a gate calls by this key, such as `owner_after`,
    `readiness.time`, `behaviours` for a new row, or `groups.contact` for all that have none."""
    table, _, part = key.partition(".")
    if table == "readiness":
        level = initiative.readiness.get(part)
        label = f"{part.capitalize()}, 0 to 3"
        field = Field(key, _INITIATIVE, Type.CHOICE, label, choices=LEVELS)
        yield Asked(key, field, "" if level is None else str(level))
    elif not row_fields(table):
        known = field_of(Kind.INITIATIVE, key)
        assert known is not None
        yield Asked(key, known, show_value(known, initiative.fields.get(key)))
    elif part:
        yield from _missing(initiative, table, part)
    else:
        yield from new_row(table)


def answering(initiative: Initiative, question: Question) -> list[Asked]:
    """The lines that ask for exactly what is blank of a question; where nothing is, for all."""
    keys = question.blanks or _OF_QUESTION.get(question.key, (question.key,))
    return [one for key in keys for one in asked_for(initiative, key)]


def new_row(table: str) -> Iterator[Asked]:
    """The lines of a new row of a table."""
    for column in row_fields(table).values():
        yield Asked(f"{table}.{column.key}", column, table=table)


def _missing(initiative: Initiative, table: str, part: str) -> Iterator[Asked]:
    """A line for each row that lacks this part of it."""
    columns, field = row_fields(table), field_of(Kind.INITIATIVE, table)
    assert field is not None
    for row in initiative.tables(table):
        name = row.get(field.row_key)
        if isinstance(name, str) and not row.get(part):
            yield Asked(f"{table}.{part} {name}", columns[part], table=table, row=name)


def form_of(
    workspace: Workspace,
    actor: Actor,
    title: str,
    asked: Iterable[Asked],
    told: Mapping[str, str] | None = None,
    problem: str = "",
) -> Form:
    """A form with these lines; what was `told` before is there again."""
    known = told or {}
    blanks = []
    for one in asked:
        text = known.get(one.key, one.text)
        blank = blank_of(workspace, actor, one.field, text)._replace(key=one.key)
        blanks.append(blank._replace(label=one.row) if one.row else blank)
    return Form(title, blanks, problem, told=told)


def change_by_form(
    workspace: Workspace,
    actor: Actor,
    name: str,
    asked: Sequence[Asked],
    told: Mapping[str, str],
) -> Change:
    """What a form says of an initiative, as one Change; nothing where no line was touched."""
    known = {one.key: one for one in asked}
    lines = [(known[key], text.strip()) for key, text in told.items()]
    words = [f"{one.key}={text}" for one, text in lines if not one.table]
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for one, text in lines:
        if one.table and text:
            value = parse_value(workspace, one.field, text, actor.today, me=actor.handle)
            rows.setdefault((one.table, one.row), {})[one.field.key] = value
    edits = [_row(table, row, values) for (table, row), values in rows.items()]
    if not words and not edits:
        return Change("", ())
    return set_initiative(workspace, actor, name, words, edits)


def _row(table: str, row: str, values: Mapping[str, object]) -> RowEdit:
    field = field_of(Kind.INITIATIVE, table)
    assert field is not None
    named = ({field.row_key: row} if row else {}) | dict(values)
    if field.row_key not in named:
        label = row_fields(table)[field.row_key].label
        raise Refused(f"say {label.casefold()}: it tells this one from the others")
    return RowEdit(table, named)
