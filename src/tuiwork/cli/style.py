"""What a terminal is shown beyond plain words: a few colours, and signs it can draw."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

from tuiwork.text.symbols import symbols

_CODES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "amber": "33",
    "accent": "36",
}


class Style:
    """How one stream is written to: in colour only on a terminal, with signs only in Unicode."""

    def __init__(self, stream: TextIO) -> None:
        self.is_terminal = stream.isatty()
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        self.colour = self.is_terminal and not plain
        encoding = (getattr(stream, "encoding", None) or "utf-8").casefold()
        self.unicode = encoding.startswith("utf")
        self.signs: Mapping[str, str] = symbols(ascii_only=not self.unicode)

    def paint(self, text: str, style: str) -> str:
        """The text, which is safe already, in a style by name; `bold red` is both."""
        if not (self.colour and style and text):
            return text
        codes = ";".join(_CODES[one] for one in style.split())
        return f"\x1b[{codes}m{text}\x1b[0m"


def width_of(stream: TextIO) -> int | None:
    """The cells of a line on a stream: COLUMNS, else the terminal's; None where nothing limits."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns) > 0:
        return int(columns)
    if not stream.isatty():
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except OSError:
        return 80
