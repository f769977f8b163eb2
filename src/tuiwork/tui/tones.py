"""The tones as styles for Content, so that lists and texts say the same in the same colour."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tuiwork.model.goal import State

TONES: Mapping[str, str] = MappingProxyType(
    {
        "accent": "$focus",
        "strong": "bold",
        "overdue": "$overdue",
        "today": "$today",
        "done": "$done",
        "blocked": "$blocked",
        "dim": "$dim",
    }
)
STATES: Mapping[State, str] = MappingProxyType(
    {
        State.ON_TRACK: "$done",
        State.AT_RISK: "$today",
        State.OFF_TRACK: "$overdue",
        State.UNKNOWN: "$dim",
    }
)


def style_of(tone: str) -> str:
    """The style of a tone, or of several with blanks between them."""
    return " ".join(TONES[one] for one in tone.split())
