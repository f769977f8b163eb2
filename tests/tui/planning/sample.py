"""The sample company as a value, for tests of what is drawn of it."""

from __future__ import annotations

from functools import cache

from tests.sample_reader import ROOT
from tuiwork.model.kinds import kind_of
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import read_document


@cache
def sample_company() -> Workspace:
    """All of its documents."""
    found = {}
    for path in sorted(ROOT.rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and kind_of(name) is not None:
            document, _ = read_document(name, path.read_text("utf-8"))
            if document is not None:
                found[name] = document
    return Workspace(found)
