"""The web and mail addresses of a task, to choose one of: each is shown in full before it opens."""

from __future__ import annotations

import re

from tuiwork.model.task import Task
from tuiwork.text.clean import safe
from tuiwork.tui.widgets.pick import Choice, Pick

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`\\\x00-\x1f\x7f-\x9f]+")
_PROSE = ".,;:!?)]}*_"
"""What ends a sentence about an address rather than the address."""


def links_of(task: Task) -> list[str]:
    """The addresses in a task's links, notes and log, each once."""
    texts = [*task.names("links"), task.notes or "", task.log or ""]
    found = [url.rstrip(_PROSE) for text in texts for url in _ADDRESS.findall(text)]
    return [url for url in dict.fromkeys(found) if safe(url) == url]


def ask_link(task: Task) -> Pick | None:
    """Which address to open; None where there is none."""
    links = links_of(task)
    return Pick("Open an address", [Choice(link, link) for link in links]) if links else None
