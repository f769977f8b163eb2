"""The whole repository seen from a workspace that may be one folder of it.

A *name* is a path relative to the workspace; what lies outside begins with "../".
"""

from __future__ import annotations

import os
from pathlib import Path

from tuiwork.dataclass import replace
from tuiwork.sync.git.objects import TreeChange, tree_changes
from tuiwork.sync.git.repository import Repository

_UP = "../"


def whole(repo: Repository) -> Repository:
    """The same repository from its top folder."""
    if not repo.prefix:
        return repo
    top = Path(os.path.realpath(repo.root)).parents[repo.prefix.count("/") - 1]
    return replace(repo, root=top, prefix="")


def name_of(repo: Repository, path: str) -> str:
    """The name of a path of the repository."""
    if path.startswith(repo.prefix):
        return path.removeprefix(repo.prefix)
    return _UP * repo.prefix.count("/") + path


def path_of(repo: Repository, name: str) -> str:
    """The path in the repository that has this name."""
    return (
        name.removeprefix(_UP * repo.prefix.count("/")) if is_outside(name) else repo.prefix + name
    )


def is_outside(name: str) -> bool:
    """Whether a name lies outside the workspace."""
    return name.startswith(_UP)


def changes_between(repo: Repository, old: str | None, new: str | None) -> dict[str, TreeChange]:
    """What differs between two commits anywhere in the repository, by name."""
    changes = tree_changes(whole(repo), old, new)
    if not repo.prefix:
        return changes
    return {name_of(repo, path): change for path, change in changes.items()}
