"""What is worked out once for each workspace and kept as long as somebody holds that workspace."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from tuiwork.model.workspace import Workspace

T = TypeVar("T")


def once(function: Callable[[Workspace], T]) -> Callable[[Workspace], T]:
    """The same function, run once for a workspace. What it answers must not be changed."""
    known: WeakKeyDictionary[Workspace, T] = WeakKeyDictionary()

    @wraps(function)
    def remembered(workspace: Workspace) -> T:
        try:
            return known[workspace]
        except KeyError:
            known[workspace] = answer = function(workspace)
            return answer

    return remembered
