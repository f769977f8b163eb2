"""A repository as its files show it, without asking git, which refuses a damaged one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from tuiwork.dataclass import dataclass
from tuiwork.errors import NotSaved
from tuiwork.store.files import sync_folder, write_lasting
from tuiwork.store.local import find_git_folder
from tuiwork.sync.git.repository import Repository

OID = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_LOGGED = re.compile(
    rb"([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [^\n]*<[^\n]*> [0-9]+ [+-][0-9]{4}(\t[^\n]*)?"
)
_LONGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ailment:
    """Something that is damaged: what, in a sentence; what will be done; and the doing of it.

    Where nothing can be done here, `heal` is None and `cure` says what the person can do.
    """

    what: str
    cure: str
    heal: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the parts of a repository lie: `root` is its top folder, `git_dir` the folder of this
    work tree, `common_dir` that of all."""

    root: Path
    git_dir: Path
    common_dir: Path

    @property
    def has_files(self) -> bool:
        """Whether its refs are plain files, which is what can be mended here."""
        return not (self.common_dir / "reftable").exists()

    @property
    def object_format(self) -> str:
        """The digest by which objects are named."""
        return "sha256" if b"objectformat=sha256" in self._settings else "sha1"

    @property
    def is_partial(self) -> bool:
        """Whether objects may be missing by intent; git would fetch each that is asked for."""
        return b"partialclone=" in self._settings or b"promisor=" in self._settings

    @property
    def _settings(self) -> bytes:
        return read_bytes(self.common_dir / "config").lower().replace(b" ", b"")

    @property
    def head(self) -> str | None:
        """What HEAD holds: `ref: …` or the id of a commit; None where it is damaged."""
        text = read_bytes(self.git_dir / "HEAD").decode("ascii", "replace").strip()
        named = text.startswith("ref: refs/") and text.isprintable() and len(text) < 1024
        return text if named or OID.fullmatch(text) else None

    @property
    def branch_ref(self) -> str | None:
        """The full name of the branch that is checked out; None where none is."""
        head = self.head or ""
        return head.removeprefix("ref: ").strip() if head.startswith("ref: refs/heads/") else None

    def set_aside(self, place: Path) -> None:
        """Move a damaged file out of the way, into a folder of ours, where it is kept."""
        with suppress(FileNotFoundError):
            os.replace(place, self._room_for(place))
            sync_folder(place.parent)

    def keep_copy(self, place: Path) -> None:
        """Keep a file there as it is, before it is changed."""
        if place.exists():
            self._room_for(place).write_bytes(place.read_bytes())

    def _room_for(self, place: Path) -> Path:
        folder = self.git_dir / "tuiwork" / "damaged"
        folder.mkdir(parents=True, exist_ok=True)
        inside = (
            place.relative_to(self.common_dir) if place.is_relative_to(self.common_dir) else place
        )
        name = "-".join(part for part in inside.parts if part != "/")
        target, number = folder / name, 1
        while target.exists():
            number += 1
            target = folder / f"{name}~{number}"
        return target

    def put(self, place: Path, data: bytes) -> None:
        """Make a file of git's hold this, in one step that lasts. Raises NotSaved."""
        fresh = place.with_name(f"{place.name}.tuiwork")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_lasting(fresh, data)
            os.replace(fresh, place)
            sync_folder(place.parent)
        except OSError as error:
            raise NotSaved(f"{place} could not be written: {error.strerror}") from None

    def as_repository(self) -> Repository:
        """What can be told of the repository without git."""
        return Repository(
            root=self.root,
            git_dir=self.git_dir,
            common_dir=self.common_dir,
            hooks_dir=self.common_dir / "hooks",
            prefix="",
            object_format=self.object_format,
            branch=None,
            head=None,
            settings={},
        )


def find_ground(root: Path) -> Ground | None:
    """The repository that a folder lies in, None where there is none."""
    git_dir = find_git_folder(root)
    if git_dir is None or not git_dir.is_dir():
        return None
    top = next(folder for folder in (root, *root.parents) if (folder / ".git").exists())
    shared = read_bytes(git_dir / "commondir").decode("utf-8", "surrogateescape").strip()
    common = Path(os.path.normpath(git_dir / shared)) if shared else git_dir
    return Ground(top, git_dir, common if common.is_dir() else git_dir)


def read_bytes(place: Path) -> bytes:
    """The bytes of a file, none where there is no such file or it cannot be read."""
    try:
        with place.open("rb") as file:
            return file.read(_LONGEST)
    except OSError:
        return b""


def logged(line: bytes) -> tuple[str, str, str] | None:
    """A line of a reflog as old id, new id and what happened; None for what is none."""
    match = _LOGGED.fullmatch(line)
    if match is None:
        return None
    return (
        match[1].decode(),
        match[2].decode(),
        (match[3] or b"").decode("utf-8", "replace").strip(),
    )


def read_log(place: Path) -> Iterator[tuple[str, str, str]]:
    """The readable lines of a reflog, newest first."""
    for line in reversed(read_bytes(place).split(b"\n")):
        found = logged(line)
        if found:
            yield found
