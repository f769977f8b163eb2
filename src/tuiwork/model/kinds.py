"""The kinds of document and the one rule that tells a document's kind from where it lies."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a document describes."""

    SETTINGS = "settings"
    SPACE = "space"
    LIST = "list"
    TASK = "task"
    GOAL = "goal"
    INITIATIVE = "initiative"
    PROCESS = "process"
    CUSTOMER = "customer"
    PERSON = "person"
    PLAN = "plan"
    REVIEW = "review"
    DECISION = "decision"
    DOC = "doc"
    TEMPLATE = "template"
    FORM = "form"
    AUTOMATION = "automation"
    VIEW = "view"


SETTINGS_PATH = "tuiwork.toml"

_FLAT = {
    "goals": (Kind.GOAL, ".md"),
    "initiatives": (Kind.INITIATIVE, ".md"),
    "processes": (Kind.PROCESS, ".md"),
    "customers": (Kind.CUSTOMER, ".md"),
    "people": (Kind.PERSON, ".md"),
    "plans": (Kind.PLAN, ".md"),
    "reviews": (Kind.REVIEW, ".md"),
    "decisions": (Kind.DECISION, ".md"),
    "templates": (Kind.TEMPLATE, ".md"),
    "forms": (Kind.FORM, ".md"),
    "automations": (Kind.AUTOMATION, ".toml"),
    "views": (Kind.VIEW, ".toml"),
}

TOML_KINDS = frozenset({Kind.SETTINGS, Kind.SPACE, Kind.LIST, Kind.AUTOMATION, Kind.VIEW})
"""Those whose files are front matter alone, without fences, notes and a log."""

FOLDER_OF = {kind: folder for folder, (kind, _) in _FLAT.items()}
DOCUMENT_FOLDERS = ("spaces", "docs", *_FLAT)


def kind_of(path: str) -> Kind | None:
    """The kind of the document at a workspace-relative path, None when it is none.

    What editors and file synchronisers leave beside a file is none, nor is what is hidden.
    """
    if path == SETTINGS_PATH:
        return Kind.SETTINGS
    parts = path.split("/")
    name = parts[-1]
    if len(parts) < 2 or any(not part or part[0] in ".#" or part[-1] == "~" for part in parts):
        return None
    if ".sync-conflict-" in name or "conflicted copy" in name:
        return None
    if parts[0] == "spaces":
        return _kind_in_spaces(parts, name)
    if parts[0] == "docs":
        return Kind.DOC if name.endswith(".md") else None
    kind, suffix = _FLAT.get(parts[0], (None, ""))
    return kind if len(parts) == 2 and name.endswith(suffix) else None


def _kind_in_spaces(parts: list[str], name: str) -> Kind | None:
    if name == "space.toml":
        return Kind.SPACE if len(parts) == 3 else None
    if name == "list.toml":
        return Kind.LIST if len(parts) >= 4 else None
    return Kind.TASK if name.endswith(".md") and len(parts) >= 4 else None
