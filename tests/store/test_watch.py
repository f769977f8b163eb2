"""The watch tells which documents changed, and nothing of the files that are none."""

from __future__ import annotations

from itertools import islice
from threading import Event

from tests.store.conftest import CALL, ROOF, text
from tests.workspace import write
from tuiwork.store.local import Local
from tuiwork.store.watch import watch


def test_documents_that_change_come_or_go_are_told_and_nothing_else(local: Local) -> None:
    stop = Event()
    told: set[str] = set()
    watching = watch(local.root, stop)
    assert next(watching) == frozenset()
    write(local.root, "README.md", "mine")
    write(local.root, f"{ROOF}~", "left by an editor")
    write(local.root, ".tw-1-00ff.tmp", "half")
    write(local.root, ROOF, text("k7f3qd2m", "Changed"))
    write(local.root, "goals/new.md", "+++\n+++\n")
    (local.root / CALL).unlink()
    for paths in islice(watching, 60):
        told |= paths
        if len(told) >= 3:
            stop.set()
    assert told == {ROOF, "goals/new.md", CALL}
