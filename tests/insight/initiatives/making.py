"""Initiatives made from a few lines."""

from __future__ import annotations

from tuiwork.model.initiative import Initiative
from tuiwork.text.document import read_document


def text_of(front: str = "", log: str = "", notes: str = "") -> str:
    told = f"\n## Log\n\n{log}" if log else ""
    return f'+++\ntitle = "Photos"\n{front}\n+++\n{notes}{told}'


def initiative(front: str = "", log: str = "", notes: str = "", name: str = "photos") -> Initiative:
    document, _ = read_document(f"initiatives/{name}.md", text_of(front, log, notes))
    assert isinstance(document, Initiative)
    return document


def checkins(*rows: str) -> str:
    """Rows of check-ins, each as `2026-03-01 using = 5, expected = 6`."""
    found = []
    for row in rows:
        day, _, rest = row.partition(" ")
        keys = "\n".join(part.strip() for part in rest.split(",") if part.strip())
        found.append(f"[[checkins]]\ndate = {day}\n{keys}\n")
    return "\n".join(found)
