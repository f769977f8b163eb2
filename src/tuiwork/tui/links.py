"""The web and mail addresses of a task, to choose one of: each is shown in full before it opens.

An attachment is never opened from here: others put it there, and what the system does with a file
may be to run it. Its path is copied, for the person to do with it what they mean to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tuiwork.model.attachment import Attachment, size_words
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


def ask_link(task: Task, files: Sequence[Attachment] = ()) -> Pick | None:
    """Which address to open, or of which attachment to copy the path; None where there is none."""
    choices = [Choice(link, link) for link in links_of(task)]
    choices += [
        Choice(one.path, one.name, f"{size_words(one.size)}, copy its path") for one in files
    ]
    title = "Open an address" if len(choices) > len(files) else "Find an attachment"
    return Pick(title, choices) if choices else None
