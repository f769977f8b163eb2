"""Somebody who sits before a terminal: sees the screen as a whole, and presses keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from time import monotonic

import pyte

from tests.tui.terminal import LONG, Terminal

SIZE = (120, 36)
_UNKNOWN = re.compile(rb"\x1b\[[<>=][\d;]*[a-zA-Z]")
"""What this emulator would print instead of passing over."""


class Onlooker(Terminal):
    """Runs a program, and knows what stands on its screen."""

    def __init__(self, *words: str, env: Mapping[str, str], folder: Path) -> None:
        self._screen = pyte.Screen(*SIZE)
        self._eye = pyte.ByteStream(self._screen)
        super().__init__(*words, env=env, folder=folder)
        self.resize(*SIZE)

    def _read(self, end: float) -> bool:
        before = len(self.output)
        got = super()._read(end)
        self._eye.feed(_UNKNOWN.sub(b"", self.output[before:]))
        return got

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return [line.rstrip() for line in self._screen.display]

    def sees(self, words: str) -> None:
        """Wait until some words stand on the screen."""
        end = monotonic() + LONG
        while not any(words in line for line in self.lines):
            if monotonic() > end or not self._read(end):
                raise AssertionError(f"{words!r} never stood there:\n" + "\n".join(self.lines))
