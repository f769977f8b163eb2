"""What may never come out: characters that command or hide, traces, and the marks of an order."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

CODES = frozenset({0, 2, 3, 4, 5})
"""The exit codes that docs/commands.md promises, beside 1 of `check`."""

_OURS = re.compile(rb"\x1b\[(?:0|1|2|31|32|33|36|1;31)m")
_COMMANDS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def leaks(written: bytes, *, terminal: bool = False) -> list[str]:
    """What in these bytes would command a terminal or hide something; ours to a terminal is not."""
    plain = _OURS.sub(b"", written) if terminal else written
    if terminal:
        plain = plain.replace(b"\r\n", b"\n")
    text = plain.decode("utf-8", "surrogateescape")
    found = commands_in(text)
    found += ["bytes that are no UTF-8"] if re.search("[\udc80-\udcff]", text) else []
    return found + (["a traceback"] if "Traceback (most recent" in text else [])


def commands_in(text: str) -> list[str]:
    """The characters of a text that command a terminal or hide something, each where it stands."""
    return [
        f"{match[0]!r} in {text[max(0, match.start() - 30) : match.end() + 30]!r}"
        for match in _COMMANDS.finditer(text)
    ]


def snapshot(folder: Path, *, but: Path) -> dict[str, str]:
    """What lies in a folder, but for one in it: each path with its content."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_relative_to(but):
            continue
        content = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[str(path)] = content
    return found
