"""The branch: where its ref is lost, damaged or leads to a commit that cannot be read, it gets the
newest commit back that can be read. A new history is never begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tuiwork.sync.git import refs
from tuiwork.sync.git.objects import LIST_LIMIT
from tuiwork.sync.git.runner import run
from tuiwork.sync.rescue.ground import OID, Ailment, Ground, read_bytes, read_log
from tuiwork.sync.rescue.objects import has_trees

WHY = "tuiwork doctor: restored"
DEPTH = 200
"""How many of the last commits are tried before it is given up."""


def look_at_branch(ground: Ground) -> Ailment | None:
    """A branch without a commit that can be read, though there were some, or one thrown back to an
    older commit than it was last."""
    ref = ground.branch_ref
    if ref is None:
        return None
    name = ref.removeprefix("refs/heads/")
    now = _now(ground, ref)
    newest = next((oid for oid in _logged(ground, ref) if _is_good(ground, oid)), None)
    if now is not None and _is_good(ground, now):
        if newest is None or newest == now or not _follows(ground, newest, now):
            return None
        what = f"the branch {name} was thrown back: its log knows newer commits"
        return Ailment(what, f"set it to {newest[:10]}, its last one", _setter(ground, ref, newest))
    born = now is not None or any(_logged(ground, ref))
    known = list(_known(ground, ref, born))
    good = newest or next((oid for oid in known if _is_good(ground, oid)), None)
    what = f"git finds no commit on the branch {name} that can be read"
    if good is not None:
        cure = f"set it to {good[:10]}, the last commit that can be read"
        return Ailment(what, cure, _setter(ground, ref, good))
    if not born and not known:
        return None
    return Ailment(
        what,
        "no commit of its history can be read here any more, while the files are as they were; "
        "`git fetch --refetch` brings the history back where a remote has it, then do this again",
    )


def _setter(ground: Ground, ref: str, oid: str) -> Callable[[], object]:
    def heal() -> None:
        loose = ground.common_dir / ref
        if loose.is_file() and _now(ground, ref) is None:
            ground.set_aside(loose)
        run(ground.root, "update-ref", "-m", WHY, ref, oid)

    return heal


def _now(ground: Ground, ref: str) -> str | None:
    """The commit that the branch's ref names; None where it names none."""
    loose = ground.common_dir / ref
    text = read_bytes(loose).decode("ascii", "replace").strip()
    if loose.exists() and not (OID.fullmatch(text) or text.startswith("ref: ")):
        return None
    asked = run(ground.root, "rev-parse", "--verify", "--quiet", ref, check=False)
    oid = asked.out.decode().strip()
    return oid if asked.code == 0 and OID.fullmatch(oid) else None


def _logged(ground: Ground, ref: str) -> Iterator[str]:
    """The commits that the branch's reflog tells of, newest first; HEAD's where it has none."""
    places = [ground.common_dir / "logs" / ref]
    if not read_bytes(places[0]).strip():
        places.append(ground.git_dir / "logs" / "HEAD")
    told: dict[str, None] = {}
    for place in places:
        for old, new, _ in read_log(place):
            told |= dict.fromkeys(oid for oid in (new, old) if oid.strip("0"))
            if len(told) > DEPTH:
                break
    yield from told


def _known(ground: Ground, ref: str, born: bool) -> Iterator[str]:
    """Commits that other refs hold for the branch, then every commit there is, newest first.

    Of a branch that may never have had a commit, what was merely fetched is none of its own.
    """
    name = ref.removeprefix("refs/heads/")
    elsewhere = refs.read_refs(ground.root, refs.OURS, "refs/remotes")
    if born:
        yield from (oid for each, oid in elsewhere.items() if each.endswith(f"/{name}"))
    every = _commits(ground)
    if every:
        fetched = () if born else sorted({*elsewhere.values()})
        listed = [*every, *(f"^{oid}" for oid in fetched)]
        options = ("--stdin", "--date-order", f"--max-count={DEPTH}", "--ignore-missing")
        stdin = "".join(f"{line}\n" for line in listed).encode()
        shown = run(ground.root, "rev-list", *options, stdin=stdin, check=False)
        yield from shown.out.decode().split() or (every[:DEPTH] if born or not fetched else ())


def _commits(ground: Ground) -> list[str]:
    options = ("--batch-all-objects", "--unordered", "--batch-check=%(objecttype) %(objectname)")
    shown = run(ground.root, "cat-file", *options, check=False, limit=LIST_LIMIT)
    lines = shown.out.decode("ascii", "replace").splitlines()
    return [oid for kind, _, oid in (line.partition(" ") for line in lines) if kind == "commit"]


def _is_good(ground: Ground, oid: str) -> bool:
    """Whether a commit, with all its folders, can be read."""
    kind = run(ground.root, "cat-file", "-t", oid, check=False)
    return kind.out.strip() == b"commit" and has_trees(ground, oid)


def _follows(ground: Ground, new: str, old: str) -> bool:
    asked = run(ground.root, "merge-base", "--is-ancestor", old, new, check=False)
    return asked.code == 0
