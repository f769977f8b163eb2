"""What can be found in a workspace: its documents and parts of them, their words folded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from tuiwork.insight.saying import folded_text
from tuiwork.model.document import Document
from tuiwork.model.goal import Goal
from tuiwork.model.kinds import Kind
from tuiwork.model.place import TaskList
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.folding import fold

_SIGNS = {Kind.PERSON: "@", Kind.GOAL: "^", Kind.SPACE: "/", Kind.LIST: "/"}
"""How quick add names them; so they are found that way too."""
_NEVER = frozenset({Kind.SETTINGS})


class Entry:
    """One thing that can be found: a document, or with a `part` a key result of a goal.

    `head` is its title and names, folded; `changed` is when something last happened to it, as a
    number that grows with time.
    """

    __slots__ = ("_text", "changed", "document", "head", "part", "title")

    def __init__(self, document: Document, title: str, *names: str, part: str = "") -> None:
        self.document = document
        self.title = title
        self.part = part
        self.head = fold("\n".join((title, *names)))
        self.changed = _last_change(document)
        self._text: str | None = "" if part else None

    @property
    def kind(self) -> Kind:
        return self.document.kind

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.document.path}#{self.part}" if self.part else self.document.path

    @property
    def text(self) -> str:
        """What people wrote in it, folded; worked out when first asked for."""
        if self._text is None:
            self._text = folded_text(self.document)
        return self._text

    def forget(self) -> None:
        """Give the memory of its text back."""
        if not self.part:
            self._text = None


class Index:
    """What can be found in a workspace. It belongs to one thread."""

    def __init__(self, workspace: Workspace, by_path: dict[str, tuple[Entry, ...]]) -> None:
        self.workspace = workspace
        self.by_path = by_path
        self.entries = [entry for several in by_path.values() for entry in several]
        self._open: dict[tuple[str, str | None], bool] = {}
        self._about: dict[tuple[str, str | None, str | None], str] = {}

    def is_closed(self, document: Document) -> bool:
        """Whether nobody works on it any more."""
        if isinstance(document, Goal):
            return document.is_closed
        if not isinstance(document, Task):
            return document.text("stage") == "closed"
        look = (document.folder, document.status)
        if look not in self._open:
            self._open[look] = self.workspace.is_open(document)
        return not self._open[look]

    def about(self, document: Document) -> str:
        """The names of what it belongs to, folded: its place, its owner, its customer."""
        look = (document.folder, document.text("owner"), document.text("customer"))
        if look not in self._about:
            folder, owner, customer = look
            known = (
                self.workspace.lists.get(folder),
                self.workspace.people.get(owner or ""),
                self.workspace.customers.get(customer or ""),
            )
            names = [
                folder.removeprefix("spaces/"),
                owner or "",
                customer or "",
                *(one.title for one in known if one),
            ]
            self._about[look] = fold("\n".join(names))
        return self._about[look]

    def forget_texts(self) -> None:
        """Give the memory of the texts back."""
        for entry in self.entries:
            entry.forget()


def index_of(
    workspace: Workspace, before: Index | None = None, *, kinds: Collection[Kind] = ()
) -> Index:
    """The index of a workspace; what has not changed since `before` is taken from there.

    With `kinds`, only these can be found.
    """
    if before is not None and before.workspace is workspace:
        return before
    known = {} if before is None else before.by_path
    by_path: dict[str, tuple[Entry, ...]] = {}
    for path, document in workspace.documents.items():
        if document.kind in _NEVER or (kinds and document.kind not in kinds):
            continue
        kept = known.get(path)
        same = kept is not None and kept[0].document is document
        by_path[path] = kept if same and kept is not None else _entries(document)
    if not kinds or Kind.LIST in kinds:
        by_path |= _unnamed_places(workspace, by_path)
    return Index(workspace, by_path)


def _entries(document: Document) -> tuple[Entry, ...]:
    kind = document.kind
    if kind is Kind.TASK:
        return (Entry(document, document.title),)
    slug = document.folder.removeprefix("spaces/") if kind in (Kind.SPACE, Kind.LIST) else ""
    name = f"{_SIGNS.get(kind, '')}{slug or document.slug}"
    whole = Entry(document, document.title, name)
    if not isinstance(document, Goal):
        return (whole,)
    parts = [
        Entry(document, one.title, f"{name}/{one.id}", part=one.id) for one in document.key_results
    ]
    return (whole, *parts)


def _unnamed_places(workspace: Workspace, known: Collection[str]) -> dict[str, tuple[Entry, ...]]:
    """Folders that have no document of their own."""
    found = {}
    for place in workspace.tree:
        path = f"{place.folder}/list.toml"
        if path not in known and f"{place.folder}/space.toml" not in known:
            found[path] = _entries(TaskList(path, Kind.LIST, {"name": place.title}))
    return found


def _last_change(document: Document) -> int:
    """The time of the last entry in the log, else of its birth, as YYYYMMDDhhmmss."""
    log = document.log or ""
    at = log.rfind("\n- ") + 3 if not log.startswith("- ") or "\n- " in log else 2
    stamp = log[at : at + 19]
    if len(stamp) < 19:
        created = document.moment("created")
        stamp = created.isoformat()[:19] if isinstance(created, datetime) else ""
    digits = stamp[:4] + stamp[5:7] + stamp[8:10] + stamp[11:13] + stamp[14:16] + stamp[17:19]
    return int(digits) if digits.isascii() and digits.isdigit() else 0
