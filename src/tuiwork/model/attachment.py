"""Attachments: files of any kind that belong to a task, by its id, under attachments/."""

from __future__ import annotations

from tuiwork.dataclass import dataclass

ATTACHMENTS = "attachments"
"""The folder at the top of a workspace in which each task with attachments has one of its own."""
MEGABYTE = 1024 * 1024
USUAL_MB = 10.0
"""The size that an attachment may have where a workspace says nothing else."""
MOST_MB = 95
"""The size that one can have at all: common hosts refuse a push of more."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a task: where it lies in the workspace, and its bytes."""

    path: str
    size: int

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def task_id(self) -> str:
        """The id of the task that it belongs to, if there is one with it."""
        return self.path.split("/")[1]


def is_attachment(path: str) -> bool:
    """Whether a workspace-relative path is that of a task's attachment: two levels down, and
    nothing hidden or left over by an editor."""
    if not path.startswith(f"{ATTACHMENTS}/"):
        return False
    parts = path.split("/")
    return len(parts) == 3 and all(
        part and part[0] not in ".#" and part[-1] != "~" for part in parts
    )


def size_words(size: int) -> str:
    """A size as people say it: `12 kB`, `3.4 MB`."""
    if size < 1000:
        return f"{size} bytes" if size != 1 else "1 byte"
    if size < MEGABYTE:
        return f"{max(1, round(size / 1024))} kB"
    return f"{size / MEGABYTE:.1f} MB"
