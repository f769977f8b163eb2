"""A repository's first day: made here or cloned, kept from changing documents on their way, and
told how documents are merged where people run git's own merge."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

from tuiwork.errors import Refused
from tuiwork.model.attachment import ATTACHMENTS
from tuiwork.model.kinds import DOCUMENT_FOLDERS, SETTINGS_PATH
from tuiwork.sync.failures import Talk, stopped
from tuiwork.sync.git.address import checked_address, is_folder, protocols
from tuiwork.sync.git.objects import LIST_LIMIT
from tuiwork.sync.git.repository import Repository, open_repository
from tuiwork.sync.git.runner import GitFailed, redact, run
from tuiwork.text.clean import safe

CLONE_SECONDS = 3600.0

_AS_IT_IS = "-text -eol -ident -filter -working-tree-encoding merge=tuiwork"
_ONCE = "-text -eol -ident -filter -working-tree-encoding -merge"
"""What an earlier version wrote after a pattern."""

_NAME = "merge.tuiwork.name"
_DRIVER = "merge.tuiwork.driver"
_ARGUMENTS = "merge-driver -- %O %A %B %P"


def init_repository(folder: Path, branch: str = "main") -> Repository:
    """Make folder a git repository, or open the one it already is. Raises what git says."""
    if not (folder / ".git").exists():
        folder.mkdir(parents=True, exist_ok=True)
        run(folder, "init", "--quiet", f"--initial-branch={branch}")
    repo = open_repository(folder)
    set_up_driver(repo)
    return repo


def clone_repository(address: str, folder: Path, *, foreground: bool = False) -> Repository:
    """Clone what is at address into folder, which is empty or not there yet.

    Raises Refused for an address of another kind than checked_address takes, or a folder in use;
    SyncStopped with why it could not be fetched and what to do.
    """
    checked_address(address)
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty; choose another folder for the clone")
    source = str(Path(address).absolute()) if is_folder(address) else address
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        _clone(source, folder, foreground)
    except GitFailed as failure:
        shown = safe(redact(address))
        talk = Talk(shown, "cloned from", f"git ls-remote {shown}", "nothing was cloned")
        raise stopped(failure, talk) from failure
    repo = open_repository(folder)
    if repo.head is not None:
        _set_up(repo, _workspaces(repo, repo.head))
        run(folder, "read-tree", "-m", "-u", "HEAD")
    return repo


def _clone(source: str, folder: Path, foreground: bool) -> None:
    run(
        folder.parent,
        "clone",
        *("-c", "core.symlinks=false", "-c", "transfer.fsckObjects=true"),
        *("--quiet", "--no-checkout", "--no-recurse-submodules", "--no-local", "--template="),
        "--",
        source,
        str(folder.absolute()),
        network=True,
        env=protocols(source),
        foreground=foreground,
        timeout=None if foreground else CLONE_SECONDS,
    )


def set_up_driver(repo: Repository) -> None:
    """Have git merge this workspace's documents as tuiwork does, and otherwise keep them byte for
    byte, whatever a shared file says. It is done once and then stands."""
    _set_up(repo, [repo.prefix])


def driver_stands(repo: Repository) -> bool:
    """Whether git's own merge of this workspace's documents goes through tuiwork."""
    return is_set_up(repo) and _can_run(repo)


def is_set_up(repo: Repository) -> bool:
    """Whether git was told once to keep this workspace's documents byte for byte."""
    known = set(_read(_attributes(repo)).splitlines())
    return known.issuperset(_lines([repo.prefix], _AS_IT_IS))


def _set_up(repo: Repository, prefixes: Iterable[str]) -> None:
    # The driver comes first: git falls back to its own merge, markers and all, for one it lacks.
    if not _can_run(repo):
        run(repo.root, "config", "--local", "--replace-all", _NAME, "tuiwork's merge of documents")
        run(repo.root, "config", "--local", "--replace-all", _DRIVER, _command())
    _write_attributes(_attributes(repo), list(prefixes))


def _command() -> str:
    """The line that git hands to the shell: this very program, wherever it lies.

    Python is kept from looking for modules in the current folder, which holds what others wrote.
    """
    program = shlex.join([sys.executable, "-P", "-m", "tuiwork"]).replace("%", "%%")
    return f"{program} {_ARGUMENTS}"


def _can_run(repo: Repository) -> bool:
    """Whether the driver is set and its program is there."""
    command = repo.settings.get(_DRIVER, "")
    try:
        program = shlex.split(command.replace("%%", "%"))[:1]
    except ValueError:
        return False
    return command.endswith(_ARGUMENTS) and any(os.access(each, os.X_OK) for each in program)


def _attributes(repo: Repository) -> Path:
    """The file that has the last word; all work trees share it."""
    return repo.common_dir / "info" / "attributes"


def _read(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


def _write_attributes(file: Path, prefixes: list[str]) -> None:
    known = _read(file).splitlines()
    outdated, wanted = _lines(prefixes, _ONCE), _lines(prefixes, _AS_IT_IS)
    kept = [line for line in known if line not in outdated]
    lines = kept + [line for line in wanted if line not in kept]
    if lines == known:
        return
    file.parent.mkdir(exist_ok=True)
    fresh = file.with_name(f"attributes-{os.getpid()}")
    fresh.write_bytes(b"\n".join(lines) + b"\n")
    fresh.replace(file)


def _lines(prefixes: Iterable[str], words: str) -> list[bytes]:
    patterns = [SETTINGS_PATH]
    patterns += [f"{each}/**/*.{kind}" for each in DOCUMENT_FOLDERS for kind in ("md", "toml")]
    return [
        os.fsencode(f'"/{_literal(prefix)}{each}" {words}')
        for prefix in prefixes
        for each in patterns
    ] + [
        os.fsencode(f'"/{_literal(prefix)}{ATTACHMENTS}/**" {words.rpartition(" ")[0]}')
        for prefix in prefixes
    ]


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
