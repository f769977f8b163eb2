"""Ranks: keys that sort as plain text and always leave room for one more between two of them.

A key is a fraction in base 62 without its leading `0.`, so `a0V` lies between `a0` and `a1`.
"""

from __future__ import annotations

from itertools import zip_longest

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
FIRST = "a1"

_BASE = len(DIGITS)
_VALUES = {digit: value for value, digit in enumerate(DIGITS)}


def is_rank(key: object) -> bool:
    """Whether a value is a key that something can be placed before and after."""
    return isinstance(key, str) and bool(key.rstrip("0")) and _VALUES.keys() >= set(key)


def between(low: str | None, high: str | None) -> str:
    """Return a key that sorts after `low` and before `high`; None stands for the end of the list.

    The same two neighbours always give the same key, and it never ends in 0. Raises ValueError when
    there is no room: `low` is not before `high`, or either is no key.
    """
    for key in (low, high):
        if key is not None and not (key and _VALUES.keys() >= set(key)):
            raise ValueError(f"the rank “{key}” is not made of the digits and letters 0-9 A-Z a-z")
    below, above = (low or "").rstrip("0"), high and high.rstrip("0")
    if high is None:
        return _after(below) if low else FIRST
    if not above or below >= above:
        raise ValueError(f"nothing sorts between the ranks “{low or ''}” and “{high}”")
    return _middle(below, above) if low else _before(above)


def spread(count: int) -> list[str]:
    """Return `count` keys in order, evenly apart, as short as leaves room around each of them."""
    width = 1
    while _BASE**width < 8 * count:
        width += 1
    step = _BASE**width / (count + 1)
    return [_key(round(step * place), width).rstrip("0") for place in range(1, count + 1)]


def _after(low: str) -> str:
    """The next key upwards. Counting in 2, 4, 8 … digits keeps keys short however many follow."""
    width = 2
    while (number := _number(low, width) + 1) == _BASE**width:
        width *= 2
    return _key(number + (number % _BASE == 0), width)


def _before(high: str) -> str:
    """The next key downwards."""
    width = 2
    while (number := _number(high, width) - 1) <= 0:
        width *= 2
    return _key(number - (number % _BASE == 0), width)


def _middle(low: str, high: str) -> str:
    """The key in the middle of the first place that has room."""
    shared = 0
    while low[shared : shared + 1] == high[shared]:
        shared += 1
    floor = ceiling = 0
    ends = len(high) - shared - 1
    width = 0
    for below, above in zip_longest(low[shared:], high[shared:], fillvalue="0"):
        floor = floor * _BASE + _VALUES[below]
        ceiling = ceiling * _BASE + _VALUES[above]
        width += 1
        top = ceiling + (width <= ends)
        if top - floor > 1:
            break
    else:
        floor, top, width = floor * _BASE, ceiling * _BASE, width + 1
    return high[:shared] + _key((floor + top) // 2, width)


def _number(key: str, width: int) -> int:
    number = 0
    for digit in key[:width].ljust(width, "0"):
        number = number * _BASE + _VALUES[digit]
    return number


def _key(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, value = divmod(number, _BASE)
        digits.append(DIGITS[value])
    return "".join(reversed(digits))
