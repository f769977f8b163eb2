"""What tuiwork.toml says: names, calendar, workflows, thresholds, custom fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tuiwork.errors import Problem
from tuiwork.model.kinds import SETTINGS_PATH
from tuiwork.model.workflow import DEFAULT, Workflow, read_workflow

FORMAT = 1
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working week: which days (0 is Monday) and how many hours each."""

    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    hours_per_day: float = 8.0


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
    problems: list[Problem] = []

    def complain(key: str, message: str) -> None:
        problems.append(Problem(SETTINGS_PATH, message, key=key))

    def expect(key: str, kind: type[Any], default: Any, words: str) -> Any:
        value = fields.get(key, default)
        if isinstance(value, kind) and not isinstance(value, bool):
            return value
        complain(key, f"{key} is {value!r}; expected {words}")
        return default

    workflows: dict[str, Workflow] = {"default": DEFAULT}
    for name, table in _tables(fields.get("workflow")).items():
        workflows[name], complaints = read_workflow(name, table)
        for complaint in complaints:
            complain(f"workflow.{name}", complaint)
    languages = [
        one
        for one in expect("languages", list, ["en"], "a list of language codes")
        if isinstance(one, str)
    ]
    settings = Settings(
        name=expect("name", str, "Workspace", "text"),
        format=expect("format", int, FORMAT, "a whole number"),
        timezone=fields["timezone"] if isinstance(fields.get("timezone"), str) else None,
        languages=tuple(languages) or ("en",),
        period=expect("period", str, "quarter", "text"),
        calendar=_read_calendar(fields.get("calendar")),
        workflows=workflows,
        thresholds={
            key: float(value)
            for key, value in _table(fields.get("thresholds")).items()
            if isinstance(value, (int, float)) and not isinstance(value, bool)
        },
        custom=_tables(fields.get("fields")),
    )
    return settings, problems


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _tables(value: object) -> dict[str, Mapping[str, Any]]:
    return {key: table for key, table in _table(value).items() if isinstance(table, dict)}


def _read_calendar(value: object) -> Calendar:
    table = _table(value)
    written = table.get("days")
    names = written if isinstance(written, list) else []
    days = tuple(sorted({DAYS.index(name) for name in names if name in DAYS}))
    hours = table.get("hours_per_day")
    usable = isinstance(hours, (int, float)) and not isinstance(hours, bool) and 0 < hours <= 24
    return Calendar(
        days=days or Calendar().days,
        hours_per_day=float(hours) if usable and hours is not None else Calendar().hours_per_day,
    )
