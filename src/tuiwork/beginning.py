"""A workspace's first day on this machine: made here, or cloned from where others share it."""

from __future__ import annotations

import os
from pathlib import Path

from tuiwork.errors import NoWorkspace, Refused
from tuiwork.model.ids import slug
from tuiwork.model.kinds import SETTINGS_PATH
from tuiwork.store.apply import apply
from tuiwork.store.files import read_whole
from tuiwork.store.load import load
from tuiwork.store.local import find_local, find_root
from tuiwork.store.lock import hold
from tuiwork.sync.create import clone_repository, init_repository
from tuiwork.sync.git.repository import open_repository
from tuiwork.sync.recording import leftovers, record
from tuiwork.verbs.beginning import begin, complete


def create_workspace(folder: Path, name: str = "") -> Path:
    """Make a workspace in a folder, which may be a git repository already, and record its first
    files; the workspace's folder. One that lies there without git, or without a list, gets what
    it lacks. Raises Refused where it lacks nothing, NotRecorded as `record` does.
    """
    root = Path(os.path.abspath(folder))
    if (root / SETTINGS_PATH).exists():
        return _complete(root)
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


def _complete(root: Path) -> Path:
    had_repository = _in_repository(root)
    repo = open_repository(root) if had_repository else init_repository(root)
    local = find_local(root)
    change = complete(load(local))
    if change.is_empty and had_repository:
        raise Refused(f"{root} is a workspace already, and lacks nothing")
    written = apply(local, change)
    message = change.message if had_repository else "Put the workspace under git"
    with hold(local.lock):
        paths = written.paths if had_repository else leftovers(repo)
        record(root, {path: read_whole(root, path) for path in paths}, message)
    return root


def _in_repository(root: Path) -> bool:
    try:
        open_repository(root)
    except NoWorkspace:
        if any((up / ".git").exists() for up in (root, *root.parents)):
            raise
        return False
    return True


def clone_workspace(address: str, folder: Path | None, *, foreground: bool = False) -> Path:
    """Clone the repository at an address; the folder of the workspace in it.

    Raises Refused, GitFailed, or NoWorkspace where it was cloned and holds none.
    """
    target = folder or Path(folder_of(address))
    clone_repository(address, target, foreground=foreground)
    try:
        return find_root(target)
    except NoWorkspace:
        raise NoWorkspace(
            f"cloned into {target}, but there is no {SETTINGS_PATH} in it; "
            f"`tuiwork init {target}` makes it a workspace"
        ) from None


def folder_of(address: str) -> str:
    """The folder that a clone of this address gets where none is named."""
    name = address.rstrip("/").replace(":", "/").rpartition("/")[2].removesuffix(".git")
    return name if name not in ("", ".", "..") else "workspace"


def machine_timezone() -> str | None:
    """The name of this machine's timezone, None where it does not say."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if "/" in named and not named.startswith("/"):
        return named
    _, found, name = os.path.realpath("/etc/localtime").partition("/zoneinfo/")
    return name if found and "/" in name else None
