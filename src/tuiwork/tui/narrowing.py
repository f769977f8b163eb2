"""The tasks that pass a query; a filter that is typed on is asked only of what it found before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tuiwork.model.change import Actor
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.query.run import compile_query
from tuiwork.text.query.tree import AllOf, Query, Words

Folders = Mapping[str, Sequence[Task]]
"""The tasks of each list."""


class Narrowing:
    """What the last filter found, of which tasks."""

    def __init__(self) -> None:
        self._of: Folders = {}
        self._words: Sequence[str] = ()
        self._found: Folders = {}

    def find(self, workspace: Workspace, actor: Actor, folders: Folders, query: Query) -> Folders:
        """Those of these tasks that a query finds."""
        words = _words_of(query)
        known = words and _is_narrower(words, self._words) and _are_same(folders, self._of)
        found = matching(workspace, actor, self._found if known else folders, [query])
        self._of, self._words, self._found = folders, words, found
        return found


def matching(
    workspace: Workspace, actor: Actor, folders: Folders, queries: Iterable[Query]
) -> Folders:
    """Those of these tasks that every query finds."""
    for query in queries:
        fits = compile_query(query, workspace, actor)
        folders = {
            folder: [task for task in tasks if fits(task)] for folder, tasks in folders.items()
        }
    return folders


def _are_same(folders: Folders, others: Folders) -> bool:
    """Whether these are the very same tasks."""
    return len(folders) == len(others) and all(
        others.get(folder) is tasks for folder, tasks in folders.items()
    )


def _words_of(query: Query) -> list[str]:
    """The words of a query that asks for nothing else; none otherwise."""
    items = query.tree.items if isinstance(query.tree, AllOf) else (query.tree,)
    words = [one.text.casefold() for one in items if isinstance(one, Words)]
    return words if len(words) == len(items) else []


def _is_narrower(words: Sequence[str], before: Sequence[str]) -> bool:
    """Whether whatever holds these words holds those before."""
    return bool(before) and all(any(one in word for word in words) for one in before)
