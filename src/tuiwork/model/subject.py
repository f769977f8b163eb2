"""Subjects: the initiative, goal, key result or task that a plan's item or a question is about."""

from __future__ import annotations

from typing import Literal

from tuiwork.dataclass import dataclass
from tuiwork.errors import Ambiguous, Refused
from tuiwork.model.document import Document
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import SHORTEST_PREFIX, Workspace

SubjectKind = Literal["initiative", "goal", "task"]

_KINDS: tuple[SubjectKind, ...] = ("initiative", "goal", "task")


@dataclass(frozen=True, slots=True)
class Subject:
    """What something is about. `name` is a slug, `goal/key-result` or a task's id."""

    kind: SubjectKind
    name: str

    @property
    def reference(self) -> str:
        """How a document names it: `initiative:quote-in-a-day`."""
        return f"{self.kind}:{self.name}"


def read_subject(reference: str) -> Subject | None:
    """The subject that a reference as written names, None where it has no such form."""
    kind, colon, name = reference.partition(":")
    for known in _KINDS:
        if colon and kind == known and name:
            return Subject(known, name)
    return None


def document_of(workspace: Workspace, subject: Subject) -> Document | None:
    """The document a subject lies in (a key result's is its goal), None where there is none."""
    if subject.kind == "initiative":
        return workspace.initiatives.get(subject.name)
    if subject.kind == "task":
        return workspace.tasks.get(subject.name)
    found = workspace.key_result(subject.name)
    return found[0] if found else None


def title_of(workspace: Workspace, subject: Subject) -> str:
    """What people call a subject; its name where it does not exist."""
    if subject.kind == "goal":
        found = workspace.key_result(subject.name)
        if found and found[1]:
            return found[1].title
    document = document_of(workspace, subject)
    return document.title if document else subject.name


def owner_of(workspace: Workspace, subject: Subject) -> str | None:
    """Who owns a subject, None where nobody does or it does not exist."""
    document = document_of(workspace, subject)
    return document.text("owner") if document else None


def find_subject(workspace: Workspace, word: str) -> Subject:
    """The one initiative, goal, key result or task that a word names.

    A whole name counts before a part of one, and a kind and a colon before it leave no doubt.
    Raises Ambiguous with the candidates, or Refused.
    """
    told = read_subject(word)
    if told is not None:
        return _of_kind(workspace, told.kind, told.name)
    exact = [
        Subject("initiative", word) if word in workspace.initiatives else None,
        Subject("goal", word) if workspace.key_result(word) else None,
        Subject("task", word) if word in workspace.tasks else None,
    ]
    found = [one for one in exact if one] or _by_part(workspace, word)
    if len(found) == 1:
        return found[0]
    if found:
        names = tuple(one.reference for one in found)
        raise Ambiguous(f"“{word}” could be {', '.join(names[:8])}; type one of these", names)
    raise Refused(f"no initiative, goal or task is called “{word}”")


def _of_kind(workspace: Workspace, kind: SubjectKind, word: str) -> Subject:
    if kind == "initiative":
        return Subject(kind, workspace.find_named(Kind.INITIATIVE, word))
    if kind == "goal":
        return Subject(kind, workspace.find_goal(word))
    return Subject(kind, workspace.task(word).id)


def _by_part(workspace: Workspace, word: str) -> list[Subject]:
    """What a part of a name could mean, one for each kind; several of a kind are told by it."""
    found = []
    for kind in _KINDS:
        if kind == "task" and len(word) < SHORTEST_PREFIX:
            continue
        try:
            found.append(_of_kind(workspace, kind, word))
        except Ambiguous as error:
            found += [Subject(kind, name) for name in error.candidates]
        except Refused:
            continue
    return found


def subject_of(document: Document) -> Subject | None:
    """The subject that a document is, None for other kinds."""
    if isinstance(document, Task):
        return Subject("task", document.id)
    if document.kind is Kind.INITIATIVE:
        return Subject("initiative", document.slug)
    return Subject("goal", document.slug) if document.kind is Kind.GOAL else None
