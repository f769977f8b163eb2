"""The signs people see, one cell wide, each with its twin for terminals that need ASCII."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SYMBOLS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "todo": ("○", "o"),
        "active": ("◐", ">"),
        "waiting": ("◔", "~"),
        "blocked": ("■", "#"),
        "done": ("●", "x"),
        "dropped": ("✕", "-"),
        "urgent": ("‼", "!!"),
        "high": ("!", "!"),
        "low": ("↓", "v"),
        "on track": ("▲", "^"),
        "at risk": ("◆", "*"),
        "off track": ("▼", "v"),
        "stale": ("?", "?"),
        "conflict": ("⚑", "&"),
        "problem": ("⚠", "W"),
        "cursor": ("▌", "|"),
        "mark": ("✓", "+"),
        "folded": ("▸", ">"),
        "unfolded": ("▾", "v"),
        "under": ("└", "`"),
        "inside": ("›", ">"),
        "sync": ("⇅", "="),
        "star": ("★", "*"),
        "person": ("@", "@"),
        "goal": ("^", "^"),
        "place": ("/", "/"),
        "view": ("≡", "="),
        "initiative": ("»", ">"),
        "page": ("¶", "~"),
        "bar done": ("━", "="),
        "bar left": ("─", "-"),
        "bar tick": ("┃", "|"),
        "load none": ("·", "."),
        "load light": ("░", "-"),
        "load fair": ("▒", "="),
        "load full": ("▓", "#"),
        "load over": ("█", "!"),
        "load away": ("–", "x"),
        "milestone": ("◆", "*"),
        "due": ("•", "+"),
        "today": ("│", "|"),
        "week": ("┊", "."),
        "before": ("◀", "<"),
        "after": ("▶", ">"),
        "before first": ("←", "<"),
        "cut": ("…", "..."),
        "none": ("–", "-"),
        "beside": ("│", "|"),
        "differs": ("≠", "*"),
        "dot": ("·", "."),
    }
)


def symbols(*, ascii_only: bool = False) -> Mapping[str, str]:
    """Return meaning → sign for one kind of terminal."""
    return _ASCII if ascii_only else _SIGNS


_SIGNS = MappingProxyType({meaning: sign for meaning, (sign, _) in SYMBOLS.items()})
_ASCII = MappingProxyType({meaning: twin for meaning, (_, twin) in SYMBOLS.items()})
