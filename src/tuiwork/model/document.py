"""The one shape of everything on disk: a Document is front matter, notes and a log at a path."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from math import isfinite
from typing import Any

from tuiwork.dataclass import dataclass
from tuiwork.model.kinds import Kind

Moment = date | datetime


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read. `fields` holds the front matter as TOML values, also wrong or unknown ones.

    The typed readers below answer None (or nothing) for a value of the wrong type, so that one bad
    value never stops a view. `notes` and `log` are None when only the front matter was loaded.
    """

    path: str
    kind: Kind
    fields: Mapping[str, Any]
    notes: str | None = None
    log: str | None = None

    @property
    def slug(self) -> str:
        """The name others refer to it by: the file's stem; of a space or list, the folder's."""
        parts = self.path.split("/")
        if self.kind in (Kind.SPACE, Kind.LIST):
            return parts[-2]
        return parts[-1].rsplit(".", 1)[0]

    @property
    def folder(self) -> str:
        """The folder it lies in, relative to the workspace."""
        return self.path.rpartition("/")[0]

    @property
    def title(self) -> str:
        """Its title or name; the slug where it has none."""
        return self.text("title") or self.text("name") or self.slug

    def value(self, key: str) -> Any:
        """What is written under `key`, with a dot under a key of a table; None for nothing."""
        table, dot, name = key.partition(".")
        if not dot:
            return self.fields.get(key)
        inside = self.fields.get(table)
        return inside.get(name) if isinstance(inside, dict) else None

    def text(self, key: str) -> str | None:
        """The text under `key`, None where there is none."""
        value = self.fields.get(key)
        return value if isinstance(value, str) and value else None

    def moment(self, key: str) -> Moment | None:
        """The date or date-time under `key`, None where there is none."""
        value = self.fields.get(key)
        return value if isinstance(value, date) else None

    def number(self, key: str) -> float | None:
        """The finite number under `key`, None where there is none."""
        value = self.fields.get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
            return None
        return float(value)

    def flag(self, key: str) -> bool:
        """Whether `key` is true."""
        return self.fields.get(key) is True

    def names(self, key: str) -> tuple[str, ...]:
        """The texts in the array under `key`, in order, others left out."""
        value = self.fields.get(key)
        if not isinstance(value, list):
            return ()
        return tuple(item for item in value if isinstance(item, str))

    def tables(self, key: str) -> tuple[Mapping[str, Any], ...]:
        """The tables in the array under `key`, in order, others left out."""
        value = self.fields.get(key)
        if not isinstance(value, list):
            return ()
        return tuple(item for item in value if isinstance(item, dict))
