"""What tuiwork.toml says: names, calendar, workflows, thresholds, custom fields."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

from tuiwork.dataclass import dataclass, field
from tuiwork.errors import Problem
from tuiwork.model.attachment import MOST_MB, USUAL_MB
from tuiwork.model.kinds import SETTINGS_PATH
from tuiwork.model.workflow import DEFAULT, Workflow, read_workflow

FORMAT = 1
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_Types = type[Any] | tuple[type[Any], ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working week: which days (0 is Monday) and how many hours each.

    `default_estimate` is what a task without an estimate is taken to need.
    """

    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    hours_per_day: float = 8.0
    default_estimate: str = "4h"


@dataclass(frozen=True, slots=True)
class Settings:
    """The workspace's own settings, with a default for everything."""

    name: str = "Workspace"
    format: int = FORMAT
    timezone: str | None = None
    languages: tuple[str, ...] = ("en",)
    period: str = "quarter"
    calendar: Calendar = field(default_factory=Calendar)
    workflows: Mapping[str, Workflow] = field(default_factory=lambda: {"default": DEFAULT})
    thresholds: Mapping[str, float] = field(default_factory=dict)
    custom: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    gates: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    approaches: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    max_running: int | None = None
    attachment_mb: float = USUAL_MB

    @property
    def newer(self) -> bool:
        """Whether the workspace was written by a newer program than this one."""
        return self.format > FORMAT

    def workflow(self, name: str | None) -> Workflow:
        """The workflow of that name, else the default one."""
        found = self.workflows.get(name or "default")
        return found or self.workflows.get("default", DEFAULT)


def read_settings(fields: Mapping[str, Any]) -> tuple[Settings, list[Problem]]:
    """Settings from the front matter of tuiwork.toml, and the problems found in it."""
    reader = _Reader(fields)
    languages = reader.value("languages", list, [], "a list of language codes")
    name = fields.get("name")
    settings = Settings(
        name=name if isinstance(name, str) else "Workspace",
        format=reader.value("format", int, FORMAT, "a whole number"),
        timezone=reader.value("timezone", str, None, 'text such as "Europe/Copenhagen"'),
        languages=tuple(one for one in languages if isinstance(one, str)) or ("en",),
        period=reader.value("period", str, "quarter", "quarter, month, half or year"),
        calendar=_read_calendar(reader),
        workflows=_read_workflows(reader),
        thresholds={
            key: float(value)
            for key, value in reader.entries("thresholds", (int, float), "a number").items()
        },
        custom=reader.entries("fields", dict, "a table with a type"),
        gates=reader.entries("gate", dict, "a table of questions"),
        approaches=reader.entries("approach", dict, "a table of notes"),
        max_running=_read_max_running(reader),
        attachment_mb=_read_limit(reader),
    )
    return settings, reader.problems


class _Reader:
    """Takes values of the right type out of the settings and notes the others."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self.fields = fields
        self.problems: list[Problem] = []

    def complain(self, key: str, message: str) -> None:
        self.problems.append(Problem(SETTINGS_PATH, message, key=key))

    def value(self, key: str, types: _Types, default: Any, words: str) -> Any:
        """The value of a key; the default where there is none, or a wrong one."""
        return self.checked(key, self.fields.get(key), types, default, words)

    def entries(self, table: str, types: _Types, words: str) -> dict[str, Any]:
        """The values of the right type in a table."""
        written = self.value(table, dict, {}, "a table")
        return {
            name: value
            for name, each in written.items()
            if (value := self.checked(f"{table}.{name}", each, types, None, words)) is not None
        }

    def checked(self, key: str, value: Any, types: _Types, default: Any, words: str) -> Any:
        """The value if it is of the right type; else the default, with a problem."""
        if value is None:
            return default
        finite = not isinstance(value, float) or isfinite(value)
        if isinstance(value, types) and finite and not isinstance(value, bool):
            return value
        self.complain(key, f"{key} is {value!r}; expected {words}")
        return default


def _read_workflows(reader: _Reader) -> dict[str, Workflow]:
    workflows = {"default": DEFAULT}
    for name, table in reader.entries("workflow", dict, "a table with statuses").items():
        workflows[name], complaints = read_workflow(name, table)
        for complaint in complaints:
            reader.complain(f"workflow.{name}", complaint)
    return workflows


def _read_max_running(reader: _Reader) -> int | None:
    table = reader.value("initiatives", dict, {}, "a table")
    key, words = "initiatives.max_running", "a whole number above 0"
    most: int | None = reader.checked(key, table.get("max_running"), int, None, words)
    if most is None or most > 0:
        return most
    reader.complain(key, f"{key} is {most}; expected {words}")
    return None


def _read_limit(reader: _Reader) -> float:
    """The megabytes that an attachment may have."""
    key, words = "attachments.limit_mb", f"a number above 0, at most {MOST_MB}"
    table = reader.value("attachments", dict, {}, "a table")
    limit = reader.checked(key, table.get("limit_mb"), (int, float), USUAL_MB, words)
    if not 0 < limit <= MOST_MB:
        reader.complain(key, f"{key} is {limit}; expected {words}")
        return USUAL_MB
    return float(limit)


def _read_calendar(reader: _Reader) -> Calendar:
    table = reader.value("calendar", dict, {}, "a table")
    key = "calendar.days"
    names = reader.checked(key, table.get("days"), list, [], "a list of days")
    unknown = [name for name in names if name not in DAYS]
    if unknown:
        reader.complain(key, f"{key} has {unknown[0]!r}; expected {', '.join(DAYS)}")
    days = tuple(sorted({DAYS.index(name) for name in names if name in DAYS}))
    key, words = "calendar.hours_per_day", "a number above 0, at most 24"
    hours = reader.checked(key, table.get("hours_per_day"), (int, float), None, words)
    if hours is not None and not 0 < hours <= 24:
        reader.complain(key, f"{key} is {hours}; expected {words}")
        hours = None
    plain = Calendar()
    key, words = "calendar.default_estimate", 'a duration such as "4h"'
    estimate = reader.checked(
        key, table.get("default_estimate"), str, plain.default_estimate, words
    )
    return Calendar(days or plain.days, float(hours or plain.hours_per_day), estimate)
