"""Names that a machine gives: random task ids, slugs for file names, shortest prefixes of ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 8
NAMELESS = "task"

_LETTERS = str.maketrans(
    {
        "æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ß": "ss",
        "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ı": "i",
    }
)  # fmt: skip
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


def mint(random_bytes: Callable[[int], bytes]) -> str:
    """Return a new task id from `random_bytes(5)`; asks again when it would have no letter."""
    while True:
        number = int.from_bytes(random_bytes(LENGTH * 5 // 8))
        minted = "".join(ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
        if is_id(minted):
            return minted


def is_id(text: str) -> bool:
    """Whether `text` is a task id: 8 characters of the alphabet, at least one of them a letter."""
    return len(text) == LENGTH and not text.strip(ALPHABET) and not text.isdecimal()


def slug(title: str, limit: int = 50) -> str:
    """Return `title` as a file name of at most `limit` ASCII letters, digits and single hyphens.

    Never empty, and never a name that Windows keeps for a device (those get `-task` at the end).
    """
    plain = title.lower() if title.isascii() else _ascii(title)
    words = "".join(char if char.isalnum() else " " for char in plain).split()
    name = "-".join(words)[:limit].rstrip("-") or NAMELESS
    return f"{name}-{NAMELESS}" if name in _RESERVED else name


def shortest_prefixes(ids: Iterable[str], least: int = 3) -> dict[str, str]:
    """Return the shortest prefix of each id that no other id has, at least `least` characters."""
    ordered = sorted(set(ids))
    shared = [least - 1, *map(_shared, ordered, ordered[1:]), least - 1]
    return {
        one: one[: max(least, shared[place] + 1, shared[place + 1] + 1)]
        for place, one in enumerate(ordered)
    }


def _shared(one: str, other: str) -> int:
    """How many characters the two begin with in common."""
    length = 0
    while length < len(one) and one[length] == other[length]:
        length += 1
    return length


def _ascii(title: str) -> str:
    from unicodedata import combining, normalize

    letters = normalize("NFC", title.lower()).translate(_LETTERS)
    parts = (char for char in normalize("NFKD", letters).lower() if not combining(char))
    return "".join(char if char.isascii() else " " for char in parts)


def derive(*parts: str) -> str:
    """The id that the same parts give in every clone, for things that are made in two at once."""
    from hashlib import sha256

    seed = "\0".join(parts).encode("utf-8", "surrogatepass")
    stream = (sha256(seed + number.to_bytes(4, "big")).digest() for number in count())
    return mint(lambda size: next(stream)[:size])
