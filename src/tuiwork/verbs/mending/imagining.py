"""A workspace as a Change would leave it, so that one repair can be thought out after another."""

from __future__ import annotations

from tuiwork.errors import Problem
from tuiwork.model.change import Change
from tuiwork.model.document import Document
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import read_document


def imagine(workspace: Workspace, change: Change) -> Workspace:
    """The workspace after a Change that was not done yet."""
    after = {file.path: file.after for file in change.files}
    documents: dict[str, Document | None] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    for path, text in after.items():
        documents[path], found = (None, []) if text is None else read_document(path, text)
        problems[path] = tuple(found)
    imagined = workspace.replace(documents, problems)

    def read(path: str) -> str:
        text = after.get(path, "")
        if text is None:
            raise FileNotFoundError(path)
        return text if path in after else workspace.read(path)

    imagined.read = read
    return imagined
