"""The one door out: lines and JSON to stdout, talk to stderr, nothing that commands a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from tuiwork.cli.style import Style, width_of
from tuiwork.errors import TuiworkError
from tuiwork.text.clean import safe

FORMAT = 1
"""The number of the JSON contract: keys are only ever added to it."""

Span = str | tuple[str, str]
"""A piece of a line: text, or text and the name of its style."""

Line = list[Span]


class Output:
    """Where a command's answer goes, as people or as programs read it."""

    def __init__(self, *, as_json: bool = False) -> None:
        self.json = as_json
        self.answered = False
        self.out, self.err = sys.stdout, sys.stderr
        self.style = Style(self.out)
        self.width = width_of(self.out)

    def sign(self, meaning: str) -> str:
        """The sign for a meaning; empty for what has none."""
        return self.style.signs.get(meaning, "")

    def line(self, *spans: Span) -> None:
        """One line of data."""
        self.lines([list(spans)])

    def lines(self, lines: Iterable[Line]) -> None:
        """Lines of data, each made safe, painted where there is colour."""
        text = "".join(f"{self._painted(line)}\n" for line in lines)
        self.out.write(text)

    def _painted(self, line: Line) -> str:
        paint = self.style.paint
        if not self.style.colour:
            return safe(
                "".join(span if isinstance(span, str) else span[0] for span in line)
            ).rstrip()
        return "".join(
            safe(span) if isinstance(span, str) else paint(safe(span[0]), span[1]) for span in line
        ).rstrip()

    def document(self, **keys: Any) -> None:
        """The one JSON object of a command."""
        self.answered = True
        self.out.write(f"{_json({'format': FORMAT, **keys})}\n")

    def talk(self, sentence: str) -> None:
        """A sentence for the person, beside the data."""
        self.err.write(f"{safe(sentence, multiline=True)}\n")

    def ask(self, question: str) -> str | None:
        """The line that the person answers with; None when nobody answers any more."""
        self.err.write(safe(question, multiline=True))
        self.err.flush()
        line = sys.stdin.readline()
        return line.rstrip("\r\n") if line else None

    def error(self, error: TuiworkError) -> None:
        """What went wrong: one sentence on stderr, or the error object on stdout, unless an answer
        that tells of it is there already."""
        if self.json:
            if not self.answered:
                self.document(error=error_object(error))
            return
        place = error.path or ""
        if place and error.line is not None:
            place = f"{place}:{error.line}"
        where = f"{place}: " if place and not error.message.startswith(place) else ""
        self.talk(f"tuiwork: {where}{error.message}")


def error_object(error: TuiworkError) -> dict[str, Any]:
    """An error as the JSON contract has it."""
    candidates = getattr(error, "candidates", None)
    more: dict[str, Any] = {"candidates": list(candidates)} if candidates else {}
    losses = getattr(error, "losses", None)
    if losses:
        from tuiwork.cli.undoing import loss_object

        more["losses"] = [loss_object(one) for one in losses]
    return {
        "code": error.code,
        "message": error.message,
        "path": error.path,
        "line": error.line,
        **more,
    }


def _json(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    if text.isascii() and text.isprintable():
        return text
    # What json leaves as it is may still command a terminal: C1 controls, bidi, lone surrogates.
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
