"""A Change: everything one verb does to a workspace, as whole texts before and after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from tuiwork.dataclass import dataclass

IDS, UNDOES, REDOES, SOURCE = "Ids", "Undoes", "Redoes", "Source"
"""The trailers of a recorded Change: what it is about, the commits it takes back or brings back,
and where it came from if not from somebody's hand."""

IMPORT = "import"
"""The first word of the source of a Change that an import made; what was imported comes behind."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts and when: everything a verb may not find out by itself.

    `now` is aware and in the workspace's timezone, `today` its day; `mint` gives a fresh task id.
    """

    handle: str
    now: datetime
    today: date
    mint: Callable[[], str]


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file's whole text before and after; None where the file does not exist.

    A move is two of these, one that ends in None and one that begins with it. Bytes of an
    attachment that are no text stand as surrogate escapes.
    """

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a verb produced. `message` becomes the commit's subject, so it reads like a diary line.

    `ids` are the documents it is about; `notices` are sentences the person should see;
    `undoes` are the recorded changes (commit ids) that this one takes back, `redoes` those it
    brings back; `source` says where it came from, such as `import tasks.csv`.
    """

    message: str
    files: tuple[FileChange, ...]
    ids: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    undoes: tuple[str, ...] = ()
    redoes: tuple[str, ...] = ()
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it changes no file."""
        return all(file.before == file.after for file in self.files)

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(file.path for file in self.files)
