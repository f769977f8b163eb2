"""Pieces of Markdown made of texts that may hold its signs."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\\[\]`*_<>])")
_PLAIN = re.compile(r"[^\s()<>\\]+")


def link(words: str, target: str) -> str:
    """A link that reads `words`, one line, and leads to `target`."""
    shown = _SIGNS.sub(r"\\\1", " ".join(words.split()))
    if _PLAIN.fullmatch(target):
        return f"[{shown}]({target})"
    kept = re.sub(r"([\\<>])", r"\\\1", " ".join(target.split("\n")))
    return f"[{shown}](<{kept}>)"
