"""Taking Changes back: a forward edit that merges what was before into what is there now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

from tuiwork.dataclass import dataclass, replace
from tuiwork.errors import Refused
from tuiwork.insight.differences import Difference, differences
from tuiwork.insight.telling import Teller
from tuiwork.model.change import IDS, REDOES, UNDOES, Change, FileChange
from tuiwork.model.document import Document
from tuiwork.model.task import Task
from tuiwork.text.document import read_document
from tuiwork.text.merging.conflicts import DELETED, NOTES, PLACE, WHOLE, Conflict, value_of
from tuiwork.text.merging.matching import task_id
from tuiwork.text.merging.trees import merge_trees
from tuiwork.text.values import show_value

Texts = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Step:
    """One recorded change: its diary line, and its files before and after it."""

    oid: str
    message: str
    before: Texts
    after: Texts


@dataclass(frozen=True, slots=True)
class Loss:
    """A value that taking back would lose: a field as it was before the change, as the change made
    it, and as somebody, `by`, made it since (`at`). `field` is one of a conflict; of `deleted`,
    `since` is what became of the document that the change added, nothing where it was removed."""

    step: Step
    path: str
    id: str
    title: str
    field: str
    before: Any = None
    made: Any = None
    now: Any = None
    by: str | None = None
    at: datetime | None = None
    since: tuple[Difference, ...] = ()

    def told(self, teller: Teller | None) -> Loss:
        """The same, with who did it."""
        return self if teller is None else replace(self, by=teller[0], at=teller[1])


class WouldLose(Refused):
    """Taking back would lose what somebody did since; `losses` says what."""

    code = "would-lose"

    def __init__(self, losses: Sequence[Loss]) -> None:
        first = losses[0]
        steps = {loss.step.oid for loss in losses}
        who = sorted({loss.by for loss in losses if loss.by})
        fields = sorted({loss.field for loss in losses})
        what = f"{', '.join(fields)} changed since" if DELETED not in fields else _gone(losses)
        message = f"“{first.step.message}” cannot be taken back: {what}"
        message += f" by {', '.join(who)}" if who else ""
        more = len(steps) - 1
        message += f"; nor can {more} other{'s' * (more > 1)}" if more else ""
        super().__init__(message)
        self.losses = tuple(losses)


def _gone(losses: Sequence[Loss]) -> str:
    removed = any(loss.field == DELETED and not loss.since for loss in losses)
    return f"“{losses[0].title}” was {'removed' if removed else 'worked on'} since"


def take_back(
    steps: Sequence[Step], now: Texts, *, leave_out: bool = False
) -> tuple[Change, tuple[Loss, ...]]:
    """The Change that makes files what they would be now had these changes never been made, and
    what would have been lost by those that were left out.

    `steps` are newest first. Raises WouldLose, unless what cannot be taken back may be left out,
    and Refused where nothing is left to take back. The message is for the caller to write.
    """
    texts = dict(now)
    losses: list[Loss] = []
    undone: list[str] = []
    notices: list[str] = []
    places = _places(texts)
    for step in steps:
        merged = merge_trees(step.after, _around(step, texts, places), step.before)
        if merged.conflicts:
            losses += _losses(step, texts, merged.conflicts)
            continue
        if any(texts.get(path) != text for path, text in merged.files.items()):
            undone.append(step.oid)
            notices += [f"{one.path} {one.message}" for one in merged.problems]
        texts |= merged.files
        for id_, paths in _places(merged.files).items():
            places.setdefault(id_, set()).update(paths)
    if losses and not leave_out:
        raise WouldLose(losses)
    files = tuple(
        FileChange(path, now.get(path), text)
        for path, text in sorted(texts.items())
        if now.get(path) != text
    )
    if not undone and not losses:
        what = f"“{steps[0].message}” has" if len(steps) == 1 else f"all {len(steps)} changes have"
        raise Refused(f"{what} been taken back already")
    return Change("", files, notices=tuple(notices), undoes=tuple(undone)), tuple(losses)


def _places(texts: Texts) -> dict[str, set[str]]:
    """Where each task lies."""
    places: dict[str, set[str]] = {}
    for path, text in texts.items():
        id_ = None if text is None else task_id(path, text.encode("utf-8", "surrogatepass"))
        if id_ is not None:
            places.setdefault(id_, set()).add(path)
    return places


def _around(step: Step, texts: Texts, places: Mapping[str, set[str]]) -> dict[str, str | None]:
    """What there is now of the things that a step changed, wherever it lies, and the tasks in a
    list that taking the step back would remove."""
    ids = {*_places(step.before), *_places(step.after)}
    paths = {*step.before, *step.after, *(path for id_ in ids for path in places.get(id_, ()))}
    lists = [
        path.removesuffix("list.toml")
        for path, text in step.before.items()
        if text is None and path.endswith("/list.toml")
    ]
    paths.update(path for path in texts if lists and path.startswith(tuple(lists)))
    return {path: texts.get(path) for path in paths}


def _losses(step: Step, now: Texts, conflicts: Iterable[Conflict]) -> list[Loss]:
    return [loss for conflict in conflicts for loss in _loss(step, now, conflict)]


def _loss(step: Step, now: Texts, conflict: Conflict) -> list[Loss]:
    before, made, there = (_find(texts, conflict.path) for texts in (step.before, step.after, now))
    known = there or made or before
    id_ = known.id if isinstance(known, Task) else known.slug if known else conflict.path
    loss = Loss(step, conflict.path, id_, known.title if known else conflict.path, conflict.field)
    if conflict.field == DELETED:
        return [replace(loss, since=tuple(differences(made, there)) if there else ())]
    if conflict.field == NOTES:
        theirs = conflict.kept, conflict.other
        is_kept = str(conflict.kept or "") in str((there and there.notes) or "")
        mine, other = theirs if is_kept else theirs[::-1]
        return [replace(loss, before=other, made=conflict.base, now=mine)]
    if conflict.field == WHOLE:
        return [loss]
    old, new, last = (
        None if one is None else value_of(one, loss.field) for one in (before, made, there)
    )
    return [replace(loss, before=old, made=new, now=last)]


def _find(texts: Texts, path: str) -> Document | None:
    """The document of a conflict in a tree, where it may lie elsewhere."""
    text = texts.get(path)
    if text is not None:
        return read_document(path, text)[0]
    name = path.rpartition("/")[2]
    same = [one for one in texts if one.rpartition("/")[2] == name and texts[one] is not None]
    return read_document(same[0], texts[same[0]] or "")[0] if same else None


class Recorded(Protocol):
    """What is needed of a recorded change to choose the one to take back."""

    @property
    def oid(self) -> str: ...

    @property
    def trailers(self) -> Mapping[str, str]: ...


R = TypeVar("R", bound=Recorded)


def reverses(commit: Recorded) -> tuple[str, ...]:
    """The changes that a recorded change took back or brought back."""
    return tuple(f"{commit.trailers.get(UNDOES, '')} {commit.trailers.get(REDOES, '')}".split())


def taken_back(commits: Iterable[Recorded]) -> frozenset[str]:
    """The ids of the changes that do not stand any more. `commits` are newest first."""
    fallen: set[str] = set()
    for commit in commits:
        if commit.oid not in fallen:
            fallen.update(reverses(commit))
    return frozenset(fallen)


def choose_commit(commits: Iterable[R], *, redo: bool) -> R:
    """The recorded change to take back: the last that still stands.

    `commits` are newest first. With `redo` it is the last undo that was not redone, as long as
    nothing else was done since. Raises Refused when there is none.
    """
    fallen: set[str] = set()
    for commit in commits:
        if commit.oid in fallen:
            continue
        if commit.trailers.get(UNDOES):
            if redo:
                return commit
            fallen.update(reverses(commit))
        elif commit.trailers.get(REDOES):
            if not redo:
                return commit
            fallen.update(reverses(commit))
        elif IDS in commit.trailers:
            if redo:
                break
            return commit
    raise Refused(
        f"there is nothing to {'redo' if redo else 'undo'} that you did in this copy lately; "
        "`tuiwork undo --list` shows what can be taken back by its name"
    )


def shown(loss: Loss) -> str:
    """A loss in one line: the field, and the three values."""
    if loss.field == DELETED:
        return "changed since it was added" if loss.since else "removed since"
    values = (show_value(None, one) or "–" for one in (loss.before, loss.made, loss.now))
    before, made, now = (" ".join(one.split()) for one in values)
    field = "list" if loss.field == PLACE else loss.field
    return f"{field}: {before} → {made}, now {now}"
