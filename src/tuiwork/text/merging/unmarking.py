"""Making one document again of a text that git's own merge left with both sides in it."""

from __future__ import annotations

from tuiwork.dataclass import dataclass
from tuiwork.text.document import read_document
from tuiwork.text.leftovers import Parted, find_markers, part_at_doubles, part_at_markers
from tuiwork.text.merging.documents import Merged, merge


@dataclass(frozen=True, slots=True)
class Versions:
    """What git merged at one path, as it was before. None is no file.

    `untouched` says that what lies on disk is what git made of it, and nobody's work since.
    """

    base: str | None
    ours: str | None
    theirs: str | None
    untouched: bool


def part(path: str, text: str) -> Parted | None:
    """The two sides of a text with conflict markers or keys that come twice; None for others."""
    return part_at_markers(text) or part_at_doubles(path, text)


def unmark(path: str, text: str, base: str | None = None) -> Merged | None:
    """The document that a text becomes when its two sides are merged; None where it has no two, or
    they cannot be read.

    Without a `base` from the history, what both sides have in common is the base.
    """
    parted = part(path, text)
    if parted is None:
        return None
    merged = merge(path, parted.base if base is None else base, parted.ours, parted.theirs)
    if merged.text is None or find_markers(merged.text):
        return None
    return merged if read_document(path, merged.text)[0] is not None else None
