"""Completing a quick-add line: what the word before the cursor could become."""

from __future__ import annotations

from tuiwork.dataclass import dataclass
from tuiwork.model.workspace import Workspace
from tuiwork.text.keys import find_field, known_keys
from tuiwork.text.offering import Offer, offers_for
from tuiwork.text.quickadd.parse import SIGILS

MOST = 50
"""Offers that anybody would look through."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What could stand from `start` to `end` of the line instead of what is there."""

    start: int
    end: int
    offers: tuple[Offer, ...]

    def take(self, line: str, offer: Offer) -> tuple[str, int]:
        """The line with an offer taken, and where the cursor is then."""
        rest = line[self.end :]
        gap = "" if rest.startswith(" ") or offer.value.endswith(":") else " "
        begun = line[: self.start] + offer.value + gap
        return begun + rest, len(begun) + (1 if rest.startswith(" ") and not gap else 0)


def complete(workspace: Workspace, line: str, cursor: int) -> Completion | None:
    """What the word before the cursor could become; None where nothing is to be offered."""
    start = max(line.rfind(" ", 0, cursor), line.rfind("\t", 0, cursor)) + 1
    word = line[start:cursor]
    end = cursor
    while end < len(line) and not line[end].isspace():
        end += 1
    found = _offers(workspace, word)
    offers = tuple(one for one in found if one.value != line[start:end])[:MOST]
    return Completion(start, end, offers) if offers else None


def _offers(workspace: Workspace, word: str) -> list[Offer]:
    field = SIGILS.get(word[:1])
    if field is not None:
        return _with(word[:1], offers_for(workspace, field, word[1:]))
    key, mark, typed = word.partition(":")
    if mark:
        named = find_field(workspace.settings, key)
        return _with(f"{key}:", offers_for(workspace, named, typed)) if named is not None else []
    if len(word) < 2:
        return []
    keys = [one for one in known_keys(workspace.settings) if one.startswith(word.casefold())]
    return [Offer(f"{one}:") for one in keys]


def _with(lead: str, offers: list[Offer]) -> list[Offer]:
    """The offers behind their sign or key; a value with a blank needs a key, and quotes."""
    shown = []
    for one in offers:
        if " " not in one.value:
            shown.append(Offer(lead + one.value, one.label))
        elif lead.endswith(":"):
            shown.append(Offer(f'{lead}"{one.value}"', one.label))
    return shown
