"""The web and mail addresses of a task, to choose one of: each is shown in full before it opens."""

from __future__ import annotations

import re

from tuiwork.model.task import Task
from tuiwork.tui.widgets.pick import Choice, Pick

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`\\]+[^\s<>\"'`\\.,;:!?)\]}*_]")


def links_of(task: Task) -> list[str]:
    """The addresses in a task's links, notes and log, each once."""
    texts = [*task.names("links"), task.notes or "", task.log or ""]
    return list(dict.fromkeys(url for text in texts for url in _ADDRESS.findall(text)))


def ask_link(task: Task) -> Pick | None:
    """Which address to open; None where there is none."""
    links = links_of(task)
    return Pick("Open an address", [Choice(link, link) for link in links]) if links else None
