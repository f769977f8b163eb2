"""Where things lie: the workspace's root, and this clone's own folder for what is never shared."""

from __future__ import annotations

import os
from pathlib import Path

from tuiwork.dataclass import dataclass
from tuiwork.errors import NoWorkspace
from tuiwork.model.kinds import SETTINGS_PATH


def find_root(start: Path) -> Path:
    """The workspace that `start` lies in: the nearest folder upwards with a tuiwork.toml.

    Raises NoWorkspace with what to do.
    """
    folder = Path(os.path.abspath(start))
    if not folder.is_dir():
        raise NoWorkspace(f"there is no folder {start}")
    for candidate in (folder, *folder.parents):
        if (candidate / SETTINGS_PATH).is_file():
            return candidate
    raise NoWorkspace(
        f"no workspace in {folder} or above it (no {SETTINGS_PATH}); "
        "`tuiwork init` makes one, `tuiwork clone URL` fetches one, `tuiwork demo` shows one"
    )


@dataclass(frozen=True, slots=True)
class Local:
    """This clone's own files: index, lock, journal, drafts. Deleting the folder loses no work."""

    root: Path
    state: Path

    @property
    def index(self) -> Path:
        return self.state / "index.sqlite"

    @property
    def lock(self) -> Path:
        return self.state / "lock"

    @property
    def sync_lock(self) -> Path:
        return self.state / "sync.lock"

    @property
    def journal(self) -> Path:
        return self.state / "journal"


def find_local(root: Path) -> Local:
    """The local folder of the workspace at `root`: inside its .git, else in the user's cache."""
    found = _find_git(root)
    if found is not None:
        return Local(root, _below(*found, root))
    import hashlib

    from platformdirs import user_cache_path

    name = hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
    return Local(root, user_cache_path("tuiwork") / name)


def find_git_folder(root: Path) -> Path | None:
    """Git's own folder of the repository that `root` lies in, if it lies in one."""
    found = _find_git(root)
    return found[0] if found else None


def _find_git(root: Path) -> tuple[Path, Path] | None:
    """Git's own folder, and the one that is under its control."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_dir():
            return git, folder
        if git.is_file():
            target = _linked(git)
            if target is not None:
                return target, folder
    return None


def _below(git: Path, repository: Path, root: Path) -> Path:
    prefix = root.relative_to(repository).as_posix()
    return git / "tuiwork" if prefix == "." else git / "tuiwork" / prefix.replace("/", "+")


def _linked(git: Path) -> Path | None:
    """The git folder that a worktree's or submodule's `.git` file points to."""
    try:
        text = git.read_text("utf-8", errors="surrogateescape")[:4096]
    except OSError:
        return None
    if not text.startswith("gitdir:"):
        return None
    return Path(os.path.normpath(git.parent / text.removeprefix("gitdir:").strip()))
