"""A repository's first day: made here or cloned, and kept from changing documents on their way."""

from __future__ import annotations

import os
from pathlib import Path

from tuiwork.errors import Refused
from tuiwork.model.kinds import DOCUMENT_FOLDERS, SETTINGS_PATH
from tuiwork.sync.git.address import checked_address, is_folder
from tuiwork.sync.git.objects import LIST_LIMIT
from tuiwork.sync.git.repository import Repository, open_repository
from tuiwork.sync.git.runner import run

CLONE_SECONDS = 3600.0

_AS_IT_IS = "-text -eol -ident -filter -working-tree-encoding -merge"


def init_repository(folder: Path, branch: str = "main") -> Repository:
    """Make folder a git repository, or open the one it already is. Raises what git says."""
    if not (folder / ".git").exists():
        folder.mkdir(parents=True, exist_ok=True)
        run(folder, "init", "--quiet", f"--initial-branch={branch}")
    repo = open_repository(folder)
    write_attributes(repo)
    return repo


def clone_repository(address: str, folder: Path, *, foreground: bool = False) -> Repository:
    """Clone what is at address into folder, which is empty or not there yet.

    Raises Refused for an address of another kind than checked_address takes, or a folder in use;
    GitFailed with git's reason.
    """
    checked_address(address)
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty; choose another folder for the clone")
    source = str(Path(address).absolute()) if is_folder(address) else address
    folder.parent.mkdir(parents=True, exist_ok=True)
    run(
        folder.parent,
        "clone",
        *("-c", "core.symlinks=false", "-c", "transfer.fsckObjects=true"),
        *("--quiet", "--no-checkout", "--no-recurse-submodules", "--no-local", "--template="),
        "--",
        source,
        str(folder.absolute()),
        network=True,
        foreground=foreground,
        timeout=None if foreground else CLONE_SECONDS,
    )
    repo = open_repository(folder)
    if repo.head is not None:
        _write_attributes(repo, _workspaces(repo, repo.head))
        run(folder, "read-tree", "-m", "-u", "HEAD")
    return repo


def write_attributes(repo: Repository) -> None:
    """Have git keep this workspace's documents byte for byte, whatever a shared file says."""
    _write_attributes(repo, [repo.prefix])


def _write_attributes(repo: Repository, prefixes: list[str]) -> None:
    file = repo.common_dir / "info" / "attributes"
    known = file.read_bytes() if file.exists() else b""
    lines = set(known.splitlines())
    missing = [line for prefix in prefixes for line in _lines(prefix) if line not in lines]
    if not missing:
        return
    file.parent.mkdir(exist_ok=True)
    ended = known if known.endswith(b"\n") or not known else known + b"\n"
    fresh = file.with_name(f"attributes-{os.getpid()}")
    fresh.write_bytes(ended + b"\n".join(missing) + b"\n")
    fresh.replace(file)


def _lines(prefix: str) -> list[bytes]:
    patterns = [SETTINGS_PATH]
    patterns += [f"{each}/**/*.{kind}" for each in DOCUMENT_FOLDERS for kind in ("md", "toml")]
    return [os.fsencode(f'"/{_literal(prefix)}{each}" {_AS_IT_IS}') for each in patterns]


def _literal(prefix: str) -> str:
    """A path in a quoted attributes pattern: once for the pattern, once for the quotes."""
    pattern = "".join(f"\\{char}" if char in "*?[]\\" else char for char in prefix)
    return pattern.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _workspaces(repo: Repository, commit: str) -> list[str]:
    """The folders in a commit that hold a workspace, as prefixes."""
    names = run(repo.root, "ls-tree", "-r", "-z", "--name-only", commit, limit=LIST_LIMIT).out
    paths = os.fsdecode(names).split("\0")
    ends = (path.removesuffix(SETTINGS_PATH) for path in paths if path.endswith(SETTINGS_PATH))
    return [prefix for prefix in ends if not prefix or prefix.endswith("/")]
