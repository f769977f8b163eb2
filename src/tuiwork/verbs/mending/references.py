"""References that lead nowhere and can be mended without a guess: names spelt otherwise, and tasks
that the history knows to be removed."""

from __future__ import annotations

from collections.abc import Collection

from tuiwork.insight.references import Dangling, Reference, spelt_otherwise
from tuiwork.model.change import Actor, Change
from tuiwork.model.document import Document
from tuiwork.model.fields import Type
from tuiwork.model.log import Entry
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.editing import Edit, change_of, diary


def mend_references(
    workspace: Workspace, actor: Actor, removed: Collection[str] = frozenset()
) -> Change:
    """Names written in full, and references to tasks of `removed` taken out, which the log keeps.

    Every other reference stays as it is: what it should be, nobody but the person knows.
    """
    edits: list[Edit] = []
    documents: list[Document] = []
    references = Dangling(workspace)
    for document in workspace.documents.values():
        lost = list(references.of(document))
        edit = _edit(workspace, actor, document, lost, removed) if lost else None
        if edit is not None:
            edits.append(edit)
            documents.append(document)
    message = diary("Mended references of", documents) if edits else ""
    return change_of(workspace, message, edits)


def _edit(
    workspace: Workspace,
    actor: Actor,
    document: Document,
    lost: list[Reference],
    removed: Collection[str],
) -> Edit | None:
    fields: dict[str, object | None] = {}
    entries: list[Entry] = []
    for one in lost:
        key = one.field.key
        meant = spelt_otherwise(workspace, one)
        if meant is None and not (one.field.type is Type.TASK and one.name in removed):
            continue
        if meant is None:
            words = f"{key} named the task {one.name}, which was removed; it is taken out"
            entries.append(Entry(actor.now, actor.handle, "comment", words))
        if not one.field.many:
            fields[key] = meant
            continue
        names = fields.get(key, document.fields[key])
        assert isinstance(names, list)
        known = meant is None or meant in names
        instead = () if known else (meant,)
        fields[key] = [
            new for name in names for new in (instead if name == one.name else (name,))
        ] or None
    return Edit(document, fields, entries) if fields else None
