"""Writes the settings and the keys into docs/config.md, as the program has them: `make keys`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tuiwork.config import SETTINGS
from tuiwork.tui.keys import EVERY_KEY

PAGE = Path(__file__).parent / "config.md"
TABLES = ("| key |", "| action |")
"""How the two tables begin."""


def settings() -> Iterator[str]:
    """The rows of the table of settings."""
    for one in SETTINGS:
        yield f"| `{one.key}` | {one.expects} | {one.help} | {one.default} |"


def keys() -> Iterator[str]:
    """The rows of the table of keys."""
    for one in EVERY_KEY.values():
        yield f"| `{one.id}` | {' '.join(f'`{key}`' for key in one.keys) or 'none'} | {one.label} |"


def fresh(page: str) -> str:
    """The page with both tables as they have to be."""
    lines: list[str] = []
    rest = iter(page.splitlines())
    for line in rest:
        lines.append(line)
        if line.startswith(TABLES):
            lines += [next(rest), *(settings() if line.startswith(TABLES[0]) else keys())]
            lines += [next((one for one in rest if not one.startswith("|")), "")]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(fresh(PAGE.read_text()))
