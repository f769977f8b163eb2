"""Watching the folder: which documents changed on disk, as soon as an editor or git is done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from tuiwork.model.kinds import kind_of


def watch(root: Path, stop: Event) -> Iterator[frozenset[str]]:
    """Sets of document paths that changed, were made or went, until `stop` is set. It blocks.

    Empty ones say that nothing happened for a while; the first one of any kind, that the watch
    stands: what changed before it has to be looked for.
    """
    from watchfiles import watch as watch_folder

    resolved = root.resolve()

    def matters(_: object, path: str) -> bool:
        return kind_of(_relative(resolved, path)) is not None

    for changes in watch_folder(
        resolved,
        watch_filter=matters,
        debounce=200,
        step=50,
        stop_event=stop,
        rust_timeout=500,
        raise_interrupt=False,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    ):
        yield frozenset(_relative(resolved, path) for _, path in changes)


def _relative(root: Path, path: str) -> str:
    place = Path(path)
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else ""
