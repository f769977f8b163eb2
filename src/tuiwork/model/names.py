"""How a word somebody typed finds the one thing it names, and what is said when it does not."""

from __future__ import annotations

from collections.abc import Iterable

from tuiwork.errors import Ambiguous, Refused


def match(word: str, names: Iterable[str], what: str) -> str:
    """The one name that `word` means: itself, else the only one it begins or is a part of.

    Names may be paths (`operations/jobs`); a whole last part counts before a beginning, a beginning
    before a part in the middle. Raises Ambiguous with the candidates, or Refused with the nearest.
    """
    wanted = word.casefold().strip("/")
    known = list(names)
    if wanted in known:
        return wanted
    tiers = (
        lambda name: name.casefold() == wanted,
        lambda name: name.casefold().rpartition("/")[2] == wanted,
        lambda name: name.casefold().startswith(wanted),
        lambda name: name.casefold().rpartition("/")[2].startswith(wanted),
        lambda name: wanted in name.casefold(),
    )
    for fits in tiers if wanted else ():
        found = [name for name in known if fits(name)]
        if len(found) == 1:
            return found[0]
        if found:
            candidates = tuple(sorted(found))
            raise Ambiguous(
                f"{what} “{word}” could be {', '.join(candidates[:8])}; type more of it", candidates
            )
    raise Refused(f"there is no {what} “{word}”{suggestion(wanted, known)}")


def suggestion(word: str, known: Iterable[str]) -> str:
    """The end of a refusal: the nearest known names, or what there is where few exist."""
    from difflib import get_close_matches

    names = sorted(known)
    near = get_close_matches(word, names, n=3, cutoff=0.6)
    tails = {name.rpartition("/")[2]: name for name in names}
    near = near or [tails[tail] for tail in get_close_matches(word, list(tails), n=3, cutoff=0.6)]
    if near:
        return f"; did you mean {' or '.join(near)}?"
    return f"; there are {', '.join(names)}" if 0 < len(names) <= 8 else ""
