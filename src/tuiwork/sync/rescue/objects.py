"""Objects of the repository that are damaged or gone, and those that can be made anew, because the
files and the index still tell what was in them."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from hashlib import new as new_hash
from pathlib import Path

from tuiwork.sync.git.objects import LIST_LIMIT
from tuiwork.sync.git.runner import GitFailed, run
from tuiwork.sync.rescue.ground import OID, Ailment, Ground, read_bytes, read_log

HISTORY_SECONDS = 120.0
_CHUNK = 1024 * 1024


def look_at_objects(ground: Ground) -> Ailment | None:
    """Object files that do not hold what their names say."""
    damaged = list(_damaged(ground))
    if not damaged:
        return None

    def heal() -> None:
        for place in damaged:
            ground.set_aside(place)

    what = "an object file is" if len(damaged) == 1 else f"{len(damaged)} object files are"
    return Ailment(f"{what} damaged, as a crash leaves them", "set them aside", heal)


def _damaged(ground: Ground) -> Iterator[Path]:
    for folder in sorted((ground.common_dir / "objects").glob("[0-9a-f][0-9a-f]")):
        for place in sorted(folder.iterdir()):
            oid = folder.name + place.name
            if OID.fullmatch(oid) and not _holds(place, oid):
                yield place


def _holds(place: Path, oid: str) -> bool:
    """Whether an object file holds the object of this id; True where we may not look."""
    try:
        written = place.read_bytes()
    except OSError:
        return True
    try:
        data = zlib.decompress(written)
    except zlib.error:
        return False
    return new_hash("sha1" if len(oid) == 40 else "sha256", data).hexdigest() == oid


def look_at_packs(ground: Ground) -> Ailment | None:
    """Packs of objects that are damaged, or have no index by which git finds what is in them."""
    packs = sorted((ground.common_dir / "objects" / "pack").glob("*.pack"))
    kind = ground.object_format
    torn = [pack for pack in packs if not _is_whole(pack, b"PACK", kind)]
    indexes = [pack.with_suffix(".idx") for pack in packs if pack not in torn]
    unfit = [place for place in indexes if not _is_whole(place, b"\xfftOc", kind)]
    if not torn and not unfit:
        return None

    def heal() -> None:
        for pack in torn:
            data = pack.read_bytes()
            for place in sorted(pack.parent.glob(f"{pack.stem}.*")):
                ground.set_aside(place)
            run(ground.root, "unpack-objects", "-r", "-q", stdin=data, check=False)
        for place in unfit:
            if place.exists():
                ground.set_aside(place)
            run(ground.root, "index-pack", str(place.with_suffix(".pack")))

    what = "a pack of objects is damaged" if torn else "a pack of objects has no index to it"
    return Ailment(what, "take out of it what can be read", heal)


def _is_whole(place: Path, mark: bytes, kind: str) -> bool:
    """Whether a file of git's begins with its mark and ends with the digest of what is before."""
    digest = new_hash(kind)
    try:
        with place.open("rb") as file:
            left = os.fstat(file.fileno()).st_size - digest.digest_size
            begun = file.read(len(mark))
            digest.update(begun)
            left -= len(begun)
            while left > 0 and (chunk := file.read(min(left, _CHUNK))):
                digest.update(chunk)
                left -= len(chunk)
            return begun == mark and file.read() == digest.digest()
    except OSError:
        return False


def look_at_lost_objects(ground: Ground) -> Ailment | None:
    """Contents and folders that git does not have, though files and index may hold them yet."""
    if ground.is_partial or not (ground.git_dir / "index").exists():
        return None
    lost = _lost_blobs(ground)
    if not lost and all(has_trees(ground, commit) for commit in _last_commits(ground)):
        return None

    def heal() -> None:
        here = [path for path in lost if (ground.root / path).is_file() and "\n" not in path]
        listed = b"".join(os.fsencode(path) + b"\n" for path in here)
        options = ("-w", "--no-filters", "--stdin-paths")
        run(ground.root, "hash-object", *options, stdin=listed, check=False)
        run(ground.root, "write-tree", "--missing-ok", check=False)

    if not lost:
        return Ailment("a folder of the last commit is lost", "make it anew from the index", heal)
    count = "a file" if len(lost) == 1 else f"{len(lost)} files"
    return Ailment(f"the recorded content of {count} is lost", "take it from the files", heal)


def _lost_blobs(ground: Ground) -> list[str]:
    """The paths whose content, as the index has it, is not among the objects."""
    listed = run(ground.root, "ls-files", "--stage", "-z", check=False, limit=LIST_LIMIT)
    entries: dict[str, list[str]] = {}
    for line in os.fsdecode(listed.out).split("\0"):
        facts, tab, path = line.partition("\t")
        mode, oid, *_ = [*facts.split(" "), "", ""]
        if tab and mode != "160000":
            entries.setdefault(oid, []).append(path)
    if not entries:
        return []
    asked = "".join(f"{oid}\n" for oid in entries).encode()
    found = run(
        ground.root, "cat-file", "--batch-check", stdin=asked, check=False, limit=LIST_LIMIT
    )
    words = (line.split(" ") for line in found.out.decode().splitlines())
    lost = [oid for oid, *rest in words if rest == ["missing"]]
    return sorted(path for oid in lost for path in entries.get(oid, ()))


def _last_commits(ground: Ground) -> list[str]:
    """The last commit, by HEAD and by its log, as far as these can be read."""
    newest = next(read_log(ground.git_dir / "logs" / "HEAD"), ("", "", ""))[1]
    commits = []
    for name in ("HEAD", newest) if newest else ("HEAD",):
        asked = run(
            ground.root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", check=False
        )
        commits += [asked.out.decode().strip()] if asked.code == 0 else []
    return list(dict.fromkeys(commits))


def has_trees(ground: Ground, commit: str) -> bool:
    """Whether a commit and all its folders can be read; the contents of files may be gone."""
    options = ("-r", "-t", "--name-only", "-z")
    read = run(ground.root, "ls-tree", *options, commit, "--", check=False, limit=LIST_LIMIT)
    return read.code == 0


def lost_for_good(ground: Ground) -> int | None:
    """How many objects of the history are gone; None where it is too long to be asked, or lies in
    part with the remote."""
    if ground.is_partial:
        return None
    asked = ("rev-list", "--objects", "--missing=print", "HEAD", "--")
    try:
        shown = run(ground.root, *asked, check=False, timeout=HISTORY_SECONDS, limit=LIST_LIMIT)
    except GitFailed:
        return None
    missing = sum(line.startswith(b"?") for line in shown.out.split(b"\n"))
    return missing or (1 if shown.code else 0)


def look_at_index(ground: Ground) -> Ailment | None:
    """An index, git's list of what is staged, that git cannot read, or none beside a commit."""
    place = ground.git_dir / "index"
    if run(ground.root, "rev-parse", "--verify", "--quiet", "HEAD^{tree}", check=False).code:
        return None
    read = run(ground.root, "ls-files", "--cached", "-z", check=False, limit=LIST_LIMIT)
    if read.code == 0 and place.exists() and read_bytes(place)[:4] == b"DIRC":
        return None

    def heal() -> None:
        if place.exists():
            ground.set_aside(place)
        run(ground.root, "read-tree", "HEAD")
        run(ground.root, "update-index", "-q", "--refresh", check=False)

    what = f"{place} is damaged" if place.exists() else f"{place} is gone"
    cure = "make it anew from the last commit; what was staged has to be staged again"
    return Ailment(what, cure, heal)
