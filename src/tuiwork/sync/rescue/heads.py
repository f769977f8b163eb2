"""HEAD, packed refs and reflogs: what is good in them is kept, what is damaged goes aside."""

from __future__ import annotations

import re
from pathlib import Path

from tuiwork.sync.git.runner import run
from tuiwork.sync.rescue.ground import OID, Ailment, Ground, logged, read_bytes, read_log

_PACKED = re.compile(rb"#[^\0]*|[0-9a-f]{40,64} refs/[^\0\r]+|\^[0-9a-f]{40,64}|")
_HEADS = "refs/heads/"


def look_at_packed_refs(ground: Ground) -> Ailment | None:
    """Lines in packed-refs that are none; git then reads no ref at all."""
    place = ground.common_dir / "packed-refs"
    lines = read_bytes(place).split(b"\n")
    good = [line for line in lines if _PACKED.fullmatch(line)]
    if good == lines:
        return None

    # Without the header, git believes nothing about the order and the peeled tags of the rest.
    refs = [line for line in good if line and not line.startswith((b"#", b"^"))]

    def heal() -> None:
        ground.set_aside(place)
        if refs:
            ground.put(place, b"".join(line + b"\n" for line in refs))

    what = f"{place} is damaged, so that git cannot read its branches"
    return Ailment(what, "keep the lines that are good, and the damaged file aside", heal)


def look_at_head(ground: Ground) -> Ailment | None:
    """A HEAD that says neither a branch nor a commit; to git there is no repository then."""
    if ground.head is not None:
        return None
    place = ground.git_dir / "HEAD"
    what = f"{place} is damaged, so that git sees no repository here"
    branches = _branches(ground) - _taken(ground)
    branch = _checked_out(ground, branches)
    if branch is None:
        some = ", ".join(sorted(branches)) or "none that can be found"
        cure = (
            f"which branch it named cannot be told ({some}); write `ref: refs/heads/NAME` into it"
        )
        return Ailment(what, cure)

    def heal() -> None:
        ground.set_aside(place)
        ground.put(place, f"ref: {_HEADS}{branch}\n".encode("utf-8", "surrogateescape"))

    return Ailment(what, f"let it name the branch {branch} again", heal)


def look_at_reflogs(ground: Ground) -> Ailment | None:
    """Lines in the reflogs of HEAD and the branch that are none, as a power cut leaves them."""
    places = [ground.git_dir / "logs" / "HEAD"]
    if ground.branch_ref:
        places.append(ground.common_dir / "logs" / ground.branch_ref)
    damaged = {place: good for place in places if (good := _good_lines(place)) is not None}
    if not damaged:
        return None

    def heal() -> None:
        for place, good in damaged.items():
            ground.set_aside(place)
            ground.put(place, good)

    names = " and ".join(str(place) for place in damaged)
    return Ailment(f"{names}: some lines are damaged", "keep the lines that are good", heal)


def look_at_lost_steps(ground: Ground) -> Ailment | None:
    """Lines in the reflogs that name commits which are gone; to be looked for when the branch
    stands again, for till then they may tell where it was."""
    ref = ground.branch_ref
    stands = run(ground.root, "cat-file", "-e", "HEAD^{tree}", check=False).code == 0
    if ref is None or not stands:
        return None
    places = (ground.git_dir / "logs" / "HEAD", ground.common_dir / "logs" / ref)
    oids = {oid for place in places for line in read_log(place) for oid in line[:2]}
    asked = "".join(f"{oid}\n" for oid in sorted(oids) if oid.strip("0")).encode()
    if not asked:
        return None
    found = run(ground.root, "cat-file", "--batch-check", stdin=asked, check=False)
    lost = found.out.count(b" missing\n")
    if not lost:
        return None

    def heal() -> None:
        for place in places:
            ground.keep_copy(place)
        never = ("--expire=never", "--expire-unreachable=never", "--stale-fix", "--rewrite")
        run(ground.root, "reflog", "expire", *never, "HEAD", ref)

    commits = "a commit that is" if lost == 1 else f"{lost} commits that are"
    return Ailment(f"the log of the branch names {commits} lost", "take these lines out", heal)


def _good_lines(place: Path) -> bytes | None:
    """The readable lines of a reflog, None where all are."""
    written = read_bytes(place)
    lines = written.split(b"\n")
    good = b"".join(line + b"\n" for line in lines if logged(line))
    return None if good == written or not written else good


def _branches(ground: Ground) -> set[str]:
    """The branches that some file tells of."""
    found = set()
    for folder in (ground.common_dir, ground.common_dir / "logs"):
        heads = folder / _HEADS
        found |= {
            place.relative_to(heads).as_posix()
            for place in heads.rglob("*")
            if place.is_file() and place.suffix != ".lock"
        }
    for line in read_bytes(ground.common_dir / "packed-refs").split(b"\n"):
        oid, _, ref = line.decode("utf-8", "surrogateescape").partition(" ")
        if OID.fullmatch(oid) and ref.startswith(_HEADS):
            found.add(ref.removeprefix(_HEADS))
    return found


def _taken(ground: Ground) -> set[str]:
    """The branches that other work trees have checked out; no two can have the same."""
    heads = [ground.common_dir / "HEAD", *(ground.common_dir / "worktrees").glob("*/HEAD")]
    others = (read_bytes(head) for head in heads if head != ground.git_dir / "HEAD")
    named = (text.decode("utf-8", "surrogateescape").strip() for text in others)
    return {one.removeprefix(f"ref: {_HEADS}") for one in named}


def _checked_out(ground: Ground, branches: set[str]) -> str | None:
    """The branch that HEAD named last: what was switched to, else the only one, else the one whose
    last step was HEAD's last step."""
    steps = list(read_log(ground.git_dir / "logs" / "HEAD"))
    for _, _, words in steps:
        _, switched, rest = words.partition("checkout: moving from ")
        if switched:
            target = rest.rpartition(" to ")[2]
            if target in branches:
                return target
            break
    if len(branches) == 1:
        return next(iter(branches))
    last = steps[0][1] if steps else None
    logs = ground.common_dir / "logs" / _HEADS
    fitting = [
        name for name in branches if last and next(read_log(logs / name), ("", "", ""))[1] == last
    ]
    return fitting[0] if len(fitting) == 1 else None
