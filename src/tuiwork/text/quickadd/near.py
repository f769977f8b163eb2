"""Near misses in a quick-add line: the one name that a misspelt one can only have meant."""

from __future__ import annotations

from collections.abc import Iterable

from tuiwork.model.fields import Field, Type
from tuiwork.model.kinds import Kind
from tuiwork.model.settings import Settings
from tuiwork.model.workspace import Workspace
from tuiwork.text.keys import PLACE, known_keys

_ALIKE = 0.75
_SHORTEST = 3


def nearest_value(workspace: Workspace, field: Field, words: str) -> str | None:
    """The one name of the field's kind that is nearly `words`, None where none or several are."""
    if field is PLACE:
        names: Iterable[str] = [one.name for one in workspace.lists.values()]
    elif field.type is Type.GOAL:
        names = workspace.goals
    elif field.type is Type.NAME and field.names is not None:
        names = [one.slug for one in workspace.of_kind(field.names)]
    else:
        names = field.choices
    return _nearest(words.casefold(), names)


def nearest_key(settings: Settings, key: str) -> str | None:
    """The one key that is nearly `key`, None where none or several are."""
    return _nearest(key.casefold(), known_keys(settings, Kind.TASK))


def _nearest(word: str, names: Iterable[str]) -> str | None:
    """Names that begin with another letter are never meant: people seldom miss the first one."""
    if len(word) < _SHORTEST:
        return None
    endings = {name: name for name in names}
    endings |= {name.rpartition("/")[2]: name for name in endings}
    alike = [ending for ending in endings if ending[:1].casefold() == word[:1]]
    if not alike:
        return None
    from difflib import get_close_matches

    found = {endings[one] for one in get_close_matches(word, alike, n=3, cutoff=_ALIKE)}
    return found.pop() if len(found) == 1 else None
