"""What a half-typed value could become: the names that a field takes, nearest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tuiwork.dataclass import dataclass
from tuiwork.model.fields import Field, Type
from tuiwork.model.kinds import Kind
from tuiwork.model.workflow import Workflow
from tuiwork.model.workspace import Workspace
from tuiwork.text.keys import PLACE

DAYS = ("today", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "next week", "eow", "eom", "eoq", "+3d", "+1w", "+2w")  # fmt: skip
"""The dates that people mostly type."""
SPANS = ("30m", "1h", "2h", "4h", "1d", "2d", "1w")
"""The estimates that people mostly type."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that may be meant, as it is typed, and what people call it."""

    value: str
    label: str = ""


def offers_for(
    workspace: Workspace, field: Field, typed: str, workflow: Workflow | None = None
) -> list[Offer]:
    """What a value of a field that begins like this may be: what begins so first, then what has a
    word or a part that does, then what holds it. Everything that the field takes for no letters."""
    wanted = typed.casefold()
    ranked = [
        (rank, at, offer)
        for at, offer in enumerate(_known(workspace, field, workflow))
        if (rank := _rank(offer, wanted)) is not None
    ]
    return [offer for _, _, offer in sorted(ranked, key=lambda one: one[:2])]


def _rank(offer: Offer, wanted: str) -> int | None:
    value, label = offer.value.casefold(), offer.label.casefold()
    if value.startswith(wanted):
        return 0
    if label.startswith(wanted):
        return 1
    parts = value.replace("/", " ").replace("-", " ").split() + label.split()
    if any(part.startswith(wanted) for part in parts):
        return 2
    return 3 if len(wanted) > 1 and (wanted in value or wanted in label) else None


def _known(workspace: Workspace, field: Field, workflow: Workflow | None) -> Iterator[Offer]:
    if field is PLACE:
        yield from (Offer(one.name, one.title) for one in workspace.lists.values())
    elif field.names is Kind.PERSON:
        yield from (Offer(one.handle, one.title) for one in workspace.people.values())
    elif field.names is not None:
        yield from (Offer(one.slug, one.title) for one in workspace.of_kind(field.names))
    elif field.type is Type.GOAL:
        yield from _goals(workspace)
    elif field.type is Type.STATUS:
        flows = [workflow] if workflow else workspace.settings.workflows.values()
        names = {one.name: str(one.category) for flow in flows for one in flow.statuses}
        yield from (Offer(name, category) for name, category in names.items())
    elif field.type is Type.TASK:
        yield from _tasks(workspace)
    elif field.type is Type.FLAG:
        yield from (Offer("yes"), Offer("no"))
    elif field.type is Type.DATE:
        yield from map(Offer, DAYS)
    elif field.type is Type.DURATION:
        yield from map(Offer, SPANS)
    elif field.choices:
        yield from map(Offer, field.choices)
    elif field.type is Type.TEXT and field.key in ("tags", "type"):
        yield from _used(workspace, field.key)


def _goals(workspace: Workspace) -> Iterator[Offer]:
    for goal in workspace.goals.values():
        if not goal.is_closed:
            yield Offer(goal.slug, goal.title)
            yield from (Offer(f"{goal.slug}/{one.id}", one.title) for one in goal.key_results)


def _tasks(workspace: Workspace) -> Iterable[Offer]:
    for tasks in workspace.open_in.values():
        yield from (Offer(workspace.short(task.id), task.title) for task in tasks)


def _used(workspace: Workspace, key: str) -> Iterator[Offer]:
    """What open tasks hold there already, the most frequent first."""
    used: Counter[str] = Counter()
    for tasks in workspace.open_in.values():
        for task in tasks:
            text = task.text(key)
            used.update([text] if text is not None else task.names(key))
    yield from (Offer(value) for value, _ in used.most_common())
