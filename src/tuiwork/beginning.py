"""A workspace's first day on this machine: made here, or cloned from where others share it."""

from __future__ import annotations

import os
from pathlib import Path

from tuiwork.errors import NoWorkspace, Refused
from tuiwork.model.ids import slug
from tuiwork.model.kinds import SETTINGS_PATH
from tuiwork.store.apply import apply
from tuiwork.store.local import find_local, find_root
from tuiwork.store.lock import hold
from tuiwork.sync.create import clone_repository, init_repository
from tuiwork.sync.recording import record
from tuiwork.verbs.beginning import begin


def create_workspace(folder: Path, name: str = "") -> Path:
    """Make a workspace in a folder, which may be a git repository already, and record its first
    files; the workspace's folder. Raises Refused where there is one, NotRecorded as `record` does.
    """
    root = Path(os.path.abspath(folder))
    if (root / SETTINGS_PATH).exists():
        raise Refused(f"{root} is a workspace already")
    author = init_repository(root).author
    person = author.name if author else os.environ.get("USER", "") or "somebody"
    change = begin(
        name or root.name.replace("-", " ").capitalize(),
        machine_timezone(),
        slug(person.split()[0] if author else person),
        person,
        author.email if author else None,
    )
    local = find_local(root)
    written = apply(local, change)
    with hold(local.lock):
        files = {one.path: (one.after or "").encode() for one in written.files}
        record(root, files, change.message)
    return root


def clone_workspace(address: str, folder: Path | None, *, foreground: bool = False) -> Path:
    """Clone the repository at an address; the folder of the workspace in it.

    Raises Refused, GitFailed, or NoWorkspace where it was cloned and holds none.
    """
    target = folder or Path(_name_of(address))
    clone_repository(address, target, foreground=foreground)
    try:
        return find_root(target)
    except NoWorkspace:
        raise NoWorkspace(
            f"cloned into {target}, but there is no {SETTINGS_PATH} in it; "
            f"`tuiwork init {target}` makes it a workspace"
        ) from None


def _name_of(address: str) -> str:
    name = address.rstrip("/").replace(":", "/").rpartition("/")[2].removesuffix(".git")
    return name if name not in ("", ".", "..") else "workspace"


def machine_timezone() -> str | None:
    """The name of this machine's timezone, None where it does not say."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if "/" in named and not named.startswith("/"):
        return named
    _, found, name = os.path.realpath("/etc/localtime").partition("/zoneinfo/")
    return name if found and "/" in name else None
