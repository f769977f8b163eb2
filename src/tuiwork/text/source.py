"""A document's text cut into front matter, notes and log, which join back byte for byte."""

from __future__ import annotations

import re

from tuiwork.dataclass import dataclass

FENCE = "+++"
LOG_HEADING = "## Log"
BOM = "\ufeff"
MAX_FRONT = 64 * 1024

_LOG = re.compile(r"^## Log[ \t]*\r?(?:\n|\Z)", re.MULTILINE)


class Malformed(ValueError):
    """The text is not a document; `line` (from 1) is where it stops being one."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Source:
    """The parts of a document's text. `opening` and `closing` are the fences, none in a .toml file.

    `notes` runs to the log's heading; `heading` is that line, empty where there is no log.
    """

    opening: str
    front: str
    closing: str
    notes: str
    heading: str
    log: str

    @property
    def newline(self) -> str:
        """The newline the document is written with: that of its first line."""
        line, end, _ = (self.opening + self.front).partition("\n")
        return "\r\n" if end and line.endswith("\r") else "\n"

    @property
    def front_line(self) -> int:
        """The line number (from 1) of the first line of the front matter."""
        return self.opening.count("\n") + 1

    def join(self) -> str:
        """The whole text."""
        return self.opening + self.front + self.closing + self.notes + self.heading + self.log


def lines_of(text: str) -> list[str]:
    """The lines of a text, each with its newline; only LF ends a line."""
    parts = text.split("\n")
    lines = [part + "\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines


def cut(path: str, text: str) -> Source:
    """Cut a document's text into parts. Raises Malformed where the fences are missing."""
    if path.endswith(".toml"):
        bom = BOM if text.startswith(BOM) else ""
        return Source(bom, text[len(bom) :], "", "", "", "")
    opening, newline, rest = text.partition("\n")
    if opening.removeprefix(BOM).rstrip() != FENCE:
        raise Malformed(f"does not begin with a line {FENCE}; expected TOML front matter there")
    opening += newline
    front_end = _closing_fence(rest)
    if front_end is None:
        limit = f" within {MAX_FRONT // 1024} KB" if len(text) > MAX_FRONT else ""
        raise Malformed(f"has no second line {FENCE} to end the front matter{limit}")
    front, rest = rest[:front_end], rest[front_end:]
    closing, newline, body = rest.partition("\n")
    closing += newline
    headings = list(_LOG.finditer(body))
    if not headings:
        return Source(opening, front, closing, body, "", "")
    start, end = headings[-1].span()
    return Source(opening, front, closing, body[:start], body[start:end], body[end:])


def _closing_fence(text: str) -> int | None:
    start = 0 if text.startswith(FENCE) else text.find(f"\n{FENCE}", 0, MAX_FRONT) + 1
    while text.startswith(FENCE, start):
        end = text.find("\n", start)
        if text[start : end if end >= 0 else None].rstrip() == FENCE:
            return start
        start = text.find(f"\n{FENCE}", start, MAX_FRONT) + 1 or len(text)
    return None
