"""The two values of a conflict as people read them."""

from __future__ import annotations

from typing import Any

from tuiwork.model.fields import field_of
from tuiwork.model.kinds import Kind
from tuiwork.text.merging.conflicts import DELETED, Conflict
from tuiwork.text.values import show_value

NOTHING = "–"


def words_of(kind: Kind | None, conflict: Conflict) -> tuple[str, str]:
    """What is shown and what waits, each in words; a long text stays as written."""
    if conflict.field == DELETED:
        return "it stays", "it goes, as the other side removed it"
    return _words(kind, conflict.field, conflict.kept), _words(kind, conflict.field, conflict.other)


def _words(kind: Kind | None, name: str, value: Any) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, str):
        return value.strip("\n")
    return show_value(field_of(kind, name) if kind else None, value)
