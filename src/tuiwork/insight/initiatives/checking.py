"""What is wrong inside initiatives, and in what tuiwork.toml says of gates and approaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tuiwork.errors import Problem
from tuiwork.model.document import Document
from tuiwork.model.fields import APPROACHES, Field, fields_of
from tuiwork.model.gates import DECISION, PILOT, question_keys
from tuiwork.model.initiative import READINESS, Initiative
from tuiwork.model.initiative_fields import row_fields
from tuiwork.model.initiative_rows import number_of
from tuiwork.model.kinds import SETTINGS_PATH, Kind
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import expected
from tuiwork.text.toml import show

RANGES = {
    "confidence": (0.0, 100.0),
    "next_step_visible_result": (1.0, 3.0),
    "next_step_effort": (1.0, 3.0),
    "adoption_target": (0.0, 1e9),
}
"""The least and the most of the numbers that have such; what lies outside reads as nothing."""


def initiative_problems(workspace: Workspace, initiative: Initiative) -> Iterator[Problem]:
    """What is wrong with an initiative's rows and numbers."""
    path = initiative.path
    for key, (least, most) in RANGES.items():
        value = initiative.number(key)
        if value is not None and not least <= value <= most:
            yield Problem(path, f"{key} is {value:g}; expected {least:g} to {most:g}", key=key)
    readiness = initiative.fields.get("readiness")
    for name, level in readiness.items() if isinstance(readiness, Mapping) else ():
        if name not in READINESS:
            message = f"readiness has no “{name}”; there are {', '.join(READINESS)}"
            yield Problem(path, message, key="readiness")
        elif name not in initiative.readiness:
            message = f"readiness.{name} is {show(level)}; expected 0 to 3"
            yield Problem(path, message, key="readiness")
    for field in fields_of(Kind.INITIATIVE).values():
        for number, row in enumerate(initiative.tables(field.key), 1):
            yield from _row_problems(workspace, path, field, row, number)
    for row in initiative.tables("checkins"):
        yield from _counted(path, row, "using", "expected")
        yield from _counted(path, row, "faster", "cases")


def _row_problems(
    workspace: Workspace, path: str, field: Field, row: Mapping[str, object], number: int
) -> Iterator[Problem]:
    known = row_fields(field.key)
    if known and field.row_key not in row:
        message = f"row {number} of {field.key} has no {field.row_key}"
        yield Problem(path, message, key=field.key)
    for key, value in row.items():
        column = known.get(key)
        words = expected(column, value) if column else None
        if words:
            message = f"{field.key}.{key} is {show(value)[:80]}; expected {words}"
            yield Problem(path, message, key=field.key)
        elif column is not None and column.names is Kind.PERSON:
            for name in value if isinstance(value, list) else [value]:
                if name and name not in workspace.people:
                    message = f"{field.key}.{key} names the person “{name}”, which does not exist"
                    yield Problem(path, message, key=field.key)


def _counted(path: str, row: Mapping[str, object], part: str, whole: str) -> Iterator[Problem]:
    some, every = number_of(row.get(part)), number_of(row.get(whole))
    if some is not None and every is not None and some > every:
        message = f"a check-in of {row.get('date')} has {some:g} {part} of {every:g} {whole}"
        yield Problem(path, f"{message}; it is not counted", key="checkins")


def settings_problems(settings: Document) -> Iterator[Problem]:
    """Questions that no gate asks, and approaches that there are not."""
    for name, questions in _tables(settings, "gate"):
        known = question_keys(name)
        if not known:
            message = f"there is no gate “{name}”; there are {DECISION}, {PILOT}, preflight"
            yield Problem(SETTINGS_PATH, message, key=name)
        for key in questions:
            if known and key not in known:
                message = f"the gate {name} has no question “{key}”; there are {', '.join(known)}"
                yield Problem(SETTINGS_PATH, message, key=key)
    for name, _ in _tables(settings, "approach"):
        if name not in APPROACHES:
            message = f"there is no approach “{name}”; there are {', '.join(APPROACHES)}"
            yield Problem(SETTINGS_PATH, message, key=name)


def _tables(settings: Document, key: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    written = settings.fields.get(key)
    for name, table in written.items() if isinstance(written, Mapping) else ():
        if isinstance(table, Mapping):
            yield name, table
